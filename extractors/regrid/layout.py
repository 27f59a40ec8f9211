"""Rows of cells without spans -> the right edges of every cell, on as many columns as the fullest row has cells.

Rows of one cell count that follow each other stand on the same columns (a band). Bands with a cell for each column
need no choice; for the others the best ways to spread their cells are listed, and the cheapest chain of them is taken
(dynamic programming over the bands, the costs of `extractors.regrid.relation`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from extractors.regrid.labels import HEADERS, LabelRole
from extractors.regrid.marks import Kind, Mark, Row, is_header, is_indicator_header, is_label, is_total
from extractors.regrid.relation import Layout, over, over_group, over_wide, relation

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
    columns = max(map(len, rows))
    parts = bands(rows)
    choices = [_choices(rows, parts, k, columns) for k in range(len(parts))]
    _share(choices, parts)
    chosen = _cheapest([_Step(rows, part) for part in parts], choices)
    return [edges for part, edges in zip(parts, chosen, strict=True) for _ in range(part.start, part.stop)]


Choice = tuple[float, Layout]


def _share(choices: list[list[Choice]], parts: Sequence[Band]) -> None:
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

    def __init__(self, rows: Sequence[Row], band: Band) -> None:
        self.first = rows[band.start : min(band.stop, band.start + _LOOK)]
        self.last = rows[band.stop - 1]

    def to(self, edges: Layout, following: _Step, next_edges: Layout) -> float:
        """The cost of this band in one layout over the next band in another."""
        return sum(relation(self.last, edges, row, next_edges) for row in following.first) / len(following.first)


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


def _choices(rows: Sequence[Row], parts: Sequence[Band], k: int, columns: int) -> list[Choice]:
    """The best layouts of a band with their own cost, cheapest first."""
    band = parts[k]
    count = len(rows[band.start])
    if count == columns:
        return [(0.0, tuple(range(1, columns + 1)))]
    if count * (columns - count + 1) ** 2 > _EFFORT:
        return [(0.0, (*range(1, count), columns))]
    near = _Near(
        above=rows[band.start - 1] if k and len(rows[band.start - 1]) == columns else None,
        below=rows[band.stop] if band.stop < len(rows) and len(rows[band.stop]) == columns else None,
        header=_governing(rows, parts[:k], columns) if not is_header(rows[band.start]) else None,
    )
    return _spread(count, columns, _span_costs(rows[band.start : min(band.stop, band.start + _LOOK)], rows[band.stop - 1], near))


def _governing(rows: Sequence[Row], before: Sequence[Band], columns: int) -> Row | None:
    """The header of the indicator table that a band of fewer cells stands in: totals and section rows keep to its columns."""
    for band in reversed(before):
        header = next((row for row in reversed(rows[band.start : band.stop][:_LOOK]) if is_indicator_header(row)), None)
        if header is not None:
            return header if len(header) == columns else None
        if any(LabelRole.PAIR in row[0].roles for row in rows[band.start : band.stop][:_LOOK]):
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

    def under(row: Row, cell: int, start: int, end: int) -> float:
        m, leading = first[0][cell], start == 0
        stacked = is_header(row) and is_header(first[0])
        return over(row[start], m, leading, stacked) if end - start == 1 else over_wide(row[start:end], m, leading)

    def cost(cell: int, start: int, end: int) -> tuple[float, float]:
        own = sum(width_cost(row, cell, end - start) for row in first) / len(first)
        if near.header is not None:
            own += under(near.header, cell, start, end)
        other = under(near.above, cell, start, end) if near.above is not None else 0.0
        if near.below is not None:
            m, leading, stacked = last[cell], start == 0, is_header(last) and is_header(near.below)
            group = near.below[start:end]
            other += over(m, group[0], leading, stacked) if end - start == 1 else over_group(m, group, leading, stacked)
        return own, other

    return cost


_STRETCH = {Kind.EMPTY: 0.25, Kind.SIGN: 0.5, Kind.NUMBER: 0.4, Kind.TINY: 0.4, Kind.SHORT: 0.2, Kind.LONG: 0.0}


def width_cost(row: Row, cell: int, width: int) -> float:
    """The cost of a cell that many columns wide: labels stay narrow, texts and values beside a label take what is left."""
    m = row[cell]
    return _stretch(row, cell, m) * (width - 1) + 0.04 * (width - 1) ** 2


def _stretch(row: Row, cell: int, m: Mark) -> float:
    if is_total(row):
        return 0.02 if LabelRole.TOTAL in m.roles else 0.5
    if LabelRole.GOAL in m.roles and cell:
        return 0.02
    if LabelRole.FUNDING_ROW in m.roles and cell:
        return 0.1
    if is_label(m):
        return 0.35 if m.roles & HEADERS else 0.5
    if cell and is_label(row[cell - 1]):
        return 0.0
    return _STRETCH[m.kind]
