"""A target without its basis."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="basis.missing",
    title="指标值确定依据空白",
    severity=Severity.INFO,
    zh="{subject}没有填写指标值确定依据。",
    en="{subject}: the basis of the target is blank.",
    todo="请填写指标值确定依据。",
    on=False,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | | | | | 年度计划", "产出指标 | 质量指标 | 合格率 | ≥95%")),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | | | | | 年度计划",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Filled targets without a basis, in forms that print a column for it."""
    if not any(text(row, "basis") for row in group.indicators):
        return
    for row in group.filled:
        if text(row, "basis") in (None, "/", "—", "无"):
            yield Hit(case, group, row, "basis")
