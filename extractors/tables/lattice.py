"""Rules to lattices: which cells a set of horizontal and vertical rules encloses, with spans from the edges that are missing.

    rules ──touching──> groups ──clustered positions──> xs, ys ──covered edges──> cells

Rows and columns of a lattice count from 0 (it is geometry; the Document counts from 1). Nothing here knows text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Box
from extractors.tables.rules import SNAP, Rule

TOUCH = 3.0  # points by which a rule may miss its crossing
MIN_BAND = 6.0  # points: an open edge is closed only where a line of print would fit before it
MAX_LATTICES = 1_000  # on one page; each is compared with the others
MAX_PLACES = 250_000  # rows times columns of one lattice; a page of print has a few thousand


class TooDense(Exception):
    """A page's rules make more places than any printed table has: it is a drawing, or hostile."""


class Span(NamedTuple):
    """The places of one cell: first row and column, how many of each. `top` and `bottom`: whether a rule was printed there.

    A cell without one ends where its side rules end: the page cut it.
    """

    row: int
    column: int
    rows: int
    columns: int
    top: bool = True
    bottom: bool = True


@dataclass(slots=True, eq=False)
class Lattice:
    """Column edges, row edges, the cells between them, and for every place (row-major) the index of its cell."""

    xs: list[float]
    ys: list[float]
    cells: list[Span]
    owner: list[int]

    @property
    def box(self) -> Box:
        """The rectangle around all its cells."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, index: int) -> Box:
        """The rectangle of one cell."""
        row, column, rows, columns, _, _ = self.cells[index]
        return Box(self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows])

    def locate(self, x: float, y: float) -> int | None:
        """The index of the cell at a point; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        width = len(self.xs) - 1
        if not (0 <= column < width and 0 <= row < len(self.ys) - 1):
            return None
        return self.owner[row * width + column]


def rules_to_lattices(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Lattice]:
    """The lattices of a page, top to bottom. Rules that enclose nothing make none. TooDense: see there."""
    lattices = [lattice for rows, columns in _groups(horizontal, vertical) if (lattice := _lattice(rows, columns))]
    if len(lattices) > MAX_LATTICES:
        raise TooDense(f"{len(lattices)} grids")
    lattices.sort(key=lambda lattice: (lattice.ys[0], lattice.xs[0]))
    return lattices


def _groups(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that touch each other, directly or through others."""
    rows = sorted(horizontal)
    heights = [rule[0] for rule in rows]
    parent = list(range(len(rows) + len(vertical)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for node, (x, start, end) in enumerate(vertical, len(rows)):
        mine = node
        for at in range(bisect_left(heights, start - TOUCH), bisect_right(heights, end + TOUCH)):
            _, left, right = rows[at]
            if left - TOUCH <= x <= right + TOUCH and parent[at] != mine:
                mine = parent[root(at)] = root(mine)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for node in range(len(parent)):
        group = groups.setdefault(root(node), ([], []))
        if node < len(rows):
            group[0].append(rows[node])
        else:
            group[1].append(vertical[node - len(rows)])
    whole = [group for group in groups.values() if group[0] and group[1]]
    for rows_alone, columns_alone in groups.values():
        if not rows_alone:
            _attach(columns_alone[0], whole)
    yield from whole


def _attach(rule: Rule, groups: Sequence[tuple[list[Rule], list[Rule]]]) -> None:
    """Gives a vertical that no horizontal touches to the nearest group that stands at its height: beside a merged cell that goes on over
    both edges of the page nothing else is drawn."""
    x, start, end = rule
    nearest: list[Rule] | None = None
    least = 0.0
    for _, columns in groups:
        top, bottom = min(column[1] for column in columns), max(column[2] for column in columns)
        if abs(top - start) <= TOUCH and abs(bottom - end) <= TOUCH:
            distance = min(abs(column[0] - x) for column in columns)
            if nearest is None or distance < least:
                nearest, least = columns, distance
    if nearest is not None:
        nearest.append(rule)


def cluster(values: Sequence[float]) -> list[float]:
    """The values in order, those within SNAP of the first of a cluster as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return out


def _lattice(rows: list[Rule], columns: list[Rule]) -> Lattice | None:
    opened = _close(rows, columns)
    _close(columns, rows)
    xs, ys = cluster([rule[0] for rule in columns]), cluster([rule[0] for rule in rows])
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) * len(ys) > MAX_PLACES:
        raise TooDense(f"{len(ys)} by {len(xs)} rules")
    return _cells(xs, ys, _edges(columns, xs, ys), _edges(rows, ys, xs), opened)


