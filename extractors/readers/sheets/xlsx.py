"""Excel workbooks (.xlsx, .xlsm and their templates), read from their XML as it inflates: digits as the file has them, no formula is run.

    bytes ──Members──> workbook ──strings, styles──> sheets one by one ──layout──> Document

External links are never followed, macros never run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from extractors.collector import collector_resting
from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import Members, local, parse
from extractors.readers.sheets.cells import CellTexts
from extractors.readers.sheets.model import Sheet
from extractors.readers.sheets.opc import Relation, main_part, relations_of
from extractors.readers.sheets.validation import leave_out_prompts
from extractors.readers.sheets.workbook import to_document
from extractors.readers.sheets.xlsx_parts import read_beside
from extractors.readers.sheets.xlsx_sheet import Book, SheetReader
from extractors.readers.sheets.xlsx_strings import shared_strings
from extractors.readers.sheets.xlsx_styles import styles_of
from normalizers.notes import Note

FORMATS: Final = frozenset({"xlsx", "xlsm", "xltx", "xltm"})
_ON: Final = frozenset({"1", "true"})
_MOST_SHEETS: Final = 2_000


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that a workbook shows.

    ReadError: empty, truncated, corrupt, encrypted, unsupported, too-large, not-a-document, no-text.
    """
    limits = limits or Limits()
    with collector_resting():
        return _Workbook(Members(data, limits), limits).document()


class _Workbook:
    """The reading of one workbook."""

    def __init__(self, members: Members, limits: Limits) -> None:
        self._members, self._limits = members, limits
        self._name = main_part(members, "xl/workbook.xml")
        data = members.read(self._name)
        self._root = parse(data or b"")
        if local(self._root) != "workbook":
            raise ReadError("not-a-document", "the main part of the package is no workbook", "文件包的主部件不是工作簿")
        self._relations = relations_of(members, self._name)
        self._remarks: list[Remark] = []
        self._failed: ReadError | None = None
        properties = next(self._root.iterchildren("{*}workbookPr"), None)
        texts = CellTexts(properties is not None and (properties.get("date1904") or "") in _ON)
        strings = shared_strings(members, self._target("sharedStrings", "xl/sharedStrings.xml"), limits)
        styles = styles_of(members, self._target("styles", "xl/styles.xml"), limits)
        self._book = Book(strings, styles, texts, limits)

    def document(self) -> Document:
        """Every visible sheet in the workbook's order."""
        embedded = sum(name.startswith("xl/embeddings/") for name in self._members.names())
        if embedded:
            self._remarks.append(Remark(Note.of("part.embedded", kind="object", count=str(embedded))))
        try:
            return to_document("xlsx", self._sheets(), self._book.texts, self._limits, self._remarks)
        except ReadError as error:
            if error.code == "no-text" and self._failed is not None:  # what is wrong with the sheets says more
                raise self._failed from error
            raise

    def _target(self, kind: str, usual: str) -> str:
        return next((one.target for one in self._relations.values() if one.kind == kind and not one.external), usual)

    def _sheets(self) -> Iterator[Sheet]:
        elements = [element for part in self._root.iterchildren("{*}sheets") for element in part if local(element) == "sheet"]
        if len(elements) > _MOST_SHEETS:
            raise ReadError("too-large", f"{len(elements)} sheets", f"共 {len(elements)} 个工作表")
        read: set[str] = set()
        for element in elements:
            relation = self._relations.get(_relation_id(element))
            if relation is None or relation.external or relation.kind != "worksheet" or relation.target in read:
                continue
            read.add(relation.target)
            yield self._sheet(element, relation)

    def _sheet(self, element: etree._Element, relation: Relation) -> Sheet:
        sheet = Sheet(element.get("name") or "", (element.get("state") or "visible") != "visible")
        stream = self._members.open(relation.target)
        if stream is None:
            sheet.say(Note.of("part.unread", part=relation.target, reason="missing"))
            return sheet
        reader = SheetReader(self._book, sheet)
        try:
            reader.read(stream)
        except ReadError as error:
            if error.code in ("encrypted", "too-large"):
                raise
            self._failed = self._failed or error
            sheet.say(Note.of("part.unread", part=relation.target, reason=error.code))
        leave_out_prompts(sheet, reader.choices)
        if not sheet.hidden:
            self._beside(relation.target, sheet)
        return sheet

    def _beside(self, part: str, sheet: Sheet) -> None:
        try:
            relations = relations_of(self._members, part)
        except ReadError as error:
            if error.code in ("encrypted", "too-large"):
                raise
            sheet.say(Note.of("part.unread", part=part, reason=error.code))
            return
        read_beside(self._members, relations, sheet)


def _relation_id(element: etree._Element) -> str:
    return next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")
