"""Text that a rule strikes out: which characters, and by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractors.readers.pdf_chars import Chars
from extractors.tables.rules import Rule
from extractors.tables.runs import Bools, Floats, Ints

LOWEST, HIGHEST = 0.25, 0.7  # of a character's height, from its lower edge: between them a rule goes through the character
COVERED: Final = 0.7  # of a rule: as much of it at least goes through the characters that it strikes out
SEVERAL: Final = 3  # cells: a rule through all that it meets in so many of them strikes out a row
SLACK: Final = 0.1  # of a character's height, along the rule


def may_strike(rules: Sequence[Rule], sides: Floats) -> bool:
    """Whether some rule goes through the middle of some run: rows of x0, y0, x1, y1."""
    if not rules or not len(sides):
        return False
    ordered = sorted(rules)
    positions = [rule[0] for rule in ordered]
    height = sides[:, 3] - sides[:, 1]
    first = np.searchsorted(positions, sides[:, 3] - HIGHEST * height)
    last = np.searchsorted(positions, sides[:, 3] - LOWEST * height)
    for at in np.flatnonzero(first < last).tolist():
        x0, x1 = sides[at, 0] + SLACK * height[at], sides[at, 2] - SLACK * height[at]
        if any(rule[1] < x1 and x0 < rule[2] for rule in ordered[first[at] : last[at]]):
            return True
    return False


def struck(chars: Chars, cells: Ints, rules: Sequence[Rule]) -> tuple[Bools, list[Rule]]:
    """Which of the kept characters are struck out, and the rules that do it.

    A rule that goes through the middle of characters and through little else strikes them out; so does one that goes through the
    middle of all that it meets in several cells of a row.
    """
    out = np.zeros(len(chars.kept), dtype=bool)
    used = []
    boxes = chars.boxes
    height = boxes[:, 3] - boxes[:, 1]
    for rule in rules:
        y, x0, x1 = rule
        met = _met(boxes, height, rule) & chars.kept
        hit = met & (y > boxes[:, 3] - HIGHEST * height) & (y < boxes[:, 3] - LOWEST * height)
        if not hit.any():
            continue
        wide = float((np.minimum(boxes[hit, 2], x1) - np.maximum(boxes[hit, 0], x0)).sum())
        row = len(np.unique(cells[hit])) >= SEVERAL and bool((hit == met).all())
        if wide >= COVERED * (x1 - x0) or row:
            out |= hit
            used.append(rule)
    return out, used


def _met(boxes: Floats, height: Floats, rule: Rule) -> Bools:
    """Which characters a rule touches."""
    y, x0, x1 = rule
    x = (boxes[:, 0] + boxes[:, 2]) / 2
    slack = SLACK * height
    return np.asarray((boxes[:, 1] < y) & (y < boxes[:, 3]) & (x > x0 - slack) & (x < x1 + slack))
