"""A form that is left blank is named, and makes no project; rows that print their project again lose nothing."""

from extractors.raw import GridRole, Kind
from pipeline.submission import process

BLANK = """
    项目支出绩效目标表

    项目名称 | . | < | <
    项目资金（万元） | 年度资金总额 | . | <
    年度目标 | . | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | . | .
"""


def test_a_blank_form_makes_no_project_and_one_remark(read):
    form = read(BLANK)
    assert form.records(Kind.PROJECT) == form.records(Kind.FUNDING) == form.records(Kind.GOAL) == []
    assert [remark.note.code for remark in form.extraction.remarks] == ["form.blank"]
    assert [use.role for use in form.extraction.grids] == [GridRole.FORM]
    assert form.lost() == []


def test_a_blank_form_is_a_form(read):
    page = "<h1>项目支出绩效目标表</h1><table border=1><tr><td>项目名称</td><td></td></tr><tr><td>年度资金总额</td><td></td></tr></table>"
    found = process(page.encode(), "a.html", "a.html")
    assert found.document["status"] == "ok"
    assert [finding["rule"] for finding in found.findings] == ["form.blank"]


def test_a_filled_form_beside_a_blank_one_keeps_its_place(read):
    form = read(BLANK + BLANK.replace("项目名称 | .", "项目名称 | 公务用车"))
    assert form.texts(Kind.PROJECT, "project_name") == [("公务用车",)]


def test_a_list_that_prints_its_project_in_every_row_loses_nothing(read):
    form = read("""
        2024年部门预算项目支出绩效目标表

        预算单位 | 项目名称 | 预算金额 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        某局 | 培训 | 5 | 办班 | 产出指标 | 数量指标 | 班次 | ≥2次
        某局 | 培训 | 5 | 办班 | 满意度指标 | 服务对象满意度 | 学员满意度 | ≥90%
        某局 | 宣传 | 6 | 发稿 | 产出指标 | 数量指标 | 稿件 | ≥20篇
    """)
    assert form.texts(Kind.PROJECT, "project_name") == [("培训",), ("宣传",)]
    assert [r.fields["amount"].text for r in form.records(Kind.FUNDING)] == ["5", "6"]
    assert form.lost() == []
