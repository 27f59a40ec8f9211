"""Web pages (.html, .htm), and the single-file pages (.mht) that systems export as "Word".

    bytes ──MIME part──> page ──charset──> text ──lxml, hardened──> tree ──walker──> Document

What a browser without scripts shows is read, all else is left out and named (`text.hidden`, `text.struck`, `text.control`);
nothing is fetched, no script runs, and of style sheets those count that the file itself holds.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from extractors.continued import join_continued
from extractors.document import Cell, Document, Grid, Paragraph, Remark
from extractors.encoding import Decoded, damage, decode
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.html.archive import Archive
from extractors.readers.html.walker import Walker
from normalizers.notes import Note

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


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that the bytes of a page print. ReadError: empty, corrupt, too-large, no-text."""
    limits = limits or Limits()
    if not data.strip():
        raise ReadError("empty")
    if len(data) > min(limits.bytes, limits.part):
        raise ReadError("too-large", f"{len(data)} bytes of HTML", f"网页 {len(data)} 字节")
    if _MIME.match(data.lstrip()[:200]):
        archive = Archive(data.lstrip())
        return _Reading(limits, archive).document("mht", *archive.first())
    return _Reading(limits).document("html", data, None)


class _Reading:
    """The reading of one file: its page, and what this shows of the other parts of an archive."""

    def __init__(self, limits: Limits, archive: Archive | None = None) -> None:
        self._limits = limits
        self._archive = archive
        self._walker = Walker(limits, self._part)
        self._shown: set[bytes] = set()
        self._remarks: list[Remark] = []

    def document(self, name: str, data: bytes, charset: str | None) -> Document:
        """Everything in reading order. ReadError("no-text") where there is nothing."""
        self._walk(data, charset)
        for address, sheet, sheet_charset, hidden in self._archive.sheets() if self._archive else ():
            if hidden:
                self._remarks.append(Remark(Note.of("part.unread", part=address.rpartition("/")[2], reason="hidden")))
            elif sheet not in self._shown:
                self._walk(sheet, sheet_charset)
        self._walker.finish()
        if not any(_says_something(block) for block in self._walker.blocks):
            raise ReadError("no-text")
        damaged = any(remark.note.code == "text.undecodable" for remark in self._remarks)
        blocks, joints = join_continued(self._walker.blocks)
        remarks = (*self._walker.remarks, *self._remarks, *joints)
        return Document(name, "html", blocks, remarks=remarks, partial=self._walker.partial or damaged)

    def _walk(self, data: bytes, charset: str | None) -> None:
        self._walker.walk(self._tree(data, charset))

    def _tree(self, data: bytes, charset: str | None) -> etree._Element:
        decoded = _text_of(data, charset)
        self._remarks += damage(decoded)
        return _parsed(_CONTROLS.sub("", decoded.text))

    def _part(self, address: str) -> etree._Element | str | None:
        """Another part of the archive: a page as its tree, a style sheet as its text."""
        found = self._archive.part(address) if self._archive else None
        if found is None:
            return None
        data, charset, is_page = found
        if not is_page:
            return _text_of(data, charset).text
        if data in self._shown or not data.strip():
            return None
        self._shown.add(data)
        try:
            return self._tree(data, charset)
        except ReadError:
            return None


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
