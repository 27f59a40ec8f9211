"""Too few indicators."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="indicator.count-low",
    title="指标数量过少",
    severity=Severity.WARNING,
    zh="{subject}只有{count}项指标。",
    en="{subject}: only {count} indicators are set.",
    todo="请补充指标，使产出、效益和满意度都能衡量。",
    whole=True,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example(
            "good",
            0,
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期",
                "产出指标 | 质量指标 | 培训合格率 | ≥95%",
                "产出指标 | 时效指标 | 完成时间 | 2024年9月底前",
                "成本指标 | 经济成本指标 | 人均培训成本 | ≤350元",
                "效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",
                "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95%",
            ),
        ),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), partial=True),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Projects with fewer indicators than the profile asks for; with none at all `indicators.none` speaks."""
    count = len(group.filled)
    if group.project is not None and 0 < count < case.settings.number("min_indicators"):
        yield Hit(case, group, None, None, None, {"count": str(count)})
