"""What a paragraph prints: breaks, signs, fields, revisions, boxes, notes, running heads."""

from __future__ import annotations

import pytest

from extractors.document import Paragraph, Role
from extractors.errors import ReadError

TRACK = 'w:id="1" w:author="x"'


def run(inner: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def field(code: str, result: str | None = None) -> str:
    """A field of several runs; without a result it has no separator either."""
    middle = "" if result is None else run('<w:fldChar w:fldCharType="separate"/>') + run(f"<w:t>{result}</w:t>")
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve">{code}</w:instrText>')
        + middle
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def box(inner: str) -> str:
    return f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>甲</w:t><w:ptab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t>", "甲\n乙\n丙"),
        ("<w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>3</w:t>", "1\u20112" + "3"),
        ('<w:t xml:space="preserve"> 甲 </w:t>', " 甲 "),
        ("<w:t> 甲 </w:t><w:t>\n乙\n丙</w:t>", "甲乙 丙"),
        ("<w:t>\u3000甲</w:t>", "\u3000甲"),
        ('<w:t>值</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t>', "值≥90%"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>是</w:t>', "☑□是"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Symbol" w:char="F0B4"/><w:t>.</w:t>', "☑×."),
        ("<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>", "拼"),
    ],
)
def test_runs_print(pen, inner, printed):
    assert pen.outline(pen.read(pen.p(run(inner)))) == [printed]


def test_runs_in_a_symbol_font_print_its_signs(pen):
    fonts = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    document = pen.read(pen.p(run("<w:t>R</w:t>", fonts), "是", run("<w:t>\uf0a3</w:t>", fonts), "否"))
    assert (pen.texts(document), pen.codes(document)) == (["☑是□否"], [])


def test_a_sign_without_a_name_stays_and_is_named(pen):
    document = pen.read(pen.p(run('<w:sym w:font="Yours" w:char="F041"/>'), "甲"))
    assert (pen.texts(document), pen.codes(document)) == (["\uf041甲"], ["text.symbol"])


def test_wrappers_are_transparent(pen):
    def wrapped(tag: str, text: str, attributes: str = "") -> str:
        return f"<w:{tag}{attributes}>{pen.r(text)}</w:{tag}>"

    sdt = f"<w:sdt><w:sdtPr/><w:sdtContent>{pen.r('丁')}</w:sdtContent></w:sdt>"
    simple = wrapped("fldSimple", "丙", ' w:instr="REF a"')
    runs = wrapped("hyperlink", "甲"), wrapped("smartTag", "乙"), simple, sdt, wrapped("customXml", "戊")
    assert pen.texts(pen.read(pen.p(*runs))) == ["甲乙丙丁戊"]


def test_inserted_text_stays_deleted_text_goes(pen):
    deleted = f"<w:del {TRACK}><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom {TRACK}>{pen.r('移')}</w:moveFrom>"
    document = pen.read(pen.p("甲", f"<w:ins {TRACK}>{pen.r('增')}</w:ins><w:moveTo {TRACK}>{pen.r('移')}</w:moveTo>", deleted, "乙"))
    assert pen.texts(document) == ["甲增移乙"]
    (remark,) = document.remarks
    assert (remark.note.code, dict(remark.note.args)) == ("text.deleted", {"count": "2"})
    assert not document.partial


def test_a_deleted_paragraph_end_joins_the_next(pen):
    gone = f"<w:rPr><w:del {TRACK}/></w:rPr>"
    assert pen.texts(pen.read(pen.p("甲", properties=gone) + pen.p("乙") + pen.p("丙", properties=gone))) == ["甲乙", "丙"]


