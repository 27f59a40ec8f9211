"""An output in words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

_VAGUE = frozenset({"increase", "improve", "promoted", "effective", "ensured", "sustained", "long_term", "high"})
_STATES = frozenset({"complete", "compliant", "timely", "attained"})

RULE = Rule(
    code="output.qualitative",
    title="产出指标未量化",
    severity=Severity.WARNING,
    zh="{subject}的指标值「{raw}」没有量化，无法衡量完成多少。",
    en="{subject}: the target 「{raw}」 of an output is not a number.",
    todo="请填写可以计量的数值和计量单位。",
    basis=("pidu-2024-99",),
    examples=(
        Example("bad", 2, indicators=("产出指标 | 数量指标 | 开展培训 | 有效开展", "产出指标 | 质量指标 | 开放质量 | 有效提升")),
        Example(
            "good",
            0,
            indicators=(
                "产出指标 | 质量指标 | 开放率 | ≥95%",
                "产出指标 | 质量指标 | 工程质量 | 合格",
                "产出指标 | 时效指标 | 拨付情况 | 及时",
            ),
        ),
        Example("gaps", 0, indicators=("产出指标 |  | 开展培训 | 有效开展",)),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Quantities and qualities whose target is a direction or an effect; 合格, 完成 and 及时 can be checked and stay."""
    for row in group.of_class("quantity", "quality"):
        if row["kind"] != "qualitative" or row["level1_class"] not in ("output", None):
            continue
        if row["category"] in _VAGUE or (row["level2_class"] == "quantity" and row["category"] not in _STATES):
            yield Hit(case, group, row, "raw", text(row, "raw"))
