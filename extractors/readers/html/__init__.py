"""Web pages (.html, .htm), and the single-file pages (.mht) that systems export as "Word".

    bytes ──MIME part──> page ──charset──> text ──lxml, hardened──> tree ──walker──> Document

What the browser would not print is not read (display:none is named in `text.hidden`); nothing is fetched, no script runs,
no style sheet is consulted.
"""

from __future__ import annotations

import email
import re
from email.message import Message
from typing import Final

from lxml import etree

from extractors.document import Cell, Document, Grid, Paragraph
from extractors.encoding import Decoded, damage, decode
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.html.walker import Walker

FORMATS: Final = frozenset({"html", "mht"})
_META: Final = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.I,
)
_DECLARED_WITHIN: Final = 4096
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# The web reads these names as the larger sets that contain them (WHATWG Encoding, 4.2).
_LARGER: Final = dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030") | dict.fromkeys(("iso-8859-1", "ascii"), "cp1252")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_MIME: Final = re.compile(rb"(?:mime-version|content-type|from|subject|date|x-[a-z-]+|message-id)\s*:", re.I)
_MOST_PARTS: Final = 2_000


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that the bytes of a page print. ReadError: empty, corrupt, too-large, no-text."""
    limits = limits or Limits()
    if not data.strip():
        raise ReadError("empty")
    if len(data) > min(limits.bytes, limits.part):
        raise ReadError("too-large", f"{len(data)} bytes of HTML", f"网页 {len(data)} 字节")
    page, charset, name = data, None, "html"
    if _MIME.match(data.lstrip()[:200]):
        page, charset = _page_of(data.lstrip())
        name = "mht"
    decoded = _text_of(page, charset)
    root = _parsed(_CONTROLS.sub("", decoded.text))
    walker = Walker(limits)
    walker.walk(root)
    if not any(_says_something(block) for block in walker.blocks):
        raise ReadError("no-text")
    remarks = (*walker.remarks, *damage(decoded))
    return Document(name, "html", tuple(walker.blocks), remarks=remarks, partial=walker.partial or decoded.damaged > 0)


def _page_of(data: bytes) -> tuple[bytes, str | None]:
    """The first page of a MIME message, with the charset that its header declares."""
    try:
        message = email.message_from_bytes(data)
    except RecursionError:  # the standard parser goes down one call for each part inside a part
        raise ReadError("too-large", "its MIME parts are nested too deep", "MIME 部件嵌套过深") from None
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            raise ReadError("too-large", f"more than {_MOST_PARTS} MIME parts", f"超过 {_MOST_PARTS} 个 MIME 部件")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _payload(part), part.get_content_charset()
    raise ReadError("corrupt", "the web archive holds no page", "网页归档中没有网页")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise ReadError("truncated", "the page in the web archive is empty", "网页归档中的网页为空")
    return payload


def _text_of(data: bytes, charset: str | None) -> Decoded:
    """The page as text: a byte order mark counts first, then the transport, then the page's own word, then its bytes."""
    if not data.startswith(_MARKS):
        for name in (charset, _declared(data)):
            text = _decoded(data, name)
            if text is not None:
                return Decoded(text, str(name))
    return decode(data)


def _declared(data: bytes) -> str | None:
    match = _META.search(data[:_DECLARED_WITHIN])
    return next((group.decode("ascii") for group in match.groups() if group), None) if match else None


def _decoded(data: bytes, charset: str | None) -> str | None:
    """The text under a declared name; None where the name is unknown or plainly wrong, so that the bytes decide."""
    name = _LARGER.get((charset or "").lower(), (charset or "").lower())
    if not name or name.startswith("utf-16"):  # a page that can say so in ASCII is not in UTF-16
        return None
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:  # libxml2 forgives every page but one without any element, or one nested beyond its bound
        raise ReadError("corrupt", "the page has no content that a parser accepts", "网页内容无法解析") from error
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):  # it stopped, and says so nowhere else
        raise ReadError("too-large", "its elements are nested too deep, or a text is too long", "网页元素嵌套过深或文字过长")
    if root is None:
        raise ReadError("no-text")
    return root


def _says_something(block: Paragraph | Grid) -> bool:
    return isinstance(block, Paragraph) or any(_has_text(cell) for cell in block.cells)


def _has_text(cell: Cell) -> bool:
    return bool(cell.text.strip()) or any(_has_text(inner) for grid in cell.nested for inner in grid.cells)
