"""A region to a lattice: columns, cells, rows, merged labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.tables.label_roles import Labels
from extractors.tables.lattice import Lattice, Span
from extractors.tables.rules import Rule
from extractors.tables.runs import Run
from extractors.tables.undrawn.columns import column_pieces
from extractors.tables.undrawn.evidence import Region, UndrawnTable
from extractors.tables.undrawn.merges import Column, Group, merged_labels
from extractors.tables.undrawn.rows import Block, PrintedRow, blocks_of, rows_of

MOST_ROWS = 400  # of one region: a page holds a hundred lines of print
MOST_COLUMNS = 60


def solved(region: Region, labels: Labels, inherited: Sequence[float] = ()) -> UndrawnTable | None:
    """The table of a region; None where it has more rows or columns than a page can hold. `inherited`: see `column_pieces`."""
    edges, lines = column_pieces(region, inherited)
    columns = len(edges) - 1
    if len(lines) > MOST_ROWS or columns > MOST_COLUMNS:
        return None
    blocks = blocks_of(lines, edges, region.rules, labels)
    top = None if region.heading is None else region.lines[region.heading][0].y0 - 1
    rows, spine = rows_of(blocks, columns, top)
    heights = _row_edges(rows, region.rules)
    cost, margin = _merge(blocks, rows, (edges, heights), spine, region.rules)
    return replace(_table(blocks, edges, heights), cost=cost, margin=margin)


def _row_edges(rows: Sequence[PrintedRow], rules: Sequence[Rule]) -> list[float]:
    """The edges of the rows: rules where they are drawn, else the middle of what is left free."""
    out = []
    for one, two in pairwise(rows):
        drawn = [y for y, _, _ in rules if one.y0 + one.y1 < 2 * y < two.y0 + two.y1]
        out.append(drawn[0] if drawn else (min(one.y1, two.y1) + max(one.y0, two.y0)) / 2)
    first, last = rows[0], rows[-1]
    top = [y for y, _, _ in rules if y <= first.y0 + 1]
    bottom = [y for y, _, _ in rules if y >= last.y1 - 1]
    return [max(top, default=first.y0 - 2), *out, min(bottom, default=last.y1 + 2)]


def _merge(
    blocks: Sequence[Block], rows: Sequence[PrintedRow], lattice: tuple[Sequence[float], Sequence[float]], spine: int, rules: Sequence[Rule]
) -> tuple[float, float]:
    """Gives the labels of leading columns their rows; the greatest cost of a column, and the least margin by which one was decided."""
    edges, heights = lattice
    ruled = [_ruled_tops(heights, edges[column], edges[column + 1], rules) for column in range(spine + 1)]
    rows_are_ruled = 2 * len(ruled[spine]) > len(rows)
    if ruled[0] >= ruled[spine]:  # rules from side to side tell no merged cell
        ruled, rows_are_ruled = [frozenset()] * len(ruled), False
    inside: list[Group] = [(0, len(rows) - 1)]
    greatest, margin = 0.0, float("inf")
    for column in range(spine):
        labels = sorted((block for block in blocks if block.start == column), key=lambda block: block.middle)
        crossing = [block.rows for block in blocks if block.start < column < block.end and block.rows]
        wide = {row for first, last in crossing for row in range(first, last + 1)}
        groups, cost, lead = merged_labels(Column(labels, ruled[column], rows_are_ruled), rows, _without(inside, wide))
        for at, group in groups.items():
            labels[at].rows = group
        if any(first != last for first, last in groups.values()):
            greatest, margin = max(greatest, cost), min(margin, lead)
        inside = _nested(inside, groups.values())
    for block in blocks:
        if block.rows is None:
            nearest = min(range(len(rows)), key=lambda at: abs(rows[at].y0 + rows[at].y1 - 2 * block.middle))
            block.rows = nearest, nearest
    return greatest, margin


def _ruled_tops(heights: Sequence[float], left: float, right: float, rules: Sequence[Rule]) -> frozenset[int]:
    """The rows at whose top a rule lies over the middle of a column."""
    middle = (left + right) / 2
    return frozenset(
        at for at, height in enumerate(heights[:-1]) if at and any(abs(y - height) < 1 and x0 <= middle <= x1 for y, x0, x1 in rules)
    )


def _without(groups: Sequence[Group], rows: set[int]) -> list[Group]:
    """The groups without some rows, parted where those lie."""
    out: list[Group] = []
    for first, last in groups:
        start = first
        for row in range(first, last + 2):
            if row in rows or row > last:
                if start < row:
                    out.append((start, row - 1))
                start = row + 1
    return out


def _nested(inside: Sequence[Group], found: Iterable[Group]) -> list[Group]:
    """The groups that those to the left and those just found make together."""
    starts = {start for first, last in (*inside, *found) for start in (first, last + 1)}
    return [(one, two - 1) for one, two in pairwise(sorted(starts))]


def _table(blocks: Sequence[Block], edges: Sequence[float], heights: Sequence[float]) -> UndrawnTable:
    columns, rows = len(edges) - 1, len(heights) - 1
    owner = [-1] * (rows * columns)
    spans: list[Span] = []
    cells: list[tuple[Run, int]] = []
    for block in sorted(blocks, key=lambda block: (block.rows or (0, 0), block.start)):
        first, last = block.rows or (0, 0)
        index = owner[first * columns + block.start]
        if index < 0:
            index = len(spans)
            spans.append(_claimed(owner, columns, Span(first, block.start, last - first + 1, block.end - block.start), index))
        cells.extend((run, index) for piece in block.pieces for run in piece.phrase.runs)
    _fill(owner, columns, spans)
    return UndrawnTable(Lattice(list(edges), list(heights), spans, owner), cells, tuple(edges[:-1]))


def _claimed(owner: list[int], columns: int, span: Span, index: int) -> Span:
    """The span as far as its places are free: to the right first, then downwards. Takes the places."""
    row, start = span.row, span.column
    width = next((at for at in range(span.columns) if owner[row * columns + start + at] >= 0), span.columns)
    height = next(
        (at for at in range(span.rows) if any(taken >= 0 for taken in _places(owner, columns, row + at, start, width))), span.rows
    )
    for at in range(row, row + height):
        owner[at * columns + start : at * columns + start + width] = [index] * width
    return span._replace(rows=height, columns=width)


def _places(owner: Sequence[int], columns: int, row: int, start: int, width: int) -> Sequence[int]:
    return owner[row * columns + start : row * columns + start + width]


def _fill(owner: list[int], columns: int, spans: list[Span]) -> None:
    """Gives every place without a cell one of its own."""
    for at, taken in enumerate(owner):
        if taken < 0:
            owner[at] = len(spans)
            spans.append(Span(at // columns, at % columns, 1, 1))
