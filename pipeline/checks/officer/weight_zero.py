"""An indicator that weighs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

RULE = Rule(
    code="weight.zero",
    title="指标权重为零",
    severity=Severity.WARNING,
    zh="{subject}的分值为0。",
    en="{subject}: its weight is 0.",
    todo="请分配分值；不适用的指标请删除。",
    families=PLANNED,
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 90 | 90", "效益指标 | 生态效益指标 | 绿化率 | ≥90% | 91% | 0 | 0"),
        ),
        Example("good", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 90 | 90",)),
        Example(
            "gaps",
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
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Weights of 0 among weights that are more."""
    if not any(number(row, "weight") for row in group.indicators):
        return
    for row in group.filled:
        if number(row, "weight") == 0:
            yield Hit(case, group, row, "weight", "0")
