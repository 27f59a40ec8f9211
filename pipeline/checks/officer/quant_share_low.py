"""Few numbers among the targets."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.rule import Example, Hit, Rule

_NUMBERS = frozenset({"quantity", "range", "date", "composite", "graded"})
_FEWEST = 4

RULE = Rule(
    code="quant.share-low",
    title="定量指标占比过低",
    severity=Severity.INFO,
    zh="{subject}的{count}项指标中只有{part}项定量指标。",
    en="{subject}: {part} of {count} indicators are numbers.",
    todo="建议把能够计量的指标改为定量。",
    examples=(
        Example(
            "bad",
            1,
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期",
                "产出指标 | 质量指标 | 培训质量 | 良好",
                "效益指标 | 社会效益指标 | 就业能力 | 提高",
                "效益指标 | 可持续影响指标 | 机制 | 完善",
            ),
        ),
        Example(
            "good",
            0,
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期",
                "产出指标 | 质量指标 | 培训合格率 | ≥95%",
                "产出指标 | 时效指标 | 完成时间 | 2024年9月底前",
                "成本指标 | 经济成本指标 | 人均培训成本 | ≤350元",
                "效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",
                "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95%",
            ),
        ),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Groups in which fewer targets than the profile asks for are numbers, dates or grades."""
    rows = group.filled
    numbers = sum(row["kind"] in _NUMBERS for row in rows)
    if len(rows) >= _FEWEST and numbers < case.settings.number("min_quantified") * len(rows):
        yield Hit(case, group, None, None, None, {"count": str(len(rows)), "part": str(numbers)})
