"""Word's rows of cells become grids without holes, whatever the rows leave out."""

from __future__ import annotations

import pytest

from extractors.document import Grid, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import docx

DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(n: int) -> str:
    return f'<w:gridSpan w:val="{n}"/>'


def width(n: int, unit: str = "dxa") -> str:
    return f'<w:tcW w:w="{n}" w:type="{unit}"/>'


def test_a_table_knows_its_place(pen):
    document = pen.read(pen.p("前") + pen.tbl(pen.tr("甲", "乙"), pen.tr("丙", "丁")))
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    assert grid.where == Where(block=2)
    assert grid.at(2, 1).where == Where(block=2, row=2, column=1)
    assert document.blocks[0].where == Where(block=1)
    assert (document.format, document.method, document.pages, document.partial, document.remarks) == ("docx", "docx", None, False, ())


def test_spans_across_and_down(pen):
    rows = pen.tr(pen.tc("一级", DOWN), pen.tc("宽", span(2))), pen.tr(pen.tc("", GOES_ON), "左", "右")
    assert pen.grid(*rows) == [(1, 1, 2, 1, "一级"), (1, 2, 1, 2, "宽"), (2, 2, 1, 1, "左"), (2, 3, 1, 1, "右")]


def test_a_span_both_ways(pen):
    rows = pen.tr(pen.tc("块", span(2) + DOWN), "右"), pen.tr(pen.tc("", span(2) + GOES_ON), "下")
    assert pen.grid(*rows) == [(1, 1, 2, 2, "块"), (1, 3, 1, 1, "右"), (2, 3, 1, 1, "下")]


def test_a_new_restart_ends_the_merge_above(pen):
    rows = [pen.tr(pen.tc("产出", DOWN)), pen.tr(pen.tc("", GOES_ON)), pen.tr(pen.tc("效益", DOWN)), pen.tr(pen.tc("", GOES_ON))]
    assert pen.grid(*rows) == [(1, 1, 2, 1, "产出"), (3, 1, 2, 1, "效益")]


def test_a_plain_cell_ends_the_merge_above(pen):
    rows = [pen.tr(pen.tc("a", DOWN)), pen.tr("b"), pen.tr(pen.tc("c", GOES_ON))]
    assert pen.grid(*rows) == [(1, 1, 1, 1, "a"), (2, 1, 1, 1, "b"), (3, 1, 1, 1, "c")]


def test_a_merge_without_a_beginning_begins_where_it_stands(pen):
    rows = [pen.tr(pen.tc("甲", GOES_ON), "1"), pen.tr(pen.tc("", GOES_ON), "2")]
    assert pen.grid(*rows) == [(1, 1, 2, 1, "甲"), (1, 2, 1, 1, "1"), (2, 2, 1, 1, "2")]


def test_a_merge_over_other_edges_is_no_merge(pen):
    rows = [pen.tr(pen.tc("宽", span(2) + DOWN), "1"), pen.tr(pen.tc("窄", GOES_ON), "2", "3")]
    assert pen.grid(*rows) == [(1, 1, 1, 2, "宽"), (1, 3, 1, 1, "1"), (2, 1, 1, 1, "窄"), (2, 2, 1, 1, "2"), (2, 3, 1, 1, "3")]


def test_text_in_a_cell_that_is_merged_away_is_not_printed_and_named(pen):
    document = pen.read(pen.tbl(pen.tr(pen.tc("甲", DOWN)), pen.tr(pen.tc("不印", GOES_ON))))
    assert pen.outline(document) == [[(1, 1, 2, 1, "甲")]]
    (remark,) = document.remarks
    assert (remark.note.code, dict(remark.note.args), remark.where) == ("text.hidden", {"raw": "不印"}, Where(block=1, row=1, column=1))


