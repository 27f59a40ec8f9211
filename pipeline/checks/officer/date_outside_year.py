"""A date of another year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="date.outside-year",
    title="完成时间超出预算年度",
    severity=Severity.WARNING,
    zh="{subject}的完成时间「{raw}」不在{year}年度内。",
    en="{subject}: 「{raw}」 lies outside {year}.",
    todo="请按预算年度填写完成时间；跨年项目请说明。",
    basis=("qingdao-10",),
    examples=(
        Example("bad", 1, indicators=("产出指标 | 时效指标 | 完成时间 | 2026年12月底前",)),
        Example(
            "good", 0, indicators=("产出指标 | 时效指标 | 完成时间 | 2024年12月底前", "产出指标 | 时效指标 | 拨付时间 | 2025年1月1日前")
        ),
        Example("gaps", 0, year=None, indicators=("产出指标 | 时效指标 | 完成时间 | 2026年12月底前",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Annual dates that do not end in the fiscal year; forms that print an amount for the whole period may look further."""
    if case.year is None or any(row["horizon"] == "whole_period" for row in group.funding):
        return
    for row in group.filled:
        last = row["date_upper"] or row["date"]
        if row["kind"] != "date" or row["horizon"] == "long_term" or not isinstance(last, datetime.date):
            continue
        before = row["comparator"] in ("lt", "le") and last > datetime.date.min  # by 1 January is within the year before
        day = last - datetime.timedelta(days=1) if before else last
        if day.year != case.year:
            yield Hit(case, group, row, "raw", text(row, "raw"), {"year": str(case.year)})
