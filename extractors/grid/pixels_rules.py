"""Ink to rules: the long straight strokes of a page, by morphology, as the same rules that a PDF's paths give.

    grey ──averaged along──> ink ──opened by a long thin stroke──> pieces ──bridged──> rules ──mended between crossings──> rules in points

Measured at 200 dpi on an A4 page: 0.03 s. Unlike paths, pixels break, swell and run into text; so breaks are bridged, what is thick is no
rule, and a short stroke is one only where it ends on two others: the upright of a heading's character is as long as a low cell's side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from extractors.grid.pixels_ink import FAINT, POINTS, Pixels, ink_of
from extractors.grid.rules import Rule, join_pieces

STROKE: Final = 13.0  # points: the lowest cell; no upright stroke of a table's text is as long
LONG: Final = 72.0  # points: a shorter rule must end on others
THICK: Final = 3.4  # points
BREAK: Final = 4.5  # points of a rule that may be missing anywhere; two tables may lie as close as this
SAME_LINE: Final = 1.6  # points by which two pieces of one rule may lie apart
ANCHOR: Final = 4.0  # points by which a rule may miss the one it ends on
BEYOND: Final = 144.0  # points beyond the end of a broken rule at which another may still end on its line: a seal is 40 mm wide
REST: Final = 3.5  # points: the shortest piece that a broken rule leaves
WIDE: Final = 0.9  # points to either side of where a rule should be
CLOSE: Final = 0.8  # of the way from crossing to crossing that must be inked where something is printed close by
GONE: Final = 16.0  # points of it that may be gone in one place: what is longer is no damage but the end of a table
END: Final = 2.5  # points: a broken rule still touches what it crosses at one end at least; text keeps this distance
BESIDE: Final = (1.8, 3.0)  # points beside a rule that are paper
CLEAN: Final = 0.13  # of that paper may be inked
CROWDED: Final = 0.22  # of it on one side
BARE: Final = 0.05  # of the paper on each side inked: nothing is printed there, and what ink the line has is a rule's
BARE_HALF, BARE_MOST = 0.5, 0.65  # where it is bare, of the way that must be inked: up to a crossing, or anywhere
HINT: Final = 0.2  # of the way, inked: no rule, but a cell there may be two
OVER: Final = 15.0  # points by which a line that no table ends hangs over its last upright
ALONG: Final = 3.2  # points along which grey is averaged before rules are sought: a faint rule is paler than noise, but long


@dataclass(frozen=True, slots=True, eq=False)
class PixelRules:
    """Horizontal and vertical rules in points from the top left.

    `strays` are long lines across that no table ends: a fold, the edge of the paper. `hints` are ways between two crossings (horizontal,
    vertical) that hold too little ink for a rule and too much for none.
    """

    horizontal: list[Rule]
    vertical: list[Rule]
    strays: tuple[Rule, ...] = ()
    hints: tuple[tuple[Rule, ...], tuple[Rule, ...]] = ((), ())


def rules_in(grey: Pixels, dpi: float) -> PixelRules:
    """The rules of a page that stands straight."""
    ink = ink_of(grey, dpi)
    across, more_across, rest_across = _pieces(grey, ink, dpi)
    down, more_down, rest_down = _pieces(cast(Pixels, cv2.transpose(grey)), cast(Pixels, cv2.transpose(ink)), dpi)
    across, down = bridged(join_pieces(across)), bridged(join_pieces(down))
    strays = tuple(stray(across, down))
    horizontal, vertical = anchored([rule for rule in across if rule not in strays], down)
    across = [rule for rule in across if rule not in strays]
    vertical, _ = _mended(vertical, down, more_down, horizontal, rest_down, dpi)
    horizontal, hints_across = _mended(horizontal, across, more_across, vertical, rest_across, dpi)
    vertical, hints_down = _mended(vertical, down, more_down, horizontal, rest_down, dpi)
    vertical = _proved(vertical, horizontal, rest_down, dpi)
    return PixelRules(_proved(horizontal, vertical, rest_across, dpi), vertical, strays, (hints_across, hints_down))


def stray(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """The long lines across that hang over the last upright they cross, where most others that meet it end there.

    A fold runs from edge to edge of the paper; a table's rule ends at the table's side, or at the break before it.
    """
    out = []
    for rule in across:
        start, end = rule[1] - GONE, rule[2] + GONE
        crossed = [other for other in down if start < other[0] < end and other[1] - GONE < rule[0] < other[2] + GONE]
        if not crossed or rule[2] - rule[1] < LONG:
            continue
        first, last = crossed[0], crossed[-1]
        left = first[0] - rule[1] > OVER and _ends_at(first, across, 1, rule)
        right = rule[2] - last[0] > OVER and _ends_at(last, across, 2, rule)
        if left or right:
            out.append(rule)
    return out


def _ends_at(upright: Rule, across: Sequence[Rule], end: int, but: Rule) -> bool:
    """Whether most of the lines across that meet an upright, `but` apart, end there."""
    meeting = [rule for rule in across if rule is not but and _touches(rule, upright)]
    ending = sum(abs(rule[end] - upright[0]) <= OVER for rule in meeting)
    return len(meeting) >= 2 and 2 * ending > len(meeting)


def _touches(rule: Rule, upright: Rule) -> bool:
    return rule[1] - ANCHOR <= upright[0] <= rule[2] + ANCHOR and upright[1] - ANCHOR <= rule[0] <= upright[2] + ANCHOR


class _Ink(NamedTuple):
    """Where the short pieces are that a broken rule leaves, and sums of all ink, to ask how much of it lies in a rectangle."""

    rest: Pixels
    sums: npt.NDArray[np.int32]


def _pieces(grey: Pixels, ink: Pixels, dpi: float) -> tuple[list[Rule], list[Rule], _Ink]:
    """The long straight strokes across the picture that have paper on either side, those beside print, and what may be left of others.

    Those beside print are strokes of characters, or rules that run into one: only the way between two crossings tells.
    """
    along = max(round(ALONG * dpi / POINTS), 1)
    rest = ink_of(cast(Pixels, cv2.blur(grey, (along, 1))), dpi, FAINT)
    rest = cast(Pixels, cv2.morphologyEx(rest, cv2.MORPH_OPEN, _stroke(REST, dpi)))
    _, _, stats, centres = cv2.connectedComponentsWithStats(cv2.morphologyEx(rest, cv2.MORPH_OPEN, _stroke(STROKE, dpi)), connectivity=8)
    found = _Ink(rest, cast(npt.NDArray[np.int32], cv2.integral(ink)))
    out: list[Rule] = []
    crowded: list[Rule] = []
    scale = POINTS / dpi
    for (x, _, width, height, area), (_, middle) in zip(stats[1:].tolist(), centres[1:].tolist(), strict=True):
        piece = (middle + 0.5) * scale, x * scale, (x + width) * scale
        if area / width * scale <= THICK and height <= width:
            (out if _on_paper(found, *piece, dpi) else crowded).append(piece)
    return out, crowded, found


def _on_paper(ink: _Ink, at: float, start: float, end: float, dpi: float) -> bool:
    """Whether little is printed beside a stroke: a stroke of characters has other strokes above and below."""
    return _paper(_beside(ink, at, start, end, dpi))


def _paper(beside: tuple[float, float]) -> bool:
    return max(beside) <= CROWDED and sum(beside) <= 2 * CLEAN


def _beside(ink: _Ink, at: float, start: float, end: float, dpi: float) -> tuple[float, float]:
    """The share of the paper above and below a stroke that is inked."""
    near, far = BESIDE
    return _density(ink, at - far, at - near, start, end, dpi), _density(ink, at + near, at + far, start, end, dpi)


def _density(ink: _Ink, top: float, bottom: float, start: float, end: float, dpi: float) -> float:
    """The share of a rectangle that is inked."""
    scale, (height, width) = dpi / POINTS, ink.sums.shape
    y0, y1 = (min(max(int(side * scale), 0), height - 1) for side in (top, bottom))
    x0, x1 = (min(max(int(side * scale), 0), width - 1) for side in (start, end))
    total: int = ink.sums[y1, x1].item() - ink.sums[y0, x1].item() - ink.sums[y1, x0].item() + ink.sums[y0, x0].item()
    area: int = (y1 - y0) * (x1 - x0)
    return total / 255 / max(area, 1)


def _stroke(points: float, dpi: float) -> cv2.typing.MatLike:
    return cv2.getStructuringElement(cv2.MORPH_RECT, (max(round(points * dpi / POINTS), 2), 1))


def _mended(
    rules: Sequence[Rule], pieces: Sequence[Rule], crowded: Sequence[Rule], across: Sequence[Rule], ink: _Ink, dpi: float
) -> tuple[list[Rule], tuple[Rule, ...]]:
    """The rules, with what is missing between two crossings put in where pieces lie in that line and the ink says that a rule was there.

    Then the ways between two crossings where the ink leaves it open.
    """
    scale = dpi / POINTS
    out = list(rules)
    hints: list[Rule] = []
    whole = _groups([*rules, *(piece for piece in pieces if piece not in rules)])
    for number, group in enumerate([*whole, *_groups(crowded)]):
        at = sum(rule[0] * (rule[2] - rule[1]) for rule in group) / sum(rule[2] - rule[1] for rule in group)
        strip = ink.rest[max(int((at - WIDE) * scale), 0) : int((at + WIDE) * scale) + 2] > 0
        pairs = strip[:-1] | strip[1:]
        ends = sorted(position for position, first, last in across if first - ANCHOR <= at <= last + ANCHOR)
        for start, end in pairwise(ends):
            part = pairs[:, int((start + 1) * scale) : int((end - 1) * scale)]
            beside = _beside(ink, at, start + 1, end - 1, dpi)
            if not part.size or not _paper(beside):
                continue
            best = part[part.mean(axis=1).argmax()]
            bare = max(beside) <= BARE and number < len(whole)
            if _ruled(best, round(END * scale), GONE * scale, bare):
                out.append((at, start, end))
            elif number < len(whole) and _hinted(best, round(END * scale), bare):
                hints.append((at, start, end))
    joined = join_pieces(out)
    return joined, tuple(hint for hint in hints if not _covered(hint, joined))


def _proved(rules: Sequence[Rule], across: Sequence[Rule], ink: _Ink, dpi: float) -> list[Rule]:
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
    return len(inked) > 2 * end and bool(share < HINT or (share < BARE_MOST and not _touching(inked, end)))


def _hinted(inked: npt.NDArray[np.bool_], end: int, bare: bool) -> bool:
    """Whether the ink between two crossings may be what is left of a rule: some of it, up to one of them; text keeps away from both."""
    return len(inked) > 2 * end and inked.mean() >= HINT and (bare or _touching(inked, end))


def _touching(inked: npt.NDArray[np.bool_], end: int) -> bool:
    return bool(inked[:end].all() or inked[-end:].all())


def _covered(hint: Rule, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs along most of the way."""
    return any(abs(rule[0] - hint[0]) <= SAME_LINE and rule[1] <= hint[1] + ANCHOR and rule[2] >= hint[2] - ANCHOR for rule in rules)


