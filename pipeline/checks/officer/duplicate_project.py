"""One project in two submissions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, text
from pipeline.rules.rule import Example, Hit, Rule, Scope


def _content(case: Case, code: str) -> list[tuple[object, ...]]:
    """What a submission says of a project."""
    groups = [group for group in case.groups if text(group.project, "project_code") == code]
    rows = [(row["level3"], row["raw"]) for group in groups for row in group.indicators]
    return [*rows, *((group.project or {}).get("budget_yuan") for group in groups)]  # type: ignore[list-item]  # compared, never read


RULE = Rule(
    code="batch.duplicate-project",
    title="项目重复申报",
    severity=Severity.WARNING,
    zh="{subject}在「{other}」中也有申报，内容不同。",
    en="{subject}: it stands in 「{other}」 too, with other content.",
    todo="请保留一份，或标明修订版本。",
    scope=Scope.BATCH,
    examples=(
        Example(
            "bad",
            1,
            code="13030322P003970100127",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            apart=(
                Example(
                    "bad",
                    0,
                    code="13030322P003970100127",
                    name="技能培训",
                    indicators=("产出指标 | 数量指标 | 培训班次 | ≥5期",),
                    others=(
                        Example(
                            "bad", 0, name="其他项目", code="13030322P003970100128", indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",)
                        ),
                    ),
                ),
            ),
        ),
        Example(
            "good",
            0,
            code="13030322P003970100127",
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            apart=(Example("good", 0, code="13030322P003970100127", indicators=("产出指标 | 数量指标 | 培训班次 | ≥5期",)),),
        ),
        Example(
            "gaps",
            0,
            indicators=("产出指标 | 数量指标 | 培训班次 | ≥2期",),
            apart=(Example("gaps", 0, indicators=("产出指标 | 数量指标 | 培训班次 | ≥5期",)),),
        ),
    ),
)


def check(cases: Sequence[Case]) -> Iterator[Hit]:
    """Project codes in two submissions of a year and family with other targets or money; a revision is one submission."""
    seen: dict[tuple[str, int | None, str], Case] = {}
    for case in cases:
        family = str(case.document["form_family"])
        for group in case.groups:
            code = text(group.project, "project_code")
            if code is None:
                continue
            first = seen.setdefault((code, case.year, family), case)
            revised = first.document["submission_key"] == case.document["submission_key"]
            if first is not case and not revised and _content(first, code) != _content(case, code):
                yield Hit(case, group, None, "project_code", code, {"other": str(first.document["path"])})
