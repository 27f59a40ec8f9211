"""Indicators for a budget of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="budget.missing",
    title="项目资金为零",
    severity=Severity.WARNING,
    zh="{subject}设有绩效指标，预算金额为0。",
    en="{subject}: it has indicators and a budget of 0.",
    todo="请核对项目资金；当年不安排预算的请说明。",
    basis=("budget-law-32",),
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), budget="0万元"),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), budget="3万元"),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Projects with indicators whose total is printed as 0 and that print no other amount (blank: amount.missing)."""
    amounts = [amount for row in group.funding if (amount := number(row, "amount_yuan")) is not None]
    if group.project is not None and group.filled and number(group.project, "budget_yuan") == 0 and not any(amounts):
        yield Hit(case, group, None, "budget_yuan", "0")
