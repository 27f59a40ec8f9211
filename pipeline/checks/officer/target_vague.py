"""A target in words without levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_VAGUE = frozenset({"increase", "improve", "promoted", "effective", "ensured", "sustained", "decrease", "long_term", "controlled"})
_LEVELS = re.compile(r"[优良中差].*[优良中差]|级|档|\d|调查|评价|上年|去年")

RULE = Rule(
    code="target.vague",
    title="定性指标无分级标准",
    severity=Severity.INFO,
    zh="{subject}的指标值「{raw}」没有分级标准，难以评分。",
    en="{subject}: the target 「{raw}」 has no levels to be scored by.",
    todo="建议写明分级标准（如优、良、中、差各指什么），或改为可量化的指标。",
    examples=(
        Example("bad", 1, indicators=("效益指标 | 社会效益指标 | 村民自治水平 | 有效提升",)),
        Example("good", 0, indicators=("效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",)),
        Example("gaps", 0, indicators=("效益指标 | 社会效益指标 | 村民自治水平 |  ",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Qualitative targets of a direction or an effect, where nothing printed gives levels or a yardstick."""
    for row in group.of_class("benefit", "output"):
        said = "".join(text(row, name) or "" for name in ("raw", "description", "basis"))
        if row["kind"] == "qualitative" and row["category"] in _VAGUE and not _LEVELS.search(said):
            yield Hit(case, group, row, "raw", text(row, "raw"))
