"""What a page's marks are beside their reading: of what size, drawn by hand or printed, in cells that are whole or may be two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractors.ocr import LOW
from extractors.ocr.lines import Span
from extractors.ocr.signs import UNSURE, Reading
from extractors.pages.lost_row_borders import APART
from extractors.pages.model import PageCell, PageTable
from extractors.tables.lines import is_wide
from extractors.tables.pixels_rules import PixelRules
from extractors.tables.runs import OUTSIDE, Run

NARROW: Final = 0.54  # of the width of an ideograph: digits and letters
BETWEEN: Final = 0.2  # of it, that is left free where an ideograph and a digit or letter meet
ENOUGH: Final = 4  # ideographs that tell the size of a line by its width
HALF: Final = 0.5  # of its square is empty beside a sign that opens or closes
OPENING, CLOSING = frozenset("“‘（《〈【〔"), frozenset("，。、；：！？”’）》〉】〕")
SCRAWL: Final = 2  # characters: what is read in a stroke of the pen
WORDED: Final = 6  # ideographs that nobody reads in a stroke of the pen with any certainty
LOOSE: Final = (0.7, 1.4)  # times the size of the body's characters, by the width of a line that is print
FLAT: Final = 0.4  # of the body's height: what is lower is a stroke, a fold, an edge
WITHIN: Final = 2.0  # points inside a cell at which a line through it is no side of it


def by_hand(span: Span, reading: Reading, body: float) -> bool:
    """Whether ink outside grids is no print: unsure, and not of the width that so many printed characters have.

    A signature, a hole or a fold reads as something; it must neither stand among the text nor be in the way of a table that goes on
    over the page. `body`: the height in pixels of the characters outside grids, 0 where nothing tells.
    """
    if reading.confidence >= LOW or not body or not reading.text:
        return False
    if reading.confidence >= UNSURE and sum(map(is_wide, reading.text)) >= WORDED:
        return False  # a heading under a seal: read alike, and doubted for the seal
    if len(reading.text) <= SCRAWL or span.y1 - span.y0 < FLAT * body:
        return True
    squares = sum(1.0 if is_wide(char) else NARROW for char in reading.text)
    return not LOOSE[0] <= (span.x1 - span.x0) / (squares * body) <= LOOSE[1]


def size_by_width(span: Span, text: str) -> float:
    """The height of a line's characters by its width, for ideographs are square; 0 where there are too few of them to tell."""
    wide = [is_wide(char) for char in text]
    if sum(wide) < ENOUGH:
        return 0.0
    squares = sum(wide) + NARROW * (len(text) - sum(wide)) + BETWEEN * sum(one != two for one, two in pairwise(wide))
    return (span.x1 - span.x0) / (squares - HALF * (text[0] in OPENING) - HALF * (text[-1] in CLOSING))


def mark(tables: Sequence[PageTable], runs: Sequence[Run], read: Sequence[Reading], rules: PixelRules) -> None:
    """Sets the confidence of each cell to that of its least sure line; ink that reads as nothing is not sure at all.

    A cell that may be two is not sure either.
    """
    for table in tables:
        for cell in table.cells:
            mark(cell.inner, runs, read, rules)
            inside = [(run, one) for run, one in zip(runs, read, strict=True) if run.cell != OUTSIDE and _inside(run, cell)]
            cell.confidence = min((one.confidence for _, one in inside), default=None)
            if cell.confidence is not None and _doubtful(table, cell, [run for run, _ in inside], rules):
                cell.confidence = min(cell.confidence, UNSURE)


def _doubtful(table: PageTable, cell: PageCell, runs: Sequence[Run], rules: PixelRules) -> bool:
    """Whether a cell may be two, or a fold lies across it."""
    if (cell.columns > 1 and _torn(table, cell, runs)) or (cell.rows > 1 and _stacked(table, cell, runs)):
        return True
    box = cell.box
    across = (*rules.strays, *(rules.hints[0] if cell.rows > 1 else ()))
    if any(box.y0 + WITHIN < rule[0] < box.y1 - WITHIN and _along(rule, box.x0, box.x1) for rule in across):
        return True
    down = rules.hints[1] if cell.columns > 1 else ()
    return any(box.x0 + WITHIN < rule[0] < box.x1 - WITHIN and _along(rule, box.y0, box.y1) for rule in down)


def _along(rule: tuple[float, float, float], start: float, end: float) -> bool:
    """Whether a line runs along half of a way at least."""
    return 2 * (min(rule[2], end) - max(rule[1], start)) > end - start


def _stacked(table: PageTable, cell: PageCell, runs: Sequence[Run]) -> bool:
    """Whether two texts stand in a cell above and below a row's edge, far apart."""
    edges = table.ys[cell.row + 1 : cell.row + cell.rows]
    for one, two in pairwise(sorted(runs, key=lambda run: run.y0)):
        if two.y0 - one.y1 > APART * max(one.em, two.em) and any(one.y1 < edge < two.y0 for edge in edges):
            return True
    return False


def _torn(table: PageTable, cell: PageCell, runs: Sequence[Run]) -> bool:
    """Whether two texts stand in a cell on either side of a column's edge, far apart: the rule between them may be lost."""
    edges = table.xs[cell.column + 1 : cell.column + cell.columns]
    for one, two in pairwise(sorted(runs, key=lambda run: (run.y0 + run.y1) // max(run.em, 1.0) * 1e6 + run.x0)):
        if two.x0 - one.x1 > one.em and any(one.x1 < edge < two.x0 for edge in edges):
            return True
    return False


def _inside(run: Run, cell: PageCell) -> bool:
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return cell.box.x0 <= x < cell.box.x1 and cell.box.y0 <= y < cell.box.y1
