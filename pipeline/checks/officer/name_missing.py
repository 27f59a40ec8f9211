"""A target without a name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

RULE = Rule(
    code="name.missing",
    title="指标值有而名称空",
    severity=Severity.ERROR,
    zh="{subject}填写了指标值「{raw}」，没有填写指标名称。",
    en="{subject}: a target 「{raw}」 without a name.",
    todo="请补充指标名称。",
    families=PLANNED,
    whole=True,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期", "产出指标 | 数量指标 |  | ≥100人次")),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期", "产出指标 | 数量指标 | 培训人次 | ≥100人次")),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 |  | ≥100人次",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Filled targets in rows without a name, where other rows of the form have one."""
    if not any(text(row, "level3") for row in group.indicators):
        return  # a form that prints no names
    for row in group.filled:
        if text(row, "level3") is None and text(row, "description") is None and text(row, "raw"):
            yield Hit(case, group, row, "level3", text(row, "raw"))
