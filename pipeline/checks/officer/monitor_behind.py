"""Spending that lags."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.results import execution_rate, explained
from pipeline.rules.rule import MONITORING, Example, Hit, Rule

RULE = Rule(
    code="monitor.behind",
    title="执行进度滞后",
    severity=Severity.WARNING,
    zh="{subject}截至{month}月预算执行率为{rate}%，低于{least}%。",
    en="{subject}: {rate} % was spent by the end of month {month}, less than {least} %.",
    todo="请说明原因并加快执行。",
    basis=("sichuan-2025-10",),
    families=MONITORING,
    examples=(
        Example(
            "bad",
            1,
            family="monitoring",
            as_of="2024年1-8月",
            funding=("total | adjusted | 100万元", "total | executed | 45万元"),
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
        ),
        Example(
            "good",
            0,
            family="monitoring",
            as_of="2024年1-8月",
            funding=("total | adjusted | 100万元", "total | executed | 70万元"),
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
        ),
        Example(
            "gaps",
            0,
            family="monitoring",
            funding=("total | adjusted | 100万元", "total | executed | 45万元"),
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
        ),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Totals of which less was spent by the month than the profile says, without a note; the national profile says nothing."""
    day = case.document["as_of"]
    rate = execution_rate(group)
    if not isinstance(day, datetime.date) or rate is None or explained(group):
        return
    least = case.settings.monitoring.get(day.month)
    if least is not None and rate < least:
        yield Hit(case, group, None, "execution_rate", None, {"month": str(day.month), "rate": plain(rate), "least": plain(least)})
