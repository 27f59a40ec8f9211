"""Everybody is to be satisfied."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="satisfaction.full",
    title="满意度目标值为100%",
    severity=Severity.INFO,
    zh="{subject}的指标值「{raw}」为全部满意，难以达到也难以核实。",
    en="{subject}: 「{raw}」 asks for everybody to be satisfied.",
    todo="建议按以往调查结果设定。",
    examples=(
        Example("bad", 1, indicators=("满意度指标 | 服务对象满意度指标 | 社会满意度 | 100%",)),
        Example("good", 0, indicators=("满意度指标 | 服务对象满意度指标 | 社会满意度 | ≥95%",)),
        Example("gaps", 0, indicators=("满意度指标 | 服务对象满意度指标 | 社会满意度 | ≥100",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Satisfactions at or over the profile's highest."""
    most = case.settings.number("max_satisfaction")
    for row in group.of_class("satisfaction"):
        value = number(row, "value")
        if "满意" in (text(row, "level3") or "") and row["unit"] == "%" and value is not None and value >= most:
            yield Hit(case, group, row, "raw", text(row, "raw"))