@pytest.mark.parametrize("hidden", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:rStyle w:val="H"/>'])
def test_hidden_text_is_not_printed_and_named(pen, hidden):
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    table = pen.tbl(pen.tr(pen.tc(content=pen.p(pen.r("藏", hidden), "丙"))))
    document = pen.read(pen.p("甲", pen.r("藏", hidden), "乙") + table, {"styles": styles})
    assert pen.texts(document) == ["甲乙", "丙"]
    places = [(remark.note.code, remark.where.block, remark.where.row) for remark in document.remarks]
    assert places == [("text.hidden", 1, None), ("text.hidden", 2, 1)]


def test_text_that_is_hidden_only_on_the_web_is_printed(pen):
    assert pen.texts(pen.read(pen.p(pen.r("甲", "<w:webHidden/>"), pen.r("乙", '<w:vanish w:val="0"/>')))) == ["甲乙"]


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        (field(" REF a ", "甲"), "甲"),
        (field(' IF "x" = "x" ' + field("MERGEFIELD m", "名") + " ", "果"), "果"),
        (field(" HYPERLINK x ", "链") + field(" XE y "), "链"),
        (field(r" eq \o\ac(○,3) "), "③"),
        (field(r" eq \f(3,4) "), "3/4"),
        (field(r' SYMBOL 254 \f "Wingdings" \s 12 '), "☑"),
        (field(r" SYMBOL 163 "), "≤"),
    ],
)
def test_fields_print_their_result(pen, fields, printed):
    assert pen.texts(pen.read(pen.p("（", fields, "）"))) == [f"（{printed}）"]


def test_a_field_that_never_ends_swallows_nothing_behind_its_paragraph(pen):
    begun = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>PAGE</w:instrText>")
    assert pen.texts(pen.read(pen.p("甲", begun) + pen.p("乙"))) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='0'/></w:checkBox>", "□"),
        ("<w:ddList><w:result w:val='1'/><w:listEntry w:val='是'/><w:listEntry w:val='否'/></w:ddList>", "否"),
    ],
)
def test_form_fields_print_their_state(pen, form, printed):
    begin = run(f'<w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar>')
    assert pen.texts(pen.read(pen.p(begin, run('<w:fldChar w:fldCharType="end"/>'), "项"))) == [f"{printed}项"]


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ("<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>", "3/4"),
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>", "(a+b)/4"),
        ("<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup>", "10^4"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", "√2"),
        ("<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>", "(x)"),
        ("<m:r><m:t>完成率</m:t></m:r><m:r><m:t>=1</m:t></m:r>", "完成率=1"),
    ],
)
def test_equations_print_on_one_line(pen, inner, printed):
    assert pen.texts(pen.read(pen.p("率", f"<m:oMathPara><m:oMath>{inner}</m:oMath></m:oMathPara>"))) == [f"率{printed}"]


