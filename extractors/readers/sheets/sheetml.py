"""Excel 2003 XML (SpreadsheetML), which systems export under the name .xls: one XML file, styles first, then the sheets row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.collector import collector_resting
from extractors.document import Document
from extractors.encoding import decode
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import elements, local
from extractors.readers.sheets.cells import PLAIN, CellTexts, Printed, Style
from extractors.readers.sheets.model import LAST_COLUMN, LAST_ROW, Area, Aside, Sheet
from extractors.readers.sheets.workbook import to_document
from extractors.readers.sheets.xlsx_strings import Run, printed_runs

FORMATS: Final = frozenset({"sheetml"})
_TAGS: Final = ("{*}Style", "{*}Column", "{*}Row", "{*}Worksheet", "{*}Date1904")
_NAMED: Final = {
    "general number": "",
    "general date": "yyyy/m/d h:mm",
    "short date": "yyyy/m/d",
    "medium date": "d-mmm-yy",
    "long date": 'yyyy"年"m"月"d"日"',
    "short time": "h:mm",
    "medium time": "h:mm AM/PM",
    "long time": "h:mm:ss",
    "fixed": "0.00",
    "standard": "#,##0.00",
    "percent": "0.00%",
    "scientific": "0.00E+00",
    "currency": "¥#,##0.00",
    "yes/no": '"Yes";"Yes";"No"',
    "true/false": '"True";"True";"False"',
    "on/off": '"On";"On";"Off"',
}
_MOST_STYLES: Final = 65_536


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that such a file shows. ReadError: empty, truncated, corrupt, too-large, no-text."""
    limits = limits or Limits()
    if not data:
        raise ReadError("empty")
    if len(data) > min(limits.bytes, limits.part):
        raise ReadError("too-large", f"{len(data)} bytes of XML", f"XML {len(data)} 字节")
    if b"<!DOCTYPE" in data:
        raise ReadError("corrupt", "the file declares a DTD, which such files never hold", "文件含有 DTD 声明")
    if b"encoding=" not in data[:200].lower():  # systems write GBK without saying so
        data = decode(data).text.encode("utf-8")
    with collector_resting():
        reader = _Reader(limits)
        return to_document("sheetml", reader.sheets(data), reader.texts, limits)


