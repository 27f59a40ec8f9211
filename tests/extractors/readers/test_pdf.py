"""The PDF reader on pages drawn by hand: every way to draw a table that we met, and every way to hide or spoil text.

The pages are written here as PDF syntax: text in a Chinese fount that every engine knows (STSong-Light, UniGB-UCS2-H), lines, rectangles,
raw content. Coordinates are points from the page's top left, as in the Document.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from extractors.document import Document, Paragraph, Role
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import pdf as reader
from extractors.readers import pdfplumber_reader
from tests.extractors.readers.drawn_pdf import ROWS, XS, DrawnPage, codes, grids, pdf, plain, rows, texts


@pytest.mark.parametrize("read", [reader.read, pdfplumber_reader.read])
def test_a_plain_table_between_paragraphs(read: Callable[[bytes], Document]) -> None:
    page = plain(DrawnPage().text(200, 40, "绩效目标表", 16)).text(60, 200, "填报人：张三").text(400, 200, "单位：万元")
    document = read(pdf(page))
    assert (document.format, document.method, document.pages, document.partial) == ("pdf", "pdf-text", 1, False)
    assert [rows(grid) for grid in grids(document)] == [ROWS]
    assert texts(document) == ["绩效目标表", "填报人：张三", "单位：万元"]
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid", "Paragraph", "Paragraph"]


def test_each_piece_has_its_place() -> None:
    document = reader.read(pdf(DrawnPage().text(60, 40, "甲"), plain()))
    grid = grids(document)[0]
    cell = grid.at(2, 3)
    assert (cell.where.page, cell.where.block, cell.where.row, cell.where.column) == (2, 2, 2, 3)
    assert cell.where.box is not None
    assert (cell.where.box.x0, cell.where.box.y0, cell.where.box.x1, cell.where.box.y1) == (300, 120, 400, 140)


def test_spans_come_from_missing_edges() -> None:
    page = DrawnPage()
    for x0, y, x1 in ((60, 100, 400), (160, 120, 400), (60, 140, 400), (60, 160, 400)):
        page.line(x0, y, x1, y)
    for x, y0, y1 in ((60, 100, 160), (160, 100, 160), (300, 120, 140), (400, 100, 160)):
        page.line(x, y0, x, y1)
    page.text(70, 112, "标签").text(200, 104, "横跨").text(170, 124, "左").text(310, 124, "右").text(70, 144, "底").text(170, 144, "行")
    grid = grids(reader.read(pdf(page)))[0]
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans == {
        "标签": (1, 1, 2, 1),
        "横跨": (1, 2, 1, 2),
        "左": (2, 2, 1, 1),
        "右": (2, 3, 1, 1),
        "底": (3, 1, 1, 1),
        "行": (3, 2, 1, 2),
    }


def drawn_in_pieces(page: DrawnPage, ys: list[float]) -> None:
    """Thin filled rectangles, one for each side of each cell, as browsers draw them."""
    for y in ys:
        for x0, x1 in pairwise(XS):
            page.box(x0, y, x1, y + 0.75)
    for x in XS:
        for y0, y1 in pairwise(ys):
            page.box(x, y0, x + 0.75, y1)


def drawn_as_boxes(page: DrawnPage, ys: list[float]) -> None:
    for y0, y1 in pairwise(ys):
        for x0, x1 in pairwise(XS):
            page.box(x0, y0, x1, y1, "S")


def drawn_double(page: DrawnPage, ys: list[float]) -> None:
    page.grid(XS, ys)
    page.grid([x + 1.5 for x in XS], [y + 1.5 for y in ys])


def drawn_dashed(page: DrawnPage, ys: list[float]) -> None:
    for y in ys:
        for step in range(0, 340, 6):
            page.line(60 + step, y, 63 + step, y)
    for x in XS:
        for step in range(0, 40, 6):
            page.line(x, ys[0] + step, x, min(ys[0] + step + 3, ys[-1]))


def drawn_without_sides(page: DrawnPage, ys: list[float]) -> None:
    for y in ys:
        page.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        page.line(x, ys[0], x, ys[-1])


def drawn_in_one_path(page: DrawnPage, ys: list[float]) -> None:
    moves = [f"{XS[0]} {842 - y} m {XS[-1]} {842 - y} l" for y in ys] + [f"{x} {842 - ys[0]} m {x} {842 - ys[-1]} l" for x in XS]
    page.raw("0.5 w " + " ".join(moves) + " S")


def drawn_over_colour(page: DrawnPage, ys: list[float]) -> None:
    page.raw("0.8 g").box(XS[0], ys[0], XS[-1], ys[1]).raw("0 g")
    page.grid(XS, ys)


@pytest.mark.parametrize(
    "draw",
    [
        drawn_in_pieces,
        drawn_as_boxes,
        drawn_double,
        drawn_dashed,
        drawn_without_sides,
        drawn_in_one_path,
        drawn_over_colour,
    ],
)
def test_however_the_rules_are_drawn(draw: Callable[[DrawnPage, list[float]], None]) -> None:
    page = DrawnPage()
    draw(page, [100.0, 120.0, 140.0])
    for y, row in zip((104, 124), ROWS, strict=True):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 5, y, text)
    assert [rows(grid) for grid in grids(reader.read(pdf(page)))] == [ROWS]


def test_a_rule_inside_a_form_follows_the_forms_place() -> None:
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Matrix [2 0 0 2 60 702] /Length {} >>\nstream\n{}\nendstream"
    lines = (
        "0.2 w "
        + " ".join(f"0 {y} m 170 {y} l" for y in (0, 10, 20))
        + " "
        + " ".join(f"{x} 0 m {x} 20 l" for x in (0, 50, 120, 170))
        + " S"
    )
    page = DrawnPage().raw("q /X1 Do Q")
    for y, row in zip((104, 124), ROWS, strict=True):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 5, y, text)
    document = reader.read(pdf(page, objects={100: form.format(len(lines), lines)}, resources="/XObject << /X1 100 0 R >>"))
    assert [rows(grid) for grid in grids(document)] == [ROWS]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_by_its_dictionary_reads_upright(turn: int) -> None:
    page = plain(DrawnPage().text(200, 40, "绩效目标表", 16))
    page.content = [*_turned(turn, page), *page.content]
    page.extra = f"/Rotate {turn}"
    if turn % 180:
        page.width, page.height = page.height, page.width
    document = reader.read(pdf(page))
    assert texts(document) == ["绩效目标表"]
    assert [rows(grid) for grid in grids(document)] == [ROWS]
    box = grids(document)[0].where.box
    assert box is not None
    assert (box.x0, box.y0) == pytest.approx((60, 100), abs=0.1)


def _turned(turn: int, page: DrawnPage) -> list[str]:
    """The transformation that a program writes before the content of a page to be shown turned."""
    matrices = {90: f"0 1 -1 0 {page.height} 0", 180: f"-1 0 0 -1 {page.width} {page.height}", 270: f"0 -1 1 0 0 {page.width}"}
    return [f"{matrices[turn]} cm"]


def test_content_set_sideways_on_an_upright_page_reads_upright() -> None:
    page = plain()
    page.content = ["0 1 -1 0 842 0 cm", *page.content]
    page.width, page.height = 842.0, 595.0
    assert [rows(grid) for grid in grids(reader.read(pdf(page)))] == [ROWS]


def test_a_crop_box_moves_the_corner_and_hides_what_lies_outside() -> None:
    page = plain(DrawnPage(extra="/CropBox [50 50 545 792]")).text(60, 20, "页外")
    document = reader.read(pdf(page))
    box = grids(document)[0].where.box
    assert box is not None
    assert (box.x0, box.y0) == (10, 50)
    assert texts(document) == []
    assert codes(document) == ["page.text-outside"]
    assert not document.partial


def test_a_table_inside_a_cell_is_nested() -> None:
    page = DrawnPage().grid([60, 300, 500], [100, 200, 240])
    page.table([70, 150, 240], 130, [["内一", "内二"], ["内三", "内四"]])
    page.text(66, 106, "外一").text(310, 106, "外二").text(66, 210, "外三").text(310, 210, "外四")
    grid = grids(reader.read(pdf(page)))[0]
    assert rows(grid) == [["外一", "外二"], ["外三", "外四"]]
    assert [rows(inner) for inner in grid.at(1, 1).nested] == [[["内一", "内二"], ["内三", "内四"]]]


def test_a_box_to_tick_is_no_table_and_an_empty_box_is_none() -> None:
    page = DrawnPage().box(60, 100, 72, 112, "S").text(61, 101, "√").text(80, 101, "是").box(60, 200, 160, 240, "S")
    document = reader.read(pdf(page))
    assert grids(document) == []
    assert "".join(texts(document)).replace("\t", "").replace(" ", "") == "√是"


def test_a_frame_around_the_page_is_no_cell() -> None:
    document = reader.read(pdf(plain(DrawnPage().box(20, 20, 575, 822, "S").text(60, 60, "标题"))))
    assert texts(document) == ["标题"]
    assert [rows(grid) for grid in grids(document)] == [ROWS]


def test_wrapped_lines_of_a_cell_are_joined_as_they_are() -> None:
    page = DrawnPage().grid([60, 150, 300, 420], [100, 160])
    page.text(65, 104, "可持续影响指").text(65, 120, "标")
    page.text(155, 104, "13030321P0039").text(155, 120, "70100127")
    page.text(305, 104, "long term").text(305, 120, "effect")
    assert rows(grids(reader.read(pdf(page)))[0]) == [["可持续影响指标", "13030321P003970100127", "long term effect"]]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    page = (
        DrawnPage().grid([60, 150, 300], [100, 160]).text(65, 104, "90%-").text(65, 120, "95%").text(155, 104, "abc-").text(155, 120, "def")
    )
    assert rows(grids(reader.read(pdf(page)))[0]) == [["90%-95%", "abc-def"]]


def test_printed_spaces_stay_and_gaps_are_judged_by_their_width() -> None:
    page = (
        DrawnPage()
        .text(60, 100, "车辆 保险")
        .text(60, 130, "参与人次")
        .text(130, 130, "100人次")
        .text(60, 160, "数量")
        .text(82, 160, "3个")
    )
    assert texts(reader.read(pdf(page))) == ["车辆 保险", "参与人次\t100人次", "数量3个"]


def test_a_character_printed_twice_for_bold_is_one() -> None:
    page = DrawnPage()
    for at, char in enumerate("项目名称"):
        page.text(60 + 10 * at, 100, char).text(60.4 + 10 * at, 100, char)
    page.text(60, 140, "一一")
    assert texts(reader.read(pdf(page))) == ["项目名称", "一一"]


def test_invisible_text_beside_visible_is_named_and_left_out() -> None:
    document = reader.read(pdf(plain().text(60, 300, "看不见的字", mode=3)))
    assert texts(document) == []
    assert [rows(grid) for grid in grids(document)] == [ROWS]
    assert codes(document) == ["text.hidden"]
    assert dict(document.remarks[0].note.args) == {"raw": "看不见的字"}


def test_a_page_of_nothing_but_invisible_text_is_a_scan_with_its_text_layer() -> None:
    assert texts(reader.read(pdf(DrawnPage().text(60, 300, "识别的文字", mode=3)))) == ["识别的文字"]


def test_a_watermark_is_furniture_and_no_part_of_the_cells_it_crosses() -> None:
    page = plain()
    code = "征求意见".encode("utf-16-be").hex()
    page.raw(f"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 650 Tm <{code}> Tj ET")
    document = reader.read(pdf(page))
    assert [rows(grid) for grid in grids(document)] == [ROWS]
    assert texts(document, Role.HEADER) == ["征求意见"]


IMAGE = {
    100: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
    "stream\nA\nendstream"
}


def test_a_page_with_a_picture_and_no_text_makes_the_document_partial() -> None:
    picture = DrawnPage().raw("q 400 0 0 400 50 50 cm /X1 Do Q")
    document = reader.read(pdf(plain(), picture, DrawnPage(), objects=IMAGE, resources="/XObject << /X1 100 0 R >>"))
    assert document.partial
    assert [(remark.note.code, remark.where.page) for remark in document.remarks] == [("page.no-text", 2)]


def test_a_document_without_any_text_is_refused() -> None:
    with pytest.raises(ReadError) as refused:
        reader.read(pdf(DrawnPage().raw("q 400 0 0 400 50 50 cm /X1 Do Q"), objects=IMAGE, resources="/XObject << /X1 100 0 R >>"))
    assert refused.value.code == "no-text"


def test_text_without_a_unicode_map_is_noticed_and_not_passed_on() -> None:
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 "
        "/BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>] >>"
    )
    garbled = DrawnPage(extra="").raw("BT /F2 10 Tf 60 700 Td <4E2D003500360037> Tj ET")
    document = reader.read(pdf(plain(), garbled, objects={100: font}, resources="/Font << /F1 3 0 R /F2 100 0 R >>"))
    assert document.partial
    assert [(remark.note.code, remark.where.page) for remark in document.remarks] == [("page.garbled", 2)]
    assert "".join(texts(document)) == ""


def test_a_filled_in_field_is_read() -> None:
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 3 0 R >> >> /Length {} >>\nstream\n{}\nendstream"
    content = f"BT /F1 10 Tf 2 5 Td <{'张三'.encode('utf-16-be').hex()}> Tj ET"
    field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /F 4 /Rect [130 738 230 758] /AP << /N 100 0 R >> >>"
    note = "<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents <FEFF8BF7 6838 5B9E> >>"
    page = DrawnPage(extra="/Annots [101 0 R 102 0 R]").text(60, 88, "填报人：")
    document = reader.read(pdf(page, objects={100: form.format(len(content), content), 101: field, 102: note}))
    assert "".join(texts(document)).replace("\t", "") == "填报人：张三"
    assert texts(document, Role.COMMENT) == ["请核实"]


def test_levels_come_from_the_outline() -> None:
    title = "<FEFF" + "第一部分".encode("utf-16-be").hex() + ">"
    objects = {
        100: "<< /Type /Outlines /First 101 0 R /Last 101 0 R /Count 1 >>",
        101: f"<< /Title {title} /Parent 100 0 R /Dest [10 0 R /Fit] /Next 101 0 R /First 101 0 R >>",
    }
    page = DrawnPage().text(60, 100, "第一部分 部门整体绩效目标").text(60, 160, "正文")
    document = reader.read(pdf(page, objects=objects, catalog="/Outlines 100 0 R"))
    assert [block.level for block in document.blocks if isinstance(block, Paragraph)] == [1, None]


def test_files_that_cannot_be_read_say_why() -> None:
    whole = pdf(plain())
    for data, code in ((b"", "empty"), (b"%PDF-1.7\nnonsense\n%%EOF\n", "corrupt"), (whole[:60], "truncated")):
        with pytest.raises(ReadError) as refused:
            reader.read(data)
        assert refused.value.code == code, data[:20]


def test_a_password_is_asked_for() -> None:
    encrypted = pdf(plain()).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
    )
    for read in (reader.read, pdfplumber_reader.read):
        with pytest.raises(ReadError) as refused:
            read(encrypted)
        assert refused.value.code == "encrypted"


def test_a_file_that_lost_its_end_is_read_as_far_as_it_goes() -> None:
    data = pdf(plain())
    document = reader.read(data[: data.index(b"startxref")])
    assert document.partial
    assert "file.truncated" in codes(document)
    assert [rows(grid) for grid in grids(document)] == [ROWS]


def test_the_second_reader_is_asked_where_the_first_cannot_open_a_file() -> None:
    """PDFium looks for the header in the first 1024 bytes only."""
    document = reader.read(b"X-Mailer: something\n" * 100 + pdf(plain()))
    assert codes(document) == ["file.second-reader"]
    assert document.partial
    assert [rows(grid) for grid in grids(document)] == [ROWS]


def test_limits_are_kept() -> None:
    data = pdf(plain(), plain())
    for limits in (Limits(pages=1), Limits(bytes=100), Limits(characters=10)):
        with pytest.raises(ReadError) as refused:
            reader.read(data, limits)
        assert refused.value.code == "too-large"


def test_a_page_of_endless_lines_gives_its_text_alone() -> None:
    page = DrawnPage().text(60, 40, "标题")
    page.raw("0.1 w " + " ".join(f"{x} 0 m {x} 5 l" for x in range(60_000)) + " S")
    document = reader.read(pdf(page))
    assert texts(document) == ["标题"]
    assert codes(document) == ["page.too-dense"]
    assert document.partial


def test_pages_that_hold_each_other_end() -> None:
    data = pdf(plain()).replace(b"/Kids [10 0 R]", b"/Kids [2 0 R 10 0 R]").replace(b"/Count 1", b"/Count 2")
    document = reader.read(data)
    assert [rows(grid) for grid in grids(document)] == [ROWS]


def test_found_grids_can_be_drawn_over_the_page() -> None:
    drawn = reader.page_grids(pdf(plain()))[0]
    assert (drawn.page, drawn.width, drawn.height, len(drawn.cells)) == (1, 595, 842, 6)
    assert {(box.x0, box.y0) for box in drawn.cells} == {(x, y) for x in XS[:-1] for y in (100, 120)}
    assert len(drawn.rules) == 7
