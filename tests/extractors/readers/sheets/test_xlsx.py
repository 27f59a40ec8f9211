"""Excel workbooks: what is seen on a sheet is what is read, and what is not seen is named."""

from __future__ import annotations

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from sheets_drawn import FORM, FRAME, changed, codes, grids, put, rows_of, saved, told

from extractors.document import Paragraph, Role
from extractors.errors import ReadError
from extractors.readers.sheets import xlsx

SHEET = "xl/worksheets/sheet1.xml"


def book_of(rows, **options):
    book = openpyxl.Workbook()
    put(book.active, rows, **options)
    return book


def note_of(document, code):
    return next(remark for remark in document.remarks if remark.note.code == code)


# ---------------------------------------------------------------- texts and numbers


def test_cells_with_their_places(read_rows):
    document = read_rows(FORM)
    assert told(document) == [FORM]
    (grid,) = grids(document)
    cell = grid.at(2, 4)
    assert (cell.text, cell.where.sheet, cell.where.cell, cell.where.row, cell.where.column) == ("≥4辆", "Sheet", "D2", 2, 4)
    assert document.pages is None
    assert document.method == "xlsx"


@pytest.mark.parametrize(
    ("stored", "code", "text", "said"),
    [
        (0.9, '"≥"0%', "≥90%", ["format.numeric-text"]),
        (0.9, "0%", "90%", []),
        (1234.5, "#,##0.00", "1,234.50", []),
        (12345.678, "#,##0.00", "12,345.68", ["format.numeric-text"]),
        (0.1 + 0.2, "General", "0.3", []),
        (1.0049999999999999, "0.00", "1.01", ["format.numeric-text"]),
        (45363, 'yyyy"年"m"月"d"日"', "2024年3月12日", []),
        (13030322004061100025, "General", "1.30303E+19", ["code.precision-lost"]),
        (13030322004061100025, "0", "13030322004061100000", ["code.precision-lost"]),
        (130303220040611, "General", "130303220040611", []),
        (5, ";;;", "", ["text.hidden"]),
        (0, "0;-0;;@", "", ["format.zero-hidden"]),
        ("13030322004061100025", "@", "13030322004061100025", []),
        ("≥95%", "General", "≥95%", []),
    ],
)
def test_what_is_printed_is_what_excel_shows(stored, code, text, said):
    book = book_of([["项目编码", "数"], ["甲", stored]])
    book.active["B2"].number_format = code
    document = xlsx.read(saved(book))
    assert grids(document)[0].at(2, 2).text == text
    assert codes(document) == said


def test_the_stored_value_stays_beside_what_is_shown():
    book = book_of([["a", "b"], ["c", 0.9]])
    book.active["B2"].number_format = '"≥"0%'
    remark = note_of(xlsx.read(saved(book)), "format.numeric-text")
    assert dict(remark.note.args) == {"raw": "≥90%", "stored": "0.9"}
    assert (remark.where.sheet, remark.where.cell, remark.where.row, remark.where.column) == ("Sheet", "B2", 2, 2)


def test_digits_are_those_of_the_file():
    data = saved(book_of([["a", "b"], ["c", 1]]))
    document = xlsx.read(changed(data, {SHEET: lambda xml: xml.replace(b"<v>1</v>", b"<v>1.2345678901234</v>")}))
    assert grids(document)[0].at(2, 2).text == "1.23456789"


def test_days_of_both_epochs():
    book = book_of([["a", "b"], ["c", 43901]])
    book.active["B2"].number_format = "yyyy/m/d"
    assert grids(xlsx.read(saved(book)))[0].at(2, 2).text == "2020/3/11"
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert grids(xlsx.read(saved(book)))[0].at(2, 2).text == "2024/3/12"


