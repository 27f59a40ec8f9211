"""A sheet of a workbook: Chinese headings, field names below them, then rows, written one after the other and never held.

Whatever a document says stays text: `=HYPERLINK(…)`, `0013` and `1-2` are written as strings, control characters as Excel's own escapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.display import wide
from pipeline.exporters._errors import ExportError
from pipeline.schema import Column, Scalar, Type

HEADINGS: Final = 2
MOST_ROWS: Final = 1_048_576 - HEADINGS
MOST_TEXT: Final = 32_767
MOST_LINKS: Final = 65_530
CUT: Final = "…〔超出 Excel 单元格上限，此处截断；全文见 CSV 或 Parquet〕"
FONT: Final = "Microsoft YaHei"
_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed day, of no place: a workbook says nothing about when it was made
_FIRST_YEAR: Final = 1901  # Excel counts a 29 February 1900 that never was: earlier days differ between programs
_SAMPLED: Final = 300
_WIDEST, _NARROWEST = 46, 7
_SHADES: Final = {"error": "#F8CBAD", "warning": "#FFF2CC", "info": "#EDEDED", None: None}


class _PlainSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter ships no types
    """xlsxwriter takes any text between <r> and </r> for markup of its own and prints it as it stands: escape its beginning."""

    @staticmethod
    def _escape_control_characters(data: str | int) -> str | int:
        escaped: str | int = Worksheet._escape_control_characters(data)
        if isinstance(escaped, str) and escaped.startswith("<r>") and escaped.endswith("</r>"):
            return "_x003C_" + escaped[1:]
        return escaped


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another place of the workbook."""

    column: int
    sheet: str
    row: int
    target: int = 0


