"""A project without any indicator."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="indicators.none",
    title="项目未设置绩效指标",
    severity=Severity.ERROR,
    zh="{subject}没有设置绩效指标。",
    en="{subject}: no indicator is set.",
    todo="请按产出、效益、满意度等设置绩效指标并填写指标值。",
    basis=(
        "budget-law-32",
        "zhongfa-34-goals",
        "qingdao-15",
    ),
    whole=True,
    examples=(
        Example("bad", 1, goal="组织培训2期", budget="3万元"),
        Example("good", 0, goal="组织培训2期", budget="3万元", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
        Example("gaps", 0, goal="组织培训2期", budget="3万元", partial=True),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Projects without a filled indicator, unless the same project has its table elsewhere in the document."""
    if group.project is None or group.filled:
        return
    code, name = text(group.project, "project_code"), fold(group.name or "")
    for other in case.groups:
        same = (code and text(other.project, "project_code") == code) or fold(other.name or "") == name
        if same and other is not group and other.filled and other.project is not None:
            return  # listed here, tabled there
    if group.goals or group.funding or group.indicators:
        yield Hit(case, group, None, "project_name", group.name)