def test_columns_left_out_before_and_after_are_empty_cells(pen):
    rows = pen.tr("a", "b", "c"), pen.tr("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert pen.grid(*rows)[3:] == [(2, 1, 1, 1, ""), (2, 2, 1, 1, "d"), (2, 3, 1, 1, "")]


def test_a_row_that_stops_early_is_filled(pen):
    assert pen.grid(pen.tr("a", "b", "c"), pen.tr("d"))[3:] == [(2, 1, 1, 1, "d"), (2, 2, 1, 2, "")]


def test_widths_decide_where_spans_do_not_add_up(pen):
    rows = (
        pen.tr(pen.tc("a", width(3000)), pen.tc("b", width(1500)), pen.tc("c", width(1500))),
        pen.tr(pen.tc("d", width(1490)), pen.tc("e", width(4510))),
    )
    assert pen.grid(*rows) == [(1, 1, 1, 2, "a"), (1, 3, 1, 1, "b"), (1, 4, 1, 1, "c"), (2, 1, 1, 1, "d"), (2, 2, 1, 3, "e")]


def test_widths_in_percent_and_a_row_that_begins_late(pen):
    before = '<w:gridBefore w:val="1"/><w:wBefore w:w="2500" w:type="pct"/>'
    rows = (
        pen.tr(pen.tc("a", width(2500, "pct")), pen.tc("b", width(2500, "pct"))),
        pen.tr(pen.tc("c", width(1250, "pct")), pen.tc("d", width(1250, "pct")), properties=before),
    )
    assert pen.grid(*rows) == [(1, 1, 1, 1, "a"), (1, 2, 1, 2, "b"), (2, 1, 1, 1, ""), (2, 2, 1, 1, "c"), (2, 3, 1, 1, "d")]


def test_widths_that_do_not_agree_decide_nothing(pen):
    rows = pen.tr(pen.tc("a", width(3000)), pen.tc("b", width(3000))), pen.tr(pen.tc("c", width(900)))
    assert pen.grid(*rows) == [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 1, "c"), (2, 2, 1, 1, "")]


def test_a_grid_column_too_narrow_for_a_letter_is_drift(pen):
    rows = pen.tr(pen.tc("a", span(2)), "b"), pen.tr("c", pen.tc("d", span(2)))
    assert pen.grid(*rows, columns=(3000, 12, 3000)) == [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (2, 1, 1, 1, "c"), (2, 2, 1, 1, "d")]
    assert pen.grid(*rows, columns=(3000, 900, 3000))[1] == (1, 3, 1, 1, "b")


def test_a_narrow_cell_of_its_own_stays(pen):
    rows = pen.tr("a", "x", "b"), pen.tr(pen.tc("c", span(2)), "d")
    assert [cell[1] for cell in pen.grid(*rows, columns=(3000, 12, 3000))] == [1, 2, 3, 1, 3]


def test_cells_merged_across_the_old_way(pen):
    rows = pen.tr(pen.tc("甲", '<w:hMerge w:val="restart"/>'), pen.tc("", "<w:hMerge/>"), "乙"), pen.tr("1", "2", "3")
    assert pen.grid(*rows)[:2] == [(1, 1, 1, 2, "甲"), (1, 3, 1, 1, "乙")]


def test_rows_and_cells_inside_content_controls(pen):
    def sdt(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    rows = sdt(pen.tr("a", sdt(pen.tc("b")))), f"<w:customXml>{pen.tr('c', pen.tc(content=sdt(pen.p('d'))))}</w:customXml>"
    assert [cell[4] for cell in pen.grid(*rows)] == ["a", "b", "c", "d"]
    assert pen.texts(pen.read(sdt(pen.tbl(pen.tr("e"))) + sdt(pen.p(sdt(pen.r("f")))))) == ["e", "f"]


def test_deleted_rows_and_cells_are_gone_inserted_ones_stay(pen):
    mark = 'w:id="1" w:author="x"'
    rows = pen.tr("a", "b"), pen.tr("x", "y", properties=f"<w:del {mark}/>"), pen.tr("c", "d", properties=f"<w:ins {mark}/>")
    assert [cell[4] for cell in pen.grid(*rows)] == ["a", "b", "c", "d"]
    rows = pen.tr("a", pen.tc("x", f"<w:cellDel {mark}/>"), "b"), pen.tr("c", "d")
    document = pen.read(pen.tbl(*rows))
    assert (pen.texts(document), pen.codes(document)) == (["a", "b", "c", "d"], ["text.deleted"])


def test_a_table_in_a_cell_is_a_block_of_that_cell(pen):
    inner = pen.tbl(pen.tr("内1", "内2"))
    document = pen.read(pen.tbl(pen.tr("外", pen.tc(content=pen.p("前") + inner + pen.p("后")))))
    cell = document.blocks[0].at(1, 2)
    assert cell.text == "前后"
    (nested,) = cell.nested
    assert pen.laid(nested) == [(1, 1, 1, 1, "内1"), (1, 2, 1, 1, "内2")]
    assert {piece.where for piece in nested.cells} == {Where(block=1, row=1, column=2)}
    assert pen.texts(document) == ["外", "前后", "内1", "内2"]


def test_tables_nested_too_deep_keep_their_text(pen):
    body = pen.tbl(pen.tr("底"))
    for depth in range(70):
        body = pen.tbl(pen.tr(pen.tc(content=body + pen.p(f"[{depth}]"))))
    document = docx.read(pen.word(body), Limits(depth=5))
    assert pen.codes(document) == ["table.nested-deep"]
    assert document.partial
    assert "底" in "".join(pen.texts(document))
    assert all(f"[{depth}]" in "".join(pen.texts(document)) for depth in range(70))


def test_xml_nested_deeper_than_its_parser_allows_is_too_large(pen):
    body = pen.tbl(pen.tr("底"))
    for _ in range(200):
        body = pen.tbl(pen.tr(pen.tc(content=body + pen.p())))
    with pytest.raises(ReadError) as caught:
        docx.read(pen.word(body))
    assert caught.value.code == "too-large"


def test_text_of_a_cell_has_no_line_ends(pen):
    content = pen.p("年度") + pen.p("总体") + pen.p("<w:r><w:t>目</w:t><w:br/><w:t>标</w:t></w:r>")
    assert pen.cell(content).text == "年度总体目标"


def test_plain_and_special_tables_are_read_alike(pen):
    rows = pen.tr(pen.tc("产出", DOWN), pen.tc("a\tb", span(2))), pen.tr(pen.tc("", GOES_ON), "左 ", "右")
    marked = f'<w:p><w:bookmarkStart w:id="1" w:name="n"/><w:smartTag>{pen.r("z")}</w:smartTag><w:del/></w:p>'
    special = pen.tr("x", "y", pen.tc(content=marked))
    plain = pen.grid(*rows, pen.tr("x", "y", "z"))
    assert pen.grid(*rows, special) == plain


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        ("rows", Limits(rows=99)),
        ("rows", Limits(places=99)),
        ("rows", Limits(cells=99)),
        ("rows", Limits(characters=50)),
        ("columns", Limits(columns=99)),
    ],
)
def test_limits_are_kept(pen, body, limits):
    rows = [pen.tr("行")] * 100 if body == "rows" else [pen.tr(*["列"] * 100)]
    with pytest.raises(ReadError) as caught:
        docx.read(pen.word(pen.tbl(*rows)), limits)
    assert caught.value.code == "too-large"


