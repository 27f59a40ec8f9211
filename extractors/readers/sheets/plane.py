"""What of a sheet is seen: texts and merged cells without hidden rows and columns, and which places they cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extractors.errors import ReadError
from extractors.printing import HIDDEN, excerpt
from extractors.readers.sheets.cells import one_line
from extractors.readers.sheets.model import Area, Sheet
from normalizers.notes import Note

_MOST_MERGED: Final = 4_000_000
_TALLEST, _WIDEST = 10_000, 1_000  # rows and columns of one merged cell that are laid out


@dataclass(slots=True)
class Plane:
    """The visible part of a sheet: texts and frames by row and column as numbered on the screen; merged cells by their first place.

    `covered` has for each row a bit for each column that holds text, that of merged cells counted over all of them.
    """

    sheet: Sheet
    merges: dict[tuple[int, int], Area] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)
    hidden_columns: int = 0

    def row_shown(self, row: int) -> bool:
        """Whether a row is seen."""
        return row not in self.sheet.hidden_rows

    def texts(self, row: int, columns: int) -> list[int]:
        """The columns of a set (bits) in which a text begins in a row."""
        return [column for column in self.sheet.rows.get(row, ()) if columns >> column & 1]


def visible(sheet: Sheet) -> Plane:
    """What of a sheet is seen."""
    plane = Plane(sheet)
    for first, last in sheet.hidden_columns:
        plane.hidden_columns |= (1 << last + 1) - (1 << first)
    bottom = max(sheet.rows, default=0)
    right = max((max(cells) for cells in sheet.rows.values() if cells), default=0)
    for row, cells in sheet.rows.items():
        bits = 0
        for column in cells:
            bits |= 1 << column
        plane.covered[row] = bits
    _merge(plane, bottom, right)
    return plane


def _merge(plane: Plane, bottom: int, right: int) -> None:
    """Merged cells that hold a text or lie between texts; one that overlaps an earlier one is none."""
    sheet = plane.sheet
    taken: dict[int, int] = {}
    spent = 0
    for area in sheet.merges:
        if area.top > bottom or area.left > right:
            continue
        area = _clipped(sheet, area, bottom, right)
        spent += (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if spent > _MOST_MERGED:
            raise ReadError("too-large", f"merged cells over more than {_MOST_MERGED} places", "合并单元格范围过大")
        bits = (1 << area.right + 1) - (1 << area.left)
        rows = range(area.top, area.bottom + 1)
        if any(taken.get(row, 0) & bits for row in rows):
            continue
        for row in rows:
            taken[row] = taken.get(row, 0) | bits
        _cover(plane, area, bits)


def _clipped(sheet: Sheet, area: Area, bottom: int, right: int) -> Area:
    """A merged cell cut to the used part of the sheet, but kept whole where it is small: a table's last cells may be blank."""
    bottom, right = min(bottom, area.top + _TALLEST), min(right, area.left + _WIDEST)
    if area.bottom <= bottom and area.right <= right:
        return area
    has_text = area.left in sheet.rows.get(area.top, ())
    most = 64 if has_text else 0
    return Area(area.top, area.left, min(area.bottom, max(bottom, area.top + most)), min(area.right, max(right, area.left + most)))


def _cover(plane: Plane, area: Area, bits: int) -> None:
    sheet = plane.sheet
    text = sheet.rows.get(area.top, {}).get(area.left)
    for row in range(area.top, area.bottom + 1):
        cells = sheet.rows.get(row)
        for column in [column for column in cells or () if area.left <= column <= area.right and (row, column) != area[:2]]:
            assert cells is not None
            sheet.say(Note.of(HIDDEN, raw=excerpt(one_line(cells.pop(column)))), row, column)
            plane.covered[row] &= ~(1 << column)
    top, left = _first_seen(plane, area)
    if text is None:
        plane.merges[top, left] = area
        return
    if (top, left) != area[:2] and top and left:  # its first row or column is hidden, its text is seen in the rest
        del sheet.rows[area.top][area.left]
        sheet.rows.setdefault(top, {})[left] = text
    if top and left:
        plane.merges[top, left] = area
        for row in range(area.top, area.bottom + 1):
            plane.covered[row] = plane.covered.get(row, 0) | bits


def _first_seen(plane: Plane, area: Area) -> tuple[int, int]:
    """The first row and column of a merged cell that are not hidden; zeros where all are."""
    row = next((row for row in range(area.top, area.bottom + 1) if plane.row_shown(row)), 0)
    column = next((column for column in range(area.left, area.right + 1) if not plane.hidden_columns >> column & 1), 0)
    return row, column
