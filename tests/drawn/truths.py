"""The truth of the rows of an indicator table: what each column of a record says, from what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, Protocol

from .cells import SECOND, Line, actual_text, grade_text, is_pair, pair, printed, short_level, value_cell
from .content import Indicator, comparator
from .paper import Paper, Truth

_CLASSES: Final = {
    "产出指标": "output", "效益指标": "benefit", "满意度指标": "satisfaction",
    "数量指标": "quantity", "质量指标": "quality", "时效指标": "timeliness", "成本指标": "cost", "经济效益指标": "economic",
    "社会效益指标": "social", "生态效益指标": "ecological", "可持续影响指标": "sustainability", "服务对象满意度指标": "satisfaction",
}  # fmt: skip


class Labelled(Protocol):
    """A column: its role and its printed label."""

    @property
    def role(self) -> str:
        """What stands in it."""

    @property
    def label(self) -> str:
        """Its head."""


def truths(paper: Paper, shown: Sequence[Line], cols: Sequence[Labelled]) -> list[Truth]:
    """The truth of every row, the first horizon before the second."""
    roles = {column.role: column.label for column in cols}
    double = paper.recipe.double in ("names", "values")
    rows = []
    for line in shown:
        row = _truth(paper, line, line.first, roles, "", {"horizon": "long_term"} if double else {})
        rows += _both(paper, line, row) if is_pair(paper, line) else [row]
    if double:
        rows += [_truth(paper, line, line.second, roles, SECOND, {"horizon": "annual"}) for line in shown]
    return rows


def _both(paper: Paper, line: Line, row: Truth) -> list[Truth]:
    """Two indicators of one row; whether the numbers of their lines belong to the print of each is left open."""
    told = []
    names, targets = pair(paper, line, "level3"), pair(paper, line, "target")
    for number, (name, target, one) in enumerate(zip(names, targets, (line.first, line.second), strict=True), 1):
        values = {"value": None, "unit": None} | one.target.columns
        own = {"level3": {"any": [name, f"{number}.{name}"]}, "raw": {"any": [target, f"{number}.{target}"]}}
        kept = {key: value for key, value in row.items() if key in ("level1", "level2", "level1_class", "level2_class")}
        sign = {"comparator": comparator(one.target.sign)} if values.get("value") is not None else {}
        told.append(kept | values | sign | own)
    return told


def _truth(paper: Paper, line: Line, one: Indicator, roles: dict[str, str], side: str, more: Truth) -> Truth:
    row: Truth = {
        "level1": short_level(paper, one.level1) if "level1" in roles else None,
        "level2": short_level(paper, one.level2) if "level2" in roles else None,
        "level3": printed(paper, line, "level3" + side),
        "name_key": one.level3,
        **more,
    }
    if "level1" in roles:
        row["level1_class"] = _CLASSES[one.level1]
    if "level2" in roles:
        row["level2_class"] = _CLASSES[one.level2]
    if "target" in roles:
        row |= _target_truth(paper, line, one)
    row |= {role: printed(paper, line, role) or None for role in ("description", "basis") if role in roles}
    row |= {role: printed(paper, line, role) for role in ("weight", "score") if role in roles}
    if "deviation" in roles:
        row["deviation_note"] = printed(paper, line, "deviation") or None
    kept = [role for role in ("note", "standard", "reference", "possibility", "initial") if role in roles]
    attributes = {roles[role]: printed(paper, line, role) for role in kept if printed(paper, line, role)}
    if attributes:
        row["attributes"] = attributes
    return row | _results(paper, line, one, roles) | _grades(one, roles)


def _target_truth(paper: Paper, line: Line, one: Indicator) -> Truth:
    if line.blank:
        return {"raw": None, "kind": "missing", "comparator": None, "value": None}
    told: dict[str, Any] = {"raw": value_cell(paper, one, "target"), **one.target.columns}
    if "value" in told and told["value"] is not None:
        told["comparator"] = comparator(one.target.sign)
    return told


def _results(paper: Paper, line: Line, one: Indicator, roles: dict[str, str]) -> Truth:
    done: Truth = {}
    if "actual" in roles or "to_date" in roles:
        done["actual_raw"] = actual_text(paper, one)
        if one.actual_number is not None and (paper.recipe.value_cells in ("one", "sign") or one.target.unit != "万元"):
            done["actual_value"] = str(Decimal(one.actual_number) * (10000 if one.target.unit == "万元" else 1))
    if "actual" in roles and not line.blank and one.target.sign and one.actual_number is not None:
        actual, target = Decimal(one.actual_number), Decimal(one.target.number)
        done["attained"] = {"≥": actual >= target, "≤": actual <= target, "=": actual == target}[one.target.sign]
    if "forecast" in roles:
        done["forecast_raw"] = value_cell(paper, one, "forecast")
    return done


def _grades(one: Indicator, roles: dict[str, str]) -> Truth:
    if "grade1" not in roles:
        return {}
    names = (("优", "excellent"), ("良", "good"), ("中", "fair"), ("差", "poor"))
    parts = [{"label": label, "grade": grade, "raw": grade_text(one, f"grade{n}")} for n, (label, grade) in enumerate(names, 1)]
    return {"kind": "graded", "raw": None, "value": None, "parts": parts}
