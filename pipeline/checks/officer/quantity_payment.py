"""Money spent as a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_PAID = re.compile(r"资金(?:支付|拨付|到位|使用|支出)|预算执行|支出(?:安排)?金额|安排金额|(?:资金|经费)支付率")

RULE = Rule(
    code="quantity.payment",
    title="数量指标考核资金支付",
    severity=Severity.WARNING,
    zh="{subject}属于资金支付，不反映提供的产品或服务数量，不宜作为数量指标。",
    en="{subject}: a payment is no quantity of a product or service.",
    todo="请改为反映工作数量的指标，资金支付放入成本或时效指标。",
    families=PLANNED,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 业务工作支出安排金额 | 28.8万元",)),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("gaps", 0, indicators=("产出指标 |  | 业务工作支出安排金额 | 28.8万元",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Quantities whose name is a payment or the execution of the budget."""
    for row in group.of_class("quantity"):
        name = text(row, "level3")
        if name and _PAID.search(name):
            yield Hit(case, group, row, "level3", name)
