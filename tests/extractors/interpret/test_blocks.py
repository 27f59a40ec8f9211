"""Funding, goals, plans, tasks and pairs, in the arrangements that forms print them in."""

from extractors.document import Cell, Document, Grid, Where
from extractors.raw import Kind


def test_sources_by_stages(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲 | < | < | < | < | <
        项目资金（万元） | . | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率
        ^ | 年度资金总额： | 10 | 9 | 8.5 | 10 | 94.4%
        ^ | 其中：当年财政拨款 | 10 | 9 | 8.5 | — | —
        ^ | 上年结转资金 | . | . | . | — | —
    """)
    assert form.texts(Kind.FUNDING, "source", "stage", "amount", "amount_unit") == [
        (source, stage, amount, "万元")
        for source in ("total", "fiscal")
        for stage, amount in (("initial", "10"), ("adjusted", "9"), ("executed", "8.5"))
    ]
    assert form.texts(Kind.FUNDING, "weight", "execution_rate")[2] == ("10", "94.4%")
    assert form.lost() == []


def test_sources_beside_and_over_their_amounts(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲 | 乙方 | 丙
        年度资金总额（元） | 3,000.00 | 其中：财政拨款（元） | 2,000.00
        自有资金（元） | < | 其他资金（元） | <
        1,000.00 | < | 0.00 | <
    """)
    assert form.texts(Kind.FUNDING, "source", "amount", "amount_unit") == [
        ("total", "3,000.00", "元"),
        ("fiscal", "2,000.00", "元"),
        ("own", "1,000.00", "元"),
        ("other", "0.00", "元"),
    ]


def test_a_number_that_answers_its_own_label_is_no_amount_of_what_stands_above_it(read):
    form = read(
        """
        项目支出绩效目标表

        项目名称 | 电商服务 | 项目类别 | 特定目标类
        主管部门 | 商务局 | 主管部门编码 | 142
        资金总额（万元） | 860 | 其他资金 | 100
        """
    )
    assert form.texts(Kind.FUNDING, "source", "amount") == [("total", "860"), ("other", "100")]


def test_amounts_within_the_label_cell(read):
    form = read("""
        项目支出绩效目标表

        年度资金总额及构成 | 总额 | 10万元
        ^ | 一、财政拨款：8万元（其中：上级财政资金：5万元；本级财政：3万元） | <
        ^ | 二、自有资金：2万元 | <
    """)
    assert form.texts(Kind.FUNDING, "source", "label", "amount") == [
        ("total", "总额", "10万元"),
        ("fiscal", "财政拨款", "8万元"),
        (None, "上级财政资金", "5万元"),
        (None, "本级财政", "3万元"),
        ("own", "自有资金", "2万元"),
    ]
    assert form.lost() == []


def test_goal_with_its_result(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲 | <
        年度总体目标 | 预期目标 | 实际完成情况
        ^ | 建成三座 | 建成两座
    """)
    assert form.texts(Kind.GOAL, "horizon", "text", "actual") == [("annual", "建成三座", "建成两座")]


def test_goals_numbered_in_rows_of_their_own(read):
    form = read("""
        年度总体目标 | 目标1： | 办好甲
        ^ | 目标2： | 办好乙
        一级指标 | 二级指标 | 指标值
        产出指标 | 数量指标 | 3个
    """)
    assert form.texts(Kind.GOAL, "text") == [("办好甲",), ("办好乙",)]
    assert form.lost() == []


def test_instructions_are_labels_not_values(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲
        评价结论 | 结合自评情况，说明自评总分。（200字以内）
        项目负责人 | 张某
    """)
    assert form.pairs() == {"项目负责人": "张某"}
    assert form.lost() == []


def test_spending_plan_keeps_blank_periods(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲 | < | < | <
        资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底
        ^ | . | 50% | 75% | 100%
    """)
    assert form.texts(Kind.PLAN, "label", "percent") == [("3月底", ""), ("6月底", "50%"), ("10月底", "75%"), ("12月底", "100%")]
    assert form.lost() == []


def test_tasks_of_a_department_with_amounts_in_three_columns(read):
    form = read("""
        部门整体支出绩效目标表

        部门名称 | 某局 | < | < | < | <
        年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | <
        ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
        ^ | 巡查 | 查遍全县 | 5 | 4 | 1
        ^ | 金额合计 | < | 5 | 4 | 1
        年度总体目标 | 平安 | < | < | < | <
    """)
    names = ("name", "content", "amount", "fiscal", "other", "amount_unit")
    assert form.texts(Kind.TASK, *names) == [("巡查", "查遍全县", "5", "4", "1", "万元")]
    assert form.records(Kind.PROJECT) == []
    assert form.texts(Kind.GOAL, "text") == [("平安",)]
    assert form.lost() == []


def test_pairs_several_to_a_row_and_labels_over_values(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 主管部门 | 实施单位
        甲 | 某局 | 某站
        项目负责人 | 联系电话 | 项目类型
        张某 | 123 | 延续
    """)
    assert form.texts(Kind.PROJECT, "project_name", "department", "unit") == [("甲", "某局", "某站")]
    assert form.pairs() == {"项目负责人": "张某", "联系电话": "123", "项目类型": "延续"}


