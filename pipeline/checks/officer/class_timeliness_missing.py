"""A form without an indicator of timeliness."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.class_examples import examples_without
from pipeline.rules.classes import missing_class
from pipeline.rules.rule import Hit, Rule

RULE = Rule(
    code="class.timeliness-missing",
    title="缺少时效指标",
    severity=Severity.WARNING,
    zh="{subject}没有设置时效指标。",
    en="{subject}: no indicator of timeliness.",
    todo="请补充时效指标；不适用的请说明理由。",
    basis=("pidu-2024-99",),
    whole=True,
    classes=True,
    examples=examples_without("timeliness"),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Groups of which the profile asks for an indicator of timeliness and which have none."""
    yield from missing_class(case, group, "timeliness")
