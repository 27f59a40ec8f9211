"""Rows of cells without spans -> the right edges of every cell, on as many columns as the fullest row has cells.

Rows of one cell count that follow each other stand on the same columns (a band). Bands with a cell for each column
need no choice; for the others the best ways to spread their cells are listed, and the cheapest chain of them is taken
(dynamic programming over the bands, the costs of `extractors.tables.from_text.relation`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from extractors.tables.from_text.marks import (
    Kind,
    Row,
    is_block,
    is_header,
    is_indicator_header,
    is_label,
    is_total,
    leading_blanks,
    printed,
)
from extractors.tables.from_text.marks import sums as are_sums
from extractors.tables.from_text.relation import Joint, Layout, Relation, segment
from extractors.tables.label_roles import LabelRole

_KEPT = 10  # layouts of a band that are compared with those of its neighbours
_SHARED = 4  # of these, offered to a neighbour of as many cells
_BEAM = 12  # beginnings of layouts that are followed further
# What finding layouts may cost in one document, in comparisons of two cells (a form takes some 30,000): hostile files
# meet it, books of a thousand forms do not.
_EFFORT = 100_000_000
_MOST = 2_000_000  # for one band; beyond it (over 40 columns with half as many cells) its last cell takes what is left
_REMEMBERED = 200_000  # cells of tables whose layouts are kept for the next of their make
_BACK = 60  # bands between a row and the header that it stands under
_LOOK = 3  # rows of a band that are compared with the row before it


@dataclass(frozen=True, slots=True)
class Band:
    """Rows [start, stop) that stand on the same columns."""

    start: int
    stop: int


def bands(rows: Sequence[Row]) -> list[Band]:
    """The rows in bands: a new one where the number of cells changes, a header begins, and around a row of totals."""
    starts = [k for k in range(len(rows)) if k == 0 or _breaks(rows[k - 1], rows[k])]
    return [Band(start, stop) for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _breaks(above: Row, row: Row) -> bool:
    if len(above) != len(row) or is_total(above) or is_total(row):
        return True
    return is_header(row) and not is_header(above)


class Finder:
    """Finds the layouts of a document's tables; those of one make are laid out once, and the work is bounded."""

    def __init__(self, effort: int = _EFFORT) -> None:
        self._left = effort
        self._known: dict[tuple[Sample, ...], tuple[Layout, ...]] = {}
        self._room = _REMEMBERED

    def layouts(self, rows: Sequence[Row]) -> list[Layout] | None:
        """The layout of every row, all ending at the same edge; None where finding it costs more than is left."""
        parts = bands(rows)
        # What a band is laid out by: its first rows and its last. Tables of one make differ in nothing else.
        samples = tuple((*rows[part.start : part.stop][:_LOOK], rows[part.stop - 1]) for part in parts)
        found = self._known.get(samples) or self._find(samples)
        if found is None:
            return None
        return [edges for part, edges in zip(parts, found, strict=True) for _ in range(part.start, part.stop)]

    def _find(self, samples: tuple[Sample, ...]) -> tuple[Layout, ...] | None:
        work = _effort(samples)
        if work > self._left:
            return None
        self._left -= work
        found = _solve(samples)
        size = sum(len(sample[0]) for sample in samples)
        if size <= self._room:
            self._room -= size
            self._known[samples] = found
        return found


def plain_layouts(rows: Sequence[Row]) -> list[Layout]:
    """Every cell one column wide but the last of its row: what is left where finding the layout would cost too much."""
    columns = max(map(len, rows))
    return [(*range(1, len(row)), columns) for row in rows]


Sample = tuple[Row, ...]
"""The first rows of a band and, behind them, its last."""


def _effort(samples: Sequence[Sample]) -> int:
    """How much work `_solve` is, about one for a comparison of two cells."""
    counts = [len(sample[0]) for sample in samples]
    columns = max(counts)
    pairs = (_KEPT + 2 * _SHARED) ** 2 * columns
    return sum(pairs + min(_spreading(n, columns), _MOST) for n in counts if n < columns) + sum(counts)


