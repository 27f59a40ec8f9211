"""What a person sees in a browser is what is read: style sheets, struck, unseen and raised text, form fields, tables of other elements."""

from __future__ import annotations

import base64

import pytest

from extractors.document import Grid
from extractors.readers import html
from extractors.readers.html.sheets import Sheet, applies


def read(body: str, css: str = ""):
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{css}</style></head><body>{body}</body></html>"
    return html.read(page.encode())


def cell(inner: str, css: str = ""):
    """The document of a table whose second cell holds that, and the text of this cell."""
    document = read(f"<table><tr><td>数量</td><td class=v>{inner}</td></tr></table>", css)
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    return grid.at(1, 2).text, [remark.note.code for remark in document.remarks]


@pytest.mark.parametrize(
    ("inner", "css"),
    [
        ("≥<s>10</s>12座", ""),
        ("≥<strike>10</strike>12座", ""),
        ("≥<span style='text-decoration:line-through'>10</span>12座", ""),
        ("≥<span class=x>10</span>12座", ".x{text-decoration:underline line-through red}"),
        ("≥<b class='a x'><i>10</i></b>12座", "td .x { text-decoration-line: line-through }"),
        ("≥<span style='text-decoration:line-through'>1<b style='text-decoration:none'>0</b></span>12座", ""),
    ],
)
def test_struck_text_is_left_out(inner, css):
    assert cell(inner, css) == ("≥12座", ["text.struck"])


@pytest.mark.parametrize(
    ("how", "css"),
    [
        ("style='display:none'", ""),
        ("class=x", ".x{display:none}"),
        ("class=x", "@media screen{.x{display:none}}"),
        ("class=x", "@media (max-width:1500px){span.x{display:none!important}} .x{display:inline}"),
        ("id=x", "td > #x{visibility:hidden}"),
        ("data-k=1", "[data-k='1']{display:none}"),
        ("class=x", "table td:last-child .x{opacity:0}"),
        ("class=x", "td:nth-child(2) span{font-size:0}"),
        ("style='color:#fff'", ""),
        ("style='color:white;background:#fefefe'", ""),
        ("class=x", ".v{background:#1F4E79}.x{color:rgb(31,78,121)}"),
        ("style='color:transparent'", ""),
        ("style='color:rgba(0,0,0,0)'", ""),
        ("style='font-size:1pt'", ""),
        ("style='position:absolute;left:-9999px'", ""),
        ("style='position:absolute;clip:rect(0,0,0,0)'", ""),
        ("style='display:inline-block;width:0;overflow:hidden'", ""),
        ("style='text-indent:-999em;display:inline-block'", ""),
        ("style='transform:scale(0);display:inline-block'", ""),
        ("hidden", ""),
    ],
)
def test_unseen_text_is_left_out(how, css):
    assert cell(f"≥<span {how}>10</span>12座", css) == ("≥12座", ["text.hidden"])


@pytest.mark.parametrize(
    ("inner", "css"),
    [
        ("≥<span class=x>10</span>", ".x{display:none}.v .x{display:inline}"),
        ("≥<span class=x>10</span>", "@media print{.x{display:none}}"),
        ("≥<span class=x>10</span>", "@media (max-width:600px){.x{display:none}}"),
        ("≥<span class=x style='display:inline!important'>10</span>", ".x{display:none!important}"),
        ("≥<span class=x style='display:inline'>10</span>", ".x{display:none}"),
        ("≥<span class=x>10</span>", ".y .x{display:none}"),
        ("≥<span class=x>10</span>", "td > p > .x{display:none}"),
        ("≥<span class=x>10</span>", ".x:hover{display:none}"),
        ("≥<span class=x>10</span>", ".x:not(.x){display:none}"),
        ("≥<span style='color:#fff;background:#1F4E79'>10</span>", ""),
        ("≥<span style='color:#fff'>10</span>", ".v{background:#1F4E79}"),
        ("≥<span style='color:#fff'>10</span>", "table{background-color:navy}"),
        ("≥<span style='font-size:8pt;color:red'>10</span>", ""),
        ("≥<s style='text-decoration:none'>10</s>", ""),
        ("≥<span style='visibility:hidden'><b style='visibility:visible'>10</b></span>", ""),
        ("≥<ins>10</ins>", ""),
        ("≥<noscript>10</noscript>", ""),
    ],
)
def test_seen_text_stays(inner, css):
    assert cell(inner, css) == ("≥10", [])


