"""Pieces of lines to rows: which lines of a column are one cell, which cells stand in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from extractors.pages.paragraph_wrap import first_width
from extractors.tables.label_roles import Labels
from extractors.tables.lines import join_lines
from extractors.tables.rules import Rule
from extractors.tables.undrawn.columns import Piece
from extractors.tables.undrawn.costs import EVEN, FULL, LOOSER, OVERLAP, SAME_LINE, WRAP


@dataclass(slots=True, eq=False)
class Block:
    """The lines of one cell; `rows` are the indices of the rows [first, last] that it stands in, None until they are known."""

    pieces: list[Piece]
    start: int
    end: int
    rows: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Its lines, joined."""
        return join_lines([piece.phrase.text for piece in self.pieces])

    @property
    def y0(self) -> float:
        """The top of its print."""
        return self.pieces[0].phrase.y0

    @property
    def y1(self) -> float:
        """The bottom of its print."""
        return self.pieces[-1].phrase.y1

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def em(self) -> float:
        """The height of its characters."""
        return self.pieces[0].phrase.em


@dataclass(slots=True, eq=False)
class PrintedRow:
    """A row as its cells stand: the top and the bottom of their print, and the cells that tell it."""

    y0: float
    y1: float
    members: list[Block] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    def is_told(self, spine: int, top: float) -> bool:
        """Whether it is a row: its cells stand in two columns, in the one that tells rows or right of it, or behind the first one above
        the headings, where labels of single rows stand."""
        if len({block.start for block in self.members}) > 1:
            return True
        return any(block.end > spine or (block.start and block.y1 < top) for block in self.members)

    def whole(self, spine: int) -> PrintedRow:
        """The row with the height of its cells; labels to the left may reach over others."""
        told = [block for block in self.members if block.end > spine] or self.members[:1]
        return PrintedRow(min(block.y0 for block in told), max(block.y1 for block in told), self.members)


def blocks_of(lines: Sequence[Sequence[Piece]], edges: Sequence[float], rules: Sequence[Rule], labels: Labels) -> list[Block]:
    """The cells with print: lines of one column that are wrapped, put together."""
    columns = _by_column(lines)
    tight = _tight(columns)
    pairs = [(one, two, _room(one, pieces)) for pieces in columns.values() for one, two in pairwise(pieces)]
    joints = {
        id(two): _is_wrapped(one, two, edges, rules, tight, room) and not _are_labels(one.phrase.text, two.phrase.text, labels)
        for one, two, room in pairs
    }
    begins = [] if tight else _row_tops(columns, joints)
    blocks: list[Block] = []
    for pieces in columns.values():
        for at, piece in enumerate(pieces):
            level = any(abs(piece.phrase.middle - top) <= SAME_LINE * piece.phrase.em for top in begins)
            broken = at and joints[id(piece)] and _is_broken(blocks[-1].text, piece.phrase.text, labels)
            if broken or (at and joints[id(piece)] and not level):
                blocks[-1].pieces.append(piece)
                blocks[-1].end = max(blocks[-1].end, piece.end)
            else:
                blocks.append(Block([piece], piece.start, piece.end))
    return blocks


def _are_labels(upper: str, lower: str, labels: Labels) -> bool:
    """Whether two lines are two labels, one above the other."""
    return bool(labels.roles(upper)) and bool(labels.roles(lower)) and not labels.roles(join_lines([upper, lower]))


def _is_broken(text: str, after: str, labels: Labels) -> bool:
    """Whether a text cannot end there: a bracket is open, or it is a label with the next line only."""
    if any(text.count(left) > text.count(right) and right in after for left, right in ("（）", "()", "【】", "《》")):
        return True
    return bool(labels.roles(join_lines([text, after]))) and not labels.roles(after)


def _by_column(lines: Sequence[Sequence[Piece]]) -> dict[int, list[Piece]]:
    columns: dict[int, list[Piece]] = {}
    for line in lines:
        for piece in line:
            columns.setdefault(piece.start, []).append(piece)
    return dict(sorted(columns.items()))


def _room(piece: Piece, column: Sequence[Piece]) -> float:
    """The length of the longest line that stands over as many columns."""
    return max(one.phrase.x1 - one.phrase.x0 for one in column if one.end == piece.end)


def _pitch(one: Piece, two: Piece) -> float:
    """From line to line, in characters."""
    return (two.phrase.y0 - one.phrase.y0) / max(one.phrase.em, two.phrase.em)


