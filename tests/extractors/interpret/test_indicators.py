"""Indicator tables: found by their labels, read row by row, whatever their arrangement."""

from extractors.raw import Kind

NAMES = ("level1", "level2", "level3", "target")


def test_levels_merged_down_fill_their_rows(read):
    form = read("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标（50分） | 数量指标 | 培训人数 | ≥100人次
        ^ | 质量指标 | 合格率 | 100%
        满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%
    """)
    assert form.texts(Kind.INDICATOR, *NAMES) == [
        ("产出指标", "数量指标", "培训人数", "≥100人次"),
        ("产出指标", "质量指标", "合格率", "100%"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert form.lost() == []


def test_levels_left_blank_take_the_name_above(read):
    form = read("""
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 甲 | 1个
        . | . | 乙 | 2个
        . | 质量指标 | 丙 | 3个
        效益指标 | . | 丁 | 4个
    """)
    assert form.texts(Kind.INDICATOR, *NAMES) == [
        ("产出指标", "数量指标", "甲", "1个"),
        ("产出指标", "数量指标", "乙", "2个"),
        ("产出指标", "质量指标", "丙", "3个"),
        ("效益指标", None, "丁", "4个"),
    ]


def test_two_row_header_with_sign_value_and_unit(read):
    form = read("""
        绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | 得分
        一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^
        产出指标 | 数量指标 | 面积 | ≥ | 20 | 亩 | 21 | 10
    """)
    assert form.texts(Kind.INDICATOR, *NAMES, "sign", "unit", "actual", "score") == [
        ("产出指标", "数量指标", "面积", "20", "≥", "亩", "21", "10")
    ]


def test_one_head_over_sign_value_and_unit(read):
    form = read("""
        一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
        产出指标 | 数量指标 | 面积 | ≥ | 20 | 亩
    """)
    assert form.texts(Kind.INDICATOR, "sign", "target", "unit") == [("≥", "20", "亩")]


def test_double_width_is_two_indicators_a_row(read):
    form = read("""
        总体目标 | 实施期目标 | < | < | 年度目标 | <
        ^ | 三年建成 | < | < | 当年开工 | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
        产出指标 | 数量指标 | 里程 | 90公里 | 里程 | 30公里
    """)
    # The right half repeats only 三级指标 and 指标值: level 1 and 2 are the left half's.
    assert form.texts(Kind.INDICATOR, "level1", "level3", "target", "horizon") == [
        ("产出指标", "里程", "90公里", "long_term"),
        ("产出指标", "里程", "30公里", "annual"),
    ]
    assert form.texts(Kind.GOAL, "horizon", "text") == [("long_term", "三年建成"), ("annual", "当年开工")]


def test_a_second_side_that_prints_no_levels_of_its_own_has_those_of_the_first(read):
    form = read(
        """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
        产出指标 | 数量指标 | 中期甲 | 31个 | 本年甲 | 12个
        ^ | 质量指标 | 中期乙 | 100% | 本年乙 | 99%
        """
    )
    assert form.texts(Kind.INDICATOR, "horizon", "level1", "level2", "level3") == [
        ("long_term", "产出指标", "数量指标", "中期甲"),
        ("annual", "产出指标", "数量指标", "本年甲"),
        ("long_term", "产出指标", "质量指标", "中期乙"),
        ("annual", "产出指标", "质量指标", "本年乙"),
    ]


def test_fillers_and_empty_branches_are_no_indicators_but_a_named_row_without_a_value_is_one(read):
    form = read("""
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 指标1：培训 | 3期
        ^ | ^ | 指标2： | .
        ^ | ^ | …… | .
        ^ | 质量指标 | / | /
        ^ | 时效指标 | 完成时间 | .
    """)
    assert form.texts(Kind.INDICATOR, "level2", "level3", "target") == [
        ("数量指标", "指标1：培训", "3期"),
        ("时效指标", "完成时间", ""),
    ]
    assert form.lost() == []


def test_total_rows_are_pairs_of_the_form(read):
    form = read("""
        项目名称 | 甲 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
        产出指标 | 数量指标 | 人数 | 3人 | 60
        合计 | < | < | < | 60
        评价结论 | 良好 | < | < | <
    """)
    assert form.texts(Kind.INDICATOR, "level3", "weight") == [("人数", "60")]
    assert form.pairs() == {"合计": "60", "评价结论": "良好"}


def test_long_term_block_above_annual_block(read):
    form = read("""
        长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 里程 | 90公里 | .
        年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 里程 | 30公里 | 一期
    """)
    assert form.texts(Kind.INDICATOR, "level3", "target", "horizon") == [("里程", "90公里", "long_term"), ("里程", "30公里", "annual")]
    assert dict(form.records(Kind.INDICATOR)[1].attributes)["备注"].text == "一期"


def test_a_horizon_stands_only_where_a_form_prints_both(read):
    form = read("""
        年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 里程 | 30公里
    """)
    assert form.texts(Kind.INDICATOR, "horizon") == [(None,)]


def test_flat_list_of_projects_and_units(read):
    form = read("""
        项目支出绩效目标表

        单位名称 | 项目名称 | 预算数（元） | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
        820-某镇 | . | 300.00 | . | . | . | . | . | . | .
        820001-某镇政府 | 甲 | 100.00 | 办好甲 | 产出指标 | 数量指标 | 次数 | ≥ | 1 | 次
        ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 稳定 | ≥ | 95 | %
        ^ | 乙 | 200.00 | 办好乙 | 产出指标 | 数量指标 | 人数 | ＝ | 2 | 人
    """)
    assert form.texts(Kind.PROJECT, "project_name", "unit") == [("甲", "820001-某镇政府"), ("乙", "820001-某镇政府")]
    assert [(r.project, r.fields["level3"].text) for r in form.records(Kind.INDICATOR)] == [(1, "次数"), (1, "稳定"), (2, "人数")]
    assert [(r.project, r.fields["amount"].text) for r in form.records(Kind.FUNDING)] == [(1, "100.00"), (2, "200.00")]
    assert form.pairs(Kind.DOCUMENT) == {"820-某镇": "300.00"}
    assert form.lost() == []


def test_a_table_cut_in_two_grids_goes_on_without_a_header(read):
    form = read("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 人数 | 3人

        . | 质量指标 | 合格率 | 100%
        效益指标 | 社会效益指标 | 就业 | 5人
        评价结论 | 良好 | < | <
    """)
    # What stands between the two drawings is nothing; a title there would begin another form.
    assert form.texts(Kind.INDICATOR, *NAMES) == [
        ("产出指标", "数量指标", "人数", "3人"),
        ("产出指标", "质量指标", "合格率", "100%"),
        ("效益指标", "社会效益指标", "就业", "5人"),
    ]
    assert form.pairs() == {"评价结论": "良好"}
    assert form.lost() == []