@pytest.mark.parametrize(
    ("inner", "css", "text", "codes"),
    [
        ("≥12<sup>1</sup>座", "", "≥12座", ["text.note-mark"]),
        ("≥12<sup>[1]</sup>座", "", "≥12座", ["text.note-mark"]),
        ("≥12<sup><a href=#n>1</a></sup>座", "", "≥12座", ["text.note-mark"]),
        ("≥12<span class=n>①</span>座", ".n{vertical-align:super;font-size:60%}", "≥12座", ["text.note-mark"]),
        ("≥12<span style='mso-text-raise:5.0pt;position:relative;top:-5.0pt'>1</span>座", "", "≥12座", ["text.note-mark"]),
        ("≥1200m<sup>2</sup>", "", "≥1200m2", []),
        ("≥4.2×10<sup>3</sup>人", "", "≥4.2×10^3人", []),
        ("≥10<sup>3</sup>人", "", "≥10^3人", ["text.raised-unclear"]),
        ("≥1<sup style='vertical-align:baseline'>2</sup>座", "", "≥12座", []),
        ("CO<sub>2</sub>", "", "CO2", []),
        ("<u>&gt;</u>12座", "", "≥12座", ["text.underlined-sign"]),
        ("<u>&gt;12座</u>", "", ">12座", ["text.underlined-unclear"]),
        ("<span class=l>&lt;</span>12座", ".l{text-decoration:underline}", "≤12座", ["text.underlined-sign"]),
    ],
)
def test_raised_and_underlined_text(inner, css, text, codes):
    assert cell(inner, css) == (text, codes)


@pytest.mark.parametrize(
    ("css", "inner", "text", "codes"),
    [
        (".g::before{content:'≥'}", "<span class=g>12座</span>", "≥12座", []),
        (".g:before{content:'\\2265'}", "<span class=g>12座</span>", "≥12座", []),
        (".g::after{content:'座'}", "<b class=g>12</b>", "12座", []),
        (".g::before{content:attr(data-sign)}", "<b class=g data-sign=≤>12</b>", "≤12", []),
        (".v::before{content:'≥'}", "12座", "≥12座", []),
        (".g::before{content:'≥';display:none}", "<b class=g>12</b>", "12", []),
        (".g::before{content:none}", "<b class=g>12</b>", "12", []),
        (".g::before{content:'\\e601'}", "<b class=g>12</b>", "12", []),
    ],
)
def test_generated_content(css, inner, text, codes):
    assert cell(inner, css) == (text, codes)


def test_what_a_sheet_adds_to_every_cell_is_named_and_no_value(pen):
    document = read("<table><tr><td>甲<td>1</table>", "td:after{content:'样式指标'}")
    assert (pen.texts(document), pen.codes(document)) == (["甲", "1"], ["text.generated"])


