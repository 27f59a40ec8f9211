"""One name twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_WORD = re.compile(r"[^\W\d_]")

RULE = Rule(
    code="indicator.duplicate",
    title="指标重复设置",
    severity=Severity.WARNING,
    zh="{subject}与第{first}项指标名称相同。",
    en="{subject}: its name is that of indicator {first}.",
    todo="请删除重复的指标，或改写名称以示区别。",
    families=PLANNED,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训人次 | ≥100人次", "产出指标 | 质量指标 | 培训人次 | ≥100人次")),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 培训人次 | ≥100人次", "产出指标 | 质量指标 | 培训合格率 | ≥95%")),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 |  | ≥100人次", "产出指标 | 数量指标 |  | ≥100人次")),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Names that stand twice in a form, within one horizon; with descriptions that differ they are two."""
    seen: dict[tuple[str, object, str], object] = {}
    for row in group.filled:
        name = text(row, "level3")
        if name is None or not _WORD.search(name):
            continue
        key = (fold(name), row["horizon"], fold(text(row, "description") or ""))
        if key in seen:
            yield Hit(case, group, row, "level3", name, {"first": str(seen[key])})
        seen.setdefault(key, row["ordinal"])
