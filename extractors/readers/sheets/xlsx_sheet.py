"""The cells of one sheet of an Excel workbook, row by row as the file is inflated (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import Readable, elements, local
from extractors.readers.sheets.cells import PLAIN, CellTexts, Printed, Style
from extractors.readers.sheets.model import LAST_COLUMN, LAST_ROW, Area, Sheet, area_of, place_of
from extractors.readers.sheets.running import running_texts
from extractors.readers.sheets.validation import Choice, choice_of
from extractors.readers.sheets.xlsx_strings import Text, text_of
from normalizers.notes import Note

_ON: Final = frozenset({"1", "true"})
_TAGS: Final = (
    "{*}row",
    "{*}col",
    "{*}mergeCell",
    "{*}dataValidation",
    "{*}conditionalFormatting",
    "{*}drawing",
    "{*}legacyDrawing",
    "{*}sheetFormatPr",
    "{*}sheetView",
    "{*}ext",
    "{*}headerFooter",
)
MOST_MERGES: Final = 200_000
_MOST_CHOICES: Final = 10_000
_RELATION: Final = "}id"


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: list[Text]
    styles: list[Style]
    texts: CellTexts
    limits: Limits
    characters: int = 0
    cells: int = 0

    def style(self, number: str | None) -> Style:
        """The style of a number."""
        if number is None:
            return self.styles[0] if self.styles else PLAIN
        at = int(number) if number.isdecimal() and len(number) < 10 else 0
        return self.styles[at] if at < len(self.styles) else PLAIN

    def spend(self, text: str) -> None:
        """Count a cell against the limits. ReadError("too-large")."""
        self.cells += 1
        self.characters += len(text)
        if self.cells > self.limits.cells:
            raise ReadError("too-large", f"more than {self.limits.cells} cells", f"单元格超过 {self.limits.cells} 个")
        if self.characters > self.limits.characters:
            raise ReadError("too-large", f"more than {self.limits.characters} characters of text", f"文字超过 {self.limits.characters} 字")


@dataclass(slots=True)
class SheetReader:
    """Reads one sheet's part. `relations` are the ids under which it refers to drawings, in the order met."""

    book: Book
    sheet: Sheet
    relations: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    _row: int = 0
    _names: tuple[str, str, str, str] = ("", "", "", "")
    _masks: dict[int, int] = field(default_factory=dict)
    _columns: dict[str, int] = field(default_factory=dict)
    _zeros: bool = True
    _hides: bool = False
    _unhidden: set[int] = field(default_factory=set)

    def read(self, stream: Readable) -> None:
        """Everything in the part. ReadError: corrupt, truncated, too-large."""
        for element in elements(stream, _TAGS):
            kind = local(element)
            if kind == "row":
                self._read_row(element)
            elif kind == "col":
                self._column(element)
            elif kind == "mergeCell":
                self._merge(element)
            elif kind == "dataValidation":
                self._choice(element)
            elif kind == "sheetFormatPr":
                self._hides = (element.get("zeroHeight") or "") in _ON
            elif kind == "headerFooter":
                self.sheet.headers, self.sheet.footers = running_texts(element)
            elif kind == "sheetView":
                self._zeros = (element.get("showZeros") or "1") in _ON
            elif kind in ("drawing", "legacyDrawing"):
                self.relations.extend(str(value) for name, value in element.attrib.items() if str(name).endswith(_RELATION))
        if self._hides:  # rows that the file does not name are hidden, those that it names without a height are not
            self.sheet.hidden_rows.update(row for row in self.sheet.rows if row not in self._unhidden)

    def _column(self, element: etree._Element) -> None:
        first, last = _whole(element.get("min")), min(_whole(element.get("max")), LAST_COLUMN)
        if ((element.get("hidden") or "") in _ON or element.get("width") == "0") and 0 < first <= last:
            self.sheet.hidden_columns.append((first, last))

    def _merge(self, element: etree._Element) -> None:
        area = area_of(element.get("ref") or "")
        if area is not None and area[:2] != area[2:]:
            self.sheet.merges.append(area)
        if len(self.sheet.merges) > MOST_MERGES:
            raise ReadError("too-large", f"more than {MOST_MERGES} merged cells", f"合并单元格超过 {MOST_MERGES} 个")

    def _choice(self, element: etree._Element) -> None:
        if len(self.choices) < _MOST_CHOICES and (choice := choice_of(element)) is not None:
            self.choices.append(choice)

    # ------------------------------------------------------------ rows

    def _read_row(self, element: etree._Element) -> None:
        row = _whole(element.get("r")) or self._row + 1
        if row > LAST_ROW:
            raise ReadError("corrupt", f"a row {row}", f"存在第 {row} 行")
        self._row = row
        if (element.get("hidden") or "") in _ON or element.get("ht") == "0":
            self.sheet.hidden_rows.add(row)
        else:
            self._unhidden.add(row)
        if not self._names[0]:
            space = str(element.tag)[: -len("row")]
            self._names = f"{space}c", f"{space}v", f"{space}is", f"{space}f"
        cell_name = self._names[0]
        column = mask = 0
        book = self.book
        texts: dict[int, str] = {}
        for cell in element:
            if cell.tag != cell_name:
                continue
            column = self._column_of(cell.get("r"), column)
            if column > LAST_COLUMN:
                raise ReadError("corrupt", f"a cell beyond the last column in row {row}", f"第 {row} 行有超出最大列数的单元格")
            style = book.style(cell.get("s"))
            if style.framed:
                mask |= 1 << column
            if len(cell):
                printed = self._printed(cell, style)
                if printed.text and not printed.text.isspace():
                    book.spend(printed.text)
                    texts[column] = printed.text
                for note in printed.notes:
                    self.sheet.remarks.append((row, column, note))
        if texts:
            self.sheet.rows[row] = {**self.sheet.rows.get(row, {}), **texts}
        if mask:
            self.sheet.framed[row] = self._masks.setdefault(mask, mask)

    def _column_of(self, reference: str | None, last: int) -> int:
        """The column of an address, that behind the last one where there is none."""
        name = (reference or "").rstrip("0123456789")
        found = self._columns.get(name)
        if found is None:
            place = place_of(f"{name}1")
            if place is None:
                return last + 1
            found = self._columns[name] = place[1]
        return found

    def _printed(self, cell: etree._Element, style: Style) -> Printed:
        _, value_name, inline_name, formula_name = self._names
        value = inline = None
        formula = False
        for part in cell:
            if part.tag == value_name:
                value = part.text
            elif part.tag == inline_name:
                inline = text_of(part)
            elif part.tag == formula_name:
                formula = True
        kind = cell.get("t") or "n"
        if inline is not None:
            return self._text(inline, style)
        if value is None or value == "":
            return Printed("", (Note.of("formula.no-value"),)) if formula and kind != "str" else Printed("")
        if kind == "s":
            at = int(value) if value.isdecimal() and len(value) < 10 else -1
            if not 0 <= at < len(self.book.strings):
                return Printed("", (Note.of("part.unread", part="sharedStrings", reason="missing"),))
            return self._text(self.book.strings[at], style)
        return self._value(kind, value, style)

    def _value(self, kind: str, value: str, style: Style) -> Printed:
        texts = self.book.texts
        if kind == "n":
            printed = texts.number(value, style)
            return printed if self._zeros or printed.text.strip("0.%-") or value.strip() not in ("0", "0.0") else self._no_zero()
        if kind == "e":
            return texts.error(value)
        if kind == "b":
            return texts.boolean(value.strip() in _ON)
        return texts.text(value, style)  # a formula's text, and ISO dates as they stand

    def _no_zero(self) -> Printed:
        self.book.texts.zero_hidden += 1
        return Printed("")

    def _text(self, text: Text, style: Style) -> Printed:
        if not style.code and not style.struck and not style.unseen and not text.text.startswith(("=", "_x")):
            return Printed(text.text, text.notes)
        printed = self.book.texts.text(text.text, style)
        return Printed(printed.text, (*text.notes, *printed.notes))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def clipped(area: Area, rows: int, columns: int) -> Area:
    """An area cut to so many rows and columns."""
    return Area(area.top, area.left, min(area.bottom, rows), min(area.right, columns))