@pytest.mark.parametrize(("value", "text"), [(True, "TRUE"), (False, "FALSE")])
def test_truth_values(value, text, read_rows):
    assert grids(read_rows([["a", "b"], ["c", value]]))[0].at(2, 2).text == text


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_errors_are_print_and_named(error):
    book = book_of([["a", "b"], ["c", error]])
    book.active["B2"].data_type = "e"
    document = xlsx.read(saved(book))
    assert grids(document)[0].at(2, 2).text == error
    assert codes(document) == ["cell.error"]
    assert document.partial


def test_a_formula_without_its_result_is_named_and_blank():
    document = xlsx.read(saved(book_of([["a", "b"], ["c", "=SUM(1,2)"]])))
    assert grids(document)[0].columns == 2
    assert codes(document) == ["formula.no-value"]
    assert note_of(document, "formula.no-value").where.cell == "B2"
    assert document.partial


def test_a_formula_with_its_result(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("汇总")
        frame = book.add_format({"border": 1, "num_format": "0.00"})
        sheet.write_row(0, 0, ["a", "b"], frame)
        sheet.write(1, 0, "c", frame)
        sheet.write_formula(1, 1, "=表1!B2*2", frame, 7.5)
    document = xlsx.read(path.read_bytes())
    assert told(document) == [[["a", "b"], ["c", "7.50"]]]
    assert not document.remarks


def test_lines_of_a_cell_are_joined_and_those_of_a_paragraph_kept():
    book = book_of([["a", "甲\n乙"], ["c", "d_x000D_\ne"]], row=3)
    book.active["A1"] = "上\n下"
    document = xlsx.read(saved(book))
    assert told(document) == ["上\n下", [["a", "甲乙"], ["c", "d e"]]]


def test_struck_and_raised_runs_are_as_in_word():
    book = book_of([["a", "b"], ["c", "d"]])
    book.active["B2"] = CellRichText("≥", TextBlock(InlineFont(strike=True), "90"), TextBlock(InlineFont(b=True), "95%"))
    book.active["A2"] = CellRichText("合格率", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    document = xlsx.read(saved(book))
    assert told(document) == [[["a", "b"], ["合格率", "≥95%"]]]
    assert codes(document) == ["text.note-mark", "text.struck"]
    assert dict(note_of(document, "text.struck").note.args) == {"raw": "90"}


def test_a_square_metre_keeps_its_power():
    book = book_of([["a", "b"], ["c", "d"]])
    book.active["B2"] = CellRichText("≥300m", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    assert grids(xlsx.read(saved(book)))[0].at(2, 2).text == "≥300m2"


@pytest.mark.parametrize(
    ("style", "code"),
    [(Font(strike=True), "text.struck"), (Font(color="FFFFFFFF"), "text.hidden")],
)
def test_a_whole_cell_struck_or_white(style, code):
    book = book_of([["a", "b"], ["c", "作废"]])
    book.active["B2"].font = style
    document = xlsx.read(saved(book))
    assert told(document) == [[["a"], ["c"]]] or rows_of(grids(document)[0])[1][-1] == ""
    assert codes(document) == [code]


def test_white_print_on_a_dark_ground_is_print():
    book = book_of([["a", "b"], ["c", "d"]])
    for cell in book.active[1]:
        cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79")
    document = xlsx.read(saved(book))
    assert told(document) == [[["a", "b"], ["c", "d"]]]
    assert not document.remarks


# ---------------------------------------------------------------- what is not seen


def test_hidden_sheets_rows_and_columns_are_left_out_and_named():
    book = book_of([["a", "暗", "b"], ["c", "暗", "d"], ["暗行", "x", "y"], ["e", "暗", "f"]])
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    put(book.create_sheet("隐藏表"), FORM)
    book["隐藏表"].sheet_state = "hidden"
    document = xlsx.read(saved(book))
    assert told(document) == [[["a", "b"], ["c", "d"], ["e", "f"]]]
    assert codes(document) == ["sheet.columns-hidden", "sheet.hidden", "sheet.rows-hidden"]
    assert dict(note_of(document, "sheet.rows-hidden").note.args) == {"name": "Sheet", "rows": "3", "count": "3"}
    assert dict(note_of(document, "sheet.columns-hidden").note.args) == {"name": "Sheet", "columns": "B", "count": "3"}
    assert grids(document)[0].at(3, 2).where.cell == "C4"


def test_hidden_rows_without_text_are_not_worth_a_word():
    book = book_of([["a", "b"], ["", ""], ["c", "d"]])
    book.active.row_dimensions[2].hidden = True
    document = xlsx.read(saved(book))
    assert told(document) == [[["a", "b"], ["c", "d"]]]
    assert not document.remarks


def test_a_workbook_all_of_whose_sheets_are_hidden_has_no_text():
    book = openpyxl.Workbook()
    put(book.create_sheet("x"), FORM)
    book["x"].sheet_state = "veryHidden"
    with pytest.raises(ReadError) as caught:
        xlsx.read(saved(book))
    assert caught.value.code == "no-text"
    assert "hidden" in caught.value.message


def test_a_text_below_a_merged_cell_is_named():
    merges = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'
    merged = changed(saved(book_of([["a", "b"], ["c", "d"]])), {SHEET: lambda xml: xml.replace(b"</sheetData>", merges)})
    document = xlsx.read(merged)
    assert told(document) == [[["a", "b"], ["c"]]]
    assert codes(document) == ["text.hidden"]


# ---------------------------------------------------------------- beside the cells


def test_comments_are_paragraphs_of_their_own():
    book = book_of(FORM)
    book.active["D2"].comment = Comment("请核对", "审核")
    document = xlsx.read(saved(book))
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.text, last.role, last.where.cell) == ("请核对", Role.COMMENT, "D2")


def test_text_boxes_and_pictures(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        frame = book.add_format({"border": 1})
        for row, values in enumerate(FORM):
            sheet.write_row(row, 0, values, frame)
        sheet.insert_textbox(8, 1, "填报说明：\n单位盖章")
    document = xlsx.read(path.read_bytes())
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.text, last.role, last.where.cell) == ("填报说明：\n单位盖章", Role.TEXT_BOX, "B9")


def test_boxes_to_be_ticked(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        frame = book.add_format({"border": 1})
        sheet.write_row(0, 0, ["是否完成", "", "备注"], frame)
        sheet.write_row(1, 0, ["a", "b", "c"], frame)
        sheet.insert_button("E9", {"caption": "按钮"})
    spaces = b'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    tick = (
        b"<v:shape " + spaces + b"><v:textbox><div>%s</div></v:textbox>"
        b'<x:ClientData ObjectType="Checkbox"><x:Anchor>1, 4, 0, 2, 2, 1, 1, 3</x:Anchor>'
        b"<x:Checked>%d</x:Checked></x:ClientData></v:shape>"
    )
    shapes = tick % ("是".encode(), 1) + tick % ("否".encode(), 0) + b"</xml>"
    data = changed(path.read_bytes(), {"xl/drawings/vmlDrawing1.vml": lambda vml: vml.replace(b"</xml>", shapes)})
    assert told(xlsx.read(data)) == [[["是否完成", "☑是☐否", "备注"], ["a", "b", "c"]]]


@pytest.mark.parametrize("prompt", ["请选择", "--请选择--", "请选择计量单位", "（下拉选择）"])
def test_a_list_left_at_its_prompt_is_blank(prompt):
    book = book_of([["计量单位", "值"], [prompt, "3"], ["请选择", "4"]])
    validation = DataValidation(type="list", formula1='"人,次,元"')
    validation.add("A2")
    book.active.add_data_validation(validation)
    document = xlsx.read(saved(book))
    assert told(document) == [[["计量单位", "值"], ["", "3"], ["请选择", "4"]]]
    assert codes(document) == ["text.placeholder"]


def test_running_heads_and_feet_are_furniture():
    book = book_of(FORM)
    book.active.oddHeader.center.text = '2024年度&"宋体"绩效目标表'
    book.active.oddFooter.left.text = "甲局"
    book.active.oddFooter.right.text = "第&P页 共&N页"
    document = xlsx.read(saved(book))
    assert told(document) == ["2024年度绩效目标表", FORM, "甲局"]
    assert [block.role for block in document.blocks if isinstance(block, Paragraph)] == [Role.HEADER, Role.FOOTER]


@pytest.mark.parametrize("stored", ['=DISPIMG("ID_1234",1)', '_xlfn.DISPIMG("ID_1234",1)'])
def test_a_picture_in_a_cell_is_named(stored):
    book = book_of([["名称", "附件"], ["甲", ""]])
    cell = book.active["B2"]
    cell.value, cell.data_type = stored, "s"
    document = xlsx.read(saved(book))
    assert told(document) == [[["名称", "附件"], ["甲", ""]]]
    assert codes(document) == ["part.pictures"]
    assert note_of(document, "part.pictures").where.cell == "B2"


def test_external_links_and_macros_are_never_looked_at():
    data = saved(book_of(FORM))
    extra = {
        "xl/externalLinks/externalLink1.xml": lambda _: b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        "xl/vbaProject.bin": lambda _: b"\xff" * 99,
        "xl/worksheets/_rels/sheet1.xml.rels": lambda _: (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            b'Type="http://x/drawing" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
        ),
    }
    assert told(xlsx.read(changed(data, extra))) == [FORM]


# ---------------------------------------------------------------- many tables on a sheet


def test_lines_above_and_below_a_table_are_paragraphs():
    book = book_of(FORM, row=4)
    sheet = book.active
    sheet["A1"] = "项目支出绩效目标表"
    sheet.merge_cells("A1:D1")
    sheet["A2"], sheet["D2"] = "填报单位：甲局", "单位：万元"
    sheet["A8"], sheet["C8"] = "填表人：", "联系电话："
    assert told(xlsx.read(saved(book))) == ["项目支出绩效目标表", "填报单位：甲局", "单位：万元", FORM, "填表人：", "联系电话："]


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize("gap", [0, 1])
def test_a_title_merged_over_several_rows_adds_none_to_the_table(framed, gap):
    book = book_of(FORM, row=4 + gap, framed=framed)
    book.active["A1"] = "绩效目标表"
    book.active.merge_cells("A1:D3")
    assert told(xlsx.read(saved(book))) == ["绩效目标表", FORM]


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_forms_below_one_another_are_grids_of_their_own(gap):
    book = openpyxl.Workbook()
    row = 1
    for name in ("甲", "乙", "丙"):
        book.active.cell(row, 1, f"{name}项目绩效目标表")
        put(book.active, FORM, row + 1)
        row += 1 + len(FORM) + gap
    assert told(xlsx.read(saved(book))) == ["甲项目绩效目标表", FORM, "乙项目绩效目标表", FORM, "丙项目绩效目标表", FORM]


@pytest.mark.parametrize("framed", [True, False])
def test_forms_side_by_side_are_grids_of_their_own(framed):
    book = openpyxl.Workbook()
    for at, name in enumerate(("甲", "乙")):
        book.active.cell(1, 1 + 6 * at, f"{name}表")
        put(book.active, FORM, 2, 1 + 6 * at, framed=framed)
    assert told(xlsx.read(saved(book))) == ["甲表", FORM, "乙表", FORM]


def test_a_table_without_borders(read_rows):
    rows = [["绩效目标表", "", "", ""], ["单位：甲局", "", "", "单位：万元"], *FORM, ["注：如实填写", "", "", ""]]
    assert told(read_rows(rows, framed=False)) == ["绩效目标表", "单位：甲局", "单位：万元", FORM, "注：如实填写"]


def test_bordered_blank_rows_belong_to_the_table():
    rows = [FORM[0], FORM[1], ["", "", "", ""], FORM[2]]
    assert told(xlsx.read(saved(book_of(rows)))) == [rows]


def test_blank_rows_and_columns_at_the_ends_do_not():
    rows = [[*row, "", ""] for row in [*FORM, *[[""] * 4] * 40]]
    assert told(xlsx.read(saved(book_of(rows)))) == [FORM]


@pytest.mark.parametrize("address", ["XFD1048576", "XFD2", "A1048576", "CC40"])
@pytest.mark.parametrize("framed", [True, False])
def test_a_stray_cell_far_away_makes_no_giant_grid(address, framed):
    book = book_of(FORM, framed=framed)
    book.active[address] = "x"
    document = xlsx.read(saved(book))
    assert told(document)[0] == FORM
    assert [grid.rows * grid.columns for grid in grids(document)] == [12]
    assert [block.where.cell for block in document.blocks[1:]] == [address]


def test_notes_beside_a_table_are_none_of_it():
    rows = [[f"指标{n}", f"{n}%", "甲"] for n in range(12)]
    book = book_of(rows)
    book.active["D5"] = "这个数要再问"
    assert told(xlsx.read(saved(book))) == [rows, "这个数要再问"]


def test_merged_cells_span_what_they_cover():
    rows = [["一级", "二级", "三级", "值"], ["产出", "数量", "甲", "1"], ["", "质量", "乙", "2"], ["合计", "", "", "3"]]
    book = book_of(rows)
    for area in ("A2:A3", "A4:C4"):
        book.active.merge_cells(area)
    (grid,) = grids(xlsx.read(saved(book)))
    assert [(cell.text, cell.row_span, cell.column_span) for cell in grid.cells if cell.row_span * cell.column_span > 1] == [
        ("产出", 2, 1),
        ("合计", 1, 3),
    ]


def test_columns_that_merged_cells_alone_make_are_none():
    book = book_of([["项目", "", "金额"], ["甲", "", "1"], ["乙", "", "2"]])
    for row in (1, 2, 3):
        book.active.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    (grid,) = grids(xlsx.read(saved(book)))
    assert (grid.rows, grid.columns) == (3, 2)
    assert {cell.column_span for cell in grid.cells} == {1}


def test_a_merged_cell_whose_first_row_is_hidden_is_seen_in_the_rest():
    book = book_of([["a", "b"], ["产出", "x"], ["", "y"], ["", "z"]])
    book.active.merge_cells("A2:A4")
    book.active.row_dimensions[2].hidden = True
    document = xlsx.read(saved(book))
    assert told(document) == [[["a", "b"], ["产出", "y"], ["z"]]]


def test_every_sheet_in_the_order_of_the_workbook():
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"] = "本表由各单位填写。"
    for name in ("乙", "甲"):
        put(book.create_sheet(name), [["项目名称", name], ["金额", "1"]])
    book.create_sheet("空模板")
    document = xlsx.read(saved(book))
    assert told(document) == ["本表由各单位填写。", [["项目名称", "乙"], ["金额", "1"]], [["项目名称", "甲"], ["金额", "1"]]]
    assert [block.where.sheet for block in document.blocks] == ["说明", "乙", "甲"]
    assert [block.where.block for block in document.blocks] == [1, 2, 3]


def test_strict_workbooks_have_other_names():
    old, new = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = dict.fromkeys([SHEET, "xl/workbook.xml", "xl/styles.xml"], lambda xml: xml.replace(old, new))
    assert told(xlsx.read(changed(saved(book_of(FORM)), parts))) == [FORM]


def test_borders_are_seen_through_styles():
    book = book_of(FORM, framed=False)
    assert FRAME.left.style == "thin"
    assert told(xlsx.read(saved(book))) == [FORM]
