"""Which classes of indicators a form lacks, of those that the profile asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from normalizers.levels import level1_class, level2_class
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Hit
from pipeline.schema import Row

_OF: Final = {
    "output": ("output", "quantity", "quality", "timeliness"),
    "quantity": ("quantity",),
    "quality": ("quality",),
    "timeliness": ("timeliness",),
    "cost": ("cost", "economic_cost", "social_cost", "ecological_cost"),
    "benefit": ("benefit", "economic", "social", "ecological", "sustainability"),
    "satisfaction": ("satisfaction",),
}
"""The classes of first and second levels that count as each."""
_SECOND: Final = frozenset({"quantity", "quality", "timeliness", "cost"})
_NAMED: Final = {"satisfaction": re.compile("满意"), "cost": re.compile("成本|造价|单价|费用|预算控制|控制数|标准$")}
"""Names that make an indicator one of a class, wherever it stands."""


def missing_class(case: Case, group: Group, wanted: str) -> Iterator[Hit]:
    """A hit where a form has indicators, and none of a class that the profile asks for.

    Args:
        case: the submission.
        group: one of its forms.
        wanted: a class of `pipeline.rules.profile.CLASSES`.

    Yields:
        One hit at most. Nothing where a row of the class says that it does not apply (不适用), where a row of another class is one by
        its name (满意度 under 效益指标), and, for classes of second levels, where the form prints outputs on one level alone or an
        output has a second level that nobody knows.
    """
    if wanted not in case.settings.required or not group.filled:
        return
    classes = _OF[wanted]
    if any(_is_of(row, classes) for row in group.indicators):
        return
    if wanted in _NAMED and any(_NAMED[wanted].search(text(row, "level3") or "") for row in group.indicators):
        return
    if wanted in _SECOND:
        outputs = [row for row in group.indicators if row["level1_class"] == "output" or row["level2_class"] in _SECOND]
        if not outputs or any(row["level2_class"] is None for row in outputs):
            return
    yield Hit(case, group)


def _is_of(row: Row, classes: tuple[str, ...]) -> bool:
    """Whether either level is of these classes, whichever it is: some forms print 产出指标 second. A blank target is another fault."""
    levels = (text(row, "level1"), text(row, "level2"))
    return any(level1_class(level) in classes or level2_class(level) in classes for level in levels)
