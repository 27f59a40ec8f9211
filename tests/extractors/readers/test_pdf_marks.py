"""Raised marks, doubled print, watermarks, text over borders, signs of symbol fonts: each against its plain twin (see test_pdf_print)."""

from __future__ import annotations

import pytest

from extractors.document import Role
from extractors.readers import pdf as reader
from tests.extractors.readers.drawn_pdf import DrawnPage, grids, pdf, rows, texts
from tests.extractors.readers.test_pdf_print import BASE, FORM, HEIGHT, TOP, XS, X, check, code, form, named, show

SIZES = [(0.58, 3.3), (0.65, 3.5), (0.65, 5.0), (0.83, 3.3), (0.5, 5.5)]


@pytest.mark.parametrize(("size", "rise"), SIZES)
@pytest.mark.parametrize("mark", ["1", "12", "①", "*", "[2]"])
def test_a_raised_mark_behind_a_value_is_left_out_and_named(size: float, rise: float, mark: str) -> None:
    width = sum(5 if char.isascii() else 10 for char in mark) * size
    page = form("≥12座").raw(show(mark, X + 30, BASE + rise, 10 * size))
    check(pdf(page), [("text.note-mark", mark)])
    page = form("≥12").raw(show(mark, X + 20, BASE + rise, 10 * size)).raw(show("座", X + 20 + width))
    check(pdf(page), [("text.note-mark", mark)])


@pytest.mark.parametrize("rise", [3, 4, 5])
def test_text_rise_in_one_text_object(rise: int) -> None:
    line = f"BT /F1 10 Tf 1 0 0 1 {X} {BASE} Tm <{code('≥12')}> Tj /F1 6 Tf {rise} Ts <{code('3')}> Tj /F1 10 Tf 0 Ts <{code('座')}> Tj ET"
    check(pdf(form().raw(line)), [("text.note-mark", "3")])


@pytest.mark.parametrize(
    ("base", "power", "behind", "read"),
    [
        ("≥1200m", "2", "", "≥1200m2"),
        ("≥35km", "2", "", "≥35km2"),
        ("≥3m", "3", "/日", "≥3m3/日"),
        ("≥1.2×10", "4", "吨", "≥1.2×10^4吨"),
        ("1", "st", "期", "1st期"),
        ("≥20", "o", "C", "≥20oC"),
    ],
)
def test_powers_and_other_raised_print_stay(base: str, power: str, behind: str, read: str) -> None:
    width = sum(5 if char.isascii() else 10 for char in base)
    page = form(base).raw(show(power, X + width, BASE + 3.5, 6.5)).raw(show(behind, X + width + 3.3 * len(power)))
    check(pdf(page), [], [FORM[0], [FORM[1][0], read, FORM[1][2]], FORM[2]])


def test_small_print_on_the_line_is_no_mark() -> None:
    page = form("≥").raw(show("12", X + 10, size=7)).raw(show("座", X + 17))
    check(pdf(page), [])


@pytest.mark.parametrize(("dx", "dy"), [(0.0, 0.0), (0.3, 0.0), (0.5, 0.2), (0.0, 0.4), (1.0, -1.0)])
@pytest.mark.parametrize("times", [2, 3])
def test_print_repeated_on_its_place_is_print_once(dx: float, dy: float, times: int) -> None:
    page = form()
    for at in range(times):
        page.raw(show("≥12座", X + at * dx, BASE + at * dy, before="0.5 g" if at == 0 else ""))
    check(pdf(page), [])


@pytest.mark.parametrize("ink", ["", "1 0 0 rg", "0.7 g"])
def test_every_cell_printed_twice(ink: str) -> None:
    page = form("≥12座")
    for at, line in enumerate(FORM):
        for x, text in zip(XS, line, strict=False):
            page.raw(show(text, x + 3.4, 842 - TOP - at * HEIGHT - 14, before=ink))
    check(pdf(page), [])


def test_digits_that_repeat_are_all_print() -> None:
    expected = [FORM[0], [FORM[1][0], "≥11111111个", FORM[1][2]], FORM[2]]
    check(pdf(form("≥11111111个")), [], expected)


