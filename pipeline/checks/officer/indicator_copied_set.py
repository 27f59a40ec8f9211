"""All indicators of one project under another."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.text import fold
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group, text
from pipeline.rules.rule import Example, Hit, Rule, Scope

_FEWEST = 3

RULE = Rule(
    code="indicator.copied-set",
    title="指标与他项完全相同",
    severity=Severity.WARNING,
    zh="{subject}的{count}项指标及指标值与项目「{other}」完全相同。",
    en="{subject}: its {count} indicators and targets are those of 「{other}」.",
    todo="请按本项目的任务设置指标；如属同一项工作分列资金，请说明。",
    scope=Scope.DOCUMENT,
    examples=(
        Example(
            "bad",
            1,
            indicators=(
                "产出指标 | 数量指标 | 培训班次 | ≥2期",
                "产出指标 | 质量指标 | 培训合格率 | ≥95%",
                "产出指标 | 时效指标 | 完成时间 | 2024年9月底前",
                "成本指标 | 经济成本指标 | 人均培训成本 | ≤350元",
                "效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",
                "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95%",
            ),
            others=(
                Example(
                    "bad",
                    0,
                    name="办公用房维修",
                    indicators=(
                        "产出指标 | 数量指标 | 培训班次 | ≥2期",
                        "产出指标 | 质量指标 | 培训合格率 | ≥95%",
                        "产出指标 | 时效指标 | 完成时间 | 2024年9月底前",
                        "成本指标 | 经济成本指标 | 人均培训成本 | ≤350元",
                        "效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",
                        "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95%",
                    ),
                ),
            ),
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
            others=(Example("good", 0, name="办公用房维修", indicators=("产出指标 | 数量指标 | 维修面积 | ≥800平方米",)),),
        ),
        Example(
            "gaps",
            0,
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            others=(Example("gaps", 0, name="办公用房维修", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)),),
        ),
    ),
)


def check(case: Case) -> Iterator[Hit]:
    """Projects of one document with the same names and targets."""
    seen: dict[tuple[tuple[str, str], ...], Group] = {}
    for group in case.groups:
        if group.project is None or group.family(text(case.document, "form_family")) != "goal":
            continue
        pairs = tuple(sorted((fold(text(row, "level3") or ""), fold(text(row, "raw") or "")) for row in group.filled))
        if len(pairs) < _FEWEST:
            continue
        first = seen.setdefault(pairs, group)
        if first is not group and fold(first.name or "") != fold(group.name or ""):
            yield Hit(case, group, None, None, group.name, {"count": str(len(pairs)), "other": first.name or ""})
