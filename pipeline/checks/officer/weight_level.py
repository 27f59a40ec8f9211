"""Weights of levels that are not the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_USUAL = Decimal(90)

RULE = Rule(
    code="weight.level",
    title="一级指标权重与常用比例不同",
    severity=Severity.INFO,
    zh="{subject}的{level}权重合计为{sum}，常用为{usual}。",
    en="{subject}: the weights of {level} add up to {sum}, usually {usual}.",
    todo="如无特殊原因，建议按常用比例设置。",
    families=PLANNED,
    on=False,
    examples=(
        Example(
            "bad",
            2,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 30 | 30",
                "效益指标 | 社会效益指标 | 知晓率 | ≥90% | 91% | 50 | 50",
                "满意度指标 | 服务对象满意度 | 满意度 | ≥90% | 91% | 10 | 10",
            ),
        ),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 50 | 50",
                "效益指标 | 社会效益指标 | 知晓率 | ≥90% | 91% | 30 | 30",
                "满意度指标 | 服务对象满意度 | 满意度 | ≥90% | 91% | 10 | 10",
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
    """Groups whose weights make 90 and whose levels do not make what the profile says."""
    rows = [row for row in group.indicators if row["horizon"] != "long_term"]
    weights = [number(row, "weight") for row in rows]
    if not rows or any(weight is None for weight in weights) or sum(filter(None, weights)) != _USUAL:
        return
    for level, usual in case.settings.levels.items():
        found = [weight for row in rows if row["level1_class"] == level and (weight := number(row, "weight")) is not None]
        total = sum(found, Decimal(0))
        if found and total != usual:
            names = {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标", "cost": "成本指标"}
            yield Hit(case, group, None, "weight", None, {"level": names.get(level, level), "sum": plain(total), "usual": plain(usual)})