def test_a_span_of_a_million_costs_a_column(pen):
    rows = pen.tr(pen.tc("宽", span(1_000_000)), "b"), pen.tr("c", "d", "e")
    cells = pen.grid(*rows)
    assert cells[:2] == [(1, 1, 1, 4, "宽"), (1, 5, 1, 1, "b")]
    assert cells[2:] == [(2, 1, 1, 1, "c"), (2, 2, 1, 1, "d"), (2, 3, 1, 1, "e"), (2, 4, 1, 2, "")]


def test_a_merge_that_never_ends_and_absurd_numbers(pen):
    rows = [pen.tr(pen.tc("头", DOWN))] + [pen.tr(pen.tc("", GOES_ON))] * 3000
    assert pen.grid(*rows) == [(1, 1, 3001, 1, "头")]
    odd = [pen.tc(text, f'<w:gridSpan w:val="{value}"/>') for text, value in (("a", "-3"), ("b", "abc"), ("c", "2.0"))]
    assert pen.grid(pen.tr(*odd)) == [(1, 1, 1, 1, "a"), (1, 2, 1, 1, "b"), (1, 3, 1, 2, "c")]


def test_a_table_without_cells_is_none(pen):
    assert pen.texts(pen.read(pen.tbl() + pen.tbl(pen.tr()) + pen.p("文"))) == ["文"]


@pytest.mark.parametrize("behind", ["", "丁"])
def test_a_blank_cell_under_several_merged_ones_continues_them_all(pen, behind):
    def merged(text, kind, span=1):
        return pen.tc(text, f'<w:gridSpan w:val="{span}"/><w:vMerge w:val="{kind}"/>')

    grid = pen.grid(
        pen.tr(merged("甲", "restart"), merged("乙", "restart"), "1"),
        pen.tr(merged("", "continue", 2), "2"),
        pen.tr(merged("", "continue"), merged(behind, "restart" if behind else "continue"), "3"),
    )
    assert grid[:2] == [(1, 1, 3, 1, "甲"), (1, 2, 2 if behind else 3, 1, "乙")]


def test_text_under_several_merged_cells_is_a_cell_of_its_own(pen):
    def merged(text, kind, span=1):
        return pen.tc(text, f'<w:gridSpan w:val="{span}"/><w:vMerge w:val="{kind}"/>')

    grid = pen.grid(pen.tr(merged("甲", "restart"), merged("乙", "restart")), pen.tr(merged("丙", "continue", 2)))
    assert grid == [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 1, 1, 2, "丙")]
