"""A form without an indicator of satisfaction."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.class_examples import examples_without
from pipeline.rules.classes import missing_class
from pipeline.rules.rule import Hit, Rule

RULE = Rule(
    code="class.satisfaction-missing",
    title="缺少满意度指标",
    severity=Severity.WARNING,
    zh="{subject}没有设置满意度指标。",
    en="{subject}: no indicator of satisfaction.",
    todo="请补充满意度指标；不适用的请说明理由。",
    basis=(
        "zhongfa-34-goals",
        "pidu-2024-99",
    ),
    whole=True,
    classes=True,
    examples=examples_without("satisfaction"),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Groups of which the profile asks for an indicator of satisfaction and which have none."""
    yield from missing_class(case, group, "satisfaction")
