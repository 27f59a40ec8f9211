"""A number of the goal that is another in the indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import Example, Hit, Rule

_COUNTED = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:不少于|不低于|达到|达)?(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<unit>[\u4e00-\u9fff]{1,3}?)(?=[，,。；;、]|$)"
)
_LONGEST = 3

RULE = Rule(
    code="goal.indicator-conflict",
    title="目标与指标数值矛盾",
    severity=Severity.WARNING,
    zh="{subject}的绩效目标写「{goal}」，指标值为「{raw}」，两处数值不同。",
    en="{subject}: the goal says 「{goal}」, the target 「{raw}」.",
    todo="请统一绩效目标与指标值。",
    on=False,
    examples=(
        Example(
            "bad", 1, goal="维修农村渠道长度3公里，年底前完成全部建设任务", indicators=("产出指标 | 数量指标 | 维修渠道长度 | ≥2公里",)
        ),
        Example(
            "good", 0, goal="维修农村渠道长度3公里，年底前完成全部建设任务", indicators=("产出指标 | 数量指标 | 维修渠道长度 | ≥3公里",)
        ),
        Example("gaps", 0, goal="维修农村渠道3公里，年底前完成全部建设任务", indicators=("产出指标 | 数量指标 | 渠道 | ≥2公里",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Numbers of the goal whose noun and unit an indicator has with another number; sums and parts make it noisy, so it is off."""
    said = [found for row in group.goals for found in _COUNTED.finditer(fold(text(row, "text") or ""))]
    for row in group.of_class("quantity"):
        name, value, unit = text(row, "name_key") or "", number(row, "value"), text(row, "unit_raw")
        if value is None or unit is None or row["kind"] != "quantity":
            continue
        same = [
            found
            for found in said
            if found["unit"] == fold(unit) and len(found["noun"]) >= _LONGEST and name.endswith(found["noun"][-_LONGEST:])
        ]
        numbers = {Decimal(found["number"]) for found in same}
        if numbers and value not in numbers:
            yield Hit(case, group, row, "raw", text(row, "raw"), {"goal": same[0].group()})
