"""Old Excel workbooks (.xls, and .et of WPS, which holds the same streams), opened with xlrd for its formats, fonts and hidden rows.

    bytes ──xlrd──> cells with styles ──Sheet──> Document

xlrd hands numbers on as the doubles that the file holds; they become the shortest digits that stand for the same double.
Drawn objects (text boxes, pictures, boxes to be ticked) of these files are not seen by xlrd: their number is said, they are not read.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, Final

from extractors.collector import collector_resting
from extractors.containers import OLE_MAGIC, ole_is_cut
from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.sheets.cells import PLAIN, CellTexts, Printed, Style
from extractors.readers.sheets.model import Area, Aside, Sheet
from extractors.readers.sheets.workbook import to_document
from extractors.readers.sheets.xlsx_strings import Run, printed_runs
from extractors.readers.sheets.xlsx_styles import BUILT_IN
from normalizers.notes import Note

FORMATS: Final = frozenset({"xls", "et"})
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)  # xlrd's types of cells
_LOCAL: Final = frozenset({*range(5, 9), *range(37, 45)})  # formats that a file spells out in its own currency
_WHITE: Final = frozenset({1, 9})
_SUPERSCRIPT: Final = 1
_OBJ, _DROP_DOWN = 0x5D, 0x14
_MOST_MERGES: Final = 200_000


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that an old workbook shows. ReadError: empty, truncated, corrupt, encrypted, unsupported, too-large, no-text."""
    limits = limits or Limits()
    if not data:
        raise ReadError("empty")
    if len(data) > min(limits.bytes, limits.part):
        raise ReadError("too-large", f"{len(data)} bytes of workbook", f"工作簿 {len(data)} 字节")
    if find_spec("xlrd") is None:
        raise ReadError(
            "unsupported", "it is an Excel workbook of 97–2003; install jixiao[excel]", "实际为 Excel 97–2003 工作簿，需安装 jixiao[excel]"
        )
    with collector_resting():
        book, objects = _opened(data)
        return _Book(book, objects, limits).document()


def _opened(data: bytes) -> tuple[Any, int]:
    """The workbook with all its sheets, and the number of its drawn objects."""
    import xlrd

    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=nowhere)
            for index in range(book.nsheets):
                book.sheet_by_index(index)
            objects = drawn_objects(book.mem, book.base, book.stream_len)
            book.release_resources()
            return book, objects
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise ReadError("encrypted") from error
        raise _damaged(data) from error
    except xlrd.compdoc.CompDocError as error:
        raise _damaged(data) from error
    except _DAMAGE as error:
        raise _damaged(data) from error


# What xlrd raises for bytes that are no workbook: it checks next to nothing before it uses a number.
_DAMAGE: Final = (struct.error, AssertionError, IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError, EOFError)


def _damaged(data: bytes) -> ReadError:
    if data.startswith(OLE_MAGIC) and ole_is_cut(data):
        return ReadError("truncated", "the directory of the file is missing", "缺少文件目录")
    return ReadError("corrupt", "the workbook cannot be opened", "工作簿无法打开")


def drawn_objects(stream: bytes, base: int, length: int) -> int:
    """The number of Obj records ([MS-XLS] 2.4.181) of a workbook stream: text boxes, pictures, controls, and comments' boxes.

    Lists to choose from and filters have drop-down objects of their own (type 0x14), which are no print.
    """
    count, at, end = 0, base, min(base + length, len(stream)) - 4
    while at <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _OBJ and size >= 6 and at + 10 <= len(stream):
            count += struct.unpack_from("<H", stream, at + 8)[0] != _DROP_DOWN
        at += 4 + size
    return count


