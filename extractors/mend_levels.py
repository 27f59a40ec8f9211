"""Headings of levels that a scan left unread, put back by their neighbours: of 一级指标 a seal or a copy takes the 一 first.

Only on cells that recognition doubts, or of which nothing but 级指标 is left in a row of three such headings, and only where the headings
beside them leave one answer; each is named in a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from extractors.document import DOUBT, Cell, Document, Grid, Remark
from normalizers.notes import Note
from normalizers.text import fold

ENOUGH: Final = 3  # headings side by side, one of them known at least, that say of an undoubted one which it is
_LEVELS: Final = ("一级指标", "二级指标", "三级指标")
_LEFT: Final = regex.compile(r"(?:\p{Han}|[\d\-—_=]{0,2})级指标")
_BARE: Final = regex.compile(r"[\-—_=]{0,2}级指标")


def mend_levels(document: Document) -> Document:
    """The document with such headings whole; the same document where there are none."""
    return document.mended(_mended)


def _mended(grid: Grid) -> tuple[Grid, tuple[Remark, ...]]:
    put: dict[int, str] = {}
    for row in sorted({cell.row for cell in grid.cells if _doubted(cell) or _bare(cell)}):
        cells = sorted((cell for cell in grid.cells if cell.row == row and _heads(cell)), key=lambda cell: cell.column)
        for beside in _side_by_side(cells):
            put |= _by_neighbours(beside)
    if not put:
        return grid, ()
    whole = tuple(replace(cell, text=put[id(cell)]) if id(cell) in put else cell for cell in grid.cells)
    said = (Remark(Note.of("label.repaired", raw=cell.text, label=put[id(cell)]), cell.where) for cell in grid.cells if id(cell) in put)
    return replace(grid, cells=whole), tuple(said)


def _doubted(cell: Cell) -> bool:
    known = fold(cell.text)
    return cell.confidence is not None and cell.confidence < DOUBT and known not in _LEVELS and _LEFT.fullmatch(known) is not None


def _bare(cell: Cell) -> bool:
    """Whether a cell read from pixels says 级指标 or --级指标, which nobody prints: however sure the reading is, a character is gone."""
    return cell.confidence is not None and _BARE.fullmatch(fold(cell.text)) is not None


def _heads(cell: Cell) -> bool:
    """Whether a cell is such a heading, or begins with one: for want of a rule 级指标 and 数量指标 below it may be one cell."""
    found = _LEFT.match(fold(cell.text))
    return found is not None and (found.end() == len(fold(cell.text)) or cell.confidence is not None)


def _side_by_side(cells: list[Cell]) -> Iterator[list[Cell]]:
    """The runs of neighbours: a form of double width prints the headings twice, with other columns between."""
    run: list[Cell] = []
    for cell in cells:
        if run and run[-1].column + run[-1].column_span != cell.column:
            yield run
            run = []
        run.append(cell)
    yield run


def _by_neighbours(cells: list[Cell]) -> dict[int, str]:
    """The heading of each doubted cell, by where it stands among the headings of its row; none where they contradict each other."""
    starts = {_LEVELS.index(fold(cell.text)) - at for at, cell in enumerate(cells) if fold(cell.text) in _LEVELS}
    if not starts and len(cells) == len(_LEVELS):
        starts = {0}
    if len(starts) != 1:
        return {}
    start = starts.pop()
    if start < 0 or start + len(cells) > len(_LEVELS):
        return {}
    between = len(cells) >= ENOUGH and any(fold(cell.text) in _LEVELS for cell in cells)
    return {id(cell): _LEVELS[start + at] for at, cell in enumerate(cells) if _doubted(cell) or (between and _bare(cell))}
