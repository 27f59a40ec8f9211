"""Ways: what lies between two crossings of rules, ruled or not, by the ink that is left there.

    rules, pieces, crossings ──each way by itself──> ruled | a hint | nothing

A way is ruled where enough of it is inked, and less is enough between bare paper, where no character can have left the ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.tables.pixels_ink import POINTS, Pixels
from extractors.tables.rules import Rule, join_pieces

SAME_LINE: Final = 1.6  # points by which two pieces of one rule may lie apart
ANCHOR: Final = 4.0  # points by which a rule may miss the one it ends on
WIDE: Final = 0.9  # points to either side of where a rule should be
CLOSE: Final = 0.8  # of the way from crossing to crossing that must be inked where something is printed close by
GONE: Final = 16.0  # points of it that may be gone in one place: what is longer is no damage but the end of a table
END: Final = 2.5  # points: a broken rule still touches what it crosses at one end at least; text keeps this distance
BESIDE: Final = (1.8, 3.0)  # points beside a rule that are paper
CLEAN: Final = 0.13  # of that paper may be inked
CROWDED: Final = 0.22  # of it on one side
BARE: Final = 0.05  # of the paper on each side inked: nothing is printed there, and what ink the line has is a rule's
BARE_HALF, BARE_MOST = 0.45, 0.65  # where it is bare, of the way that must be inked: up to a crossing, or anywhere
BOTH: Final = 0.35  # of the way, where the ink goes up to both crossings: text never did
HINT: Final = 0.3  # of the way, inked: no rule, but a cell there may be two
NOTHING: Final = 0.2  # of the way: less is no rule's, whatever it touches


class Ink(NamedTuple):
    """Where the short pieces are that a broken rule leaves, and sums of all ink, to ask how much of it lies in a rectangle."""

    rest: Pixels
    sums: npt.NDArray[np.int32]


def on_paper(ink: Ink, at: float, start: float, end: float, dpi: float) -> bool:
    """Whether little is printed beside a stroke: a stroke of characters has other strokes above and below."""
    return _paper(_beside(ink, at, start, end, dpi))


def _paper(beside: tuple[float, float]) -> bool:
    return max(beside) <= CROWDED and sum(beside) <= 2 * CLEAN


def _beside(ink: Ink, at: float, start: float, end: float, dpi: float) -> tuple[float, float]:
    """The share of the paper above and below a stroke that is inked."""
    near, far = BESIDE
    return _density(ink, at - far, at - near, start, end, dpi), _density(ink, at + near, at + far, start, end, dpi)


def _density(ink: Ink, top: float, bottom: float, start: float, end: float, dpi: float) -> float:
    """The share of a rectangle that is inked. Asked a thousand times a page, hence without any loop."""
    scale, (height, width) = dpi / POINTS, ink.sums.shape
    y0, y1 = min(max(int(top * scale), 0), height - 1), min(max(int(bottom * scale), 0), height - 1)
    x0, x1 = min(max(int(start * scale), 0), width - 1), min(max(int(end * scale), 0), width - 1)
    total: int = ink.sums[y1, x1].item() - ink.sums[y0, x1].item() - ink.sums[y1, x0].item() + ink.sums[y0, x0].item()
    area: int = (y1 - y0) * (x1 - x0)
    return total / 255 / max(area, 1)


def mended(
    rules: Sequence[Rule], pieces: Sequence[Rule], crowded: Sequence[Rule], across: Sequence[Rule], ink: Ink, dpi: float
) -> tuple[list[Rule], tuple[Rule, ...]]:
    """The rules, with what is missing between two crossings put in where pieces lie in that line and the ink says that a rule was there.

    Then the ways between two crossings where the ink leaves it open.
    """
    scale = dpi / POINTS
    out = list(rules)
    hints: list[Rule] = []
    kept = frozenset(rules)
    apart = [(group, False) for group in _groups([*rules, *(piece for piece in pieces if piece not in kept)])]
    for group, beside_print in [*apart, *((group, True) for group in _groups(crowded))]:
        at = sum(rule[0] * (rule[2] - rule[1]) for rule in group) / sum(rule[2] - rule[1] for rule in group)
        there = [rule for rule in group if rule in kept]  # what they cover is ruled as it is
        strip = ink.rest[max(int((at - WIDE) * scale), 0) : int((at + WIDE) * scale) + 2] > 0
        pairs = strip[:-1] | strip[1:]
        ends = sorted(position for position, first, last in across if first - ANCHOR <= at <= last + ANCHOR)
        for start, end in pairwise(ends):
            if any(first <= start and end <= last for _, first, last in there):
                continue
            if beside_print and not _drawn(group, start, end):
                continue
            part = pairs[:, int((start + 1) * scale) : int((end - 1) * scale)]
            beside = _beside(ink, at, start + 1, end - 1, dpi)
            if not part.size or not _paper(beside):
                continue
            best = part[part.mean(axis=1).argmax()]
            bare = max(beside) <= BARE and not beside_print
            if _ruled(best, round(END * scale), GONE * scale, bare):
                out.append((at, start, end))
            elif not beside_print and _hinted(best, round(END * scale)):
                hints.append((at, start, end))
    joined = join_pieces(out)
    return joined, tuple(hint for hint in hints if not _covered(hint, joined))


def proved(rules: Sequence[Rule], across: Sequence[Rule], ink: Ink, dpi: float) -> list[Rule]:
    """The rules without the ways between two crossings where nothing is inked, or only what touches neither: strokes of text.

    While crossings are still missing, a way may be taken for the rest of a longer one.
    """
    scale = dpi / POINTS
    out: list[Rule] = []
    for at, first, last in rules:
        strip = ink.rest[max(int((at - SAME_LINE) * scale), 0) : int((at + SAME_LINE) * scale) + 2] > 0
        pairs = strip[:-1] | strip[1:]
        crossings = sorted(position for position, start, end in across if start - ANCHOR <= at <= end + ANCHOR)
        start = first
        for one, other in pairwise(crossing for crossing in crossings if first - ANCHOR <= crossing <= last + ANCHOR):
            part = pairs[:, int((one + 1) * scale) : int((other - 1) * scale)]
            if part.size and _unruled(part[part.mean(axis=1).argmax()], round(END * scale)):
                out.append((at, start, one))
                start = other
        out.append((at, start, last))
    return [rule for rule in out if rule[2] - rule[1] > ANCHOR]


def _unruled(inked: npt.NDArray[np.bool_], end: int) -> bool:
    """Whether the ink between two crossings cannot be a rule's."""
    share = inked.mean()
    return len(inked) > 2 * end and bool(share < NOTHING or (share < BARE_MOST and not _touching(inked, end)))


