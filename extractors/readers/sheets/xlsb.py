"""Binary Excel workbooks (.xlsb): the records of their parts ([MS-XLSB]), for no library keeps formats, merged and hidden cells.

    bytes ──Members──> workbook.bin ──strings, styles──> sheets ──layout──> Document

What stands beside the cells (comments, drawings, ticks) is XML as in .xlsx; comments are a binary part that is not read, and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractors.collector import collector_resting
from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import Members, Readable
from extractors.readers.sheets.cells import PLAIN, CellTexts, Printed, Style
from extractors.readers.sheets.model import LAST_COLUMN, LAST_ROW, Area, Sheet
from extractors.readers.sheets.opc import Relation, main_part, relations_of
from extractors.readers.sheets.records import double, records, rk_number, whole, wide_text
from extractors.readers.sheets.workbook import to_document
from extractors.readers.sheets.xlsx_parts import read_beside
from extractors.readers.sheets.xlsx_strings import Run, Text, printed_runs
from extractors.readers.sheets.xlsx_styles import BUILT_IN
from normalizers.notes import Note

FORMATS: Final = frozenset({"xlsb"})
# Numbers of records, [MS-XLSB] 2.3.
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 1, 2, 3, 4, 5, 6, 7
_F_TEXT, _F_NUMBER, _F_BOOL, _F_ERROR = 8, 9, 10, 11
_STRING, _FONT, _FORMAT, _FILL, _BORDER, _XF, _COLUMN, _INLINE_RICH = 19, 43, 44, 45, 46, 47, 60, 62
_BEGIN_XFS, _END_XFS, _SHEET_OF_BOOK, _BOOK, _MERGE = 617, 618, 156, 153, 176
_CELLS: Final = frozenset({_BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED, _F_TEXT, _F_NUMBER, _F_BOOL, _F_ERROR, _INLINE_RICH})
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}
_MOST_MERGES: Final = 200_000
_MOST_STYLES: Final = 65_536


@dataclass(frozen=True, slots=True)
class _Font:
    struck: bool = False
    raised: bool = False
    white: bool = False


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that a workbook shows. ReadError: empty, truncated, corrupt, encrypted, unsupported, too-large, no-text."""
    limits = limits or Limits()
    with collector_resting():
        return _Workbook(Members(data, limits), limits).document()


