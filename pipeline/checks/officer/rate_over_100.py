"""A share of more than everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_WHOLE = Decimal(100)
_SHARE = re.compile(r"(?:覆盖|合格|达标|满意|到位|及时|知晓|入学|普及|参与|办结|准确|通过|支付|发放|优良|完好|入住|出勤|治愈)(?:率|度)$")

RULE = Rule(
    code="rate.over-100",
    title="比率超过100%",
    severity=Severity.ERROR,
    zh="{subject}的指标值「{raw}」超过100%。",
    en="{subject}: 「{raw}」 is more than 100 %.",
    todo="请核对指标值。",
    families=PLANNED,
    examples=(
        Example("bad", 1, indicators=("产出指标 | 质量指标 | 宣传覆盖率 | ≥120%",)),
        Example("good", 0, indicators=("产出指标 | 质量指标 | 宣传覆盖率 | ≥95%", "效益指标 | 经济效益指标 | 收入增长率 | ≥120%")),
        Example("gaps", 0, indicators=("产出指标 | 质量指标 | 宣传覆盖率 | ≥120",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Shares that cannot be over 100 %, by their name."""
    for row in group.filled:
        value = number(row, "value")
        if row["unit"] == "%" and value is not None and value > _WHOLE and _SHARE.search(text(row, "name_key") or ""):
            yield Hit(case, group, row, "raw", text(row, "raw"))
