"""A reason that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.results import noted
from pipeline.rules.rule import SELF, Example, Hit, Rule

_EMPTY = re.compile(
    r"(?:同上|管理不到位|执行进度(?:较)?慢|进度(?:较)?慢|工作不到位|重视不够|经验不足|未完成|有待提高|加强管理|继续努力|下一步改进)[。,;]?"
)

RULE = Rule(
    code="self.note-empty-phrase",
    title="偏差原因空泛",
    severity=Severity.INFO,
    zh="{subject}的偏差原因「{raw}」没有说明具体原因。",
    en="{subject}: the note 「{raw}」 gives no reason.",
    todo="请写明具体原因和改进措施。",
    families=SELF,
    examples=(
        Example("bad", 1, family="self_evaluation", indicators=("产出指标 | 数量指标 | 接种率 | ≥90% | 85% | 10 | 9 | 管理不到位",)),
        Example(
            "good",
            0,
            family="self_evaluation",
            indicators=(
                "产出指标 | 数量指标 | 接种率 | ≥90% | 85% | 10 | 9 | 因招标流标两次，工期顺延",
                "产出指标 | 质量指标 | 合格率 | ≥90% | 91% | 10 | 10 | 无",
            ),
        ),
        Example("gaps", 0, family="self_evaluation", indicators=("产出指标 | 数量指标 | 接种率 | ≥90% | 85% |  | 9 | 同上",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Notes of a few characters, or of a phrase that fits everything, where points were lost."""
    least = case.settings.number("min_note_chars")
    for row in group.filled:
        note, weight, score = text(row, "deviation_note"), number(row, "weight"), number(row, "score")
        if (
            note is not None
            and weight is not None
            and score is not None
            and score < weight
            and noted(row)
            and (len(fold(note)) < least or _EMPTY.fullmatch(fold(note)))
        ):
            yield Hit(case, group, row, "deviation_note", note)
