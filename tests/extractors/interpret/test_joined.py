"""One cell over the name and the target of a row ends no table, and what sums a table is no money."""

import pytest

from extractors.raw import Kind

NAMES = ("level1", "level2", "level3", "target", "weight", "joined")
TABLE = """
    项目名称 | 甲 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
    产出指标 | 数量指标 | 面积 | 3亩 | 10
    ^ | 质量指标 | 成活率 | ≥85% | 10
"""


@pytest.mark.parametrize("row", ["^ | ^ | 受害率 ≤0.5‰ | < | 20", "^ | 时效指标 | 受害率 ≤0.5‰ | < | 20", "^ | ^ | 受害率 ≤0.5‰ | < | ."])
def test_a_cell_over_name_and_target_is_handed_on_as_the_name_and_the_rows_after_it_are_read(read, row):
    form = read(f"""{TABLE.rstrip()}
        {row}
        ^ | ^ | 处置率 | 100% | 30
        效益指标 | 社会效益指标 | 就业 | ≥3人 | 30
        合计 | < | < | < | 100
    """)
    level2 = "时效指标" if "时效" in row else "质量指标"
    assert form.texts(Kind.INDICATOR, *NAMES)[2:] == [
        ("产出指标", level2, "受害率≤0.5‰", None, None if row.endswith(".") else "20", "1"),
        ("产出指标", level2, "处置率", "100%", "30", None),
        ("效益指标", "社会效益指标", "就业", "≥3人", "30", None),
    ]
    assert form.records(Kind.FUNDING) == []
    assert form.pairs() == {"合计": "100"}
    assert form.lost() == []


def test_the_last_row_of_a_table_without_merged_levels_is_kept_for_its_weight(read):
    form = read("""
        一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
        产出指标 | 数量指标 | 面积 | 3亩 | 50
        效益指标 | 社会效益 | 就业人数 ≥3人 | < | 50
    """)
    assert form.texts(Kind.INDICATOR, "level1", "level3", "weight") == [("产出指标", "面积", "50"), ("效益指标", "就业人数≥3人", "50")]


def test_a_level_that_went_into_the_cell_is_not_taken_from_above(read):
    form = read(f"""{TABLE.rstrip()}
        ^ | 时效指标 完工时间 12月底 | < | < | 20
        ^ | . | 验收时间 | 12月底 | 20
    """)
    assert form.texts(Kind.INDICATOR, "level1", "level2", "level3")[2:] == [
        ("产出指标", None, "时效指标完工时间12月底"),
        ("产出指标", None, "验收时间"),
    ]


@pytest.mark.parametrize(
    "row", ["评价结论 | 完成情况良好 | < | < | <", "其他说明 | . | 按期完成。 | < | .", "自评结论 | 优 | 较好 | < | ."]
)
def test_a_row_of_another_part_still_ends_the_table(read, row):
    form = read(TABLE + "    " + row)
    assert len(form.records(Kind.INDICATOR)) == 2


@pytest.mark.parametrize("total", ["合计 | < | < | 90 | .", "合计 90 | < | < | < | .", "总计 | < | < | 90 | ."])
def test_what_sums_a_table_is_never_money_even_where_the_table_ended_before_it(read, total):
    form = read(f"{TABLE.rstrip()}\n    评价结论 | 良好 | < | < | <\n    {total}")
    assert form.records(Kind.FUNDING) == []


def test_a_total_of_a_funding_block_below_the_table_is_money(read):
    form = read(f"""{TABLE.rstrip()}
        评价结论 | 良好 | < | < | <
        项目资金（万元） | 合计 | < | 90 | <
        ^ | 财政拨款 | < | 90 | <
    """)
    assert form.texts(Kind.FUNDING, "source", "amount") == [("total", "90"), ("fiscal", "90")]
