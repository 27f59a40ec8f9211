"""A form without an indicator of satisfaction."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.classes import missing_class
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="class.satisfaction-missing",
    title="缺少满意度指标",
    severity=Severity.WARNING,
    zh="{subject}没有设置满意度指标。",
    en="{subject}: no indicator of satisfaction.",
    todo="请补充满意度指标；不适用的请说明理由。",
    basis=(
        "zhongfa-34-goals",
        "pidu-2024-99",
    ),
    whole=True,
    classes=True,
    examples=(
        Example(
            "bad",
            1,
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期",
                "产出指标 | 质量指标 | 培训合格率 | ≥95%",
                "产出指标 | 时效指标 | 完成时间 | 2024年9月底前",
                "成本指标 | 经济成本指标 | 人均培训成本 | ≤350元",
                "效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",
            ),
        ),
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
        Example(
            "gaps",
            0,
            indicators=(
                "履职 | 工作 | 培训班次 | ≥2期",
                "履职 | 服务 | 政策知晓率 | ≥90%",
            ),
        ),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Groups of which the profile asks for an indicator of satisfaction and which have none."""
    yield from missing_class(case, group, "satisfaction")
