"""The goal of one project under another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule, Scope

_SHORTEST = 20


def _same_project(one: Case, first: Group, other: Case, second: Group) -> bool:
    """Whether both are one project in two files: a revision, a second container, a second family."""
    same = one is not other and one.department == other.department
    return same and (
        fold(first.name or "") == fold(second.name or "") or one.document["submission_key"] == other.document["submission_key"]
    )


def _called(first: Case, owner: Group, case: Case) -> str:
    place = "" if first.department == case.department else f"{first.department}"
    return f"{place}项目「{owner.name or '未名'}」"


RULE = Rule(
    code="goal.copied",
    title="绩效目标与他项雷同",
    severity=Severity.WARNING,
    zh="{subject}的绩效目标与{other}的文字完全相同。",
    en="{subject}: its goal is word for word that of {other}.",
    todo="请按本项目的任务填写绩效目标；如属同一项工作分列资金，请说明。",
    scope=Scope.BATCH,
    examples=(
        Example(
            "bad",
            1,
            goal="完成全年各项重点工作任务，保障单位正常运转并提高服务水平",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            others=(
                Example(
                    "bad",
                    0,
                    name="办公用房维修",
                    goal="完成全年各项重点工作任务，保障单位正常运转并提高服务水平",
                    indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
                ),
            ),
        ),
        Example(
            "good",
            0,
            goal="组织技能培训2期，覆盖农村妇女100人次，提高就业能力",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            others=(
                Example(
                    "good",
                    0,
                    name="办公用房维修",
                    goal="完成办公用房维修800平方米，消除安全隐患，保障正常办公",
                    indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
                ),
            ),
        ),
        Example(
            "gaps",
            0,
            goal="保障单位正常运转",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            others=(
                Example("gaps", 0, name="办公用房维修", goal="保障单位正常运转", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),
            ),
        ),
    ),
)


def check(cases: Sequence[Case]) -> Iterator[Hit]:
    """Goals of at least 20 characters that stand word for word in a project before, of this or of another department."""
    seen: dict[tuple[str, int | None, str], tuple[Case, Group]] = {}
    for case in cases:
        for group in case.groups:
            family = group.family(text(case.document, "form_family"))
            for row in group.goals if family == "goal" and group.project is not None else ():
                goal = text(row, "text")
                if goal is None or len(fold(goal)) < _SHORTEST:
                    continue
                first, owner = seen.setdefault((fold(goal), case.year, str(row["horizon"])), (case, group))
                if owner is not group and not _same_project(first, owner, case, group):
                    yield Hit(case, group, row, "text", goal, {"other": _called(first, owner, case)})
