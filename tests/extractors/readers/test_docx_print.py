"""What a person sees in Word is what is read: struck, unseen, raised and underlined runs, hidden rows, mirrored tables, drawn fields."""

from __future__ import annotations

import pytest

from extractors.document import Grid
from extractors.readers import docx
from extractors.readers.docx.overstrike import code_text

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
    '<w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="T"><w:basedOn w:val="S"/></w:style>'
    '<w:style w:type="character" w:styleId="U"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="W"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Y"><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="D"><w:pPr><w:shd w:val="clear" w:fill="000080"/></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Blue"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="Last"><w:tblStylePr w:type="lastRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr></w:style>'
)


def shade(fill: str, pattern: str = "clear", color: str = "auto") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{color}" w:fill="{fill}"/>'


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ("<w:strike/>", "text.struck"),
        ("<w:dstrike/>", "text.struck"),
        ('<w:strike w:val="true"/>', "text.struck"),
        ('<w:rStyle w:val="S"/>', "text.struck"),
        ('<w:rStyle w:val="T"/>', "text.struck"),
        ('<w:strike w:val="0"/><w:dstrike/>', "text.struck"),
        ("<w:vanish/>", "text.hidden"),
        ('<w:sz w:val="1"/>', "text.hidden"),
        ('<w:sz w:val="3"/>', "text.hidden"),
        (colour("FFFFFF"), "text.hidden"),
        (colour("fefefe"), "text.hidden"),
        ('<w:rStyle w:val="W"/>', "text.hidden"),
        (f"{colour('000000')}{shade('000000')}", "text.hidden"),
        ('<w:highlight w:val="black"/>', "text.hidden"),
        (f'{colour("FFFF00")}<w:highlight w:val="yellow"/>', "text.hidden"),
        (f"{colour('FF0000')}{shade('FFFFFF', 'solid', 'FF0000')}", "text.hidden"),
        ('<w:vertAlign w:val="superscript"/>', "text.note-mark"),
        ('<w:position w:val="10"/>', "text.note-mark"),
        ('<w:rStyle w:val="U"/>', "text.note-mark"),
    ],
)
def test_what_is_no_print_is_left_out_and_named(pen, properties, code):
    run = pen.r("10", properties)
    for content in (pen.p("≥12", run, "座"), pen.p("≥12") + pen.p(run, "座") if code != "text.note-mark" else pen.p("≥12", run, "座")):
        document = docx.read(pen.word(pen.tbl(pen.tr("数量", pen.tc(content=content))), {"styles": STYLES}))
        assert pen.texts(document) == ["数量", "≥12座"]
        (remark,) = document.remarks
        assert (remark.note.code, dict(remark.note.args), remark.where[1:4]) == (code, {"raw": "10"}, (1, 1, 2))


@pytest.mark.parametrize(
    "properties",
    [
        '<w:strike w:val="0"/>',
        '<w:rStyle w:val="S"/><w:strike w:val="false"/>',
        '<w:sz w:val="12"/>',
        f"{colour('FFFFFF')}{shade('1F4E79')}",
        f'{colour("FFFFFF")}<w:highlight w:val="darkBlue"/>',
        colour("FF0000"),
        shade("000000"),
        '<w:highlight w:val="yellow"/>',
        '<w:vertAlign w:val="subscript"/>',
        '<w:vertAlign w:val="baseline"/>',
        '<w:position w:val="2"/>',
        '<w:color w:val="auto"/><w:highlight w:val="white"/>',
        '<w:rPrChange w:id="1" w:author="x"><w:rPr><w:strike/></w:rPr></w:rPrChange>',
    ],
)
def test_what_is_seen_stays(pen, properties):
    document = docx.read(pen.word(pen.tbl(pen.tr("数量", pen.tc(content=pen.p("≥12", pen.r("10", properties))))), {"styles": STYLES}))
    assert (pen.texts(document), document.remarks) == (["数量", "≥1210"], ())


def cell_of(pen, properties: str, text: str = "一级指标") -> str:
    return pen.tc(properties=properties, content=pen.p(pen.r(text, colour("FFFFFF"))))