def _hinted(inked: npt.NDArray[np.bool_], end: int) -> bool:
    """Whether the ink between two crossings may be what is left of a rule: some of it, up to one of them; text keeps away from both."""
    return len(inked) > 2 * end and inked.mean() >= HINT and _touching(inked, end)


def _touching(inked: npt.NDArray[np.bool_], end: int) -> bool:
    return bool(inked[:end].all() or inked[-end:].all())


def _drawn(group: Sequence[Rule], start: float, end: float) -> bool:
    """Whether one of the strokes runs along most of a way."""
    return any(min(last, end) - max(first, start) >= CLOSE * (end - start) for _, first, last in group)


def _covered(hint: Rule, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs along most of the way."""
    return any(abs(rule[0] - hint[0]) <= SAME_LINE and rule[1] <= hint[1] + ANCHOR and rule[2] >= hint[2] - ANCHOR for rule in rules)


def _ruled(inked: npt.NDArray[np.bool_], end: int, gone: float, bare: bool) -> bool:
    """Whether the ink between two crossings is a rule's: most of the way, up to one of them, and nowhere gone for long.

    Between bare paper more may be gone, at both ends too, and more still between two stumps (of 49,899 ways without a rule on damaged
    scans this took none for one; the nearest to a stump and a half had 0.41).
    """
    if len(inked) <= 2 * end:
        return False
    share, touching = inked.mean(), _touching(inked, end)
    stumps = inked[:end].all() and inked[-end:].all()
    if bare and (share >= BARE_MOST or (share >= BARE_HALF and touching) or (share >= BOTH and stumps)):
        return True
    if share < CLOSE or not touching:
        return False
    places = np.flatnonzero(np.concatenate(([True], inked, [True])))
    return float(np.diff(places).max()) <= gone


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules of each position."""
    out: list[list[Rule]] = []
    for rule in sorted(rules):
        if out and rule[0] - out[-1][-1][0] <= SAME_LINE:
            out[-1].append(rule)
        else:
            out.append([rule])
    return out
