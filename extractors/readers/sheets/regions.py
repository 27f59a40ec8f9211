"""Where on a sheet the tables are: cells parted at blank rows and columns, lines of print above and below told from rows.

    ┌──────────────────────┐
    │   绩效目标表          │  a line: no border at its sides
    │          单位：万元   │  a line
    ├────┬────┬────────────┤
    │    │    │            │  rows of a table
    └────┴────┴────────────┘
                              a blank row: the next table begins behind it

Rows and columns that are hidden are gone before this: `Plane` counts only those that are seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.readers.sheets.plane import Plane

_LONGEST_BLANK: Final = 20
"""Blank rows in a row that a table may have: a template keeps some for more items, and what lies beyond is another table."""
_STRAY: Final = 3
"""Texts beside a bordered table are strays where no more than one row in so many has one."""
_FEW: Final = 2
"""Texts that a line of print has at most: a unit's name at its left, 单位：万元 at its right."""
_LABELLED: Final = re.compile(r"[^：:]{1,20}[：:]")


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of print that are no table."""

    rows: tuple[int, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table; `columns` is a set of bits."""

    rows: tuple[int, ...]
    columns: int


def regions(plane: Plane) -> Iterator[Lines | Block]:
    """The lines and tables of a sheet, in reading order."""
    rows = sorted(row for row in plane.covered if plane.row_shown(row))
    for part in _parts(plane, rows, ~plane.hidden_columns, 0):
        first = next((at for at, row in enumerate(part.rows) if plane.texts(row, part.columns)), len(part.rows))
        if first < len(part.rows):  # rows above are only what a merged line covers
            yield replace(part, rows=part.rows[first:])


def _parts(plane: Plane, rows: Sequence[int], columns: int, depth: int) -> Iterator[Lines | Block]:
    """The parts of some rows and columns: side by side first, then below one another."""
    if not rows or depth > 8:
        if rows:
            yield Block(tuple(rows), columns)
        return
    halves = _beside(plane, rows, columns)
    if len(halves) > 1:
        for half in halves:
            yield from _parts(plane, [row for row in rows if plane.covered[row] & half], half, depth + 1)
        return
    bands = _bands(plane, rows, columns)
    if len(bands) > 1:
        for band in bands:
            yield from _parts(plane, band, columns, depth + 1)
        return
    yield from _band(plane, rows, columns, depth)


def _beside(plane: Plane, rows: Sequence[int], columns: int) -> list[int]:
    """The sets of columns that blank columns part, each a table by itself; one where nothing does."""
    union = 0
    for row in rows:
        union |= (plane.covered[row] | plane.sheet.framed.get(row, 0)) & columns
    framed = 0
    for row in rows:
        framed |= plane.sheet.framed.get(row, 0) & columns
    runs = [run for run in _runs(union, plane.hidden_columns, 0) if any(plane.covered[row] & run for row in rows)]
    if len(runs) < 2:
        return _without_strays(plane, rows, columns, framed)
    if framed or all(_is_table(plane, rows, run) for run in runs):
        return runs
    wide = _runs(union, plane.hidden_columns, _LONGEST_BLANK)
    return wide if len(wide) > 1 else [columns]


def _without_strays(plane: Plane, rows: Sequence[int], columns: int, framed: int) -> list[int]:
    """The columns of a bordered table, and those beside it that have no border anywhere and few texts: notes of whoever filled it in."""
    bordered = [row for row in rows if plane.sheet.framed.get(row, 0) & columns]
    if not framed or len(bordered) < 2:
        return [columns]
    inside = (1 << framed.bit_length()) - (framed & -framed)
    beside = 0
    for row in bordered:
        beside |= plane.covered[row] & columns & ~inside
    counts = sum(bool(plane.covered[row] & beside) for row in bordered)
    if not beside or counts * _STRAY > len(bordered):
        return [columns]
    return [columns & ~beside, beside]


def _runs(bits: int, hidden: int, gap: int) -> list[int]:
    """Runs of set bits that more than `gap` visible columns part."""
    out: list[int] = []
    current = 0
    last = -1
    column = 0
    while bits >> column:
        low = (bits >> column) & -(bits >> column)
        column += low.bit_length() - 1
        if current and sum(not hidden >> between & 1 for between in range(last + 1, column)) > gap:
            out.append(current)
            current = 0
        current |= 1 << column
        last = column
        column += 1
    return [*out, current] if current else out


