"""A time limit without a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalizers.units import BY_NAME
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_SHARES = frozenset({"%", "‰"})
_TIME = re.compile(r"时|期|日|月|年|天|季|周|频|快|早|进度|率|当场|立即|节点|完成|到位")

RULE = Rule(
    code="timeliness.no-time",
    title="时效指标无时间要求",
    severity=Severity.WARNING,
    zh="{subject}列为时效指标，指标值「{raw}」没有时间要求。",
    en="{subject}: timeliness without a time, 「{raw}」.",
    todo="请填写完成时间或时限。",
    basis=("qingdao-10",),
    covers=frozenset({"indicator.misplaced"}),
    examples=(
        Example("bad", 1, indicators=("产出指标 | 时效指标 | 宣传覆盖 | 10个",)),
        Example(
            "good",
            0,
            indicators=(
                "产出指标 | 时效指标 | 完成时间 | 9月底前",
                "产出指标 | 时效指标 | 资金拨付 | 及时",
                "产出指标 | 时效指标 | 拨付到位率 | 100%",
                "产出指标 | 时效指标 | 巡查频次 | 2次",
            ),
        ),
        Example("gaps", 0, indicators=("产出指标 | 时效指标 | 宣传覆盖 |  ",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Timeliness in which neither name, description nor target speaks of time; shares (完成率) and frequencies count as time."""
    for row in group.of_class("timeliness"):
        said = "".join(text(row, name) or "" for name in ("level3", "raw", "description"))
        unit = text(row, "unit")
        timed = row["kind"] == "date" or row["category"] in ("timely", "timely_not") or unit in _SHARES
        if not timed and not _TIME.search(said) and not (unit in BY_NAME and BY_NAME[unit].dimension == "duration"):
            yield Hit(case, group, row, "raw", text(row, "raw"))
