"""A form without an indicator of a benefit."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.class_examples import examples_without
from pipeline.rules.classes import missing_class
from pipeline.rules.rule import Hit, Rule

RULE = Rule(
    code="class.benefit-missing",
    title="缺少效益指标",
    severity=Severity.ERROR,
    zh="{subject}没有设置效益指标。",
    en="{subject}: no indicator of benefit.",
    todo="请补充效益指标；不适用的请说明理由。",
    basis=(
        "zhongfa-34-goals",
        "pidu-2024-99",
    ),
    whole=True,
    classes=True,
    examples=examples_without("benefit"),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Groups of which the profile asks for an indicator of a benefit and which have none."""
    yield from missing_class(case, group, "benefit")
