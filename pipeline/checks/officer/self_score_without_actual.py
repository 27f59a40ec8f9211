"""Points for no result."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.results import noted
from pipeline.rules.rule import SELF, Example, Hit, Rule

RULE = Rule(
    code="self.score-without-actual",
    title="有得分无完成值",
    severity=Severity.ERROR,
    zh="{subject}得{score}分，没有填写实际完成值。",
    en="{subject}: it scores {score} and states no result.",
    todo="请填写实际完成值。",
    basis=("caiyu-2020-10-4",),
    families=SELF,
    whole=True,
    covers=frozenset({"actual.missing"}),
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            indicators=("产出指标 | 质量指标 | 工程质量 | 合格 |  | 10 | 10", "产出指标 | 数量指标 | 渠道 | ≥3公里 | 3公里 | 10 | 10"),
        ),
        Example("good", 0, family="self_evaluation", indicators=("产出指标 | 质量指标 | 工程质量 | 合格 | 合格 | 10 | 10",)),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 质量指标 | 工程质量 | 合格 |  | 10 | 10",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Scores beside a blank result, where other rows of the form state theirs; a result written among the notes counts."""
    if not any(text(row, "actual_raw") for row in group.indicators):
        return  # a table of scores without a column of results
    for row in group.filled:
        score = number(row, "score")
        if score and text(row, "actual_raw") is None and not noted(row):
            yield Hit(case, group, row, "actual_raw", None, {"score": plain(score)})
