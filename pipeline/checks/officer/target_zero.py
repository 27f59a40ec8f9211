"""A target of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import Example, Hit, Rule

_NOTHING = re.compile(
    r"事故|投诉|争议|发生|差错|超|违|上访|流失|死亡|亏损|失误|舆情|案|隐患|零|污染|损|误|欠|拖|不|逾期|伤|信访|纠纷|缺|泄|挪用|截留|排放"
)

RULE = Rule(
    code="target.zero",
    title="目标值为零",
    severity=Severity.INFO,
    zh="{subject}的指标值为0。",
    en="{subject}: the target is 0.",
    todo="请核对指标值。",
    examples=(
        Example("bad", 1, indicators=("产出指标 | 数量指标 | 培训人次 | 0人次",)),
        Example("good", 0, indicators=("产出指标 | 质量指标 | 安全事故发生次数 | 0起",)),
        Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训人次 |  ",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Zeros where the name is no bad event."""
    for row in group.filled:
        name = text(row, "level3")
        if name and row["kind"] == "quantity" and number(row, "value") == 0 and not _NOTHING.search(name):
            yield Hit(case, group, row, "raw", text(row, "raw"))
