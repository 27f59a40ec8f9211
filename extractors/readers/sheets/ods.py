"""OpenDocument spreadsheets (.ods, .fods): a cell holds what it shows as text, and its value beside it (OpenDocument 1.3 part 3, 9.1)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from lxml import etree

from extractors.collector import collector_resting
from extractors.containers import ZIP_MAGIC
from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.printing import HIDDEN, STRUCK, excerpt
from extractors.readers.members import Members, Readable, elements, local
from extractors.readers.sheets.cells import CellTexts
from extractors.readers.sheets.model import LAST_COLUMN, LAST_ROW, Area, Aside, Sheet
from extractors.readers.sheets.number_format import DIGITS
from extractors.readers.sheets.workbook import to_document
from extractors.readers.sheets.xlsx_strings import Run, printed_runs
from normalizers.notes import Note

FORMATS: Final = frozenset({"ods"})
_TAGS: Final = ("{*}style", "{*}table-column", "{*}table-row", "{*}table")
_SKIPPED: Final = frozenset({"annotation", "ruby-text"})
_HIDDEN: Final = frozenset({"collapse", "filter"})
_MOST_STYLES: Final = 100_000
_NUMBERS: Final = frozenset({"float", "currency", "percentage"})


class _Look(NamedTuple):
    """What a style says: struck through, raised, a border at a side, a table that is not shown."""

    struck: bool = False
    raised: bool = False
    framed: bool = False
    hidden: bool = False


_PLAIN: Final = _Look()


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that a spreadsheet shows. ReadError: empty, truncated, corrupt, encrypted, too-large, not-a-document, no-text."""
    limits = limits or Limits()
    if not data:
        raise ReadError("empty")
    with collector_resting():
        reader = _Reader(limits)
        return to_document("ods", reader.sheets(_content(data, limits)), reader.texts, limits)


def _content(data: bytes, limits: Limits) -> Readable:
    if not data.startswith(ZIP_MAGIC):  # the whole document in one XML file
        if len(data) > limits.part:
            raise ReadError("too-large", f"{len(data)} bytes of XML", f"XML {len(data)} 字节")
        return io.BytesIO(data)
    members = Members(data, limits)
    if b"encryption-data" in (members.read("META-INF/manifest.xml") or b""):
        raise ReadError("encrypted")
    stream = members.open("content.xml")
    if stream is None:
        raise ReadError("corrupt", "the package has no content.xml", "文件包中缺少 content.xml")
    return stream


