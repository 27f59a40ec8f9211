"""A cost without money."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_RATES = frozenset({"%", "‰", "百分点", "倍"})

RULE = Rule(
    code="cost.no-money",
    title="成本指标无金额或费率",
    severity=Severity.WARNING,
    zh="{subject}列为成本指标，指标值「{raw}」既不是金额也不是比率。",
    en="{subject}: a cost whose target 「{raw}」 is neither money nor a rate.",
    todo="请填写金额、单位成本或成本比率。",
    examples=(
        Example("bad", 1, indicators=("成本指标 | 经济成本指标 | 设备购置 | ≤3台",)),
        Example(
            "good",
            0,
            indicators=(
                "成本指标 | 经济成本指标 | 人均成本 | ≤90元/人",
                "成本指标 | 生态环境成本指标 | 碳排放 | ≤3吨",
                "成本指标 | 经济成本指标 | 成本节约率 | ≥5%",
            ),
        ),
        Example("gaps", 0, indicators=("成本指标 | 经济成本指标 | 设备购置 | ≤3",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Economic costs whose unit is neither money, money for something, nor a share; a missing unit is value.unit-missing."""
    for row in group.of_class("cost", "economic_cost"):
        unit = text(row, "unit")
        if row["level2_class"] in ("social_cost", "ecological_cost") or row["kind"] != "quantity" or unit is None:
            continue
        if unit not in _RATES and "元" not in unit:
            yield Hit(case, group, row, "raw", text(row, "raw"))
