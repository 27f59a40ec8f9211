"""Several facts in one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_SEVERAL = re.compile(r"\w[；;]\s*\w")

RULE = Rule(
    code="name.several-facts",
    title="一条指标含多项内容",
    severity=Severity.WARNING,
    zh="{subject}的指标名称「{raw}」含有多项内容，一个指标值无法分别衡量。",
    en="{subject}: the name 「{raw}」 holds several facts that one target cannot measure.",
    todo="请拆为多条指标，分别填写指标值。",
    families=PLANNED,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 完成宣传片制作；完成方案编制 | 100%",)),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 修建堤、渠、井 | ≥3处",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 |  | 100%",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Names with a semicolon between words, whose target is a single value."""
    for row in group.filled:
        name = text(row, "level3")
        if name and row["kind"] not in ("composite", "graded") and _SEVERAL.search(name):
            yield Hit(case, group, row, "level3", name)
