"""An input among outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_INPUT = re.compile(r"投入(?:资金|经费|人员|人力)|编制人数|经费金额")

RULE = Rule(
    code="indicator.input",
    title="以投入作指标",
    severity=Severity.INFO,
    zh="{subject}反映投入，不反映产出或效益。",
    en="{subject}: this is an input, neither output nor benefit.",
    todo="建议改为反映产出或效益的指标。",
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 投入资金 | 200万元",)),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 修建渠道 | ≥2.6公里",)),
        Example("gaps", 0, indicators=("投入指标 | 资金 | 投入资金 | 200万元",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Outputs and benefits whose name is money put in, or staff employed."""
    for row in group.of_class("output", "benefit"):
        name = text(row, "level3")
        if name and _INPUT.search(name):
            yield Hit(case, group, row, "level3", name)
