"""A cost over the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import Example, Hit, Rule

_MANY_YEARS = re.compile(r"总投资|概算|投资额|合同")

RULE = Rule(
    code="cost.exceeds-budget",
    title="成本指标超出项目预算",
    severity=Severity.ERROR,
    zh="{subject}的指标值「{raw}」高于项目预算{budget}元。",
    en="{subject}: 「{raw}」 is more than the budget of {budget} yuan.",
    todo="请核对成本指标与项目预算。",
    basis=("budget-law-32",),
    examples=(
        Example("bad", 1, budget="460万元", indicators=("成本指标 | 经济成本指标 | 项目总成本 | ≤1200万元",)),
        Example("good", 0, budget="460万元", indicators=("成本指标 | 经济成本指标 | 项目总成本 | ≤460万元",)),
        Example("gaps", 0, indicators=("成本指标 | 经济成本指标 | 项目总成本 | ≤1200万元",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Costs in yuan, printed as a limit, that are more than the project's budget; a total investment over several years is a warning."""
    budget = number(group.project, "budget_yuan")
    for row in group.of_class("cost", "economic_cost") if budget else ():
        value, name = number(row, "value"), text(row, "level3") or ""
        if row["unit"] != "元" or row["comparator"] in ("ge", "gt", "approx") or value is None or budget is None or value <= budget:
            continue
        mild = Severity.WARNING if _MANY_YEARS.search(name) else None
        yield Hit(case, group, row, "raw", text(row, "raw"), {"budget": plain(budget)}, mild)
