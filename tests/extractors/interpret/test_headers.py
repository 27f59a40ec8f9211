"""Where a header begins: a pair above it, whose label stands over a blank cell of it, is no part of it."""

from __future__ import annotations

import pytest

from pipeline import read

FORM = """<h1>区域绩效目标表</h1><p>（2022年度）</p><table border="1">
<tr><td>项目名称</td><td colspan="4">生猪调出大县奖励资金</td></tr>
<tr><td>{label}</td><td colspan="4">{text}</td></tr>
<tr><td></td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td rowspan="2">绩效指标</td><td rowspan="2">产出指标</td><td rowspan="2">数量指标</td><td>猪肉产量稳定率</td><td>≥95%</td></tr>
<tr><td>能繁母猪稳定率</td><td>90%</td></tr></table>"""


@pytest.mark.parametrize("label", ["年度目标", "年度绩效目标", "总体目标"])
@pytest.mark.parametrize(
    "text", ["到2022年底，生猪生产稳定有序发展，存栏量完成既定目标。", "确保规模养殖场保有量稳定，推进畜牧业高质量发展。"]
)
def test_a_goal_over_a_header_stays_a_goal(label: str, text: str) -> None:
    rows = read(FORM.format(label=label, text=text).encode(), name="a.html").rows
    assert [goal["text"] for goal in rows["goals"]] == [text]
    assert [row["raw"] for row in rows["indicators"]] == ["≥95%", "90%"]