@pytest.mark.parametrize(
    ("table", "seen"),
    [
        (lambda pen: pen.tbl(pen.tr(cell_of(pen, shade("1F4E79")))), True),
        (lambda pen: pen.tbl(pen.tr(cell_of(pen, shade("FFFFFF")))), False),
        (lambda pen: pen.tbl(pen.tr(cell_of(pen, shade("auto", "solid", "000000")))), True),
        (lambda pen: pen.tbl(pen.tr(cell_of(pen, shade("FFFFFF", "pct50")))), True),
        (lambda pen: styled(pen.tbl(pen.tr(cell_of(pen, "")), pen.tr("乙")), "Blue"), True),
        (lambda pen: styled(pen.tbl(pen.tr("甲"), pen.tr(cell_of(pen, ""))), "Blue"), False),
        (lambda pen: pen.tbl(pen.tr(cell_of(pen, ""))).replace("<w:tblPr/>", f"<w:tblPr>{shade('1F4E79')}</w:tblPr>"), True),
        (lambda pen: pen.tbl(pen.tr(pen.tc(properties=shade("1F4E79"), content=pen.tbl(pen.tr(cell_of(pen, "")))))), True),
        (lambda pen: pen.p(pen.r("一级指标", colour("FFFFFF")), properties='<w:pStyle w:val="D"/>'), True),
        (lambda pen: pen.p(pen.r("一级指标", colour("FFFFFF")), properties=shade("1F4E79")), True),
        (lambda pen: pen.p(pen.r("一级指标", colour("FFFFFF"))), False),
    ],
)
def test_white_print_is_seen_on_a_dark_ground(pen, table, seen):
    document = docx.read(pen.word(table(pen) + pen.p("后"), {"styles": STYLES}))
    assert ("一级指标" in "".join(pen.texts(document))) is seen
    assert pen.codes(document) == ([] if seen else ["text.hidden"])


def styled(table: str, style: str) -> str:
    return table.replace("<w:tblPr/>", f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook w:val="04E0"/></w:tblPr>')


def test_styles_of_tables_and_paragraphs_strike_and_hide(pen):
    rows = pen.tr("甲", "乙"), pen.tr("丙", "丁")
    hidden = docx.read(pen.word(styled(pen.tbl(*rows), "Hidden") + pen.p("后"), {"styles": STYLES}))
    last = docx.read(pen.word(styled(pen.tbl(*rows), "Last") + pen.p("后"), {"styles": STYLES}))
    paragraph = docx.read(pen.word(pen.p("划去", properties='<w:pStyle w:val="P"/>') + pen.p("后"), {"styles": STYLES}))
    assert (pen.texts(hidden), pen.codes(hidden)) == (["", "", "", "", "后"], ["text.hidden"] * 4)
    assert (pen.texts(last), pen.codes(last)) == (["甲", "乙", "", "", "后"], ["text.struck"] * 2)
    assert (pen.texts(paragraph), pen.codes(paragraph)) == (["后"], ["text.struck"])


@pytest.mark.parametrize(("before", "power", "text"), [("≥1200m", "2", "≥1200m2"), ("4.2×10", "3", "4.2×10^3"), ("第1", "st", "第1st")])
def test_powers_stay(pen, before, power, text):
    document = pen.read(pen.p(before, pen.r(power, '<w:vertAlign w:val="superscript"/>')))
    assert (pen.texts(document), document.remarks) == ([text], ())


@pytest.mark.parametrize("font", ["ascii", "hAnsi", "style"])
def test_symbol_fonts_by_any_route(pen, font):
    properties = '<w:rStyle w:val="Y"/>' if font == "style" else f'<w:rFonts w:{font}="Symbol"/>'
    document = docx.read(pen.word(pen.tbl(pen.tr(pen.tc(content=pen.p(pen.r("\uf0b3", properties), "12座")))), {"styles": STYLES}))
    assert pen.texts(document) == ["≥12座"]


# ------------------------------------------------------------ rows and columns

HIDDEN = "<w:hidden/>"


@pytest.mark.parametrize("hidden", [HIDDEN, '<w:hidden w:val="1"/>', '<w:trHeight w:val="10" w:hRule="exact"/>'])
def test_hidden_rows_are_left_out_and_named(pen, hidden):
    table = pen.tbl(pen.tr("甲", "1"), pen.tr("藏", "2", properties=hidden), pen.tr("丙", "3"))
    document = pen.read(table + pen.p("后"))
    (grid, _) = document.blocks
    assert pen.laid(grid) == [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "1"), (2, 1, 1, 1, "丙"), (2, 2, 1, 1, "3")]
    assert [dict(remark.note.args)["raw"] for remark in document.remarks] == ["藏", "2"]


def test_a_cell_that_begins_in_a_hidden_row_goes_on(pen):
    def merged(text: str, kind: str) -> str:
        return pen.tc(text, f'<w:vMerge w:val="{kind}"/>')

    table = pen.tbl(
        pen.tr(merged("产出指标", "restart"), "1", properties=HIDDEN),
        pen.tr(merged("", "continue"), "2"),
        pen.tr(merged("", "continue"), "3", properties=HIDDEN),
        pen.tr(merged("", "continue"), "4"),
    )
    (grid, _) = pen.read(table + pen.p("后")).blocks
    assert pen.laid(grid) == [(1, 1, 2, 1, "产出指标"), (1, 2, 1, 1, "2"), (2, 2, 1, 1, "4")]


