"""Full marks throughout."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.rule import SELF, Example, Hit, Rule

_FEWEST = 5

RULE = Rule(
    code="self.all-full",
    title="自评全部满分",
    severity=Severity.INFO,
    zh="{subject}的{count}项指标全部得满分。",
    en="{subject}: all {count} indicators have their full score.",
    todo="请备齐佐证材料备查。",
    families=SELF,
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            indicators=tuple(f"产出指标 | 数量指标 | 第{n}类培训 | ≥{n}期 | {n}期 | 10 | 10" for n in range(1, 7)),
        ),
        Example("good", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 接种率 | ≥90% | 85% | 10 | 9",)),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 接种率 | ≥90% | 85%",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Forms of five indicators and more in which nothing was deducted."""
    scored = [(number(row, "weight"), number(row, "score")) for row in group.indicators]
    if len(scored) >= _FEWEST and all(weight is not None and weight == score for weight, score in scored):
        yield Hit(case, group, None, "score", None, {"count": str(len(scored))})