@pytest.mark.parametrize(
    ("inner", "text", "codes"),
    [
        ("<select><option>≥10座<option selected>≥12座</select>", "≥12座", ["text.control"]),
        ("<select><option>≥12座<option>≥10座</select>", "≥12座", ["text.control"]),
        ("<select><optgroup label=x><option selected label='≥12座'>12</option></optgroup></select>", "≥12座", []),
        ("<select multiple><option>一<option>二</select>", "", ["text.control"]),
        ("<select multiple><option selected>一<option selected>二</select>", "一、二", []),
        ("<input value='≥12座'><input type=button value=保存><button>删除</button>", "≥12座", ["text.control"]),
        ("<input value=9><input value='1,234,500'>", "9 1,234,500", []),
        ("<input value=9>1234500", "9 1234500", []),
        ("<input value=12>座", "12座", []),
        ("<input type=hidden value=9>12", "12", []),
        ("<textarea>≥12座</textarea>", "≥12座", []),
        ("<details><summary>≥12座</summary><p>详情</p></details>", "≥12座", ["text.hidden"]),
        ("<details open><summary>≥12</summary>座</details>", "≥12座", []),
        ("<dialog>弹窗</dialog>≥12座", "≥12座", ["text.hidden"]),
        ("<template>模板</template>≥12座", "≥12座", []),
        ("<embed src='http://127.0.0.1:9/'>≥12座", "≥12座", ["part.embedded"]),
        ("&amp;ge;12座", "≥12座", ["text.escaped"]),
        ("A&amp;amp;B", "A&B", ["text.escaped"]),
        ("A&amp;B;", "A&B;", []),
        ("<div style='display:table'><div style='display:table-cell'>≥12座</div></div>", "≥12座", []),
        ("<table><tr><td>≥<td>95<td>%</table>", "≥95%", []),
    ],
)
def test_fields_and_escapes(inner, text, codes):
    assert cell(inner) == (text, codes)


@pytest.mark.parametrize(
    ("inner", "css", "text"),
    [
        ("<font face=Symbol>³</font>12座", "", "≥12座"),
        ("<font face=Symbol>\uf0b3</font>12座", "", "≥12座"),
        ("<span style='font-family:Symbol'>£</span>12座", "", "≤12座"),
        ("<span style='font-family:宋体;mso-symbol-font-family:Symbol'>³</span>12座", "", "≥12座"),
        ("<i class=w>\u00fe</i>是", ".w{font-family:Wingdings,serif}", "☑是"),
        ("<font face=宋体>³</font>", "", "³"),
        ("<font face=Symbol><b style='font-family:宋体'>³</b></font>", "", "³"),
    ],
)
def test_signs_of_symbol_fonts(inner, css, text):
    assert cell(inner, css) == (text, [])


FOUR = [(1, 1, 1, 1, "指标"), (1, 2, 1, 1, "值"), (2, 1, 1, 1, "甲"), (2, 2, 1, 1, "≥12")]


def boxes(outer: str, row: str, cell: str) -> str:
    """Two rows of two cells, each element given as its start tag without brackets."""
    rows = [f"<{cell}>指标</{cell[:1]}><{cell}>值</{cell[:1]}>", f"<{cell}>甲</{cell[:1]}><{cell}>≥12</{cell[:1]}>"]
    return f"<{outer}>" + "".join(f"<{row}>{inner}</{row.split()[0]}>" for inner in rows) + f"</{outer.split()[0]}>"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (boxes("div class=t", "div class=r", "p class=c"), ".t{display:table}.r{display:table-row}.c{display:table-cell}"),
        (boxes("div class=t", "div class=r", "i class=c"), ".r{display:table-row}.c{display:table-cell}"),
        (boxes("ul class=t", "li class=r", "b"), ".t{display:table}.r{display:table-row}.r b{display:table-cell}"),
        (boxes("div style=display:table", "div style=display:table-row", "b style=display:table-cell"), ""),
        ("<div class=g><b>指标</b><b>值</b><b>甲</b><b>≥12</b></div>", ".g{display:grid;grid-template-columns:1fr 2fr}"),
        ("<div class=g><p>指标</p><p>值</p><p>甲</p><p>≥12</p></div>", ".g{display:grid;grid-template-columns:repeat(2,minmax(9px,1fr))}"),
    ],
)
def test_tables_of_other_elements(pen, body, css):
    (grid,) = [block for block in read(body, css).blocks if isinstance(block, Grid)]
    assert pen.laid(grid) == FOUR


def test_flex_rows_are_rows(pen):
    row = "<div class=r><span>{}</span><span>{}</span><span>{}</span></div>"
    page = "<div>" + row.format("一", "二", "三") + row.format("甲", "乙", "≥12") + "</div>"
    (grid,) = read(page, ".r{display:flex}").blocks
    assert [c[4] for c in pen.laid(grid)] == ["一", "二", "三", "甲", "乙", "≥12"]


