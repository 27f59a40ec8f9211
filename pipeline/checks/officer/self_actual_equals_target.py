"""Results that are the targets."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.rule import SELF, Example, Hit, Rule

_FEWEST = 5

RULE = Rule(
    code="self.actual-equals-target",
    title="完成值与目标值全部相同",
    severity=Severity.INFO,
    zh="{subject}的{count}项定量指标完成值与目标值全部相同。",
    en="{subject}: the results of all {count} numbers are the targets.",
    todo="请核对是否按实际完成情况填写。",
    families=SELF,
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            indicators=tuple(f"产出指标 | 数量指标 | 第{n}类培训 | ≥{n}期 | {n}期 | 10 | 10" for n in range(1, 7)),
        ),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=tuple(f"产出指标 | 数量指标 | 第{n}类培训 | ≥{n}期 | {n + 1}期 | 10 | 10" for n in range(1, 7)),
        ),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 培训 | ≥3期 | 3期 | 10 | 10",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Forms of five numbers and more in which every result is its target."""
    rows = [row for row in group.filled if row["kind"] == "quantity" and number(row, "actual_value") is not None]
    if len(rows) >= _FEWEST and all(row["value"] == row["actual_value"] for row in rows):
        yield Hit(case, group, None, "actual_raw", None, {"count": str(len(rows))})
