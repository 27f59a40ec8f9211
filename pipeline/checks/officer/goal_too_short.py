"""A goal of a few characters, or one that repeats the name of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_HEAD = re.compile(r"^(?:目标\d*:|(?:\(?\d{1,2}[)、.]))+")

RULE = Rule(
    code="goal.too-short",
    title="绩效目标过于简略",
    severity=Severity.WARNING,
    zh="{subject}的绩效目标「{raw}」过于简略。",
    en="{subject}: the goal 「{raw}」 is too short to be checked.",
    todo="请写明工作内容、数量和预期效果。",
    basis=("qingdao-10",),
    examples=(
        Example("bad", 1, goal="规范殡葬市场", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example(
            "good",
            0,
            goal="规范殡葬市场，开展联合执法不少于12次，6月底前完成3处整治",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
        ),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Goals shorter than the profile allows, and those that the name of the project holds already."""
    least = case.settings.number("min_goal_chars")
    name = fold(group.name or "")
    for row in group.goals:
        goal = text(row, "text")
        if goal is None:
            continue
        said = _HEAD.sub("", fold(goal)).rstrip("。;")
        if len(said) < least or (name and said in name):
            yield Hit(case, group, row, "text", goal)
