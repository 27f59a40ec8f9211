"""Pieces of drawn lines to rules: what stands in one line and touches is one rule.

A border is rarely drawn in one go: browsers draw it cell by cell, dashes come as many short strokes, a double rule as two.
Whether a border *covers* an edge can only be asked of the joined rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

Rule = tuple[float, float, float]
"""A line along an axis: its position across the axis, its start and its end along it. Horizontal: (y, x0, x1); vertical: (x, y0, y1)."""

SNAP = 2.6  # points within which parallel lines are one rule: a double rule of 0.75 pt lines lies up to 2.25 pt apart
GAP = 3.0  # points between two pieces of one rule; a stroke ends half its width from where its neighbour begins
DASH = 8.0  # a piece shorter than this may be a dash, whose neighbour stands up to its own length and a gap away
DASH_GAP = 4.5
SLIP = 0.01  # points that rounding may add to a gap
DOT = 4.0  # a piece shorter than this may be a dot of a row of dots
DOTS = 5  # so many gaps between dots that stand in one line make a rule of them
DOT_GAP = 12.0  # points between two dots of a rule at most


def join_pieces(pieces: Iterable[Rule]) -> list[Rule]:
    """Rules of the pieces, sorted by position, then start."""
    out: list[Rule] = []
    for group in _collinear(sorted(pieces)):
        out.extend(_joined(group))
    return out


def _collinear(pieces: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Runs of pieces whose positions lie within SNAP of the first of the run."""
    group: list[Rule] = []
    for piece in pieces:
        if group and piece[0] - group[0][0] > SNAP:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _joined(group: list[Rule]) -> Iterator[Rule]:
    if len(group) == 1:
        yield group[0]
        return
    group.sort(key=itemgetter(1))
    position, start, end = group[0]
    dots = _dot_gap(group)
    weight = max(end - start, 0.01)
    total = position * weight
    dashed = end - start < DASH
    dots = _dot_gap(group)
    for at, first, last in group[1:]:
        short = last - first < DASH
        if first - end > (max(DASH_GAP, dots) + SLIP if dashed and short else GAP):
            yield total / weight, start, end
            start, end, weight, total = first, last, 0.0, 0.0
        elif last > end:
            end = last
        dashed = short
        length = max(last - first, 0.01)
        weight += length
        total += at * length
    yield total / weight, start, end


def _dot_gap(group: Sequence[Rule]) -> float:
    """How far the dots of a rule stand apart at most, where the pieces in one line are a row of dots; 0 where they are none."""
    dots = [piece for piece in group if piece[2] - piece[1] < DOT]
    gaps = [gap for one, two in pairwise(dots) if 0 < (gap := two[1] - one[2]) <= DOT_GAP]
    return max(gaps) if len(gaps) >= DOTS else 0.0
