"""A missed target, without a word."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.results import noted
from pipeline.rules.rule import SELF, Example, Hit, Rule

RULE = Rule(
    code="self.not-attained-no-note",
    title="未达目标未说明原因",
    severity=Severity.WARNING,
    zh="{subject}的完成值「{raw}」未达到目标值「{target}」，没有说明原因。",
    en="{subject}: the result 「{raw}」 misses the target 「{target}」, and no reason is given.",
    todo="请说明未完成的原因和改进措施。",
    basis=(
        "caiyu-2020-10-4",
        "pidu-2026-11",
    ),
    families=SELF,
    examples=(
        Example("bad", 1, family="self_evaluation", indicators=("产出指标 | 数量指标 | 渠道长度 | ≥260公里 | 251公里 | 10 | 9",)),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=("产出指标 | 数量指标 | 渠道长度 | ≥260公里 | 251公里 | 10 | 9 | 征地调整，工期顺延",),
        ),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 渠道长度 | 260公里 | 251公里 | 10 | 9",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Results that by print alone miss their target, without a note."""
    for row in group.filled:
        if row["attained"] is False and not noted(row):
            yield Hit(case, group, row, "actual_raw", text(row, "actual_raw"), {"target": text(row, "raw") or ""})
