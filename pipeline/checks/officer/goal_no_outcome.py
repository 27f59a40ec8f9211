"""A goal that says what is done and not what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_EFFECT = re.compile(r"提高|提升|改善|降低|减少|覆盖|满足|促进|保障|确保|增强|推动|推进|维护|优化|实现|稳定|健全|完善|助力|防止|遏制")

RULE = Rule(
    code="goal.no-outcome",
    title="绩效目标只写工作不写效果",
    severity=Severity.INFO,
    zh="{subject}的绩效目标「{raw}」只写工作，没有写效果，指标中也没有效益指标。",
    en="{subject}: the goal names work and no effect, and no indicator is of a benefit.",
    todo="建议写明预期效果，并设置效益指标。",
    whole=True,
    examples=(
        Example("bad", 1, goal="购置安可设备并完成资金支付", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("good", 0, goal="购置安可设备50台，保障业务系统安全运行", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("gaps", 0, goal="购置安可设备", indicators=("数量 | 设备 | 培训班次 | ≥2期",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Goals without a word for an effect, in forms without an indicator of a benefit."""
    goals = [(row, said) for row in group.goals if (said := text(row, "text"))]
    if goals and group.classed and not group.of_class("benefit") and not any(_EFFECT.search(said) for _, said in goals):
        yield Hit(case, group, goals[0][0], "text", goals[0][1])
