"""Points lost, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number
from pipeline.rules.results import noted
from pipeline.rules.rule import SELF, Example, Hit, Rule

_ROUNDING = Decimal("0.01")

RULE = Rule(
    code="self.deduct-no-note",
    title="扣分未说明原因",
    severity=Severity.WARNING,
    zh="{subject}扣{points}分，没有说明原因。",
    en="{subject}: {points} points are deducted, and no reason is given.",
    todo="请逐项说明扣分原因。",
    families=SELF,
    examples=(
        Example("bad", 1, family="self_evaluation", indicators=("产出指标 | 数量指标 | 接种率 | ≥90% | 91% | 2 | 1.9",)),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 接种率 | ≥90% | 91% | 2 | 1.9 | 部分村接种记录不全",
                "产出指标 | 质量指标 | 合格率 | ≥90% | 91% | 10 | 10",
            ),
        ),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 接种率 | ≥90% | 91% |  | 1.9",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Scores below the weight without a note; a missed target is self.not-attained-no-note."""
    for row in group.filled:
        weight, score = number(row, "weight"), number(row, "score")
        if weight is None or score is None or weight - score <= _ROUNDING or row["attained"] is False or noted(row):
            continue
        yield Hit(case, group, row, "score", plain(score), {"points": plain(weight - score)})
