"""One indicator that decides everything."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_FEWEST = 3

RULE = Rule(
    code="weight.dominant",
    title="单项权重过大",
    severity=Severity.INFO,
    zh="{subject}的分值{weight}超过{most}。",
    en="{subject}: its weight {weight} is more than {most}.",
    todo="建议分散权重。",
    families=PLANNED,
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 70 | 70",
                "产出指标 | 质量指标 | 合格率 | ≥95% | 96% | 10 | 10",
                "效益指标 | 社会效益指标 | 知晓率 | ≥90% | 91% | 10 | 10",
            ),
        ),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 20 | 20",
                "产出指标 | 质量指标 | 合格率 | ≥95% | 96% | 30 | 30",
                "效益指标 | 社会效益指标 | 知晓率 | ≥90% | 91% | 30 | 30",
            ),
        ),
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
    """Weights over the profile's highest, in forms of three indicators and more."""
    most = case.settings.number("max_weight")
    for row in group.indicators if len(group.indicators) >= _FEWEST else ():
        weight = number(row, "weight")
        if weight is not None and weight > most:
            yield Hit(case, group, row, "weight", plain(weight), {"weight": plain(weight), "most": plain(most)})
