"""The examples that the rules on missing classes share: a form with every class, the same without some, one of other levels."""

from __future__ import annotations

from typing import Final

from pipeline.rules.rule import Example

_FULL: Final = {
    "quantity": "产出指标 | 数量指标 | 培训班次 | ≥2期",
    "quality": "产出指标 | 质量指标 | 培训合格率 | ≥95%",
    "timeliness": "产出指标 | 时效指标 | 完成时间 | 2024年9月底前",
    "cost": "成本指标 | 经济成本指标 | 人均培训成本 | ≤350元",
    "benefit": "效益指标 | 社会效益指标 | 政策知晓率 | ≥90%",
    "satisfaction": "满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥95%",
}
_OTHER_LEVELS: Final = ("履职 | 工作 | 培训班次 | ≥2期", "履职 | 服务 | 政策知晓率 | ≥90%")


def examples_without(*classes: str) -> tuple[Example, ...]:
    """The form without the rows of some classes (bad), with them (good), and one whose levels no rule knows (gaps)."""
    missing = tuple(row for name, row in _FULL.items() if name not in classes)
    return (
        Example("bad", 1, indicators=missing),
        Example("good", 0, indicators=tuple(_FULL.values())),
        Example("gaps", 0, indicators=_OTHER_LEVELS),
    )