def test_spans_of_a_grid(pen):
    body = "<div class=g><p class=w>宽</p><p class=h>高</p><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p></div>"
    css = ".g{display:grid;grid-template-columns:1fr 1fr 1fr}.w{grid-column:1 / 3}.h{grid-row:span 2}"
    (grid,) = read(body, css).blocks
    assert pen.laid(grid)[:4] == [(1, 1, 1, 2, "宽"), (1, 3, 2, 1, "高"), (2, 1, 1, 1, "a"), (2, 2, 1, 1, "b")]


@pytest.mark.parametrize("how", ["dir=rtl", "style='direction:rtl'", "class=x"])
def test_tables_from_right_to_left(pen, how):
    (grid,) = read(f"<table {how}><tr><td>三<td>二<td>一<tr><td colspan=2>宽<td>四</table>", ".x{direction:rtl}").blocks
    assert [c[:2] + c[3:] for c in pen.laid(grid)] == [(1, 1, 1, "一"), (1, 2, 1, "二"), (1, 3, 1, "三"), (2, 1, 1, "四"), (2, 2, 2, "宽")]


@pytest.mark.parametrize("hidden", ["style='display:none'", "hidden", "class=x", "style='visibility:collapse'"])
@pytest.mark.parametrize("span", [2, 3])
def test_hidden_rows_whether_spans_count_them_or_not(pen, hidden, span):
    rows = f"<tr><td rowspan={span}>产出<td>1</tr><tr {hidden}><td>藏</tr><tr><td>3</tr><tr><td>效益<td>4</tr>"
    document = read(f"<table>{rows}</table>", ".x{display:none}")
    (grid,) = document.blocks
    assert pen.laid(grid) == [(1, 1, 2, 1, "产出"), (1, 2, 1, 1, "1"), (2, 2, 1, 1, "3"), (3, 1, 1, 1, "效益"), (3, 2, 1, 1, "4")]
    assert pen.codes(document) == ["text.hidden"]


def test_collapsed_columns_are_left_out(pen):
    document = read("<table><col><col style='visibility:collapse'><col><tr><td>a<td>藏<td>c<tr><td colspan=3>宽</table>")
    (grid,) = document.blocks
    assert (pen.laid(grid), pen.codes(document)) == ([(1, 1, 1, 1, "a"), (1, 2, 1, 1, "c"), (2, 1, 1, 2, "宽")], ["text.hidden"])


def test_hidden_cells_keep_their_place_where_only_their_text_is_hidden(pen):
    (grid,) = read("<table><tr><td>甲<td style='visibility:hidden'>藏<td>乙</table>").blocks
    assert [c[4] for c in pen.laid(grid)] == ["甲", "", "乙"]


# ------------------------------------------------------------ archives


def archive(*parts: tuple[str, str, str]) -> bytes:
    """A MIME archive of (location, type, text)."""
    made = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n"
    for location, kind, text in parts:
        body = base64.encodebytes(text.encode()).decode()
        made += f'\r\n--B\r\nContent-Location: {location}\r\nContent-Type: {kind}; charset="utf-8"\r\n'
        made += f"Content-Transfer-Encoding: base64\r\n\r\n{body}"
    return (made + "\r\n--B--\r\n").encode()


FRAMES = (
    "<html><frameset><frame src='b.files/sheet001.htm'><frame src='b.files/tabstrip.htm'>"
    "<noframes><p>换浏览器</p></noframes></frameset></html>"
)


def test_all_sheets_of_a_workbook_are_read_and_its_tabs_are_not(pen):
    document = html.read(
        archive(
            ("file:///C:/a/b.htm", "text/html", FRAMES),
            ("file:///C:/a/b.files/stylesheet.css", "text/css", ".x{display:none}"),
            (
                "file:///C:/a/b.files/sheet001.htm",
                "text/html",
                "<link rel=stylesheet href=stylesheet.css><p>表一<b class=x>藏</b></p><table><tr><td>甲</table>",
            ),
            ("file:///C:/a/b.files/sheet002.htm", "text/html", "<p>表二</p>"),
            ("file:///C:/a/b.files/sheet003.htm", "text/html", "<x:Visible>SheetHidden</x:Visible><p>表三</p>"),
            ("file:///C:/a/b.files/tabstrip.htm", "text/html", ""),
        )
    )
    assert pen.texts(document) == ["表一", "甲", "表二"]
    assert sorted(pen.codes(document)) == ["part.embedded", "part.unread", "text.hidden"]
    assert (document.format, document.partial) == ("mht", False)


