"""A sign before a result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import SELF, Example, Hit, Rule

_SIGN = re.compile(r"\s*[≥≤＞＜><≧≦⩾⩽]")

RULE = Rule(
    code="self.actual-comparator",
    title="完成值带比较符号",
    severity=Severity.WARNING,
    zh="{subject}的完成值「{raw}」带有比较符号，不是实际完成的数值。",
    en="{subject}: the result 「{raw}」 carries a sign, it is no result.",
    todo="请填写实际完成的数值。",
    basis=("caiyu-2020-10-4",),
    families=SELF,
    examples=(
        Example("bad", 1, family="self_evaluation", indicators=("产出指标 | 质量指标 | 合格率 | ≥95% | ≥95% | 10 | 10",)),
        Example("good", 0, family="self_evaluation", indicators=("产出指标 | 质量指标 | 合格率 | ≥95% | 96.4% | 10 | 10",)),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 质量指标 | 合格率 | ≥95% |  | 10 | 10",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Results that begin with a printed sign of comparison."""
    for row in group.indicators:
        raw = text(row, "actual_raw")
        if row["actual_comparator"] in ("ge", "gt", "le", "lt") and row["actual_kind"] == "quantity" and raw and _SIGN.match(raw):
            yield Hit(case, group, row, "actual_raw", raw)