@dataclass(slots=True)
class _Reader:
    """Reads the tables of one document as they end."""

    limits: Limits
    texts: CellTexts = field(default_factory=CellTexts)
    _looks: dict[str, _Look] = field(default_factory=dict)
    _sheet: Sheet = field(default_factory=lambda: Sheet(""))
    _row: int = 0
    _column: int = 0
    _cells: int = 0

    def sheets(self, stream: Readable) -> Iterator[Sheet]:
        """The sheets in order."""
        for element in elements(stream, _TAGS):
            kind = local(element)
            if kind == "style":
                self._style(element)
            elif kind == "table-column":
                self._hide_columns(element)
            elif kind == "table-row":
                self._read_row(element)
            elif kind == "table" and not _inside_cell(element):
                sheet = self._sheet
                sheet.name = _value(element, "name")
                sheet.hidden = self._looks.get(_value(element, "style-name"), _PLAIN).hidden
                yield sheet
                self._sheet, self._row, self._column = Sheet(""), 0, 0

    def _style(self, element: etree._Element) -> None:
        if len(self._looks) >= _MOST_STYLES:
            raise ReadError("too-large", f"more than {_MOST_STYLES} styles", f"样式超过 {_MOST_STYLES} 种")
        found: dict[str, str] = {}
        for child in element:
            found.update({etree.QName(str(name)).localname: str(value) for name, value in child.attrib.items()})
        struck = found.get("text-line-through-style", "none") != "none" or found.get("text-line-through-type", "none") != "none"
        sides = (found.get(name, "none") for name in ("border", "border-left", "border-right"))
        framed = any(side not in ("none", "") and not side.startswith(("0pt", "0cm", "0in", "0 ")) for side in sides)
        raised = found.get("text-position", "").startswith(("super", "33%", "58%"))
        self._looks[_value(element, "name")] = _Look(struck, raised, framed, found.get("display") == "false")

    def _hide_columns(self, element: etree._Element) -> None:
        count = _count(element, "number-columns-repeated")
        first = self._column + 1
        self._column = min(self._column + count, LAST_COLUMN)
        if _value(element, "visibility") in _HIDDEN and first <= self._column:
            self._sheet.hidden_columns.append((first, self._column))

    # ------------------------------------------------------------ rows

    def _read_row(self, element: etree._Element) -> None:
        if _inside_cell(element):
            return
        first, count = self._row + 1, _count(element, "number-rows-repeated")
        self._row += count
        if first > LAST_ROW:
            raise ReadError("corrupt", f"a row {first}", f"存在第 {first} 行")
        before = len(self._sheet.remarks)
        self._cells_of(element, first)
        copies = min(count, LAST_ROW - first + 1)
        if copies > 1 and (first in self._sheet.rows or first in self._sheet.framed):
            self._repeat(first, copies)
        if _value(element, "visibility") in _HIDDEN and len(self._sheet.remarks) >= before:
            self._sheet.hidden_rows.update(range(first, first + min(copies, self.limits.rows)))

    def _repeat(self, first: int, count: int) -> None:
        """A row that stands for several alike; blank ones beyond what a table may have are left out."""
        texts, mask = self._sheet.rows.get(first), self._sheet.framed.get(first)
        if texts:
            self._spend(len(texts) * (count - 1))
        for row in range(first + 1, first + (count if texts else min(count, 64))):
            if texts:
                self._sheet.rows[row] = dict(texts)
            if mask:
                self._sheet.framed[row] = mask

    def _spend(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self.limits.cells:
            raise ReadError("too-large", f"more than {self.limits.cells} cells", f"单元格超过 {self.limits.cells} 个")

    def _cells_of(self, element: etree._Element, row: int) -> None:
        column, mask = 1, 0
        for cell in element:
            kind = local(cell)
            if kind not in ("table-cell", "covered-table-cell"):
                continue
            count = _count(cell, "number-columns-repeated")
            if column > LAST_COLUMN:
                raise ReadError("corrupt", f"a cell beyond the last column in row {row}", f"第 {row} 行有超出最大列数的单元格")
            last = min(column + count - 1, LAST_COLUMN)
            look = self._looks.get(_value(cell, "style-name"), _PLAIN)
            if look.framed:
                mask |= (1 << last + 1) - (1 << column)
            self._span(cell, row, column)
            if len(cell):
                self._spend(last - column + 1)
                for at in range(column, last + 1):
                    self._cell(cell, row, at, look)
            column = last + 1
        if mask:
            self._sheet.framed[row] = mask

    def _span(self, cell: etree._Element, row: int, column: int) -> None:
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self._sheet.merges.append(Area(row, column, min(row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN)))

    def _cell(self, cell: etree._Element, row: int, column: int, look: _Look) -> None:
        text = printed_runs(run for line in self._lines(cell) for run in line)
        for note in text.notes:
            self._sheet.say(note, row, column)
        for comment in cell.iterchildren("{*}annotation"):
            lines = ["".join(map(str, part.itertext())) for part in comment.iterchildren("{*}p")]
            self._sheet.comments.append(Aside(Area(row, column, row, column), "\n".join(lines)))
        pictures = sum(1 for _ in cell.iter("{*}image"))
        if pictures:
            self._sheet.say(Note.of("part.pictures", count=str(pictures)), row, column)
        printed = text.text
        if look.struck and printed.strip():
            self._sheet.say(Note.of(STRUCK, raw=excerpt(printed.strip())), row, column)
            return
        self._sheet.put(row, column, printed)
        for said in _said(cell, printed):
            self._sheet.say(said, row, column)

    def _lines(self, cell: etree._Element) -> Iterator[list[Run]]:
        for number, line in enumerate(cell.iterchildren("{*}p")):
            yield [Run("\n")] * bool(number) + list(self._runs(line, _PLAIN))

    def _runs(self, element: etree._Element, look: _Look) -> Iterator[Run]:
        yield Run(element.text or "", look.struck, look.raised)
        for child in element:
            kind = local(child)
            if kind == "s":
                yield Run(" " * min(_count(child, "c"), 1_000))
            elif kind == "tab":
                yield Run("\t")
            elif kind == "line-break":
                yield Run("\n")
            elif kind and kind not in _SKIPPED:
                own = self._looks.get(_value(child, "style-name"), look)
                yield from self._runs(child, own)
            yield Run(child.tail or "", look.struck, look.raised)


def _inside_cell(element: etree._Element) -> bool:
    """Whether a table or a row is one within a cell, or of a chart's own data."""
    return any(local(parent) in ("table-cell", "object", "chart") for parent in element.iterancestors())


def _said(cell: etree._Element, printed: str) -> Iterator[Note]:
    """What is to be said of a value beside what the cell shows."""
    kind = _value(cell, "value-type")
    if kind == "string" or not kind:
        return
    if printed.startswith(("#", "Err:")) and kind == "float" and _value(cell, "formula"):
        yield Note.of("cell.error", raw=printed)
        return
    if kind not in _NUMBERS:
        return
    stored = _value(cell, "value")
    try:
        value = Decimal(stored[:400])
    except InvalidOperation:
        return
    if value and value.adjusted() >= DIGITS:
        yield Note.of("code.precision-lost", raw=printed, stored=format(value, "f") if value.adjusted() < 2 * DIGITS else str(value))
    elif not printed.strip():
        yield Note.of(HIDDEN, raw=stored)
    elif not _same(printed, value * (100 if kind == "percentage" else 1)):
        yield Note.of("format.numeric-text", raw=printed, stored=stored)


def _same(printed: str, value: Decimal) -> bool:
    """Whether a text says a number and nothing more."""
    solid = printed.strip().strip("¥￥$€%").replace(",", "").strip()
    try:
        return abs(Decimal(solid) - value) <= abs(value).scaleb(-DIGITS)
    except InvalidOperation:
        return False


def _value(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _count(element: etree._Element, name: str) -> int:
    text = _value(element, name)
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1