def test_a_table_of_hidden_rows_alone_is_none(pen):
    document = pen.read(pen.tbl(pen.tr("甲", properties=HIDDEN)) + pen.p("后"))
    assert (pen.outline(document), pen.codes(document)) == (["后"], ["text.hidden"])


@pytest.mark.parametrize("widths", [(), (100, 100, 100)])
def test_mirrored_tables_are_read_as_they_are_seen(pen, widths):
    wide = pen.tc("丁", '<w:gridSpan w:val="2"/>')
    table = pen.tbl(pen.tr("三", "二", "一"), pen.tr(wide, "四"), grid=widths).replace("<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>")
    (grid, _) = pen.read(table + pen.p("后")).blocks
    assert pen.laid(grid) == [(1, 1, 1, 1, "一"), (1, 2, 1, 1, "二"), (1, 3, 1, 1, "三"), (2, 1, 1, 1, "四"), (2, 2, 1, 2, "丁")]


@pytest.mark.parametrize(
    ("inner", "text", "nested"),
    [
        (("≥12座",), "≥12座", 0),
        (("", "≥12座", ""), "≥12座", 0),
        (("≥", "95", "%"), "≥95%", 0),
        (("总额", "120", "财政", "100"), "", 1),
        (("是", "否"), "", 1),
    ],
)
def test_a_table_that_holds_one_value_is_the_value(pen, inner, text, nested):
    cell = pen.cell(pen.tbl(pen.tr(*inner)) + pen.p())
    assert (cell.text, len(cell.nested)) == (text, nested)


# ------------------------------------------------------------ underlined signs and drawn fields

LINE = '<w:u w:val="single"/>'


@pytest.mark.parametrize(
    ("runs", "text", "code"),
    [
        ([("&gt;", LINE), ("12座", "")], "≥12座", "text.underlined-sign"),
        ([("数量", ""), ("＜", LINE), ("12座", "")], "数量≤12座", "text.underlined-sign"),
        ([("&gt;12座", LINE)], ">12座", "text.underlined-unclear"),
        ([("&gt;", LINE), ("12", LINE), ("座", "")], ">12座", "text.underlined-unclear"),
        ([("数量", LINE), ("&gt;", LINE), ("12座", "")], "数量>12座", "text.underlined-unclear"),
        ([("&gt;", ""), ("12座", LINE)], ">12座", None),
        ([("&gt;", '<w:u w:val="none"/>'), ("12座", "")], ">12座", None),
    ],
)
def test_an_underlined_sign(pen, runs, text, code):
    document = pen.read(pen.p(*(pen.r(*run) for run in runs)))
    assert (pen.texts(document), pen.codes(document)) == ([text], [code] if code else [])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (" EQ \\o(＞,＿) ", "≥"),
        ("eq \\o\\ac(□,√)", "☑"),
        ("eq \\o\\al(□,×)", "☒"),
        (" EQ \\o(&lt;,_)".replace("&lt;", "<"), "≤"),
        ("EQ \\o(_,>)", "≥"),
        ("eq \\o\\ac(○,12)", "⑫"),
        ("eq \\o\\ac(○,男)", "(男)"),
        ("EQ \\f(3,4)", "3/4"),
        ("EQ \\f(\\o(＞,＿)3,4)", "≥3/4"),
        ("EQ \\r(3,8)", "3√8"),
        ("EQ \\r(,8)", "√8"),
        ("EQ \\s\\up8(上)\\s\\do8(下)", "上下"),
        ("EQ \\x\\bo(是)", "是"),
        ("EQ \\o(＞,\\s\\do 4(＿))", "≥"),
        ("EQ \\o(=,/)", "≠"),
        ('SYMBOL 179 \\f "Symbol"', "≥"),
        ("SYMBOL 8805 \\u", "≥"),
        ("PAGE", ""),
        ("EQUATION \\o(a,b)", ""),
    ],
)
def test_fields_that_draw_their_result(code, text):
    assert code_text(code) == (text, True)


@pytest.mark.parametrize(("code", "text"), [("EQ \\o(甲,乙)", "甲乙"), ("EQ \\q(1,2)", "12"), ("EQ \\o(甲", "甲")])
def test_what_a_field_draws_is_never_lost(code, text):
    assert code_text(code)[0] == text


def test_a_code_without_end_is_read_in_bounded_time():
    assert code_text("EQ " + "\\o(" * 900) == ("", False)
    assert code_text("EQ \\o(" + "a," * 5_000) == ("", False)


def field(pen, code: str, result: str | None) -> str:
    middle = "" if result is None else '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + pen.r(result)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{end}"


