"""An output again as a benefit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_SHORTEST = 4
_DIGITS = re.compile(r"\d+")


def _near(one: str, other: str, ratio: float) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ratio


RULE = Rule(
    code="indicator.output-as-benefit",
    title="产出与效益指标重复",
    severity=Severity.WARNING,
    zh="{subject}与产出指标「{other}」内容相同，效益指标应写受益结果。",
    en="{subject}: it repeats the output 「{other}」; a benefit says what came of it.",
    todo="请改为反映受益结果的指标。",
    families=PLANNED,
    examples=(
        Example(
            "bad",
            1,
            indicators=("产出指标 | 质量指标 | 为民众办好事办实事 | ≥95%", "效益指标 | 可持续影响指标 | 为民众办好事，办实事 | ≥90%"),
        ),
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
        Example("gaps", 0, indicators=("产出指标 | 质量指标 | 合格率 | ≥95%", "效益指标 | 社会效益指标 | 合格率 | ≥95%")),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Benefits whose name is an output's, or nearly so."""
    ratio = float(case.settings.number("similarity"))
    outputs = [key for row in group.of_class("output") if (key := text(row, "name_key")) and len(key) >= _SHORTEST]
    for row in group.of_class("benefit"):
        key = text(row, "name_key")
        if key is None or len(key) < _SHORTEST:
            continue
        other = next((one for one in outputs if _DIGITS.findall(one) == _DIGITS.findall(key) and _near(one, key, ratio)), None)
        if other is not None:
            yield Hit(case, group, row, "level3", text(row, "level3"), {"other": other})