def _ruled(inked: npt.NDArray[np.bool_], end: int, gone: float, bare: bool) -> bool:
    """Whether the ink between two crossings is a rule's: most of the way, up to one of them, and nowhere gone for long.

    Between bare paper more may be gone, at both ends too (of 24,000 ways on damaged scans this took none for a rule wrongly).
    """
    if len(inked) <= 2 * end:
        return False
    share, touching = inked.mean(), _touching(inked, end)
    if bare and (share >= BARE_MOST or (share >= BARE_HALF and touching)):
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


def bridged(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, with the breaks closed in those that lie in one line; a break is shorter than what stands on either side."""
    out: list[Rule] = []
    for rule in sorted(rules, key=itemgetter(1)):
        before = next((at for at, other in enumerate(out) if _goes_on(other, rule)), None)
        if before is None:
            out.append(rule)
            continue
        at, start, end = out[before]
        share = (rule[2] - rule[1]) / (rule[2] - rule[1] + end - start)
        out[before] = at + share * (rule[0] - at), start, max(end, rule[2])
    return sorted(out)


def _goes_on(rule: Rule, piece: Rule) -> bool:
    gap = piece[1] - rule[2]
    least = min(rule[2] - rule[1], piece[2] - piece[1])
    return abs(rule[0] - piece[0]) <= SAME_LINE and -BREAK <= gap <= min(BREAK, 0.7 * least)


def anchored(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules that are long, and the shorter ones that end at both ends on rules kept already: strokes of characters do not.

    Of the two one may be broken off before, its line must be met all the same.
    """
    kept = [[rule for rule in rules if rule[2] - rule[1] >= LONG] for rules in (horizontal, vertical)]
    rest = [[rule for rule in rules if rule[2] - rule[1] < LONG] for rules in (horizontal, vertical)]
    found = True
    while found:
        found = False
        for way in (0, 1):
            ends = [rule for rule in rest[way] if _held(rule, kept[1 - way])]
            if ends:
                found = True
                kept[way] += ends
                rest[way] = [rule for rule in rest[way] if rule not in ends]
    return sorted(kept[0]), sorted(kept[1])


def _held(rule: Rule, across: Sequence[Rule]) -> bool:
    at, *ends = rule
    return any(_meets(at, end, across, ANCHOR) for end in ends) and all(_meets(at, end, across, BEYOND) for end in ends)


def _meets(at: float, end: float, across: Sequence[Rule], beyond: float) -> bool:
    return any(abs(position - end) <= ANCHOR and first - beyond <= at <= last + beyond for position, first, last in across)
