"""A placeholder of the template that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_PLACEHOLDER = re.compile(r"[*＊]{2,}|(?<![A-Za-z×Xx])(?:[Xx]{2,}|×{2,})(?![A-Za-z])")

RULE = Rule(
    code="text.placeholder",
    title="模板占位符未替换",
    severity=Severity.ERROR,
    zh="{subject}的「{raw}」仍是模板中的占位符。",
    en="{subject}: 「{raw}」 is the template's placeholder.",
    todo="请替换为实际内容。",
    families=PLANNED,
    covers=frozenset({"target.missing"}),
    examples=(
        Example("bad", 2, goal="组织培训**期，覆盖XX人次，提高就业能力水平", indicators=("产出指标 | 数量指标 | 培训班次 | ≥**期",)),
        Example("good", 0, goal="组织培训2期，覆盖100人次，提高就业能力水平", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 |  ",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """**, XX and ×× in goals and targets; in a name it is info, since forms of transfer payments print it there."""
    for goal in group.goals:
        said = text(goal, "text")
        if said and _PLACEHOLDER.search(said):
            yield Hit(case, group, goal, "text", said)
    for row in group.indicators:
        raw, name = text(row, "raw"), text(row, "level3")
        if raw and _PLACEHOLDER.search(raw):
            yield Hit(case, group, row, "raw", raw)
        elif name and _PLACEHOLDER.search(name):  # forms of transfer payments come so, the value in a cell of its own
            yield Hit(case, group, row, "level3", name, severity=Severity.INFO)