def _spreading(count: int, columns: int) -> int:
    """The part of that work that spreads so many cells."""
    return (1 + count // 16) * _BEAM * count * (columns - count + 1) ** 2


def _solve(samples: Sequence[Sample]) -> tuple[Layout, ...]:
    """The cheapest layout of every band."""
    columns = max(len(sample[0]) for sample in samples)
    choices = [_choices(samples, k, columns) for k in range(len(samples))]
    _share(choices)
    return tuple(_cheapest(samples, choices))


Choice = tuple[float, Layout]


def _share(choices: list[list[Choice]]) -> None:
    """Neighbours of one cell count may stand on the same columns: each is offered the other's best layouts."""
    own = [choice[:_SHARED] for choice in choices]
    for k, choice in enumerate(choices):
        for other in own[max(k - 1, 0) : k + 2]:
            if len(other[0][1]) == len(choice[0][1]):
                known = {edges for _, edges in choice}
                choice.extend([(choice[-1][0], edges) for _, edges in other if edges not in known])


def _cheapest(samples: Sequence[Sample], choices: Sequence[Sequence[Choice]]) -> list[Layout]:
    """The cheapest chain of one layout a band; of equals the first listed."""
    best = [cost for cost, _ in choices[0]]
    back: list[list[int]] = []
    for k in range(1, len(samples)):
        relation = Relation(samples[k - 1][-1], samples[k][:-1])
        before = list(enumerate(edges for _, edges in choices[k - 1]))
        table = [min((best[a] + relation.cost(upper, lower), a) for a, upper in before) for _, lower in choices[k]]
        back.append([a for _, a in table])
        best = [cost + own for (cost, _), (own, _) in zip(table, choices[k], strict=True)]
    at = min(range(len(best)), key=best.__getitem__)
    chain = [at]
    for pointers in reversed(back):
        at = pointers[at]
        chain.append(at)
    return [choices[k][a][1] for k, a in enumerate(reversed(chain))]


def _choices(samples: Sequence[Sample], k: int, columns: int) -> list[Choice]:
    """The best layouts of a band with their own cost, cheapest first."""
    first = samples[k][0]
    count = len(first)
    if count == columns:
        return [(0.0, tuple(range(1, columns + 1)))]
    if _spreading(count, columns) > _MOST:
        return [(0.0, (*range(1, count), columns))]
    near = _Near(
        above=samples[k - 1][-1] if k and len(samples[k - 1][-1]) == columns else None,
        below=samples[k + 1][0] if k + 1 < len(samples) and len(samples[k + 1][0]) == columns else None,
        header=_governing(samples, k, columns) if not is_header(first) else None,
    )
    return _spread(count, columns, _span_costs(samples[k][:-1], samples[k][-1], near))


def _governing(samples: Sequence[Sample], k: int, columns: int) -> Row | None:
    """The header of the indicator table that a band of fewer cells stands in: totals and section rows keep to its columns."""
    for sample in (samples[at] for at in range(k - 1, max(k - 1 - _BACK, -1), -1)):
        header = next((row for row in reversed(sample[:-1]) if is_indicator_header(row)), None)
        if header is not None:
            return header if len(header) == columns else None
        if any(LabelRole.PAIR in row[0].roles for row in sample):
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Near:
    """The rows with a cell for each column that a band is compared with while its cells are spread."""

    above: Row | None
    below: Row | None
    header: Row | None


def _spread(count: int, columns: int, cost: Callable[[int, int, int], tuple[float, float]]) -> list[Choice]:
    """The cheapest ways to lay `count` cells on `columns` columns.

    Both parts of `cost` together decide what is kept; only the first is the layout's own (the other is counted between bands).
    """
    beam: dict[int, list[tuple[float, float, Layout]]] = {0: [(0.0, 0.0, ())]}
    for cell in range(count):
        grown: dict[int, list[tuple[float, float, Layout]]] = {}
        left = count - cell - 1
        for start, ways in beam.items():
            ends = range(start + 1, columns - left + 1) if left else range(columns, columns + 1)
            for end in ends:
                own, near = cost(cell, start, end)
                grown.setdefault(end, []).extend((r + own + near, o + own, (*edges, end)) for r, o, edges in ways)
        beam = {end: nsmallest(_BEAM, ways) for end, ways in grown.items()}
    return [(own, edges) for _, own, edges in beam[columns][:_KEPT]]


def _span_costs(first: Sequence[Row], last: Row, near: _Near) -> Callable[[int, int, int], tuple[float, float]]:
    """The cost of laying a band's cell on columns [start, end): its own, and with the full rows next to the band."""

    head, foot = is_header(first[0]), is_header(last)
    run, run_below = leading_blanks(first[0]), leading_blanks(near.below) if near.below is not None else 0
    joint_above = Joint.of(near.above is not None and is_header(near.above), head)
    joint_below = Joint.of(foot, near.below is not None and is_header(near.below))

    sums = near.header is not None and are_sums(first[0])

    @cache
    def width(cell: int, columns: int) -> float:
        return sum(width_cost(row, cell, columns, sums) for row in first) / len(first)

    def cost(cell: int, start: int, end: int) -> tuple[float, float]:
        own = width(cell, end - start)
        leading, other = cell < max(run, 1), 0.0
        if near.header is not None:
            own += segment(near.header[start:end], first[0][cell : cell + 1], leading, Joint.BODY)
        if near.above is not None:
            other += segment(near.above[start:end], first[0][cell : cell + 1], leading, joint_above)
        if near.below is not None:
            other += segment(last[cell : cell + 1], near.below[start:end], start < max(run_below, 1), joint_below)
        return own, other

    return cost


_STRETCH = {Kind.EMPTY: 0.1, Kind.SIGN: 0.5, Kind.NUMBER: 0.4, Kind.TINY: 0.4, Kind.SHORT: 0.2, Kind.LONG: 0.0}


def width_cost(row: Row, cell: int, width: int, sums: bool = False) -> float:
    """The cost of a cell that many columns wide: labels stay narrow, texts and values beside a label take what is left."""
    return _stretch(row, cell, sums or is_total(row)) * (width - 1) + 0.05 * (width - 1) ** 2


def _stretch(row: Row, cell: int, sums: bool) -> float:
    m = row[cell]
    if sums:
        return 0.02 if m is next(iter(printed(row)), m) else 0.5
    if LabelRole.GOAL in m.roles and cell:
        return 0.02
    if LabelRole.FUNDING_ROW in m.roles and cell:
        return 0.1
    if is_label(m):
        beside = cell + 1 < len(row) and not is_label(row[cell + 1])  # its value, for which it leaves the room
        return 0.8 if beside or (cell == 0 and is_block(m)) else 0.15
    if cell and is_label(row[cell - 1]):
        if m.kind not in (Kind.EMPTY, Kind.NUMBER):
            return 0.0
        return 0.12 if cell + 1 < len(row) else 0.09  # beside other amounts the label is the wider
    if m.blank and cell == 0:
        return 0.4
    return _STRETCH[m.kind]
