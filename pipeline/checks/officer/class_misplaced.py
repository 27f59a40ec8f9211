"""A satisfaction among outputs, a date of completion among quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_SATISFIED = re.compile(r"满意(?:度|率)$")
_WHEN = re.compile(r"(?:完成|完工|竣工|交付|发放|拨付)(?:时间|时限|日期)$")

RULE = Rule(
    code="class.misplaced",
    title="指标归类错误",
    severity=Severity.WARNING,
    zh="{subject}属于{nature}，却列在「{level}」下。",
    en="{subject} is {nature_en}, and stands under 「{level}」.",
    todo="请调整到相应的指标类别。",
    families=PLANNED,
    covers=frozenset({"indicator.misplaced"}),
    examples=(
        Example("bad", 2, indicators=("产出指标 | 质量指标 | 参训学员满意度 | ≥95%", "产出指标 | 质量指标 | 项目完成时间 | 10月底前")),
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
        Example("gaps", 0, indicators=("产出指标 |  | 参训学员满意度 | ≥95%",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Names that end in 满意度 under outputs; dates of completion under quantity or quality. Costs and time limits: indicator.misplaced."""
    for row in group.of_class("quantity", "quality", "timeliness"):
        name, level = text(row, "name_key") or "", text(row, "level2") or ""
        if _SATISFIED.search(name):
            yield Hit(case, group, row, "level3", name, {"nature": "满意度指标", "nature_en": "a satisfaction", "level": level})
        elif row["level2_class"] != "timeliness" and _WHEN.search(name) and row["kind"] == "date":
            yield Hit(case, group, row, "level3", name, {"nature": "时效指标", "nature_en": "a time limit", "level": level})
