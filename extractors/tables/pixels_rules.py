"""Ink to rules: the long straight strokes of a page, by morphology, as the same rules that a PDF's paths give.

    grey ──averaged along──> ink ──opened by a long thin stroke──> pieces ──bridged──> rules ──mended between crossings──> rules in points

Measured at 200 dpi on an A4 page: 0.03 s. Unlike paths, pixels break, swell and run into text; so breaks are bridged, what is thick is no
rule, and a short stroke is one only where it ends on two others: the upright of a heading's character is as long as a low cell's side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

from extractors.tables.pixels_ink import FAINT, POINTS, Pixels, ink_of, inked_rows
from extractors.tables.pixels_ways import ANCHOR, GONE, SAME_LINE, Ink, mended, on_paper, proved
from extractors.tables.rules import Rule, join_pieces

STROKE: Final = 13.0  # points: the lowest cell; no upright stroke of a table's text is as long
LONG: Final = 72.0  # points: a shorter rule must end on others
THICK: Final = 3.4  # points
BREAK: Final = 4.5  # points of a rule that may be missing anywhere; two tables may lie as close as this
BEYOND: Final = 144.0  # points beyond the end of a broken rule at which another may still end on its line: a seal is 40 mm wide
REST: Final = 3.5  # points: the shortest piece that a broken rule leaves
EDGE: Final = 8.0  # points: no printer reaches as close to the edge of the paper
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


def rules_in(grey: Pixels, dpi: float, ink: Pixels | None = None) -> PixelRules:
    """The rules of a page that stands straight; `ink` is the page's own, where it is known already."""
    ink = ink_of(grey, dpi) if ink is None else ink
    across, more_across, rest_across = _pieces(grey, ink, dpi)
    down, more_down, rest_down = _pieces(cast(Pixels, cv2.transpose(grey)), cast(Pixels, cv2.transpose(ink)), dpi)
    across, down = bridged(join_pieces(across)), bridged(join_pieces(down))
    height, width = (side * POINTS / dpi for side in grey.shape)
    across, down = within(across, down, height), within(down, across, width)
    strays = tuple(stray(across, down))
    across = [rule for rule in across if rule not in strays]
    horizontal, vertical = anchored(across, down)
    vertical, _ = mended(vertical, down, more_down, horizontal, rest_down, dpi)
    horizontal, hints_across = mended(horizontal, across, more_across, vertical, rest_across, dpi)
    vertical, hints_down = mended(vertical, down, more_down, horizontal, rest_down, dpi)
    vertical = proved(vertical, horizontal, rest_down, dpi)
    return PixelRules(proved(horizontal, vertical, rest_across, dpi), vertical, strays, (hints_across, hints_down))


def within(rules: Sequence[Rule], across: Sequence[Rule], size: float) -> list[Rule]:
    """The rules without those along the edge of the picture that next to nothing ends on: the edge of the paper. `size`: to the far edge.

    A picture cut close around a table has its sides there too, but they hold the table's rows.
    """
    return [rule for rule in rules if EDGE < rule[0] < size - EDGE or sum(_touches(other, rule) for other in across) >= 2]


def stray(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """The long lines across that hang over the last upright they cross, where most others that meet it end there.

    A fold runs from edge to edge of the paper; a table's rule ends at the table's side, or at a break before it: of the cells left of it
    other rules may be merged away, so that it alone seems to hang over.
    """
    out = []
    for rule in across:
        start, end = rule[1] - GONE, rule[2] + GONE
        crossed = [other for other in down if start < other[0] < end and other[1] - GONE < rule[0] < other[2] + GONE]
        if not crossed or rule[2] - rule[1] < LONG:
            continue
        first, last = crossed[0], crossed[-1]
        left = first[0] - rule[1] > OVER and _ends_at(first, across, 1, rule) and not _goes_further(rule, 1, across, down)
        right = rule[2] - last[0] > OVER and _ends_at(last, across, 2, rule) and not _goes_further(rule, 2, across, down)
        if left or right:
            out.append(rule)
    return out


def _ends_at(upright: Rule, across: Sequence[Rule], end: int, but: Rule) -> bool:
    """Whether most of the lines across that meet an upright, `but` apart, end there."""
    meeting = [rule for rule in across if rule is not but and _touches(rule, upright)]
    ending = sum(abs(rule[end] - upright[0]) <= OVER for rule in meeting)
    return len(meeting) >= 2 and 2 * ending > len(meeting)


def _goes_further(rule: Rule, end: int, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether a table's upright stands beyond the end of a line, so that the line breaks off within the table."""
    outward = -1 if end == 1 else 1
    beyond = [u for u in down if outward * (u[0] - rule[end]) > 0 and u[1] - ANCHOR <= rule[0] <= u[2] + ANCHOR]
    return any(sum(other is not rule and _touches(other, upright) for other in across) >= 2 for upright in beyond)


def _touches(rule: Rule, upright: Rule) -> bool:
    return rule[1] - ANCHOR <= upright[0] <= rule[2] + ANCHOR and upright[1] - ANCHOR <= rule[0] <= upright[2] + ANCHOR


def _pieces(grey: Pixels, ink: Pixels, dpi: float) -> tuple[list[Rule], list[Rule], Ink]:
    """The long straight strokes across the picture that have paper on either side, those beside print, and what may be left of others.

    Those beside print are strokes of characters, or rules that run into one: only the way between two crossings tells.
    """
    along = max(round(ALONG * dpi / POINTS), 1)
    rest = ink_of(cast(Pixels, cv2.blur(grey, (along, 1))), dpi, FAINT)
    rest = cast(Pixels, cv2.morphologyEx(rest, cv2.MORPH_OPEN, _stroke(REST, dpi)))
    strokes = cv2.morphologyEx(rest, cv2.MORPH_OPEN, _stroke(STROKE, dpi))
    found = Ink(rest, cast(npt.NDArray[np.int32], cv2.integral(ink)))
    kept = inked_rows(strokes)  # a tenth of a page: to count pieces in the rest takes as long as to read a line
    if not len(kept):
        return [], [], found
    _, _, stats, centres = cv2.connectedComponentsWithStats(strokes[kept], connectivity=8)
    out: list[Rule] = []
    crowded: list[Rule] = []
    scale = POINTS / dpi
    for (x, top, width, height, area), (_, middle) in zip(stats[1:].tolist(), centres[1:].tolist(), strict=True):
        piece = (int(kept[top]) + middle - top + 0.5) * scale, x * scale, (x + width) * scale
        if area / width * scale <= THICK and height <= width:
            (out if on_paper(found, *piece, dpi) else crowded).append(piece)
    return out, crowded, found


def _stroke(points: float, dpi: float) -> cv2.typing.MatLike:
    return cv2.getStructuringElement(cv2.MORPH_RECT, (max(round(points * dpi / POINTS), 2), 1))


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
    return any(_meets(at, end, across, GONE) for end in ends) and all(_meets(at, end, across, BEYOND) for end in ends)


def _meets(at: float, end: float, across: Sequence[Rule], beyond: float) -> bool:
    return any(abs(position - end) <= ANCHOR and first - beyond <= at <= last + beyond for position, first, last in across)
