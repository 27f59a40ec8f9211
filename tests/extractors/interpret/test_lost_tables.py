"""The cells of an indicator table that stand in lines of their own: no table is guessed, and a finding names them."""

from __future__ import annotations

import pytest

from pipeline import read

HEAD = "项目支出绩效目标表\n\n项目名称\n\n设备购置\n\n总体目标\n\n购置设备\n\n"


def strays(text: str) -> list[str]:
    """What `form.stray` names of a text."""
    rows = read(text.encode(), name="a.txt").rows
    assert not rows["indicators"]
    return [row["raw"] for row in rows["findings"] if row["rule"] == "form.stray"]


@pytest.mark.parametrize(
    ("labels", "cells"),
    [
        ("一级指标 二级指标 三级指标 指标值", "产出指标 数量指标 购置设备数量 ≥5台"),
        ("一级指标 二级指标 指标名称 年度指标值", "产出指标 质量指标 验收合格率 100%"),
        ("二级指标 三级指标 目标值", "数量指标 培训人数 ≥100人"),
    ],
)
def test_cells_in_lines_are_named(labels: str, cells: str) -> None:
    printed = [*labels.split(), *cells.split()]
    assert strays(HEAD + "\n\n".join(printed)) == ["".join(printed)]


@pytest.mark.parametrize(
    "narrative",
    [
        "完善三级指标体系，指标值可衡量。",
        "指标值\n\n全年购置设备5台，验收合格率100%。",
        "一级指标、二级指标和三级指标的指标值由部门填报。",
    ],
)
def test_prose_about_indicators_is_narrative(narrative: str) -> None:
    assert strays(HEAD + narrative) == []
