"""How well two rows, one under the other, agree on their columns: a cost, lower is better.

Where the rows' edges coincide they fall into segments of p upper cells over q lower ones: a cell over a cell, a header
over its group, a wide cell under several, or a tangle. What a header says it holds (`LabelRole`) is compared with what
stands under it (`Kind`). The figures are ranks more than measures: only their order was ever needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from extractors.tables.from_text.marks import Kind, Mark, Row, is_header, is_label, leading_blanks
from extractors.tables.label_roles import (
    BLOCKS,
    HEADERS,
    INDICATOR_HEADERS,
    LEVEL_HEADERS,
    LEVEL_VALUES,
    MONEY,
    TARGET_PARTS,
    LabelRole,
)

Layout = tuple[int, ...]
"""The right edges of a row's cells, in columns from the left; the last is the number of columns."""

_FIT: dict[LabelRole, dict[Kind, float]] = {
    LabelRole.LEVEL1: {Kind.SIGN: 3, Kind.NUMBER: 2, Kind.TINY: 0.3},
    LabelRole.LEVEL2: {Kind.SIGN: 3, Kind.NUMBER: 2, Kind.TINY: 0.3},
    LabelRole.LEVEL3: {Kind.SIGN: 3, Kind.NUMBER: 0.5, Kind.TINY: 0.5, Kind.SHORT: -1, Kind.LONG: -1},
    LabelRole.TARGET: {Kind.SIGN: 0.5, Kind.NUMBER: -1.5, Kind.SHORT: -0.5, Kind.LONG: -0.3},
    LabelRole.SIGN: {Kind.SIGN: -3, Kind.NUMBER: 2, Kind.SHORT: 1, Kind.LONG: 2},
    LabelRole.UNIT: {Kind.SIGN: 2, Kind.NUMBER: 1, Kind.TINY: -1.5, Kind.LONG: 2},
    LabelRole.COLUMN: {Kind.SIGN: 2, Kind.NUMBER: -0.5, Kind.TINY: -0.1, Kind.SHORT: -0.2, Kind.LONG: -0.2},
    LabelRole.ENTITY: {Kind.SIGN: 3, Kind.SHORT: -0.5, Kind.LONG: -0.5},
    LabelRole.FUNDING_COLUMN: {Kind.SIGN: 2, Kind.NUMBER: -1, Kind.LONG: 0.5},
    LabelRole.GOAL: {Kind.SIGN: 2, Kind.NUMBER: 0.5, Kind.SHORT: -0.5, Kind.LONG: -1},
    LabelRole.TASK: {Kind.SIGN: 2, Kind.NUMBER: -0.2, Kind.SHORT: -0.3, Kind.LONG: -0.3},
}


class Joint(Enum):
    """What two rows, one under the other, are to each other."""

    BODY = "body"
    """Data or pairs under anything."""
    STACKED = "stacked"
    """A header under a header."""
    FRESH = "fresh"
    """A header under something else: it begins columns of its own, only a label merged down goes on."""

    @classmethod
    def of(cls, upper_is_header: bool, lower_is_header: bool) -> Joint:
        if not lower_is_header:
            return cls.BODY
        return cls.STACKED if upper_is_header else cls.FRESH


class Relation:
    """The cost of the layouts of a row over those of the rows below it: the very next one, and more of its kind.

    Layouts share most of their segments, so each segment's cost is found once.
    """

    def __init__(self, upper: Row, lower: Sequence[Row]) -> None:
        self._upper = upper
        self._joint = Joint.of(is_header(upper), is_header(lower[0]))
        self._lower = lower if self._joint is Joint.BODY else lower[:1]
        self._run = max(leading_blanks(lower[0]), 1)
        self._known: dict[tuple[int, int, int, int], float] = {}

    def cost(self, upper_edges: Layout, lower_edges: Layout) -> float:
        """The mean over the lower rows of the cost of their segments."""
        cost, i, j, first_i, first_j = 0.0, 0, 0, 0, 0
        while i < len(upper_edges) and j < len(lower_edges):
            if upper_edges[i] == lower_edges[j]:
                i, j = i + 1, j + 1
                key = (first_i, i, first_j, j)
                found = self._known.get(key)
                cost += self._segment(*key) if found is None else found
                first_i, first_j = i, j
            elif upper_edges[i] < lower_edges[j]:
                i += 1
            else:
                j += 1
        return cost

    def _segment(self, first_i: int, i: int, first_j: int, j: int) -> float:
        upper = self._upper[first_i:i]
        costs = (  # only the very next row's blanks may go on with labels above
            segment(upper, row[first_j:j], k == 0 and first_j < self._run, self._joint) for k, row in enumerate(self._lower)
        )
        found = self._known[first_i, i, first_j, j] = sum(costs) / len(self._lower)
        return found


def segment(upper: Sequence[Mark], lower: Sequence[Mark], leading: bool, joint: Joint) -> float:
    """The cost of upper cells over lower ones between two common edges; `leading`: nothing is printed in the lower row before them."""
    if joint is Joint.FRESH and not leading:
        return 0.0
    stacked = joint is Joint.STACKED
    if len(upper) == 1 and len(lower) == 1:
        return over(upper[0], lower[0], leading, stacked)
    if len(upper) == 1:
        return over_group(upper[0], lower, leading, stacked)
    if len(lower) == 1:
        return over_wide(upper, lower[0], leading)
    tangle = 0.3 if stacked or any(m.roles & HEADERS for m in upper) else 0.05
    return tangle * (len(upper) + len(lower)) + (2.0 if leading and lower[0].blank else 0.0)


