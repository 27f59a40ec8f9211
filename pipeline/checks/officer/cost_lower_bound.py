"""A cost that may not be lower."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_FLOOR = re.compile(r"执行|节约|节省|标准|补助|补贴|工资|薪|待遇|救助|低保|发放|津贴|抚恤|奖|收入|配套|投入")

RULE = Rule(
    code="cost.lower-bound",
    title="成本指标设下限",
    severity=Severity.WARNING,
    zh="{subject}的指标值「{raw}」规定成本不得少于该数，成本指标应控制上限。",
    en="{subject}: 「{raw}」 is a lower bound for a cost.",
    todo="请改为“≤”。",
    families=PLANNED,
    examples=(
        Example("bad", 1, indicators=("成本指标 | 经济成本指标 | 防疫室建设成本 | ≥1050元",)),
        Example(
            "good", 0, indicators=("成本指标 | 经济成本指标 | 防疫室建设成本 | ≤1050元", "成本指标 | 经济成本指标 | 农村低保标准 | ≥530元")
        ),
        Example("gaps", 0, indicators=("成本指标 | 经济成本指标 | 防疫室建设成本 | 1050元",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Costs in money with ≥; standards paid to people and money saved are floors by nature."""
    for row in group.of_class("cost", "economic_cost"):
        name, unit = text(row, "level3") or "", text(row, "unit") or ""
        if unit.split("/")[0] == "元" and row["comparator"] in ("ge", "gt") and not _FLOOR.search(name):
            yield Hit(case, group, row, "raw", text(row, "raw"))