MARKS = [
    ("0.85 g", "内部资料", 20.0, (1, 0, 0, 1, 130, BASE - 6)),
    ("1 0.7 0.7 rg", "内部资料注意保存", 22.0, (1, 0, 0, 1, 100, BASE - 30)),
    ("/G3 gs", "征求意见稿", 30.0, (1, 0, 0, 1, 90, BASE - 20)),
    ("/G3 gs 1 0 0 rg", "样本", 40.0, (0.94, 0.34, -0.34, 0.94, 200, BASE - 40)),
    ("0.8 g", "仅供审核使用仅供审核使用", 10.5, (1, 0, 0, 1, 120, BASE + 3)),
    ("0.5 g", "秘", 40.0, (0.7, 0.7, -0.7, 0.7, 200, BASE - 40)),
]
STATES = "/ExtGState << /G3 << /ca 0.3 >> >>"


@pytest.mark.parametrize(("ink", "text", "size", "matrix"), MARKS)
@pytest.mark.parametrize("before", [True, False])
def test_a_watermark_is_no_part_of_the_cells(ink: str, text: str, size: float, matrix: tuple[float, ...], before: bool) -> None:
    line = f"q {ink} BT /F1 {size} Tf {' '.join(map(str, matrix))} Tm <{code(text)}> Tj ET Q"
    page = DrawnPage().raw(line if before else "")
    page.table(XS, TOP, FORM, HEIGHT)
    document = reader.read(pdf(page.raw("" if before else line), resources=STATES))
    assert [rows(grid) for grid in grids(document)] == [FORM]
    assert "".join(texts(document, Role.HEADER)) == text
    assert named(document) == [("text.watermark", text)]


OVER = [
    ("1 0 0 rg", "2023年3月1日", 9.0, (X + 4, BASE - 3), "text.watermark"),
    ("0.8 0 0 rg", "财政局审核章", 12.0, (X - 30, BASE - 5), "text.watermark"),
    ("0 g", "样本", 40.0, (X - 5, BASE - 12), "text.watermark"),
    ("0.4 g", "作废", 26.0, (X - 20, BASE - 6), "text.watermark"),
    ("0 0 1 rg", "征求意见稿", 24.0, (X - 40, BASE - 6), "text.watermark"),
]


@pytest.mark.parametrize(("ink", "text", "size", "place", "said"), OVER)
@pytest.mark.parametrize("before", [True, False])
def test_print_set_over_the_form_is_no_part_of_the_cells(
    ink: str, text: str, size: float, place: tuple[float, float], said: str, before: bool
) -> None:
    line = show(text, *place, size, ink)
    page = DrawnPage().raw(line if before else "")
    page.table(XS, TOP, FORM, HEIGHT)
    document = reader.read(pdf(page.raw("" if before else line)))
    assert [rows(grid) for grid in grids(document)] == [FORM]
    assert named(document) == [(said, text)]


@pytest.mark.parametrize("ground", ["0 0 0.5 rg", "0.2 g", "0.5 0 0 rg"])
@pytest.mark.parametrize("size", [10.0, 15.0, 17.0])
def test_large_white_print_on_a_dark_ground_is_print(ground: str, size: float) -> None:
    box = f"q {ground} {XS[1]} {842 - TOP - HEIGHT} {XS[2] - XS[1]} {HEIGHT} re f Q"
    page = DrawnPage().raw(box)
    page.table(XS, TOP, [["三级指标", "", "备注"], *FORM[1:]], HEIGHT)
    check(pdf(page.raw(show("指标值", X, BASE + HEIGHT, size, "1 g"))), [])


def test_a_watermark_printed_character_by_character() -> None:
    page = form("≥12座")
    for at, char in enumerate("内部资料"):
        page.raw(show(char, X - 20 + 24 * at, BASE - 10, 22, "0.85 g"))
    document = reader.read(pdf(page))
    assert [rows(grid) for grid in grids(document)] == [FORM]
    assert "".join(raw for _, raw in named(document)) == "内部资料"


@pytest.mark.parametrize("ink", ["0.6 g", "0.75 g", "1 0 0 rg", "0 0 1 rg"])
def test_faint_and_coloured_print_in_its_own_place_stays(ink: str) -> None:
    check(pdf(form().raw(show("≥12座", X, before=ink))), [])


