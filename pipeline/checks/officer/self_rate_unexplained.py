"""A budget that was not spent, without a word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.results import execution_rate, explained
from pipeline.rules.rule import SELF, Example, Hit, Rule

_REASON = re.compile(r"原因|说明|措施|偏差|备注")


def _told(group: Group) -> bool:
    """Whether a reason stands among the form's other pairs, or in the result of a goal."""
    pairs = json.loads(text(group.project, "attributes") or "{}")
    return any(_REASON.search(label) and len(str(said)) > 2 for label, said in pairs.items()) or any(
        re.search(r"原因|由于|因为|未支付|结转", text(row, "actual") or "") for row in group.goals
    )


RULE = Rule(
    code="self.rate-unexplained",
    title="执行率低未说明原因",
    severity=Severity.WARNING,
    zh="{subject}的预算执行率为{rate}%，低于{least}%，没有说明原因。",
    en="{subject}: {rate} % of the budget was spent, less than {least} %, and no reason is given.",
    todo="请说明执行率低的原因和改进措施。",
    basis=(
        "pidu-2026-11",
        "caiyu-2020-10-4",
    ),
    families=SELF,
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            funding=("total | adjusted | 100万元", "total | executed | 22万元 | 22%"),
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 10 | 10",),
        ),
        Example(
            "good",
            0,
            family="self_evaluation",
            funding=("total | adjusted | 100万元", "total | executed | 95万元 | 95%"),
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 10 | 10",),
        ),
        Example(
            "gaps",
            0,
            family="self_evaluation",
            funding=("total | executed | 22万元",),
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期 | 2期 | 10 | 10",),
        ),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Totals of which less was spent than the profile asks for, in forms that give no reason anywhere."""
    least = case.settings.number("min_execution")
    rate = execution_rate(group)
    if rate is not None and rate < least and not explained(group) and not _told(group):
        yield Hit(case, group, None, "execution_rate", None, {"rate": plain(rate), "least": plain(least)})
