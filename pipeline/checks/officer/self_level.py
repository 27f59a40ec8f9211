"""A grade that is not that of the score."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from normalizers.amounts import number as read
from normalizers.text import fold
from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import SELF, Example, Hit, Rule

_GRADE = re.compile(r"等级|评定结果|自评结论$")
_TOTAL = re.compile(r"^(?:自评)?总(?:得)?分|^自评得分$")
_LEVELS = frozenset({"优", "良", "中", "差"})
_NAMES = (("excellent", "优"), ("good", "良"), ("fair", "中"))

RULE = Rule(
    code="self.level",
    title="自评等级与得分不符",
    severity=Severity.WARNING,
    zh="{subject}的自评总分为{score}分，等级填为「{raw}」，按得分应为「{expected}」。",
    en="{subject}: {score} points, called 「{raw}」; by the points it is 「{expected}」.",
    todo="请核对自评等级。",
    families=SELF,
    examples=(
        Example(
            "bad",
            1,
            family="self_evaluation",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            attributes=("自评总分: 96", "自评等级: 良"),
        ),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            attributes=("自评总分: 96", "自评等级: 优"),
        ),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",), attributes=("自评等级: 良",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Printed grades that the printed total does not make, on the profile's scale."""
    pairs = {fold(label): str(said) for label, said in json.loads(text(group.project, "attributes") or "{}").items()}
    grade = next((said for label, said in pairs.items() if _GRADE.search(label) and fold(said) in _LEVELS), None)
    score = next((found for label, said in pairs.items() if _TOTAL.search(label) and (found := read(said).value) is not None), None)
    if grade is None or score is None:
        return
    expected = next((name for code, name in _NAMES if score >= case.settings.grades[code]), "差")
    if fold(grade) != expected:
        yield Hit(case, group, None, "attributes", grade, {"score": plain(score), "expected": expected})