def over(upper: Mark, lower: Mark, leading: bool, stacked: bool) -> float:
    """The cost of one cell over one."""
    if lower.blank:
        return _over_blank(upper, leading, stacked)
    if upper.blank:
        return -0.1 if leading else 0.0
    heads = upper.roles & HEADERS
    if heads and not stacked:
        return min(fit(role, lower) for role in heads)
    if stacked:
        # A heading over one sub-header alone is rare: it would have been merged down.
        return 0.0 if upper.roles & lower.roles & INDICATOR_HEADERS - {LabelRole.COLUMN} else 0.3
    if is_label(upper) and is_label(lower):
        return -0.8 if upper.roles & lower.roles else -0.2
    if is_label(upper) or is_label(lower):
        return 0.1
    if upper.kind is not lower.kind:
        return 0.2
    return -0.5 if upper.kind in (Kind.NUMBER, Kind.SIGN) else -0.1


def _over_blank(upper: Mark, leading: bool, stacked: bool) -> float:
    """A blank goes on with the label above it, or is a value not filled in."""
    if upper.blank:
        return -2.0 if leading else -0.3
    if leading:
        return -2.5 if is_label(upper) or upper.kind is not Kind.LONG else -1.0
    if stacked:
        return -2.0
    return -0.6 if upper.roles & HEADERS else -0.1


def fit(role: LabelRole, below: Mark) -> float:
    """The cost of a cell under a header of that role."""
    levels = below.roles & LEVEL_VALUES
    if levels:
        if role is LabelRole.LEVEL1:
            return -2.0 if LabelRole.LEVEL1_VALUE in levels else -0.5
        if role is LabelRole.LEVEL2:
            return -2.0 if LabelRole.LEVEL2_VALUE in levels else 0.5
        return 0.5 if role is LabelRole.LEVEL3 else 2.0
    return _FIT.get(role, {}).get(below.kind, 0.0)


def over_group(upper: Mark, lower: Sequence[Mark], leading: bool, stacked: bool) -> float:
    """The cost of one cell over several."""
    extra = len(lower) - 1
    gap = 2.0 if leading and lower[0].blank else 0.0
    if stacked:
        # A heading spans one group: the same sub-headers over again belong to the next heading.
        again = len(lower) - len({m.roles & INDICATOR_HEADERS or object() for m in lower})
        return gap + 2.0 * again + sum(_under_heading(upper, m) for m in lower)
    if upper.blank:
        return gap
    if LabelRole.TARGET in upper.roles:
        return gap + _split_target(lower)
    if upper.roles & HEADERS:
        worst = sum(min(fit(role, m) for role in upper.roles & HEADERS) for m in lower) / len(lower)
        return gap + 0.8 * extra + worst
    labels = sum(map(is_label, lower))
    if is_label(upper):
        return gap + (0.1 if labels == len(lower) else 0.6) * extra
    return gap + (0.5 if labels and upper.kind is Kind.NUMBER else 0.0)


def _under_heading(upper: Mark, lower: Mark) -> float:
    """The cost of one sub-header under a heading over several columns."""
    if lower.blank:
        return 2.5
    level = bool(lower.roles & LEVEL_HEADERS)
    if LabelRole.TARGET in upper.roles:
        return -1.0 if lower.roles & TARGET_PARTS else 1.5 if level else 0.5
    if upper.roles & MONEY:
        return -0.8 if lower.roles & MONEY else 1.0
    if upper.roles & (BLOCKS | {LabelRole.GOAL}):
        return -1.0 if level else 0.8 if lower.roles & MONEY else 0.2
    return 1.5 if level and upper.roles & HEADERS else 0.2


def _split_target(lower: Sequence[Mark]) -> float:
    """A target header over sign, value and unit of a data row, or over more than its own."""
    if any(m.roles & LEVEL_VALUES for m in lower):
        return 3.0
    numbers = sum(m.kind is Kind.NUMBER for m in lower)
    parts = sum(m.kind in (Kind.SIGN, Kind.TINY) for m in lower)
    return -1.5 * parts - 0.5 if numbers == 1 and numbers + parts == len(lower) else 0.6 * (len(lower) - 1)


def over_wide(upper: Sequence[Mark], lower: Mark, leading: bool) -> float:
    """The cost of several cells over one."""
    extra = len(upper) - 1
    if lower.blank:
        return 2.0 if leading else 0.2 * extra
    if LabelRole.TOTAL in lower.roles:
        return -0.3
    if lower.kind in (Kind.NUMBER, Kind.SIGN, Kind.TINY):
        return 0.6 * extra
    names = sum(bool(m.roles & LEVEL_HEADERS) for m in upper)
    if names > 1:
        levels = sum(bool(m.roles & {LabelRole.LEVEL1, LabelRole.LEVEL2}) for m in upper)
        return -1.0 if lower.roles & LEVEL_VALUES and levels == len(upper) else 0.6 * extra
    return 0.3 * extra if is_label(lower) else 0.0