@pytest.mark.parametrize(
    ("code", "result", "text", "codes"),
    [
        ("EQ \\o(＞,＿)", None, "甲≥12", []),
        ("EQ \\o(＞,＿)", "", "甲≥12", []),
        ("EQ \\o(＞,＿)", "≥", "甲≥12", []),
        ("EQ \\o(甲,乙)", None, "甲甲乙12", ["text.field"]),
        ("NOTEREF _Ref1 \\f \\h", "1", "甲12", ["text.note-mark"]),
        ("MERGEFIELD 单位", "«单位»", "甲12", ["text.unfilled"]),
        ("MERGEFIELD 单位", "水利局", "甲水利局12", []),
        ("REF _Ref1", "«单位»", "甲«单位»12", []),
    ],
)
def test_fields_print_their_result(pen, code, result, text, codes):
    document = pen.read(pen.p("甲", field(pen, code, result), "12"))
    assert (pen.texts(document), pen.codes(document)) == ([text], codes)


@pytest.mark.parametrize(("code", "result", "text"), [("MERGEFIELD a", "«a»", "甲乙"), ("NOTEREF a", "1", "甲乙"), ("REF a", "1", "甲1乙")])
def test_simple_fields_too(pen, code, result, text):
    document = pen.read(pen.p("甲", f'<w:fldSimple w:instr=" {code} ">{pen.r(result)}</w:fldSimple>', "乙"))
    assert pen.texts(document) == [text]


def test_a_plain_table_beside_marked_ones_is_read_the_same(pen):
    plain = pen.tbl(pen.tr("甲", "乙"))
    marked = pen.tbl(pen.tr("丙", pen.tc(content=pen.p(pen.r("丁", "<w:strike/>")))))
    grids = [block for block in pen.read(plain + pen.p() + marked + pen.p("后")).blocks if isinstance(block, Grid)]
    assert [pen.laid(grid)[1][4] for grid in grids] == ["乙", ""]


# ------------------------------------------------------------ watermarks and floating boxes

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def art(attributes: str) -> str:
    return f'<w:r><w:pict><v:shape {attributes}><v:textpath string="样稿"/></v:shape></w:pict></w:r>'


def box(text: str, anchor: str = "", turn: str = "", name: str = "") -> str:
    shape = f"<wps:wsp><wps:spPr><a:xfrm {turn}/></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    inner = f'<wp:docPr id="1" name="{name}"/>{shape}</w:txbxContent></wps:txbx></wps:wsp>'
    return f'<w:r><w:drawing><wp:anchor xmlns:wp="{DRAWING}" {anchor}>{inner}</wp:anchor></w:drawing></w:r>'


WATERMARKS = [
    art('id="PowerPlusWaterMarkObject1"'),
    art('style="position:absolute;rotation:315"'),
    art('style="z-index:-251658752"'),
    box("样稿", 'behindDoc="1"', 'rot="18900000"'),
    box("样稿", 'behindDoc="0"', "", "水印 1"),
]


@pytest.mark.parametrize("mark", WATERMARKS)
@pytest.mark.parametrize("where", ["body", "cell", "value"])
def test_a_watermark_is_no_text(pen, mark, where):
    cells = {"body": ("甲", ""), "cell": ("甲", ""), "value": ("", "")}[where]
    anchor = mark if where != "body" else ""
    table = pen.tbl(pen.tr("名称", pen.tc(content=pen.p(cells[0], anchor) if anchor else pen.p(cells[0]))))
    document = pen.read((pen.p(mark) if where == "body" else "") + table + pen.p("后"))
    assert pen.texts(document) == ["名称", cells[0], "后"]
    assert [(remark.note.code, dict(remark.note.args)["raw"]) for remark in document.remarks] == [("text.watermark", "样稿")]


def test_word_art_in_a_running_head_is_a_watermark(pen):
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document = docx.read(pen.word(pen.p("正文") + section, {"header1": pen.p("页眉", art(""))}))
    assert (pen.texts(document), pen.codes(document)) == (["页眉", "正文"], ["text.watermark"])


@pytest.mark.parametrize(
    ("text", "floats"), [("≥12座", True), ("95%", True), ("120", True), ("附件1", False), ("2023年度", False), ("说明", False)]
)
def test_a_value_in_a_floating_box_is_named(pen, text, floats):
    document = pen.read(pen.p("甲", box(text, 'behindDoc="0"')) + pen.p("后"))
    assert (pen.texts(document), pen.codes(document)) == (["甲", text, "后"], ["text.box-floating"] * floats)


@pytest.mark.parametrize("mark", ["①", "*", "注"])
def test_a_mark_that_its_author_typed(pen, mark):
    note = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>{mark}</w:t></w:r>'
    document = docx.read(pen.word(pen.tbl(pen.tr(pen.tc(content=pen.p("4200", note, "人")))) + pen.p("后")))
    assert (pen.texts(document), pen.codes(document)) == (["4200人", "后"], ["text.note-mark"])
