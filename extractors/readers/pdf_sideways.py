"""Text that is set sideways or in vertical columns inside a cell, put in the order in which it is read.

产        標 |  up: from the bottom, lines from left to right;  down: from the top, lines from right to left
出  or    指 |  upright characters in columns: from the top, columns in the order in which the file prints them
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from extractors.readers.pdf_view import View
from extractors.tables.lines import is_wide, join_lines
from extractors.tables.runs import OUTSIDE, Run

QUARTER = math.pi / 2
SAME_LINE = 0.5  # em across the text by which characters of one line may stand apart
STEP = 1.9  # em from character to character of a column at most


def in_reading_order(runs: Sequence[Run], angles: Sequence[float], view: View) -> list[Run]:
    """The runs, those of a cell that are set sideways or in columns as one run.

    Args:
        runs: the runs of a page, in the order in which the file prints them.
        angles: for each the angle of its characters, in radians.
        view: the way up that the page is read.

    Returns:
        The same runs where nothing is set so.
    """
    turns = [round((angle + view.turn * QUARTER) / QUARTER) % 4 for angle in angles]
    cells: dict[tuple[int, int], list[Run]] = {}
    for run, turn in zip(runs, turns, strict=True):
        if run.cell != OUTSIDE and (turn % 2 or len(run.text) == 1):
            cells.setdefault((run.cell, turn), []).append(run)
    whole: dict[int, Run | None] = {}
    for (_, turn), members in cells.items():
        if len(members) > 1 and (turn % 2 or _is_in_columns(members)):
            lines = _sideways(members, up=turn == 3) if turn % 2 else _columns(members)
            whole |= {run.first: None for run in members} | {members[0].first: _one_run(members, lines)}
    if not whole:
        return list(runs)
    kept = [whole.get(run.first, run) for run in runs]
    return [run for run in kept if run is not None]


def _sideways(runs: Sequence[Run], *, up: bool) -> list[list[Run]]:
    """The lines of runs that stand on their side, each in its order."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.x0 + run.x1) * (1 if up else -1)):
        if lines and abs(run.x0 + run.x1 - lines[-1][0].x0 - lines[-1][0].x1) <= 2 * SAME_LINE * (run.x1 - run.x0):
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda run: (run.y0 + run.y1) * (-1 if up else 1))
    return lines


def _is_in_columns(runs: Sequence[Run]) -> bool:
    """Whether characters are printed one below the other, in two columns at least."""
    steps = [_is_below(one, two) for one, two in pairwise(runs)]
    return all(is_wide(run.text) for run in runs) and not all(steps) and sum(steps) > len(steps) / 2 and len(runs) > 3


def _is_below(one: Run, two: Run) -> bool:
    same = abs(one.x0 + one.x1 - two.x0 - two.x1) <= 2 * SAME_LINE * one.em
    return same and 0 < two.y0 - one.y0 <= STEP * one.em


def _columns(runs: Sequence[Run]) -> list[list[Run]]:
    """The columns of characters, in the order in which they are printed."""
    columns: list[list[Run]] = [[runs[0]]]
    for one, two in pairwise(runs):
        if _is_below(one, two):
            columns[-1].append(two)
        else:
            columns.append([two])
    return columns


def _one_run(runs: Sequence[Run], lines: Sequence[Sequence[Run]]) -> Run:
    """The run of a cell's lines, with the box around them; its height of type is that of a character lying on its side."""
    text = join_lines(["".join(run.text for run in line) for line in lines])
    x0, y0 = min(run.x0 for run in runs), min(run.y0 for run in runs)
    x1, y1 = max(run.x1 for run in runs), max(run.y1 for run in runs)
    em = max(min(run.x1 - run.x0, run.y1 - run.y0) for run in runs)
    return runs[0]._replace(text=text, x0=x0, y0=y0, x1=x1, y1=y1, em=em)