def test_a_frame_inside_a_page_is_read_in_its_place(pen):
    page = "<p>前</p><iframe src='cid:f1'></iframe><iframe src='http://x/y.html'></iframe><p>后</p>"
    data = archive(("a.htm", "text/html", page), ("y.html", "text/html", "<p>框</p><iframe src='y.html'></iframe>"))
    assert pen.texts(html.read(data)) == ["前", "框", "后"]


def test_other_pages_of_an_archive_that_nothing_shows_are_not_read(pen):
    data = archive(("a.htm", "text/html", "<p>正文</p>"), ("ad.htm", "text/html", "<p>广告</p>"))
    assert pen.texts(html.read(data)) == ["正文"]


# ------------------------------------------------------------ hostile sheets


@pytest.mark.parametrize(
    "css",
    [
        "{" * 5_000,
        "@media screen{" * 500 + ".x{display:none}",
        ".a " * 3_000 + "{display:none}",
        "a:not(" * 300 + "b" + ")" * 300 + "{display:none}",
        "*{color:red}" * 3_000,
        "@import url(file:///etc/passwd); .y{background:url(http://127.0.0.1:9/)}",
        ".x::before{content:" + '"a" ' * 50_000 + "}",
        "td{font-size:" + "9" * 4_000 + "px}",
        "td{width:" + "calc(" * 3_000 + "1" + ")" * 3_000 + "}",
        "@media " + "(" * 3_000 + "{.v{display:none}}",
        "\x00</style><style>}}}}]]",
    ],
)
def test_hostile_style_sheets_do_no_harm(css):
    assert cell("≥12座", css)[0] == "≥12座"


def test_rules_and_elements_are_matched_in_bounded_time():
    sheet = Sheet()
    sheet.add("".join(f".a{i} ~ .b{{display:none}}" for i in range(3_000)))
    assert sheet.count == 3_000
    body = "<table>" + "<tr><td class=b>1<td>2" * 2_000 + "</table>"
    (grid,) = read(body, "".join(f".a{i} ~ .b{{display:none}}" for i in range(300))).blocks
    assert grid.rows == 2_000


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("", True),
        ("screen", True),
        ("print", False),
        ("screen and (min-width: 800px)", True),
        ("only screen and (max-width:767px)", False),
        ("not print", True),
        ("not screen", False),
        ("print, screen", True),
        ("(min-width: 50em) and (max-width: 200em)", True),
    ],
)
def test_media_queries(query, holds):
    assert applies(query) is holds


LINK = "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>"


@pytest.mark.parametrize(
    ("body", "css", "text", "codes"),
    [
        (LINK + "<p style='color:#fff'>标题", "", "标题", ["text.colour-unclear"]),
        (LINK + "<p style='color:#fff;background:#fff'>标题", "", None, ["text.hidden"]),
        (LINK + "<p>标题", "", "标题", []),
        ("<p style='color:#fff'>标题", "body{background:var(--ground)}", "标题", ["text.colour-unclear"]),
        ("<p style='color:var(--ink)'>标题", "body{background:#222;color:#eee}", "标题", []),
        ("<p style='color:#fff'>标题", "p{background:#fff url(x.png)}", "标题", ["text.colour-unclear"]),
        ("<p style='color:#fff'>标题", "body{background:linear-gradient(red,blue)}", "标题", ["text.colour-unclear"]),
        ("<p style='color:#fff'>标题", "body{background:rgba(0,0,0,.1)}", None, ["text.hidden"]),
    ],
)
def test_white_text_whose_ground_nobody_can_tell_is_read_and_named(pen, body, css, text, codes):
    document = read(body + "<p>后", css)
    assert (pen.texts(document), pen.codes(document)) == ([text, "后"] if text else ["后"], codes)