@dataclass(slots=True)
class _Reader:
    """Reads the sheets of one file as they end."""

    limits: Limits
    texts: CellTexts = field(default_factory=CellTexts)
    _styles: dict[str, Style] = field(default_factory=dict)
    _sheet: Sheet = field(default_factory=lambda: Sheet(""))
    _row: int = 0
    _column: int = 0
    _cells: int = 0
    _below: dict[int, int] = field(default_factory=dict)

    def sheets(self, data: bytes) -> Iterator[Sheet]:
        """The sheets in order."""
        for element in elements(io.BytesIO(data), _TAGS):
            kind = local(element)
            if kind == "Style":
                self._style(element)
            elif kind == "Column":
                self._hide_columns(element)
            elif kind == "Row":
                self._read_row(element)
            elif kind == "Date1904":
                self.texts.epoch_1904 = True
            else:
                sheet = self._sheet
                sheet.name = _value(element, "Name")
                visible = next((child.text for child in element.iter("{*}Visible")), "")
                sheet.hidden = (visible or "").strip() in ("SheetHidden", "SheetVeryHidden")
                yield sheet
                self._sheet, self._row, self._column, self._below = Sheet(""), 0, 0, {}

    def _style(self, element: etree._Element) -> None:
        if len(self._styles) >= _MOST_STYLES:
            raise ReadError("too-large", f"more than {_MOST_STYLES} styles", f"样式超过 {_MOST_STYLES} 种")
        parent = self._styles.get(_value(element, "Parent"), self._styles.get("Default", PLAIN))
        code, struck, raised, framed = parent.code, parent.struck, parent.raised, parent.framed
        for child in element:
            kind = local(child)
            if kind == "NumberFormat":
                said = _value(child, "Format")
                code = _NAMED.get(said.lower(), "" if said.lower() == "general" else said)
            elif kind == "Font":
                struck, raised = _value(child, "StrikeThrough") == "1", _value(child, "VerticalAlign") == "Superscript"
            elif kind == "Borders":
                framed = any(
                    _value(side, "Position") in ("Left", "Right") and _value(side, "LineStyle") not in ("", "None") for side in child
                )
        self._styles[_value(element, "ID")] = Style(code, struck, False, raised, framed)

    def _hide_columns(self, element: etree._Element) -> None:
        first = _whole(_value(element, "Index")) or self._column + 1
        self._column = min(first + _whole(_value(element, "Span")), LAST_COLUMN)
        if (_value(element, "Hidden") == "1" or _value(element, "Width") == "0") and first <= self._column:
            self._sheet.hidden_columns.append((first, self._column))

    def _read_row(self, element: etree._Element) -> None:
        row = _whole(_value(element, "Index")) or self._row + 1
        if row > LAST_ROW:
            raise ReadError("corrupt", f"a row {row}", f"存在第 {row} 行")
        last = min(row + _whole(_value(element, "Span")), LAST_ROW)
        if _value(element, "Hidden") == "1" or _value(element, "Height") == "0":
            self._sheet.hidden_rows.update(range(row, min(last, row + self.limits.rows) + 1))
        self._row = last
        column, mask = 1, 0
        for cell in element:
            if local(cell) != "Cell":
                continue
            column = self._free(row, _whole(_value(cell, "Index")) or column)
            across, down = _whole(_value(cell, "MergeAcross")), _whole(_value(cell, "MergeDown"))
            right = min(column + across, LAST_COLUMN)
            if column > LAST_COLUMN:
                raise ReadError("corrupt", f"a cell beyond the last column in row {row}", f"第 {row} 行有超出最大列数的单元格")
            if across or down:
                self._merge(Area(row, column, min(row + down, LAST_ROW), right))
            style = self._styles.get(_value(cell, "StyleID") or _value(element, "StyleID"), self._styles.get("Default", PLAIN))
            if style.framed:
                mask |= (1 << right + 1) - (1 << column)
            self._cell(cell, row, column, style)
            column = right + 1
        if mask:
            self._sheet.framed[row] = mask

    def _free(self, row: int, column: int) -> int:
        """The column of the next cell: what a merged cell from above covers is not written."""
        while self._below.get(column, 0) >= row:
            column += 1
        return column

    def _merge(self, area: Area) -> None:
        self._sheet.merges.append(area)
        if area.bottom > area.top:
            for column in range(area.left, area.right + 1):
                self._below[column] = area.bottom

    def _cell(self, cell: etree._Element, row: int, column: int, style: Style) -> None:
        self._cells += 1
        if self._cells > self.limits.cells:
            raise ReadError("too-large", f"more than {self.limits.cells} cells", f"单元格超过 {self.limits.cells} 个")
        for part in cell:
            kind = local(part)
            if kind == "Data":
                printed = self._printed(part, style)
                self._sheet.put(row, column, printed.text)
                for note in printed.notes:
                    self._sheet.say(note, row, column)
            elif kind == "Comment":
                text = "".join(map(str, part.itertext())).strip()
                self._sheet.comments.append(Aside(Area(row, column, row, column), text))

    def _printed(self, data: etree._Element, style: Style) -> Printed:
        kind = _value(data, "Type")
        text = "".join(map(str, data.itertext()))
        if kind == "Number":
            return self.texts.number(text, style)
        if kind == "Boolean":
            return self.texts.boolean(text.strip() == "1")
        if kind == "Error":
            return self.texts.error(text.strip())
        if kind == "DateTime":
            return self.texts.text(text.strip().removesuffix("T00:00:00.000"), style._replace(code=""))
        if not len(data):
            return self.texts.text(text, style)
        runs = printed_runs(_runs(data, struck=False, raised=False))
        printed = self.texts.text(runs.text, style)
        return Printed(printed.text, (*runs.notes, *printed.notes))


def _runs(element: etree._Element, *, struck: bool, raised: bool) -> Iterator[Run]:
    """The pieces of a text with HTML marks in it: S struck through, Sup raised."""
    yield Run(element.text or "", struck, raised)
    for child in element:
        kind = local(child).lower()
        yield from _runs(child, struck=struck or kind in ("s", "strike"), raised=raised or kind == "sup")
        yield Run(child.tail or "", struck, raised)


def _value(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
