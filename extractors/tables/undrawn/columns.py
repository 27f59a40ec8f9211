"""Where the columns of a region begin: between the phrases of its headings, and where a line above them has a gap of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.tables.runs import Run
from extractors.tables.undrawn.costs import COLUMN, CROSSES, OVERLAPS
from extractors.tables.undrawn.evidence import Region
from extractors.tables.undrawn.phrases import Phrase, PrintedLine, parted, phrase_of

SAME_PLACE = 4.0  # points within which two lines begin a column at the same place


class Piece(NamedTuple):
    """A phrase with the columns [start, end) that it stands in."""

    phrase: Phrase
    start: int
    end: int


def column_pieces(region: Region, inherited: Sequence[float] = ()) -> tuple[list[float], list[list[Piece]]]:
    """The edges of the columns, from the left edge of the table to its right edge, and the pieces of each line.

    `inherited` are the places where columns begin on the page before.
    """
    body = region.lines if region.heading is None else region.lines[region.heading :]
    cuts = list(inherited[1:]) if region.heading is None else _under_headings(body, region.lines[: region.heading])
    lines = [*region.lines[: region.heading or 0], *(parted(line, cuts) for line in body)]
    above = lines if region.heading is None and not inherited else lines[: region.heading or 0]
    cuts = _with_gaps(above, cuts)
    lines = [parted(line, cuts) if len(line) > 1 else line for line in lines]
    left = min([*(rule[1] for rule in region.rules), *(line[0].x0 for line in lines)])
    right = max([*(rule[2] for rule in region.rules), *(line[-1].x1 for line in lines)])
    edges = [left, *(cut for cut in cuts if left < cut < right), right]
    return edges, [_placed(line, edges) for line in lines]


def _under_headings(body: Sequence[PrintedLine], above: Sequence[PrintedLine]) -> list[float]:
    """Between each two headings the place that the fewest phrases under them cross; of several the middle of the widest gap."""
    head = body[0]
    phrases = [run for line in body for phrase in line for run in phrase.runs]
    others = [run for line in above for phrase in line for run in phrase.runs]
    cuts = []
    for one, two in pairwise(head):
        low, high = (one.x0 + one.x1) / 2, (two.x0 + two.x1) / 2
        cuts.append(_least_crossed(phrases, others, (low, high), two.x0))
    return cuts


def _least_crossed(phrases: Sequence[Run], others: Sequence[Run], within: tuple[float, float], usual: float) -> float:
    """The middle of the widest range that the fewest phrases cross, and of these the fewest of others."""
    low, high = within
    ends = sorted({low, high, *(x for phrase in (*phrases, *others) for x in (phrase.x0, phrase.x1) if low < x < high)})
    ranges = [(_crossing(phrases, start, end), _crossing(others, start, end), start - end, start, end) for start, end in pairwise(ends)]
    if not ranges:
        return usual
    *_, start, end = min(ranges)
    return (start + end) / 2


def _crossing(phrases: Sequence[Run], start: float, end: float) -> int:
    return sum(phrase.x0 < end and phrase.x1 > start for phrase in phrases)


def _with_gaps(lines: Sequence[PrintedLine], cuts: Sequence[float]) -> list[float]:
    """The places, and those at which lines of labels and values have a gap that holds none."""
    found = sorted(cuts)
    more: list[float] = []
    for parts in _side_by_side(lines):
        for (_, end, em), (start, _, _) in pairwise(parts):
            room = COLUMN * em
            if start - end > room and not any(end - room <= cut <= start + room for cut in (*found, *more)):
                more.append(max(start - SAME_PLACE / 2, (end + start) / 2))
    return sorted([*found, *more])


Part = tuple[float, float, float]
"""Where print begins and ends across a row, and the height of its characters."""


def _side_by_side(lines: Sequence[PrintedLine]) -> Iterator[list[Part]]:
    """What stands beside each other: the phrases of lines that overlap in height (a label in the middle of two lines), those one above
    the other as one."""
    band: list[Phrase] = []
    for line in (*lines, ()):
        if band and (not line or line[0].y0 > max(phrase.y1 for phrase in band) - OVERLAPS * line[0].em):
            parts: list[Part] = []
            for phrase in sorted(band, key=lambda phrase: phrase.x0):
                if parts and phrase.x0 < parts[-1][1]:
                    parts[-1] = parts[-1][0], max(parts[-1][1], phrase.x1), parts[-1][2]
                else:
                    parts.append((phrase.x0, phrase.x1, phrase.em))
            yield parts
            band = []
        band.extend(line)


def _placed(line: PrintedLine, edges: Sequence[float]) -> list[Piece]:
    """The pieces of a line: each begins in the column in which it begins, and goes on over the edges that it crosses."""
    pieces: list[Piece] = []
    last = len(edges) - 1
    for phrase in line:
        slack = CROSSES * phrase.em
        start = max(sum(edge <= phrase.x0 + slack for edge in edges[:-1]) - 1, pieces[-1].end if pieces else 0, 0)
        start = min(start, last - 1)
        end = max(sum(edge < phrase.x1 - slack for edge in edges[:-1]), start + 1)
        if pieces and pieces[-1].end > start:  # more phrases than columns: they share the last one
            before = pieces.pop()
            pieces.append(Piece(_together(before.phrase, phrase), before.start, max(before.end, end)))
        else:
            pieces.append(Piece(phrase, start, end))
    return pieces


def _together(one: Phrase, two: Phrase) -> Phrase:
    return phrase_of((*one.runs, *two.runs))
