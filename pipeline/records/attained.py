"""Whether an actual value meets its target: true, false, or None where the two cannot be compared."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from normalizers import Value

_Point = Decimal | datetime.date

# Results of the national self-evaluation form: 达成预期指标, 部分达成预期指标并具有一定效果, 未完成预期指标且效果较差.
_RESULTS = {"attained": True, "attained_partly": False, "attained_not": False}
_GRADES = ("poor", "pass", "fair", "good", "excellent")
_CHANGES = frozenset({"increase", "decrease"})


@dataclass(frozen=True, slots=True)
class Interval:
    """What a value allows: from `low` to `high`, an end open where its flag says so, None for no end."""

    low: _Point | None = None
    high: _Point | None = None
    low_open: bool = False
    high_open: bool = False

    def within(self, other: Interval) -> bool:
        """Whether everything this allows is allowed by the other."""
        return _above(self.low, self.low_open, other.low, other.low_open) and _below(self.high, self.high_open, other.high, other.high_open)

    def apart(self, other: Interval) -> bool:
        """Whether nothing that this allows is allowed by the other."""
        return _before(self.high, self.high_open, other.low, other.low_open) or _before(
            other.high, other.high_open, self.low, self.low_open
        )


def _above(low: _Point | None, is_open: bool, bound: _Point | None, bound_open: bool) -> bool:
    if bound is None:
        return True
    if low is None:
        return False
    return low > bound or (low == bound and (is_open or not bound_open))  # type: ignore[operator]  # both numbers or both days


def _below(high: _Point | None, is_open: bool, bound: _Point | None, bound_open: bool) -> bool:
    if bound is None:
        return True
    if high is None:
        return False
    return high < bound or (high == bound and (is_open or not bound_open))  # type: ignore[operator]  # both numbers or both days


def _before(high: _Point | None, high_open: bool, low: _Point | None, low_open: bool) -> bool:
    if high is None or low is None:
        return False
    return high < low or (high == low and (high_open or low_open))  # type: ignore[operator]  # both numbers or both days


def attained(target: Value, actual: Value) -> bool | None:
    """Whether an actual value meets its target, by what is printed alone.

    Args:
        target: the target as normalised.
        actual: the actual value as normalised.

    Returns:
        True or false where the print says how the two compare: a comparator, a range, two dates, grades, yes and no. None where one side
        is no value, they count different things, or the target is a bare number, also where the two are equal.
    """
    if actual.category in _RESULTS and target.kind not in ("missing", "composite"):
        return _RESULTS[actual.category]
    if target.kind == "composite" or actual.kind == "composite":
        return _parts(target, actual)
    if target.kind in ("boolean", "qualitative"):
        return _words(target, actual)
    wanted, had = _interval(target), _interval(actual)
    if wanted is None or had is None or not _comparable(target, actual) or (target.kind == "quantity" and target.comparator is None):
        return None
    if had.within(wanted):
        return True
    return False if had.apart(wanted) else None


def _interval(value: Value) -> Interval | None:
    """None for what is no quantity, range or date, and for approximations."""
    if value.comparator == "approx":
        return None
    if value.kind == "date":
        return _bounded(value.comparator, value.date, value.date_upper)
    if value.kind in ("quantity", "range"):
        return _bounded(value.comparator, value.value, value.value_upper)
    return None


def _bounded(comparator: str | None, low: _Point | None, high: _Point | None) -> Interval | None:
    if low is None:
        return None
    if high is not None:
        return Interval(low, high)
    if comparator in ("ge", "gt"):
        return Interval(low=low, low_open=comparator == "gt")
    if comparator in ("le", "lt"):
        return Interval(high=low, high_open=comparator == "lt")
    return Interval(low, low)


def _comparable(target: Value, actual: Value) -> bool:
    """Same sort and same unit. A change with a direction (提高5%) is compared with one in the same direction, or with none printed."""
    if (target.kind == "date") != (actual.kind == "date"):
        return False
    changes = {value.category for value in (target, actual)} & _CHANGES
    if len(changes) > 1 or (target.category == "decrease" and actual.category is None and (actual.value or 0) < 0):
        # -6% under a target of falling by 5 % may be a fall already printed with its sign.
        return False
    if is_fraction(target, actual):
        return False
    return target.unit == actual.unit or (target.unit is None and actual.unit == target.unit_inferred)


def is_fraction(target: Value, actual: Value) -> bool:
    """Whether an actual value without a unit may be a share printed as a fraction of one (0.958 under ≥95%): it is what it is."""
    shares = "%" in (target.unit, target.unit_inferred)
    return shares and actual.unit is None and target.value is not None and actual.value is not None and 0 < actual.value <= 1 < target.value


def _words(target: Value, actual: Value) -> bool | None:
    if target.kind != actual.kind or target.category is None:
        return None
    if target.comparator is not None:
        return _graded(target, actual)
    if target.kind == "boolean":
        known = {"yes", "no"}
        return target.category == actual.category if {target.category, actual.category} <= known else None
    return True if target.category == actual.category else None


def _graded(target: Value, actual: Value) -> bool | None:
    """A grade with a comparator (≥良好) against a grade."""
    if target.category not in _GRADES or actual.category not in _GRADES or actual.comparator is not None:
        return None
    wanted, had = _GRADES.index(target.category), _GRADES.index(actual.category)
    return {"ge": had >= wanted, "gt": had > wanted, "le": had <= wanted, "lt": had < wanted, "eq": had == wanted}.get(
        target.comparator or ""
    )


def _parts(target: Value, actual: Value) -> bool | None:
    """Composite values part by part, where they have the same parts in the same order."""
    ours, theirs = target.parts, actual.parts
    if not ours or [part.label for part in ours] != [part.label for part in theirs]:
        return None
    results = [attained(a.value, b.value) for a, b in zip(ours, theirs, strict=True)]
    if False in results:
        return False
    return True if all(results) else None
