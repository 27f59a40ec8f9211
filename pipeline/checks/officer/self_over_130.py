"""Far more than the target, without a word."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.results import noted
from pipeline.rules.rule import SELF, Example, Hit, Rule

RULE = Rule(
    code="self.over-130",
    title="完成值远超目标未分析",
    severity=Severity.WARNING,
    zh="{subject}的完成值「{raw}」超过目标值「{target}」的{percent}%，没有分析原因。",
    en="{subject}: the result 「{raw}」 is more than {percent} % of the target 「{target}」, and no reason is given.",
    todo="请说明原因；目标定得偏低的，下年调整。",
    basis=("pidu-2026-11",),
    families=SELF,
    examples=(
        Example("bad", 1, family="self_evaluation", indicators=("产出指标 | 数量指标 | 讲座次数 | ≥6次 | 150次 | 10 | 10",)),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 讲座次数 | ≥6次 | 150次 | 10 | 10 | 新增上级安排的任务",
                "产出指标 | 数量指标 | 投诉次数 | ≤6次 | 1次 | 10 | 10",
            ),
        ),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 讲座次数 | ≥6次 |  | 10 | 10",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Results over the profile's share of a target of at least, without a note."""
    high = case.settings.number("high_completion")
    for row in group.filled:
        target, actual = number(row, "value"), number(row, "actual_value")
        if not target or target < 0 or actual is None or row["actual_unit"] not in (row["unit"], None) or noted(row):
            continue
        if {row["kind"], row["actual_kind"]} == {"quantity"} and row["comparator"] in (None, "ge", "gt", "eq") and actual / target > high:
            said = {"target": text(row, "raw") or "", "percent": plain(high * 100)}
            yield Hit(case, group, row, "actual_raw", text(row, "actual_raw"), said)
