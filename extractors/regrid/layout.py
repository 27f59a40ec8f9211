"""Rows of cells without spans -> the right edges of every cell, on as many columns as the fullest row has cells.

Rows of one cell count that follow each other stand on the same columns (a band). Bands with a cell for each column
need no choice; for the others the best ways to spread their cells are listed, and the cheapest chain of them is taken
(dynamic programming over the bands, the costs of `extractors.regrid.relation`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from extractors.regrid.labels import LabelRole
from extractors.regrid.marks import Kind, Row, is_block, is_header, is_indicator_header, is_label, is_total, leading_blanks, printed
from extractors.regrid.relation import Joint, Layout, relation, segment

_KEPT = 14  # layouts of a band that are compared with those of its neighbours
_BEAM = 20
_EFFORT = 60_000  # cells x widths: above it (no form of this field is) cells are spread plainly
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


def layouts(rows: Sequence[Row]) -> list[Layout]:
    """The layout of every row; all end at the same edge."""
    parts = bands(rows)
    # What a band is laid out by: its first rows and its last. Tables of one make differ in nothing else.
    samples = tuple((*rows[part.start : part.stop][:_LOOK], rows[part.stop - 1]) for part in parts)
    return [edges for part, edges in zip(parts, _solve(samples), strict=True) for _ in range(part.start, part.stop)]


Sample = tuple[Row, ...]
"""The first rows of a band and, behind them, its last."""


@lru_cache(maxsize=128)
def _solve(samples: tuple[Sample, ...]) -> tuple[Layout, ...]:
    """The cheapest layout of every band."""
    columns = max(len(sample[0]) for sample in samples)
    choices = [_choices(samples, k, columns) for k in range(len(samples))]
    _share(choices)
    return tuple(_cheapest([_Step(sample) for sample in samples], choices))


Choice = tuple[float, Layout]


def _share(choices: list[list[Choice]]) -> None:
    """Neighbours of one cell count may stand on the same columns: each is offered the other's layouts."""
    for k in range(len(choices) - 1):
        one, two = choices[k], choices[k + 1]
        if len(one[0][1]) == len(two[0][1]):
            known, other = {e for _, e in one}, {e for _, e in two}
            worst_one, worst_two = one[-1][0], two[-1][0]
            one.extend((worst_one, e) for _, e in list(two) if e not in known)
            two.extend((worst_two, e) for e in known if e not in other)


class _Step:
    """What of a band its neighbours are compared with."""

    def __init__(self, sample: Sample) -> None:
        self.first, self.last = sample[:-1], sample[-1]
        self.begins_with_header = is_header(self.first[0])
        self.ends_in_header = is_header(self.last)

    def to(self, edges: Layout, following: _Step, next_edges: Layout) -> float:
        """The cost of this band in one layout over the next band in another."""
        joint = Joint.of(self.ends_in_header, following.begins_with_header)
        rows = following.first if joint is Joint.BODY else following.first[:1]
        return sum(relation(self.last, edges, row, next_edges, joint, touching=k == 0) for k, row in enumerate(rows)) / len(rows)


def _cheapest(steps: Sequence[_Step], choices: Sequence[Sequence[Choice]]) -> list[Layout]:
    """The cheapest chain of one layout a band; of equals the first listed."""
    best = [cost for cost, _ in choices[0]]
    back: list[list[int]] = []
    for k in range(1, len(steps)):
        table = [
            min((best[a] + steps[k - 1].to(edges, steps[k], following), a) for a, (_, edges) in enumerate(choices[k - 1]))
            for _, following in choices[k]
        ]
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
    if count * (columns - count + 1) ** 2 > _EFFORT:
        return [(0.0, (*range(1, count), columns))]
    near = _Near(
        above=samples[k - 1][-1] if k and len(samples[k - 1][-1]) == columns else None,
        below=samples[k + 1][0] if k + 1 < len(samples) and len(samples[k + 1][0]) == columns else None,
        header=_governing(samples[:k], columns) if not is_header(first) else None,
    )
    return _spread(count, columns, _span_costs(samples[k][:-1], samples[k][-1], near))


def _governing(before: Sequence[Sample], columns: int) -> Row | None:
    """The header of the indicator table that a band of fewer cells stands in: totals and section rows keep to its columns."""
    for sample in reversed(before):
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

    sums = near.header is not None and _sums(first[0])

    def cost(cell: int, start: int, end: int) -> tuple[float, float]:
        own = sum(width_cost(row, cell, end - start, sums) for row in first) / len(first)
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
        return 0.12 if m.kind in (Kind.EMPTY, Kind.NUMBER) else 0.0
    if m.blank and cell == 0:
        return 0.4
    return _STRETCH[m.kind]


def _sums(row: Row) -> bool:
    """Whether a row prints nothing but numbers behind its first text, as rows of totals do."""
    texts = printed(row)
    return len(texts) > 1 and all(m.kind is Kind.NUMBER for m in texts[1:])