class _Workbook:
    """The reading of one workbook."""

    def __init__(self, members: Members, limits: Limits) -> None:
        self._members, self._limits = members, limits
        self._name = main_part(members, "xl/workbook.bin")
        self._relations = relations_of(members, self._name)
        self._texts = CellTexts()
        self._fonts: list[_Font] = []
        self._styles = self._read_styles(self._target("styles", "xl/styles.bin"))
        self._strings = self._read_strings(self._target("sharedStrings", "xl/sharedStrings.bin"))
        self._cells = self._characters = 0
        self._masks: dict[int, int] = {}

    def document(self) -> Document:
        """Every visible sheet in the workbook's order."""
        return to_document("xlsb", self._sheets(), self._texts, self._limits)

    def _target(self, kind: str, usual: str) -> str:
        return next((one.target for one in self._relations.values() if one.kind == kind and not one.external), usual)

    def _records(self, name: str) -> Iterator[tuple[int, bytes]]:
        stream: Readable | None = self._members.open(name)
        return iter(()) if stream is None else records(stream)

    # ------------------------------------------------------------ what sheets share

    def _read_strings(self, name: str) -> list[Text]:
        found: list[Text] = []
        characters = 0
        for number, data in self._records(name):
            if number == _STRING:
                found.append(self._rich(data, 0))
                characters += len(found[-1].text) + 1
                if characters > self._limits.characters:
                    raise _too_long(self._limits)
        return found

    def _rich(self, data: bytes, at: int) -> Text:
        """A text with the runs of fonts behind it ([MS-XLSB] 2.5.121)."""
        flags = whole(data, at, 1)
        text, end = wide_text(data, at + 1)
        if not flags & 1:
            return printed_runs(iter([Run(text)]))
        count = whole(data, end)
        edges = [(whole(data, end + 4 + 4 * n, 2), whole(data, end + 6 + 4 * n, 2)) for n in range(min(count, len(text) + 1))]
        return printed_runs(self._runs(text, edges))

    def _runs(self, text: str, edges: list[tuple[int, int]]) -> Iterator[Run]:
        yield Run(text[: edges[0][0] if edges else len(text)])
        for n, (start, font) in enumerate(edges):
            end = edges[n + 1][0] if n + 1 < len(edges) else len(text)
            look = self._fonts[font] if font < len(self._fonts) else _Font()
            yield Run(text[start:end], look.struck, look.raised)

    def _read_styles(self, name: str) -> list[Style]:
        formats: dict[int, str] = dict(BUILT_IN)
        fills: list[bool] = []
        borders: list[bool] = []
        found: list[Style] = []
        within = False
        for number, data in self._records(name):
            if max(map(len, (formats, self._fonts, fills, borders, found))) > _MOST_STYLES:
                raise ReadError("too-large", f"more than {_MOST_STYLES} cell formats", f"单元格格式超过 {_MOST_STYLES} 种")
            if number == _FORMAT:
                formats[whole(data, 0, 2)] = wide_text(data, 2)[0]
            elif number == _FONT:
                self._fonts.append(_font(data))
            elif number == _FILL:
                fills.append(whole(data, 0) == 0)
            elif number == _BORDER:  # top, bottom, left, right, each a style of a byte, one reserved, and a colour of eight
                borders.append(any(whole(data, at, 1) for at in (21, 31)))
            elif number in (_BEGIN_XFS, _END_XFS):
                within = number == _BEGIN_XFS
            elif number == _XF and within:
                found.append(self._style(data, formats, fills, borders))
        return found

    def _style(self, data: bytes, formats: dict[int, str], fills: list[bool], borders: list[bool]) -> Style:
        code = formats.get(whole(data, 2, 2), "")
        font, fill, border = (whole(data, at, 2) for at in (4, 6, 8))
        look = self._fonts[font] if font < len(self._fonts) else _Font()
        paper = fills[fill] if fill < len(fills) else True
        framed = borders[border] if border < len(borders) else False
        return Style("" if code.lower() == "general" else code, look.struck, look.white and paper, look.raised, framed)

    # ------------------------------------------------------------ sheets

    def _sheets(self) -> Iterator[Sheet]:
        for number, data in list(self._records(self._name)):
            if number == _BOOK:
                self._texts.epoch_1904 = bool(whole(data, 0) & 1)
            elif number == _SHEET_OF_BOOK:
                key, end = wide_text(data, 8)
                relation = self._relations.get(key)
                if relation is not None and not relation.external and relation.kind == "worksheet":
                    yield self._sheet(wide_text(data, end)[0], whole(data, 0) != 0, relation)

    def _sheet(self, name: str, hidden: bool, relation: Relation) -> Sheet:
        sheet = Sheet(name, hidden)
        row = mask = 0
        for number, data in self._records(relation.target):
            if number == _ROW:
                if mask:
                    sheet.framed[row] = self._masks.setdefault(mask, mask)
                row, mask = whole(data, 0) + 1, 0
                if row > LAST_ROW:
                    raise ReadError("corrupt", f"a row {row}", f"存在第 {row} 行")
                if whole(data, 11, 1) & 0x10 or whole(data, 8, 2) == 0:
                    sheet.hidden_rows.add(row)
            elif number in _CELLS:
                mask |= self._cell(sheet, row, number, data)
            elif number == _MERGE:
                top, bottom, left, right = (whole(data, at) + 1 for at in (0, 4, 8, 12))
                sheet.merges.append(Area(top, left, min(bottom, LAST_ROW), min(right, LAST_COLUMN)))
                if len(sheet.merges) > _MOST_MERGES:
                    raise ReadError("too-large", f"more than {_MOST_MERGES} merged cells", f"合并单元格超过 {_MOST_MERGES} 个")
            elif number == _COLUMN and (whole(data, 16, 2) & 1 or whole(data, 8) == 0):
                sheet.hidden_columns.append((whole(data, 0) + 1, min(whole(data, 4) + 1, LAST_COLUMN)))
        if mask:
            sheet.framed[row] = mask
        if not hidden:
            self._beside(relation.target, sheet)
        return sheet

    def _beside(self, part: str, sheet: Sheet) -> None:
        relations = relations_of(self._members, part)
        for one in relations.values():
            if one.kind == "comments" and not one.external:
                sheet.say(Note.of("part.unread", part=one.target, reason="unsupported"))
        read_beside(self._members, {key: one for key, one in relations.items() if one.kind != "comments"}, sheet)

    def _cell(self, sheet: Sheet, row: int, number: int, data: bytes) -> int:
        """Keep a cell; the bit of its column where it has a border."""
        column, style_number = whole(data, 0) + 1, whole(data, 4, 3)
        if column > LAST_COLUMN:
            raise ReadError("corrupt", f"a cell beyond the last column in row {row}", f"第 {row} 行有超出最大列数的单元格")
        style = self._styles[style_number] if style_number < len(self._styles) else PLAIN
        if number != _BLANK:
            printed = self._printed(number, data, style)
            self._cells += 1
            self._characters += len(printed.text)
            if self._cells > self._limits.cells:
                raise ReadError("too-large", f"more than {self._limits.cells} cells", f"单元格超过 {self._limits.cells} 个")
            if self._characters > self._limits.characters:
                raise _too_long(self._limits)
            sheet.put(row, column, printed.text)
            for note in printed.notes:
                sheet.say(note, row, column)
        return style.framed << column

    def _printed(self, number: int, data: bytes, style: Style) -> Printed:
        if number in (_RK, _REAL, _F_NUMBER):
            return self._texts.number(repr(rk_number(whole(data, 8)) if number == _RK else double(data, 8)), style)
        if number in (_BOOL, _F_BOOL):
            return self._texts.boolean(whole(data, 8, 1) != 0)
        if number in (_ERROR, _F_ERROR):
            return self._texts.error(_ERRORS.get(whole(data, 8, 1), "#N/A"))
        if number in (_TEXT, _F_TEXT):
            return self._texts.text(wide_text(data, 8)[0], style)
        text = self._rich(data, 8) if number == _INLINE_RICH else self._shared(whole(data, 8))
        printed = self._texts.text(text.text, style)
        return Printed(printed.text, (*text.notes, *printed.notes))

    def _shared(self, at: int) -> Text:
        if at >= len(self._strings):
            return Text("", (Note.of("part.unread", part="sharedStrings", reason="missing"),))
        return self._strings[at]


def _font(data: bytes) -> _Font:
    """[MS-XLSB] 2.4.149: height, flags, weight, raised or lowered, underline, family, character set, one unused, colour of eight bytes."""
    flags, script = whole(data, 2, 2), whole(data, 6, 2)
    kind, index = whole(data, 12, 1) >> 1, whole(data, 13, 1)
    white = (kind == 2 and data[16:19] == b"\xff\xff\xff") or (kind == 1 and index in (1, 9)) or (kind == 3 and index == 0)
    return _Font(bool(flags & 8), script == 1, white)


def _too_long(limits: Limits) -> ReadError:
    return ReadError("too-large", f"more than {limits.characters} characters of text", f"文字超过 {limits.characters} 字")