class Book:
    """A workbook in the making. `cut` names the cells whose text Excel cannot hold whole, up to a hundred, `cuts` how many they are."""

    def __init__(self, path: Path, scratch: Path) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(scratch),
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        self.workbook = xlsxwriter.Workbook(str(path), options)
        self.workbook.set_properties({"title": "部门预算绩效数据", "created": _EPOCH})
        self.workbook.use_zip64()
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.cut: list[tuple[str, int, int]] = []
        self.cuts = 0

    def format(self, **properties: object) -> Format:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})
        return self._formats[key]

    def sheet(self, name: str, color: str | None = None) -> Worksheet:
        """A new sheet at the end."""
        made = self.workbook.add_worksheet(name, worksheet_class=_PlainSheet)
        if color:
            made.set_tab_color(color)
        return made

    def fitting(self, sheet: str, row: int, column: int, text: str) -> str:
        """The text, or as much of it as a cell can hold."""
        if len(text) <= MOST_TEXT // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_TEXT:
            return text
        self.cuts += 1
        if len(self.cut) < 100:
            self.cut.append((sheet, row, column))
        room = 2 * (MOST_TEXT - len(CUT))
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the file, or where something went wrong let go of what xlsxwriter holds open."""
        if kind is None:
            self.workbook.close()
            return
        for sheet in self.workbook.worksheets():
            sheet.row_data_fh.close()
        self.workbook.fileclosed = True


class TableSheet:
    """A sheet of rows. `wrapped` columns break their lines, the others are cut by their neighbours; `named`: field names below headings."""

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[Column],
        wrapped: Iterable[str] = (),
        *,
        color: str | None = None,
        frozen: int = 1,
        widest: int = _WIDEST,
        named: bool = True,
    ) -> None:
        self._book, self.name, self.columns = book, name, tuple(columns)
        self._wrapped, self._frozen, self._widest = frozenset(wrapped), frozen, widest
        self._sheet = book.sheet(name, color)
        self._widths = [max(wide(column.title), len(column.name) + 2 if named else 0) + 2 for column in columns]
        self._row = self._first = HEADINGS if named else 1
        self._links = 0
        self._looks: dict[str | None, list[Format]] = {}
        self._head()

    def _head(self) -> None:
        title = self._book.format(bold=True, font_color="#FFFFFF", bg_color="#1F4E79", valign="vcenter")
        name = self._book.format(font_size=8, font_color="#7F7F7F", bg_color="#DDEBF7", bottom=1, bottom_color="#9DC3E6")
        self._sheet.set_row(0, 20)
        for place, column in enumerate(self.columns):
            self._sheet.write_string(0, place, column.title, title)
        for place, column in enumerate(self.columns if self._first == HEADINGS else ()):
            self._sheet.write_string(1, place, column.name, name)

    def add(self, values: Sequence[Scalar], shade: str | None = None, link: Link | None = None) -> int:
        """Write a row; its number, counted from 0 as the sheet does."""
        row = self._row
        if row >= MOST_ROWS + HEADINGS:
            raise ExportError(f"sheet {self.name} has more than the {MOST_ROWS:,} rows that a sheet can hold")
        looks = self._looks.get(shade) or self._looks.setdefault(shade, [self._look(column, shade) for column in self.columns])
        for place, value in enumerate(values):
            if value is not None and not (link is not None and place == link.column and self._linked(row, str(value), link, looks[place])):
                self._cell(row, place, value, looks[place])
            elif value is None and shade:
                self._sheet.write_blank(row, place, None, looks[place])
        if row < _SAMPLED:
            self._measure(values)
        self._row += 1
        return row

    def finish(self) -> None:
        """Widths, filters and what stays in view."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(max(width, _NARROWEST), self._widest))
        self._sheet.freeze_panes(self._first, self._frozen)
        last = max(self._row, self._first) - 1
        self._sheet.autofilter(self._first - 1, 0, last, len(self.columns) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0, self._first - 1)

    def _cell(self, row: int, place: int, value: Scalar, look: Format) -> None:
        sheet = self._sheet
        if isinstance(value, str):
            sheet.write_string(row, place, self._book.fitting(self.name, row, place, value), look)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value, look)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, place, value, look)
        elif isinstance(value, Decimal | int | float):
            sheet.write_number(row, place, value, look)
        else:
            sheet.write_string(row, place, str(value), look)

    def _linked(self, row: int, text: str, link: Link, look: Format) -> bool:
        """Whether the cell could be made a link: Excel knows no more than so many in a sheet."""
        if self._links >= MOST_LINKS:
            return False
        self._links += 1
        self._sheet.write_url(row, link.column, place_in(link.sheet, link.row, link.target), look, text)
        return True

    def _measure(self, values: Sequence[Scalar]) -> None:
        for place, value in enumerate(values):
            if value is not None:
                self._widths[place] = max(self._widths[place], wide(str(value)[: 2 * _WIDEST]) + 2)

    def _look(self, column: Column, shade: str | None) -> Format:
        look: dict[str, object] = {"num_format": _number_format(column)}
        if column.name in self._wrapped:
            look["text_wrap"] = True
        if shade:
            look |= {"bg_color": _SHADES[shade], "bottom": 4, "bottom_color": "#D9D9D9"}
        if shade and column is self.columns[0]:
            look |= {"font_color": "#0563C1", "underline": 1}
        if column.type is Type.BOOL:
            look["align"] = "left"
        if column.type in (Type.DECIMAL, Type.INT32, Type.INT64, Type.FLOAT):
            look |= {"align": "right", "indent": 1}
        return self._book.format(**look)


def place_in(sheet: str, row: int, column: int = 0) -> str:
    """A cell of this workbook as a link names it."""
    name = xlsxwriter.utility.quote_sheetname(sheet)
    return f"internal:{name}!{xlsxwriter.utility.xl_rowcol_to_cell(row, column)}"


def _number_format(column: Column) -> str:
    if column.type is Type.STRING:
        return "@"
    if column.type is Type.DATE:
        return "yyyy-mm-dd"
    return "#,##0.00####" if column.unit == "元" else "General"