def test_a_label_near_a_known_one_is_a_remark_and_keeps_its_value(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲
        项目起始时间 | 2021
    """)
    assert [(r.note.code, dict(r.note.args)["label"]) for r in form.extraction.remarks] == [("label.near", "项目起始时间")]
    assert form.pairs() == {"项目起始时间": "2021"}


def test_two_forms_in_one_grid_and_lines_around_forms(read):
    form = read("""
        项目支出绩效目标表
        （2023年度）
        填报单位（盖章）：某局　　　金额单位：万元

        项目名称 | 甲
        资金总额 | 5
        项目支出绩效目标表 | <
        项目名称 | 乙
        资金总额 | 6

        填报人：　　　　　联系电话：　　　　填报日期：2023年1月5日
        注：本表一式两份。
    """)
    assert form.texts(Kind.PROJECT, "project_name", "unit") == [("甲", "某局"), ("乙", None)]
    assert [(r.project, r.fields["amount"].text) for r in form.records(Kind.FUNDING)] == [(1, "5"), (2, "6")]
    assert form.texts(Kind.DOCUMENT, "title", "year", "amount_unit") == [("项目支出绩效目标表", "（2023年度）", "万元")]
    assert form.pairs(Kind.DOCUMENT) == {"填报日期": "2023年1月5日"}
    assert form.lost() == []


def test_narrative_sections_nest_by_their_numbers(read):
    form = read("""
        2023年部门预算绩效文本
        第一部分 部门整体绩效目标
        （一）总体绩效目标：
        办好事。
        （二）分项绩效目标：一是办好事。二是不出事，年内完成全部任务并接受检查；做到有始有终。
        第二部分 预算项目绩效目标
    """)
    assert form.texts(Kind.SECTION, "number", "heading", "level", "path", "role", "text") == [
        ("第一部分", "部门整体绩效目标", "1", "部门整体绩效目标", None, None),
        ("（一）", "总体绩效目标", "2", "部门整体绩效目标 > 总体绩效目标", "overall_goal", "办好事。"),
        (
            "（二）",
            "分项绩效目标",
            "2",
            "部门整体绩效目标 > 分项绩效目标",
            "itemized_goal",
            "一是办好事。二是不出事，年内完成全部任务并接受检查；做到有始有终。",
        ),
        ("第二部分", "预算项目绩效目标", "1", "预算项目绩效目标", None, None),
    ]
    assert form.lost() == []


def test_a_table_that_only_lays_out_others_is_seen_through(read_document, draw):
    inner = draw("项目名称 | 甲\n资金总额 | 5")
    outer = Grid(2, 1, (Cell(1, 1, 1, 1, "项目支出绩效目标表", Where()), Cell(2, 1, 1, 1, "", Where(), (inner,))))
    form = read_document(Document("test", "test", (outer,)))
    assert form.texts(Kind.PROJECT, "project_name") == [("甲",)]
    assert form.texts(Kind.DOCUMENT, "title") == [("项目支出绩效目标表",)]
    assert form.lost() == []


def test_a_value_wrapped_to_the_next_line_belongs_to_the_label_before(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲
        资金总额 | 5

        填报人：（略）　　填报日期：
        2023年1月5日　　单位负责人签字：（略）
    """)
    assert form.pairs(Kind.DOCUMENT) == {"填报人": "（略）", "填报日期": "2023年1月5日", "单位负责人签字": "（略）"}
    assert form.lost() == []


def test_a_value_does_not_become_a_part_of_the_next_signature_s_label(read):
    form = read("""
        项目支出绩效目标表

        项目名称 | 甲
        资金总额 | 5

        单位负责人：顾×× 经办人：陈×× 填报时间：2022年12月
    """)
    assert form.pairs(Kind.DOCUMENT) == {"单位负责人": "顾××", "经办人": "陈××", "填报时间": "2022年12月"}


def test_a_body_on_the_line_below_the_title_hands_the_book_in(read):
    book = """
        2023年部门预算绩效文本
        天津市蓟州区林业局
        第一部分 部门整体绩效目标
        一、总体绩效目标
        推行林长制。
        """
    assert read(book).texts(Kind.DOCUMENT, "title", "department") == [("2023年部门预算绩效文本", "天津市蓟州区林业局")]
    assert read(book.replace("林业局", "林业局推行林长制")).texts(Kind.DOCUMENT, "department") == [(None,)]
    assert read(book.replace("天津", "部门名称：天津")).texts(Kind.DOCUMENT, "department") == [("天津市蓟州区林业局",)]
