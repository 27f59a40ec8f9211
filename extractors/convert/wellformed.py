"""Whether XML is whole, before LibreOffice sees it: of a torn part it reads the beginning, of one too deep nothing, and says neither."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from extractors.errors import ReadError

DEPTH: Final = 256
"""Elements inside each other that libxml2 takes, with which LibreOffice reads."""
_ENDED_EARLY: Final = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class WellFormed:
    """XML that is fed piece by piece; nothing of it is kept.

    ReadError: truncated, corrupt (not well-formed, or it declares a document type: none of these files has one, and entities in it
    may grow without end), too-large (nested too deep).
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _doctype
        self._depth = 0

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """The next bytes; `last` where no more come."""
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            if error.code in _ENDED_EARLY:
                raise ReadError("truncated") from None
            raise ReadError("corrupt", "its XML is not well-formed", "XML 格式错误") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise ReadError("too-large", "its XML is nested too deep", "XML 嵌套过深")

    def _end(self, name: str) -> None:
        self._depth -= 1


def _doctype(*_: object) -> None:
    raise ReadError("corrupt", "it declares a document type", "含有文档类型声明")
