"""A number without a sign among numbers that have one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_MOST = Decimal("0.6")

RULE = Rule(
    code="sign.missing",
    title="定量指标无计算符号",
    severity=Severity.INFO,
    zh="{subject}的指标值「{raw}」没有计算符号。",
    en="{subject}: 「{raw}」 has no sign of comparison.",
    todo="请补充“≥”“≤”或“＝”。",
    on=False,
    examples=(
        Example(
            "bad",
            1,
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期",
                "产出指标 | 质量指标 | 合格率 | ≥95%",
                "产出指标 | 数量指标 | 培训人次 | 100人次",
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
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训人次 | 100人次",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Bare numbers in forms of which at least three fifths of the numbers carry a sign."""
    numbers = [row for row in group.filled if row["kind"] == "quantity"]
    signed = sum(row["comparator"] is not None for row in numbers)
    for row in numbers if signed >= _MOST * len(numbers) else ():
        if row["comparator"] is None:
            yield Hit(case, group, row, "raw", text(row, "raw"))
