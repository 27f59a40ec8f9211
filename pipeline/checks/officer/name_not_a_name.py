"""A name without a word in it, or the level above repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_WORD = re.compile(r"[^\W\d_]")

RULE = Rule(
    code="name.not-a-name",
    title="指标名称不是文字",
    severity=Severity.ERROR,
    zh="{subject}的指标名称「{raw}」不能说明考核内容。",
    en="{subject}: 「{raw}」 is no name of an indicator.",
    todo="请填写能说明考核内容的指标名称。",
    families=PLANNED,
    examples=(
        Example("bad", 2, indicators=("产出指标 | 数量指标 | 88 | 100", "产出指标 | 质量指标 | 质量指标 | ≥95%")),
        Example("good", 0, indicators=("产出指标 | 数量指标 | 新建图书室（个） | ≥3",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 |  | 100",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Names without a letter; names that repeat their second level, but for 服务对象满意度, which is common usage."""
    for row in group.indicators:
        name = text(row, "level3")
        if name is None:
            continue
        above = fold(text(row, "level2") or "").removesuffix("指标")
        if not _WORD.search(name):
            yield Hit(case, group, row, "level3", name)
        elif above and fold(name).removesuffix("指标") == above and "满意" not in name:
            yield Hit(case, group, row, "level3", name, severity=Severity.WARNING)
