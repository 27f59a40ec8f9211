"""Names of WordprocessingML (ECMA-376 part 1), spelled once as lxml compares them."""

from __future__ import annotations

from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 -- the prefix that every Word file uses
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

LEFT: Final = "{jixiao}left"
"""Text that is marked, before a part is walked, as none of the document's; its attribute `code` says why."""

ID: Final = f"{W}id"
NAME: Final = f"{W}name"
TYPE: Final = f"{W}type"
VALUE: Final = f"{W}val"
WIDTH: Final = f"{W}w"
RELATION: Final = f"{R}id"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

# Strict Open XML (ISO/IEC 29500 part 4 maps them): the same elements under other addresses.
STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)


def number(text: str | None, default: int = 0) -> int:
    """An attribute as an integer; `default` where it is absent or none. Word itself writes `1.0` now and then."""
    if text is None:
        return default
    try:
        return int(text)
    except ValueError:
        head = text.split(".")[0].strip()
        return int(head) if head.lstrip("+-").isdecimal() and len(head) < 19 else default


def switched_on(text: str | None) -> bool:
    """A toggle that stands there: on unless its value says off (ECMA-376 part 1, 17.17.4)."""
    return text not in ("0", "false", "off", "none")