def test_headings_and_bookmarks(pen):
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="mine"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="base"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    mark = '<w:bookmarkStart w:id="1" w:name="_Toc_1"/><w:bookmarkStart w:id="2" w:name="_GoBack"/>'
    body = (
        pen.p("一", properties='<w:pStyle w:val="1"/>')
        + pen.p(mark, "二", properties='<w:pStyle w:val="a"/>')
        + pen.p("三", properties='<w:outlineLvl w:val="2"/>')
        + pen.p("四", properties='<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
        + pen.p("五", properties='<w:pStyle w:val="none"/>')
    )
    blocks = pen.read(body, {"styles": styles}).blocks
    assert [block.level for block in blocks] == [1, 2, 3, None, None]
    assert [block.bookmarks for block in blocks] == [(), ("_Toc_1",), (), (), ()]


def test_a_text_box_follows_its_paragraph_once(pen):
    choice = f'<mc:Choice Requires="wps">{box(pen.p("框") + pen.tbl(pen.tr("格")))}</mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{pen.p('框')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    document = pen.read(pen.p("前", run(f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"), "后") + pen.p("末"))
    assert pen.outline(document) == ["前后", "框", [(1, 1, 1, 1, "格")], "末"]
    assert [block.role for block in document.blocks if isinstance(block, Paragraph)] == [Role.BODY, Role.TEXT_BOX, Role.BODY]


def test_the_fallback_speaks_where_the_choice_is_silent(pen):
    fallback = f"<w:pict><v:textbox><w:txbxContent>{pen.p('框')}</w:txbxContent></v:textbox></w:pict>"
    either = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    assert pen.texts(pen.read(pen.p("前", run(either)))) == ["前", "框"]


def test_a_text_box_in_an_empty_cell_is_its_text(pen):
    assert pen.cell(pen.p(run(box(pen.p("框"))))).text == "框"
    document = pen.read(pen.tbl(pen.tr(pen.tc(content=pen.p("字", run(box(pen.p("框"))))))))
    assert pen.outline(document) == [[(1, 1, 1, 1, "字")], "框"]


def test_word_art_is_text(pen):
    art = run('<w:pict><v:shape><v:textpath string="样稿"/></v:shape></w:pict>')
    assert [(block.text, block.role) for block in pen.read(pen.p("前", art)).blocks] == [("前", Role.BODY), ("样稿", Role.TEXT_BOX)]


def test_notes_and_comments_follow_where_they_are_anchored(pen):
    def notes(kind: str, text: str) -> str:
        mark = f'<w:{kind} w:id="-1" w:type="separator">{pen.p("线")}</w:{kind}>' if kind != "comment" else ""
        return f'{mark}<w:{kind} w:id="2">{pen.p(text)}</w:{kind}>'

    parts = {"footnotes": notes("footnote", "脚"), "endnotes": notes("endnote", "尾"), "comments": notes("comment", "批")}
    refer = [run(f'<w:{kind}Reference w:id="2"/>') for kind in ("footnote", "endnote", "comment")]
    document = pen.read(pen.p("一", refer[0], refer[0]) + pen.tbl(pen.tr(pen.tc(content=pen.p("二", refer[1])))) + pen.p("三"), parts)
    assert pen.texts(document) == ["一", "脚", "二", "尾", "三", "批"]
    roles = [block.role for block in document.blocks if isinstance(block, Paragraph)]
    assert roles == [Role.BODY, Role.FOOTNOTE, Role.ENDNOTE, Role.BODY, Role.COMMENT]


def test_running_heads_and_page_numbers(pen):
    def section(titled: str = "") -> str:
        uses = {"header1": "default", "header2": "first", "header3": "even", "footer1": "default"}
        references = "".join(f'<w:{part[:-1]}Reference w:type="{use}" r:id="{part}"/>' for part, use in uses.items())
        return f"<w:sectPr>{references}{titled}</w:sectPr>"

    pages = f'<w:fldSimple w:instr="NUMPAGES">{pen.r("9")}</w:fldSimple>'
    footer = pen.p("第", field(" PAGE ", "1"), "页 共", pages, "页") + pen.p("联系人 ", field(" PAGE ", "1"))
    parts = {"header1": pen.p("页眉") + pen.tbl(pen.tr("左", "右")), "header2": pen.p("首页"), "header3": pen.p("偶数"), "footer1": footer}
    body = pen.p("文", properties=section()) + section()
    document = pen.read(body, parts)
    assert [(block.text, block.role) for block in document.blocks] == [
        ("页眉", Role.HEADER),
        ("左", Role.HEADER),
        ("右", Role.HEADER),
        ("文", Role.BODY),
        ("第1页 共9页", Role.PAGE_NUMBER),
        ("联系人 1", Role.FOOTER),
    ]
    assert [block.where.block for block in document.blocks] == [1, 2, 3, 4, 5, 6]
    assert "首页" in pen.texts(pen.read(pen.p("文") + section("<w:titlePg/>"), parts))
    assert "偶数" in pen.texts(pen.read(body, parts | {"settings": "<w:evenAndOddHeaders/>"}))


def test_what_cannot_be_read_is_named(pen):
    graphic = "http://schemas.openxmlformats.org/drawingml/2006/"
    drawings = [
        '<w:drawing><a:blip r:embed="x"/></w:drawing>',
        '<w:object><o:OLEObject Type="Embed"/></w:object>',
        f'<w:drawing><c:chart xmlns:c="{graphic}chart"/></w:drawing>',
        f'<w:drawing><d:relIds xmlns:d="{graphic}diagram"/></w:drawing>',
    ]
    document = pen.read(pen.p("文", *map(run, drawings)) + '<w:altChunk r:id="x"/>')
    named = [dict(remark.note.args).get("kind", remark.note.code) for remark in document.remarks]
    assert named == ["part.pictures", "alt-chunk", "object", "chart", "diagram"]
    assert document.partial
    assert not pen.read(pen.p("文", run(drawings[0]))).partial


BLANK = '<w:p><w:r><w:t xml:space="preserve"> \t\u3000</w:t></w:r></w:p>'


@pytest.mark.parametrize("body", ["", "<w:p/>", BLANK, f"<w:tbl><w:tr><w:tc>{BLANK}</w:tc></w:tr></w:tbl>"])
def test_a_document_without_text_says_so(pen, body):
    with pytest.raises(ReadError) as caught:
        pen.read(body + '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>', {"header": pen.p("页眉")})
    assert caught.value.code == "no-text"


def test_a_document_of_pictures_says_so(pen):
    with pytest.raises(ReadError, match="pictures only"):
        pen.read(pen.p(run('<w:drawing><a:blip r:embed="x"/></w:drawing>')))
