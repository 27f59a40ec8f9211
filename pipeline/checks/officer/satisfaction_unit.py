"""A satisfaction that is no share."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_SHARES = frozenset({"%", "‰", "分"})

RULE = Rule(
    code="satisfaction.unit",
    title="满意度指标非百分比",
    severity=Severity.WARNING,
    zh="{subject}的指标值「{raw}」不是百分比。",
    en="{subject}: the target 「{raw}」 of a satisfaction is no percentage.",
    todo="请补充“%”，或说明满意度的计算方法。",
    families=PLANNED,
    covers=frozenset({"value.unit-missing"}),
    examples=(
        Example("bad", 1, indicators=("满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90",)),
        Example(
            "good",
            0,
            indicators=("满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%", "满意度指标 | 服务对象满意度指标 | 投诉次数 | ≤2次"),
        ),
        Example("gaps", 0, indicators=("满意度指标 | 服务对象满意度指标 | 群众满意度 | 满意",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Indicators of satisfaction, called so, whose number has no % or another unit."""
    for row in group.of_class("satisfaction"):
        name = text(row, "level3") or ""
        if "满意" in name and row["kind"] in ("quantity", "range") and row["unit"] not in _SHARES:
            yield Hit(case, group, row, "raw", text(row, "raw"))
