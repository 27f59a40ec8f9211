"""A satisfaction that is easily reached."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="satisfaction.low",
    title="满意度目标值过低",
    severity=Severity.INFO,
    zh="{subject}的指标值「{raw}」低于{least}%。",
    en="{subject}: 「{raw}」 is lower than {least} %.",
    todo="请提高目标值，或说明依据。",
    examples=(
        Example("bad", 1, indicators=("满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥60%",)),
        Example(
            "good",
            0,
            indicators=("满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥85%", "满意度指标 | 服务对象满意度指标 | 不满意比例 | ≤5%"),
        ),
        Example("gaps", 0, indicators=("满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥60",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Satisfactions below the profile's lowest."""
    least = case.settings.number("min_satisfaction")
    for row in group.of_class("satisfaction"):
        value, name = number(row, "value"), text(row, "level3") or ""
        if "满意" not in name or "不满意" in name or row["comparator"] in ("le", "lt"):
            continue
        if row["kind"] == "quantity" and row["unit"] == "%" and value is not None and 1 < value < least:
            yield Hit(case, group, row, "raw", text(row, "raw"), {"least": plain(least)})
