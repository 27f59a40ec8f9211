"""A sentence for a name."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

RULE = Rule(
    code="name.too-long",
    title="指标名称过长",
    severity=Severity.INFO,
    zh="{subject}的指标名称「{raw}」过长。",
    en="{subject}: the name 「{raw}」 is very long.",
    todo="建议用简短的名称，细则写入指标说明。",
    families=PLANNED,
    examples=(
        Example(
            "bad", 1, indicators=("产出指标 | 质量指标 | 专项资金是否按照《专项资金管理办法》和《财务管理规定》专款专用并且专项核算 | 是",)
        ),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 |  | 100%",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Names longer than the profile allows."""
    for row in group.indicators:
        name = text(row, "level3")
        if name and len(fold(name)) > case.settings.number("max_name"):
            yield Hit(case, group, row, "level3", name)