def _tight(columns: dict[int, list[Piece]]) -> float:
    """The greatest distance of two wrapped lines where rows stand farther apart than they, in characters; 0 where rows stand as close."""
    pitches = sorted(_pitch(one, two) for pieces in columns.values() for one, two in pairwise(pieces))
    if not pitches or pitches[0] > WRAP:
        return WRAP
    least = EVEN * pitches[0]
    apart = not any(least < pitch < LOOSER * pitches[0] for pitch in pitches)
    longest = max(columns.values(), key=len)
    usual = median(_pitch(one, two) for one, two in pairwise(longest)) if len(longest) > 1 else WRAP
    return least if apart and usual >= LOOSER * pitches[0] else 0.0


def _is_wrapped(one: Piece, two: Piece, edges: Sequence[float], rules: Sequence[Rule], tight: float, room: float) -> bool:
    """Whether the second line goes on the first; `room` is the length of the longest line of their column."""
    upper, lower = one.phrase, two.phrase
    pitch = _pitch(one, two)
    if pitch > (tight or WRAP) or _is_ruled(upper.middle, lower.middle, edges[two.start], edges[two.end], rules):
        return False
    if tight:
        return True
    return upper.x1 - upper.x0 + first_width(lower.runs[0]) > room - FULL * upper.em


def _is_ruled(top: float, bottom: float, left: float, right: float, rules: Sequence[Rule]) -> bool:
    """Whether a rule lies between two heights over the middle of a column."""
    middle = (left + right) / 2
    return any(top < y < bottom and x0 <= middle <= x1 for y, x0, x1 in rules)


def _row_tops(columns: dict[int, list[Piece]], joints: dict[int, bool]) -> list[float]:
    """The middles of lines that surely begin a cell: a line right above them in their column is another."""
    return [
        two.phrase.middle
        for pieces in columns.values()
        for one, two in pairwise(pieces)
        if not joints[id(two)] and _pitch(one, two) <= WRAP
    ]


def rows_of(blocks: Sequence[Block], columns: int, top: float | None) -> tuple[list[PrintedRow], int]:
    """The rows, top to bottom, and the column that tells most of those from a height on (where the headings stand; None: there are none).

    Blocks get the rows that they surely stand in.
    """
    counts = [sum(block.start == column and (top is None or block.y0 >= top) for block in blocks) for column in range(columns)]
    least = 1 if columns > 2 else 0
    spine = max(range(least, columns), key=lambda column: (counts[column], -column)) if columns > 1 else 0
    rows = [PrintedRow(block.y0, block.y1, [block]) for block in blocks if block.start == spine]
    for block in sorted((one for one in blocks if one.start != spine), key=lambda one: (one.y1 - one.y0, one.middle)):
        beside = _rows_beside(block, rows)
        if len(beside) == 1:
            rows[beside[0]].members.append(block)
        elif not beside:
            rows.append(PrintedRow(block.y0, block.y1, [block]))
    sure = [row for row in rows if row.is_told(spine, inf if top is None else top)]
    tops = [row.whole(spine) for row in rows if any(row is one for one in sure) or _has_no_room(row.members[0], sure)]
    tops.sort(key=lambda row: row.y0 + row.y1)
    for block in blocks:
        beside = _rows_beside(block, tops)
        if beside:
            block.rows = beside[0], beside[-1]
    return tops, spine


def _has_no_room(block: Block, rows: Sequence[PrintedRow]) -> bool:
    """Whether the rows next to a label that stands alone have labels of their own in its column: then it stands in a row of its own."""
    above = max((row for row in rows if row.middle < block.middle), key=lambda row: row.middle, default=None)
    below = min((row for row in rows if row.middle >= block.middle), key=lambda row: row.middle, default=None)
    beside = [row for row in (above, below) if row is not None]
    return bool(beside) and all(any(one.start == block.start for one in row.members) for row in beside)


def _rows_beside(block: Block, rows: Sequence[PrintedRow]) -> list[int]:
    """The rows whose print a block stands beside."""
    out = []
    for at, row in enumerate(rows):
        shared = min(block.y1, row.y1) - max(block.y0, row.y0)
        if shared > OVERLAP * min(block.y1 - block.y0, row.y1 - row.y0):
            out.append(at)
    return out