def _close(rules: list[Rule], across: Sequence[Rule]) -> tuple[bool, bool]:
    """Adds the outermost rule where at least two rules across end together beyond the last one and none passes."""
    first, last = min(rule[0] for rule in rules), max(rule[0] for rule in rules)
    start, end = min(rule[1] for rule in across), max(rule[2] for rule in across)
    starting = [rule[0] for rule in across if rule[1] <= start + TOUCH]
    ending = [rule[0] for rule in across if rule[2] >= end - TOUCH]
    before = start < first - MIN_BAND and len(starting) > 1
    after = end > last + MIN_BAND and len(ending) > 1
    if before:
        rules.append((start, min(starting), max(starting)))
    if after:
        rules.append((end, min(ending), max(ending)))
    return before, after


def _edges(rules: Sequence[Rule], positions: list[float], bands: list[float]) -> list[int]:
    """For each position a bit set: the bands between neighbouring rules across that a rule there covers."""
    edges = [0] * len(positions)
    for at, start, end in rules:
        low, high = bisect_left(bands, start - TOUCH), bisect_right(bands, end + TOUCH) - 1
        if high > low:
            edges[bisect_right(positions, at) - 1] |= (1 << high) - (1 << low)
    return edges


def _covered(edge: int, start: int, end: int) -> bool:
    """Whether at least half of the bands from start to end have an edge: a stroke that misses a piece is still a border."""
    return 2 * (edge >> start & (1 << end - start) - 1).bit_count() >= end - start


def _cells(xs: list[float], ys: list[float], columns: list[int], rows: list[int], opened: tuple[bool, bool]) -> Lattice | None:
    """Row by row, what lies between two drawn verticals is a cell; without a rule above it goes on the cell of the same edges there."""
    width, last = len(xs) - 1, len(ys) - 2
    found: list[list[int]] = []  # row, column, rows, columns, whether ruled at the top
    owner: list[int] = []
    above: dict[tuple[int, int], int] = {}
    for row in range(last + 1):
        here: dict[tuple[int, int], int] = {}
        places = [-1] * width
        for start, end in pairwise([at for at, edge in enumerate(columns) if edge >> row & 1]):
            ruled = _covered(rows[row], start, end)
            index = above.get((start, end), -1)
            if ruled or index < 0:
                index = len(found)
                found.append([row, start, 1, end - start, ruled or row > 0])
            else:
                found[index][2] += 1
            places[start:end] = [index] * (end - start)
            here[start, end] = index
        owner += places
        above = here
    if not found:
        return None
    spans = []
    for row, column, height, breadth, lined in found:
        top = bool(lined) and not (row == 0 and opened[0])
        bottom = row + height <= last or (not opened[1] and _covered(rows[-1], column, column + breadth))
        spans.append(Span(row, column, height, breadth, top, bottom))
    lattice = Lattice(xs, ys, spans, owner)
    return _compact(lattice if -1 not in owner else _trimmed(lattice))


def _trimmed(lattice: Lattice) -> Lattice:
    """The lattice without outer rows and columns that hold no cell; other places that no cell covers become cells."""
    cells = lattice.cells
    top, bottom = min(cell.row for cell in cells), max(cell.row + cell.rows for cell in cells)
    left, right = min(cell.column for cell in cells), max(cell.column + cell.columns for cell in cells)
    width = len(lattice.xs) - 1
    owner = [index for row in range(top, bottom) for index in lattice.owner[row * width + left : row * width + right]]
    moved = [cell._replace(row=cell.row - top, column=cell.column - left) for cell in cells]
    _fill(owner, right - left, moved)
    return Lattice(lattice.xs[left : right + 1], lattice.ys[top : bottom + 1], moved, owner)


def _compact(lattice: Lattice) -> Lattice:
    """The lattice without edges at which no cell begins or ends: an underline that touches a border makes one."""
    rows = sorted({cell.row for cell in lattice.cells} | {cell.row + cell.rows for cell in lattice.cells})
    columns = sorted({cell.column for cell in lattice.cells} | {cell.column + cell.columns for cell in lattice.cells})
    if len(rows) == len(lattice.ys) and len(columns) == len(lattice.xs):
        return lattice
    row_at, column_at = {row: at for at, row in enumerate(rows)}, {column: at for at, column in enumerate(columns)}
    cells = [
        Span(row_at[row], column_at[column], row_at[row + height] - row_at[row], column_at[column + width] - column_at[column], top, bottom)
        for row, column, height, width, top, bottom in lattice.cells
    ]
    breadth = len(lattice.xs) - 1
    owner = [lattice.owner[row * breadth + column] for row in rows[:-1] for column in columns[:-1]]
    return Lattice([lattice.xs[at] for at in columns], [lattice.ys[at] for at in rows], cells, owner)


def _fill(owner: list[int], width: int, cells: list[Span]) -> None:
    """Gives every place without a cell one of its row's: a grid has no holes."""
    at = 0
    while at < len(owner):
        if owner[at] >= 0:
            at += 1
            continue
        end = at + 1
        while end % width and owner[end] == -1:
            end += 1
        owner[at:end] = [len(cells)] * (end - at)
        cells.append(Span(at // width, at % width, 1, end - at, False, False))
        at = end
