"""A sign against its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, number, text
from pipeline.rules.rule import PLANNED, Example, Hit, Rule

_BAD = re.compile(
    r"(?:事故|投诉|差错|违规|违纪|舆情|上访|死亡|失误)(?:发生)?(?:次数|件数|起数|人数|数|率|量)?$|(?:办理|办结|响应|处置)(?:时限|时长)$|超支率$"
)
_GOOD = re.compile(r"(?<!不)(?:满意度|满意率|合格率|覆盖率|达标率|及时率|知晓率|普及率|办结率|优良率)$")

RULE = Rule(
    code="direction.conflict",
    title="指标性质与名称方向相反",
    severity=Severity.WARNING,
    zh="{subject}的指标值「{raw}」与指标名称的方向相反。",
    en="{subject}: 「{raw}」 points the other way than its name.",
    todo="请核对“≥”或“≤”。",
    families=PLANNED,
    examples=(
        Example("bad", 2, indicators=("产出指标 | 质量指标 | 群众投诉次数 | ≥2次", "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≤90%")),
        Example(
            "good",
            0,
            indicators=(
                "产出指标 | 质量指标 | 群众投诉次数 | ≤2次",
                "产出指标 | 质量指标 | 投诉处理率 | ≥95%",
                "效益指标 | 社会效益指标 | 事故下降率 | ≥5%",
            ),
        ),
        Example("gaps", 0, indicators=("产出指标 | 质量指标 | 群众投诉次数 | 2次",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """≥ for what should be rare or quick, ≤ for what should be much, by the end of the name."""
    for row in group.filled:
        name = text(row, "name_key") or ""
        more, less = row["comparator"] in ("ge", "gt"), row["comparator"] in ("le", "lt")
        if row["kind"] == "quantity" and number(row, "value") and ((more and _BAD.search(name)) or (less and _GOOD.search(name))):
            yield Hit(case, group, row, "raw", text(row, "raw"))