LONG = "新建蓄水池数量（含原有老旧）"


@pytest.mark.parametrize(
    ("x", "value", "at"),
    [
        (XS[0] + 3, "≥12座", XS[1] + 60),  # set at the left border, running to the right
        (XS[1] - 3 - 120, "≥12座", X),  # at the right border of its cell: it begins left of the table's
        (XS[0] + 3, "", X),
    ],
)
def test_text_over_a_border_stays_in_its_cell(x: float, value: str, at: float) -> None:
    page = DrawnPage()
    page.table(XS, TOP, [FORM[0], ["", "", "无"], FORM[2]], HEIGHT)
    text = LONG if x > 60 else LONG[:12]
    page.raw(show(text, x)).raw(show(value, at))
    document = reader.read(pdf(page))
    first = rows(grids(document)[0])[1]
    assert first[1:] == [value, "无"]
    assert first[0] in (text, text[-10:], text[-9:])


def test_a_row_printed_as_one_text_is_parted_at_its_borders() -> None:
    page = DrawnPage()
    page.table([60, 100, 140, 180], TOP, [["", "", ""]], HEIGHT)
    page.raw(show("数量指标质量指标时效指标", 60, BASE + HEIGHT))
    assert [rows(grid) for grid in grids(reader.read(pdf(page)))] == [[["数量指标", "质量指标", "时效指标"]]]


SYMBOLS = [
    ("SymbolMT", "B3", "", "≥"),
    ("ABCDEF+Symbol", "B3", "00B3", "≥"),
    ("SymbolMT", "A3", "F0A3", "≤"),
    ("Wingdings-Regular", "FE", "", "☑"),
    ("XYZABC+Wingdings2", "52", "0052", "☑"),
    ("ABCDEF+Wingdings", "A8", "F0A8", "□"),
]


@pytest.mark.parametrize(("font", "sign", "to", "read"), SYMBOLS)
def test_signs_of_symbol_fonts_are_what_they_show(font: str, sign: str, to: str, read: str) -> None:
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        f"1 beginbfchar <{sign}> <{to}> endbfchar endcmap end"
    )
    widths = "/FirstChar 0 /LastChar 255 /Widths [" + "550 " * 256 + "]"
    descriptor = f"<< /Type /FontDescriptor /FontName /{font} /Flags 4 /Ascent 1000 /Descent -300 /FontBBox [0 -300 1000 1000] >>"
    body = f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} {widths} /FontDescriptor 131 0 R {'/ToUnicode 132 0 R' if to else ''} >>"
    objects = {130: body, 131: descriptor, 132: f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"}
    page = form().raw(f"BT /F2 10 Tf 1 0 0 1 {X} {BASE} Tm <{sign}> Tj ET").raw(show("12座", X + 5.5))
    data = pdf(page, objects=objects, resources="/Font << /F1 3 0 R /F2 130 0 R >>")
    check(data, [], [FORM[0], [FORM[1][0], f"{read}12座", FORM[1][2]], FORM[2]])


@pytest.mark.parametrize("name", ["𬭼河防洪项目", "㙟𬭼𫟼河", "𠮷𠮷", "甲𠀀乙"])
def test_characters_beyond_the_basic_plane_are_one_each(name: str) -> None:
    codes = [f"{at + 1:04x}" for at in range(len(name))]
    pairs = "".join(f"<{key}> <{code(char)}> " for key, char in zip(codes, name, strict=True))
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(name)} beginbfchar {pairs} endbfchar endcmap end"
    )
    body = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /ToUnicode 132 0 R /DescendantFonts [<< /Type /Font /Subtype "
        "/CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>] >>"
    )
    objects = {130: body, 132: f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"}
    page = form().raw(f"BT /F2 10 Tf 1 0 0 1 {X} {BASE} Tm <{''.join(codes)}> Tj ET")
    data = pdf(page, objects=objects, resources="/Font << /F1 3 0 R /F2 130 0 R >>")
    check(data, [], [FORM[0], [FORM[1][0], name, FORM[1][2]], FORM[2]])
