"""Which classes of indicators a form lacks, of those that the profile asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Hit

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
_SECOND: Final = frozenset({"quantity", "quality", "timeliness"})


def missing_class(case: Case, group: Group, wanted: str) -> Iterator[Hit]:
    """A hit where a form has indicators, and none of a class that the profile asks for.

    Args:
        case: the submission.
        group: one of its forms.
        wanted: a class of `pipeline.rules.profile.CLASSES`.

    Yields:
        One hit at most. Nothing where a row of the class says that it does not apply (不适用), and, for the classes of outputs, where
        the form prints outputs on one level alone or an output has a second level that nobody knows.
    """
    if wanted not in case.settings.required or not group.filled:
        return
    classes = _OF[wanted]
    if any(row["level1_class"] in classes or row["level2_class"] in classes for row in group.indicators if text(row, "raw")):
        return
    if wanted in _SECOND:
        outputs = [row for row in group.indicators if row["level1_class"] == "output" or row["level2_class"] in _SECOND]
        if not outputs or any(row["level2_class"] is None for row in outputs):
            return
    yield Hit(case, group)