def _is_table(plane: Plane, rows: Sequence[int], columns: int) -> bool:
    """Whether columns without borders hold a table of their own: two columns and three rows at least."""
    filled = [row for row in rows if plane.covered[row] & columns]
    wide = sum(len(plane.texts(row, columns)) > 1 for row in filled)
    return columns.bit_count() > 1 and len(filled) > 2 and wide > 1


def _bands(plane: Plane, rows: Sequence[int], columns: int) -> list[list[int]]:
    """Rows parted where a visible blank row lies between them; bordered blank rows keep a table together, up to a bound."""
    framed = any(plane.sheet.framed.get(row, 0) & columns for row in rows)
    out = [[rows[0]]]
    for row in rows[1:]:
        between = [blank for blank in _between(out[-1][-1], row) if plane.row_shown(blank)]
        if between and _parts_rows(plane, between, columns, framed, row):
            out.append([])
        out[-1].append(row)
    return out


def _between(first: int, last: int) -> range:
    """The rows between two, or as many as say that it is too many."""
    return range(first + 1, last) if last - first <= 2 * _LONGEST_BLANK else range(first + 1, first + 2 + _LONGEST_BLANK)


def _parts_rows(plane: Plane, between: Sequence[int], columns: int, framed: bool, row: int) -> bool:
    """Whether blank rows end a table before a row."""
    if len(between) > _LONGEST_BLANK:
        return True
    if framed:
        return not all(plane.sheet.framed.get(blank, 0) & columns for blank in between)
    return len(between) > 1 or len(plane.texts(row, columns)) < _FEW


def _band(plane: Plane, rows: Sequence[int], columns: int, depth: int) -> Iterator[Lines | Block]:
    """Rows that follow each other: lines, tables, lines."""
    kinds = _kinds(plane, rows, columns)
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and kinds[at] == kinds[start]:
            continue
        part = tuple(rows[start:at])
        if kinds[start]:
            yield Lines(part, columns)
        elif len(part) < len(rows):  # without the lines above it a table may stand beside another
            yield from _parts(plane, part, columns, depth + 1)
        else:
            yield Block(part, columns)
        start = at


def _kinds(plane: Plane, rows: Sequence[int], columns: int) -> list[bool]:
    """For each row whether it is a line."""
    texts = [plane.texts(row, columns) for row in rows]
    framed = [bool(plane.sheet.framed.get(row, 0) & columns) or _in_frame(plane, row, columns) for row in rows]
    if any(framed):
        kinds = [
            not inside and (len(found) <= _FEW or _all_labelled(plane, row, found))
            for row, found, inside in zip(rows, texts, framed, strict=True)
        ]
        return _lone_inside(kinds, framed, [len(found) for found in texts])
    widest = max(map(len, texts))
    if widest < 2 or sum(len(found) > 1 for found in texts) < 2:  # one row alone is no table
        return [True] * len(rows)
    first = next((at for at in range(len(rows)) if not _is_head(plane, rows[at], texts[at], widest)), 0)
    last = next((at for at in range(len(rows) - 1, first, -1) if len(texts[at]) != 1 or _spans(plane, rows[at], texts[at])), first)
    return [at < first or at > last for at in range(len(rows))]


def _in_frame(plane: Plane, row: int, columns: int) -> bool:
    """Whether a row lies inside a merged cell that a row above it begins: its own cells may have no border."""
    own = 0
    for column in plane.texts(row, columns):
        own |= 1 << column
    return bool(plane.covered[row] & columns & ~own) and not plane.texts(row, columns)


def _lone_inside(kinds: list[bool], framed: list[bool], counts: list[int]) -> list[bool]:
    """A row without borders between two that have them is one of the table where it has more than one text."""
    out = list(kinds)
    for at in range(1, len(kinds) - 1):
        if kinds[at] and counts[at] >= _FEW and framed[at - 1] and framed[at + 1]:
            out[at] = False
    return out


def _all_labelled(plane: Plane, row: int, columns: Sequence[int]) -> bool:
    texts = plane.sheet.rows[row]
    return len(columns) <= 2 * _FEW and all(_LABELLED.match(texts[column]) for column in columns)


def _is_head(plane: Plane, row: int, columns: Sequence[int], widest: int) -> bool:
    """Whether a row above a table without borders is a line: one text alone, or labelled texts that are fewer than the table's."""
    if len(columns) == 1:
        return True
    return 2 * len(columns) <= widest + 1 and _all_labelled(plane, row, columns)


def _spans(plane: Plane, row: int, columns: Sequence[int]) -> bool:
    """Whether the only text of a row stands where a table's first column has none (a total at its right), or goes on from above."""
    return not columns or min(columns) > 2
