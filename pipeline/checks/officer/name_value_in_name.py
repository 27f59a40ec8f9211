"""A target inside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_VALUE = re.compile(r"[≥≤＞＜><]\d|\d%|不(?:低|少|高)于\d|\d+(?:人次|万元)$")

RULE = Rule(
    code="name.value-in-name",
    title="指标名称含指标值",
    severity=Severity.INFO,
    zh="{subject}的指标名称「{raw}」中写有指标值。",
    en="{subject}: the name 「{raw}」 holds a target.",
    todo="建议名称只写考核内容，数值填入指标值。",
    on=False,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 资金支付完成率100% | 100%",)),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 资金支付完成率 | 100%",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 |  | 100%",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Names with a sign of comparison or a percentage."""
    for row in group.filled:
        name = text(row, "level3")
        if name and _VALUE.search(fold(name)):
            yield Hit(case, group, row, "level3", name)
