"""What a form says of an indicator's result: by its print alone, and by the usual reading of a bare number.

`≥90%` against `95%` is decided by the print. A bare `90` does not say whether more or less is wanted; most forms mean at least, and
under cost indicators and time limits at most. That reading stands in columns of its own, so that nobody takes it for print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from normalizers import Value
from normalizers.units import BY_NAME
from pipeline.records.attained import attained
from pipeline.schema import Scalar

Rule = Literal["printed", "at_least", "at_most"]
_COSTS: Final = frozenset({"cost", "economic_cost", "social_cost", "ecological_cost"})


@dataclass(frozen=True, slots=True)
class Attainment:
    """`printed`: met by the print's own comparison; `assumed`: met under `rule`, for a bare number; None where neither is said."""

    printed: bool | None = None
    assumed: bool | None = None
    rule: Rule | None = None


def attainment(target: Value, actual: Value, *, at_most: bool) -> Attainment:
    """Whether an actual value meets its target.

    Args:
        target: the target as normalised.
        actual: the actual value as normalised, in the target's unit where it prints none of its own.
        at_most: how a bare number is read: at most (cost, time limits), else at least.

    Returns:
        Either `printed` or `assumed` filled, or neither where the two cannot be compared.
    """
    if not _bare(target):
        met = attained(target, actual)
        return Attainment(printed=met, rule="printed" if met is not None else None)
    met = attained(_compared(target, "le" if at_most else "ge"), actual)
    if met is None:
        return Attainment()
    return Attainment(assumed=met, rule="at_most" if at_most else "at_least")


def reads_at_most(facts: Mapping[str, Scalar], target: Value) -> bool:
    """Whether a bare number of this indicator is a limit: a cost, or a duration under 时效指标."""
    level1, level2 = facts.get("level1_class"), facts.get("level2_class")
    if level2 in _COSTS or (level1 == "cost" and level2 is None):
        return True
    unit = BY_NAME.get(target.unit or target.unit_inferred or "")
    return level2 == "timeliness" and unit is not None and unit.dimension == "duration"


def _bare(target: Value) -> bool:
    """Whether the print leaves open in which direction the target is met: a number alone, or such a number among several."""
    if target.kind == "composite":
        return any(_bare(part.value) for part in target.parts)
    return target.kind == "quantity" and target.comparator is None


def _compared(target: Value, comparator: Literal["ge", "le"]) -> Value:
    if target.kind == "composite":
        return replace(target, parts=tuple(replace(part, value=_compared(part.value, comparator)) for part in target.parts))
    return replace(target, comparator=comparator) if _bare(target) else target