def test_names_under_an_unknown_label_are_known_by_their_place_and_a_finding_says_so(read):
    form = read("""
        一级指标 | 二级指标 | 考量点 | 指标值 | 备考栏
        产出指标 | 数量指标 | 培训人数 | ≥100人次 | 丙
    """)
    assert form.texts(Kind.INDICATOR, *NAMES) == [("产出指标", "数量指标", "培训人数", "≥100人次")]
    assert [remark.note.code for remark in form.extraction.remarks] == ["label.by-content"]


def test_a_known_label_between_levels_and_target_stays_what_it_is(read):
    form = read("""
        一级指标 | 二级指标 | 指标解释 | 指标值
        产出指标 | 数量指标 | 当年培训的人数 | ≥100人次
    """)
    assert form.texts(Kind.INDICATOR, *NAMES, "description") == [("产出指标", "数量指标", None, "≥100人次", "当年培训的人数")]


def test_contents_are_names_where_the_form_has_no_other(read):
    form = read("""
        一级指标 | 二级指标 | 绩效内容 | 计划值 | 评价标准
        产出指标 | 数量指标 | 培训人数 | ≥100人次 | 少一人扣一分
    """)
    assert form.texts(Kind.INDICATOR, *NAMES) == [("产出指标", "数量指标", "培训人数", "≥100人次")]
