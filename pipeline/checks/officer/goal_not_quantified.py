"""A goal without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_NUMBER = re.compile(r"\d|百分之|[一二三四五六七八九十百千万两][次个人户场期项万亿公里亩吨处月成]")

RULE = Rule(
    code="goal.not-quantified",
    title="绩效目标无量化内容",
    severity=Severity.INFO,
    zh="{subject}的绩效目标没有数量或时间。",
    en="{subject}: the goal holds neither a number nor a date.",
    todo="建议在目标中写明数量或完成时间。",
    basis=("qingdao-10",),
    examples=(
        Example("bad", 1, goal="改善镇域内基础设施，振兴乡村经济", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("good", 0, goal="改造集镇道路3.2公里，十一月底前完工", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Forms whose goals hold no digit, no Chinese number with a unit, no date."""
    goals = [(row, said) for row in group.goals if (said := text(row, "text"))]
    if goals and not any(_NUMBER.search(said) for _, said in goals):
        yield Hit(case, group, goals[0][0], "text", goals[0][1])
