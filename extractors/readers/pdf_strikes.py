"""Text that a rule strikes out: which characters, and by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractors.readers.pdf_chars import Chars
from extractors.tables.rules import Rule
from extractors.tables.runs import Bools, Floats, Ints, Run

LOWEST, HIGHEST = 0.25, 0.7  # of a character's height, from its lower edge: between them a rule goes through the character
COVERED: Final = 0.7  # of a rule: as much of it at least goes through the characters that it strikes out
SEVERAL: Final = 3  # cells: a rule through all that it meets in so many of them strikes out a row
SLACK: Final = 0.1  # of a character's height, along the rule


def may_strike(rules: Sequence[Rule], runs: Sequence[Run]) -> bool:
    """Whether some rule goes through the middle of some run."""
    if not rules or not runs:
        return False
    sides = np.array([run[1:6] for run in runs])
    lines = np.array(rules)[:, :, None]
    height = sides[:, 3] - sides[:, 1]
    through = (lines[:, 0] > sides[:, 3] - HIGHEST * height) & (lines[:, 0] < sides[:, 3] - LOWEST * height)
    if not through.any():
        return False
    along = np.minimum(lines[:, 2], sides[:, 2]) - np.maximum(lines[:, 1], sides[:, 0])
    return bool((through & (along > SLACK * height)).any())


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