class _Book:
    """The reading of one workbook."""

    def __init__(self, book: Any, objects: int, limits: Limits) -> None:
        self._book, self._objects, self._limits = book, objects, limits
        self._texts = CellTexts(book.datemode == 1)
        self._styles: dict[int, Style] = {}
        self._cells = 0

    def document(self) -> Document:
        """Every visible sheet in the workbook's order."""
        return to_document("xls", self._sheets(), self._texts, self._limits, self._remarks())

    def _remarks(self) -> Iterator[Remark]:
        """How many drawn objects the file has beside its comments."""
        notes = sum(len(source.cell_note_map) for source in self._book.sheets())
        count = self._objects - notes
        if count > 0:
            yield Remark(Note.of("part.embedded", kind="object", count=str(count)))

    def _sheets(self) -> Iterator[Sheet]:
        for index in range(self._book.nsheets):
            yield self._sheet(self._book.sheet_by_index(index))

    def _sheet(self, source: Any) -> Sheet:
        sheet = Sheet(source.name, source.visibility != 0)
        for row in range(source.nrows):
            self._row(source, sheet, row)
        for top, bottom, left, right in source.merged_cells[:_MOST_MERGES]:
            if bottom - top > 1 or right - left > 1:
                sheet.merges.append(Area(top + 1, left + 1, bottom, right))
        sheet.hidden_rows.update(row + 1 for row, info in source.rowinfo_map.items() if info.hidden or info.height == 0)
        sheet.hidden_columns.extend((at + 1, at + 1) for at, info in source.colinfo_map.items() if info.hidden or info.width == 0)
        for (row, column), note in source.cell_note_map.items():
            if note.text.strip():
                sheet.comments.append(Aside(Area(row + 1, column + 1, row + 1, column + 1), note.text.strip()))
        return sheet

    def _row(self, source: Any, sheet: Sheet, row: int) -> None:
        mask = 0
        for column in range(source.row_len(row)):
            kind = source.cell_type(row, column)
            if kind == _EMPTY:
                continue
            style = self._style(source.cell_xf_index(row, column))
            mask |= style.framed << column + 1
            if kind == _BLANK:
                continue
            printed = self._printed(source, row, column, kind, style)
            self._cells += 1
            if self._cells > self._limits.cells:
                raise ReadError("too-large", f"more than {self._limits.cells} cells", f"单元格超过 {self._limits.cells} 个")
            sheet.put(row + 1, column + 1, printed.text)
            for note in printed.notes:
                sheet.say(note, row + 1, column + 1)
        if mask:
            sheet.framed[row + 1] = mask

    def _printed(self, source: Any, row: int, column: int, kind: int, style: Style) -> Printed:
        value = source.cell_value(row, column)
        if kind in (_NUMBER, _DATE):
            return self._texts.number(repr(value), style)
        if kind == _BOOLEAN:
            return self._texts.boolean(bool(value))
        if kind == _ERROR:
            from xlrd.biffh import error_text_from_code

            return self._texts.error(error_text_from_code.get(value, "#N/A"))
        runs = source.rich_text_runlist_map.get((row, column))
        if not runs:
            return self._texts.text(str(value), style)
        text = printed_runs(self._runs(str(value), runs, style))
        printed = self._texts.text(text.text, style._replace(struck=False))
        return Printed(printed.text, (*text.notes, *printed.notes))

    def _runs(self, text: str, runs: list[tuple[int, int]], style: Style) -> Iterator[Run]:
        """The text in pieces of one font; what stands before the first is in the cell's own."""
        edges = [at for at, _ in runs if 0 <= at <= len(text)]
        yield Run(text[: edges[0] if edges else len(text)], style.struck)
        for (start, font), end in zip(runs, [*edges[1:], len(text)], strict=False):
            struck, high, _ = self._font(font)
            yield Run(text[start:end], struck, high)

    def _font(self, index: int) -> tuple[bool, bool, bool]:
        """Whether a font is struck through, raised, white."""
        fonts = self._book.font_list
        if not 0 <= index < len(fonts):
            return False, False, False
        font = fonts[index]
        return bool(font.struck_out), font.escapement == _SUPERSCRIPT, font.colour_index in _WHITE

    def _style(self, index: int | None) -> Style:
        found = self._styles.get(index or 0)
        if found is None:
            found = self._styles[index or 0] = self._made(index or 0)
        return found

    def _made(self, index: int) -> Style:
        if not 0 <= index < len(self._book.xf_list):
            return PLAIN
        xf = self._book.xf_list[index]
        struck, high, white = self._font(xf.font_index)
        code = BUILT_IN[xf.format_key] if xf.format_key in BUILT_IN and xf.format_key not in _LOCAL else self._code(xf.format_key)
        framed = bool(xf.border.left_line_style or xf.border.right_line_style)
        return Style("" if code.lower() == "general" else code, struck, white and xf.background.fill_pattern == 0, high, framed)

    def _code(self, key: int) -> str:
        found = self._book.format_map.get(key)
        return str(found.format_str) if found is not None else ""
