"""Too many indicators."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers.value import plain
from pipeline.findings.entry import Severity
from pipeline.rules.case import Case, Group
from pipeline.rules.rule import Example, Hit, Rule

RULE = Rule(
    code="indicator.count-high",
    title="指标数量过多",
    severity=Severity.INFO,
    zh="{subject}有{count}项指标，多于{most}项。",
    en="{subject}: {count} indicators, more than {most}.",
    todo="建议保留能反映核心任务的指标。",
    examples=(
        Example("bad", 1, indicators=tuple(f"产出指标 | 数量指标 | 第{n}类培训 | ≥{n}期" for n in range(1, 23))),
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
        ),
        Example("gaps", 0),
    ),
)


def check(case: Case, group: Group) -> Iterator[Hit]:
    """Projects with more indicators than the profile allows."""
    count, most = len(group.filled), case.settings.number("max_indicators")
    if group.project is not None and count > most:
        yield Hit(case, group, None, None, None, {"count": str(count), "most": plain(most)})
