"""First and second levels of every scheme seen."""

from __future__ import annotations

import pytest

from normalizers.levels import LABELS, LEVEL1, LEVEL2, level1_class, level2_class


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产出指标", "output"),
        ("产出指标(50分)", "output"),
        ("一、产出指标", "output"),
        ("★产出 指标", "output"),
        ("预期产出指标", "output"),
        ("效果指标", "benefit"),
        ("效益指标（30分）", "benefit"),
        ("满意度指标", "satisfaction"),
        ("成本指标", "cost"),
        ("投入", "input"),
        ("过程", "process"),
        ("结果", "benefit"),
        ("项目决策", "decision"),
        ("项目管理", "management"),
        ("可持续发展能力", "sustainability"),
        ("绩效指标", None),
        ("", None),
        (None, None),
        ("备注", None),
    ],
)
def test_first_levels(text: str | None, expected: str | None) -> None:
    assert level1_class(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数量指标", "quantity"),
        ("质量指标", "quality"),
        ("时效指标", "timeliness"),
        ("成本指标", "cost"),
        ("经济效益指标", "economic"),
        ("社会效益指标", "social"),
        ("生态效益指标", "ecological"),
        ("可持续影响指标", "sustainability"),
        ("服务对象满意度指标", "satisfaction"),
        ("社会公众或服务对象满意度指标", "satisfaction"),
        ("数量指标（或建筑规模指标）", "quantity"),
        ("时效指标（工期指标、形象进度指标）", "timeliness"),
        ("预算（或投资规模）控制指标", "cost"),
        ("经济成本指标", "economic_cost"),
        ("社会成本指标", "social_cost"),
        ("生态环境成本指标", "ecological_cost"),
        ("社会、经济、生态效益指标", None),
        ("经济效益和社会效益指标", None),
        ("指标内容", None),
        ("数量指标(10分)", "quantity"),
        ("社会 效益 指标", "social"),
    ],
)
def test_second_levels(text: str, expected: str | None) -> None:
    assert level2_class(text) == expected


def test_every_label_of_the_table_has_its_class() -> None:
    for label, expected in LEVEL1.items():
        assert level1_class(label) == level1_class(label + "指标") == expected
    for label, expected in LEVEL2.items():
        assert level2_class(label) == level2_class(label + "指标") == expected
    assert {("1", value) for value in LEVEL1.values()} | {("2", value) for value in LEVEL2.values()} == set(LABELS)
