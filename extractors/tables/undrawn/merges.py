"""Labels merged down: which rows a label of a leading column stands over, where nothing is drawn.

For each column the cheapest way to part the rows into groups of one label each: a label stands in the middle of its group, or in all
groups of the column at the top. A column's groups do not reach over those of the columns to its left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.tables.undrawn.costs import MISPLACED, RULED, UNLABELLED, UNRULED
from extractors.tables.undrawn.rows import Block, PrintedRow

MOST_MERGED = 60  # rows above or below a label that it stands over: a page of print has fewer

Group = tuple[int, int]
"""Rows [first, last]."""


@dataclass(frozen=True, slots=True)
class Column:
    """A leading column: its labels in order, the rows at whose top a rule is drawn over it, and whether rows have rules beside it."""

    labels: Sequence[Block]
    ruled: frozenset[int]
    rows_are_ruled: bool


def merged_labels(column: Column, rows: Sequence[PrintedRow], inside: Sequence[Group]) -> tuple[dict[int, Group], float, float]:
    """For each label, by its index, the rows that it stands over; what that costs; by how much the other way would have cost more.

    `inside` are the groups of the column to the left, which none of these reaches over.
    """
    found = []
    for offset in (_off_middle, _off_top):
        groups: dict[int, Group] = {}
        total = 0.0
        for first, last in inside:
            labels = [at for at, label in enumerate(column.labels) if first <= _nearest(label, rows) <= last]
            cost, part = _parted(column, labels, rows, (first, last), offset)
            total += cost
            groups |= part
        found.append((total, groups))
    (cost, groups), (other, _) = sorted(found, key=lambda one: one[0])
    return groups, cost, other - cost


def _nearest(label: Block, rows: Sequence[PrintedRow]) -> int:
    """The row that a label stands in or nearest to."""
    if label.rows:
        return label.rows[0]
    return min(range(len(rows)), key=lambda at: abs(rows[at].y0 + rows[at].y1 - 2 * label.middle))


def _off_middle(label: Block, first: PrintedRow, last: PrintedRow) -> float:
    return abs(label.middle - (first.y0 + last.y1) / 2) / label.em


def _off_top(label: Block, first: PrintedRow, last: PrintedRow) -> float:
    del last
    return abs(label.y0 - first.y0) / label.em


Offset = Callable[[Block, PrintedRow, PrintedRow], float]


def _parted(
    column: Column, labels: Sequence[int], rows: Sequence[PrintedRow], inside: Group, offset: Offset
) -> tuple[float, dict[int, Group]]:
    """The cheapest groups of labels over the rows of one group to the left: dynamic programming over rows, one label after the other."""
    start, stop = inside[0], inside[1] + 1
    # best[row]: of the labels so far, ending before that row, cost and groups
    best: dict[int, tuple[float, tuple[tuple[int, Group], ...]]] = {row: (UNLABELLED * (row - start), ()) for row in range(start, stop + 1)}
    for at in labels:
        label = column.labels[at]
        near = _nearest(label, rows)
        grown: dict[int, tuple[float, tuple[tuple[int, Group], ...]]] = {}
        for first, (cost, groups) in best.items():
            if not near - MOST_MERGED <= first <= near + 1 or (label.rows and first > label.rows[0]):
                continue
            for last in range(max(first, label.rows[1] if label.rows else near - 1), min(stop, near + MOST_MERGED)):
                total = cost + MISPLACED * offset(label, rows[first], rows[last]) + _rule_cost(column, first, last, start)
                if last + 1 not in grown or total < grown[last + 1][0]:
                    grown[last + 1] = total, (*groups, (at, (first, last)))
        best = _with_blanks(grown, stop)
    if stop not in best:
        return 0.0, {at: column.labels[at].rows or (row, row) for at in labels for row in [_nearest(column.labels[at], rows)]}
    cost, found = best[stop]
    return cost, dict(found)


def _with_blanks(
    grown: dict[int, tuple[float, tuple[tuple[int, Group], ...]]], stop: int
) -> dict[int, tuple[float, tuple[tuple[int, Group], ...]]]:
    """The same, with rows under no label behind the last group."""
    out = dict(grown)
    for row in sorted(grown):
        for later in range(row + 1, stop + 1):
            cost = grown[row][0] + UNLABELLED * (later - row)
            if later not in out or cost < out[later][0]:
                out[later] = cost, grown[row][1]
    return out


def _rule_cost(column: Column, first: int, last: int, start: int) -> float:
    """What the rules say against a group: those across it, and the border above it that is none where rows have rules."""
    across = sum(row in column.ruled for row in range(first + 1, last + 1))
    missing = column.rows_are_ruled and first > start and first not in column.ruled
    return RULED * across + UNRULED * missing
