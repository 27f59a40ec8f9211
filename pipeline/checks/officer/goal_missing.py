"""A form without a goal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import Example, Hit, Rule

_STATED = frozenset({"overall_goal", "itemized_goal"})

RULE = Rule(
    code="goal.missing",
    title="未填写绩效目标",
    severity=Severity.ERROR,
    zh="{subject}没有填写绩效目标。",
    en="{subject}: no goal is stated.",
    todo="请填写绩效目标，写明做什么、做多少、达到什么效果。",
    basis=(
        "budget-law-32",
        "qingdao-10",
    ),
    whole=True,
    covers=frozenset({"goal.missing-text"}),
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), budget="3万元"),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), budget="3万元", goal="组织培训2期，覆盖100人次"),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), partial=True),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Forms with indicators or money and no goal; a narrative that states it counts, a list without that column asks for none."""
    if any(text(row, "text") for row in group.goals) or not (group.filled or number(group.project, "budget_yuan")):
        return
    stated = any(row["role"] in _STATED for row in case.rows["sections"]) or any(text(row, "goal") for row in case.rows["tasks"])
    if (group.project is None and stated) or "目标" in (text(group.project, "attributes") or ""):
        return  # the narrative, a task, or a line under a label of its own states it
    listed = any(row["role"] == "list" for row in case.rows["grids"])
    if listed and not any(text(row, "text") for row in case.rows["goals"]):
        return  # a list without a column for goals asks for none
    yield Hit(case, group, None, "text")
