"""One form, one peculiarity a file: the records are those of the plain twin, in Word files and in web pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.submission import process

HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "数量指标", "修建水池数量", "≥12座"),
    ("产出指标", "数量指标", "铺设管道长度", "≥35公里"),
    ("产出指标", "质量指标", "工程验收合格率", "100%"),
    ("产出指标", "成本指标", "单位建设成本", "≤8.5万元"),
    ("效益指标", "社会效益指标", "受益人口数量", "≥4200人"),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥92%"),
)
TITLE, NAME = "2023年度项目支出绩效目标表", "农村饮水安全项目"
Change = Callable[[int, int, str], str | None]
"""Row from 0, column from 0, text -> the inner XML or HTML of the cell; None for the plain text."""


def records(data: bytes, name: str) -> tuple[object, ...]:
    rows = process(data, name, name).rows
    wanted = ("level1", "level2", "level3", "raw", "kind", "comparator", "value", "unit")
    found = [tuple(row.get(key) for key in wanted) for row in rows["indicators"]]
    return [row.get("project_name") for row in rows["projects"]], [row.get("budget_yuan") for row in rows["projects"]], found


# ------------------------------------------------------------ Word


def word(pen, change: Change = lambda *_: None, rows=ROWS, properties: Callable[[int], str] = lambda _: "", cells=lambda row: row) -> str:
    def cell(row: int, column: int, text: str) -> str:
        inner = change(row, column, text)
        return pen.tc(content=inner if inner is not None else pen.p(text))

    lines = [pen.tr(*cells([cell(r, c, text) for c, text in enumerate(row)]), properties=properties(r)) for r, row in enumerate(rows)]
    wide = '<w:gridSpan w:val="3"/>'
    top = [pen.tr(*cells([pen.tc("项目名称"), pen.tc(NAME, wide)])), pen.tr(*cells([pen.tc("预算金额（万元）"), pen.tc("120", wide)]))]
    return pen.p(TITLE) + pen.tbl(*top, pen.tr(*cells([pen.tc(text) for text in HEAD])), *lines) + pen.p("填报人：")


def at(row: int, column: int, make: Callable[[str], str]) -> Change:
    return lambda r, c, text: make(text) if (r, c) == (row, column) else None


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def inside(properties: str, text: str = "10") -> Change:
    """A run with those properties in the first value, behind its sign."""
    return at(0, 3, lambda whole: p(run(whole[0]), run(text, properties), run(whole[1:])))


def field(code: str, result: str = "") -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return marks[0] + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + (marks[1] + run(result) if result else "") + marks[2]


def nested(pen, *cells: str) -> str:
    return pen.tbl(pen.tr(*cells)) + p()


CHANGES: dict[str, Change] = {
    "strike": inside("<w:strike/>"),
    "dstrike": inside("<w:dstrike/>"),
    "white": inside('<w:color w:val="FFFFFF"/>'),
    "tiny": inside('<w:sz w:val="1"/>'),
    "vanish": inside("<w:vanish/>"),
    "marker": inside('<w:highlight w:val="black"/>'),
    "no fill": inside('<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>'),
    "note behind": at(4, 3, lambda text: p(run(text), run("1", '<w:vertAlign w:val="superscript"/>'))),
    "note before the unit": at(4, 3, lambda text: p(run(text[:-1]), run("[2]", '<w:vertAlign w:val="superscript"/>'), run(text[-1]))),
    "note by position": at(0, 2, lambda text: p(run(text), run("①", '<w:position w:val="12"/><w:sz w:val="12"/>'))),
    "noteref": at(4, 3, lambda text: p(run(text), field(" NOTEREF _Ref1 \\h ", "1"))),
    "eq": at(0, 3, lambda text: p(field("eq \\o(＞,＿)"), run(text[1:]))),
    "eq with result": at(0, 3, lambda text: p(field("eq \\o(＞,＿)", " "), run(text[1:]))),
    "symbol run": at(0, 3, lambda text: p(run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), run(text[1:]))),
    "symbol sign": at(0, 3, lambda text: p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run(text[1:]))),
    "symbol field": at(0, 3, lambda text: p(field('SYMBOL 179 \\f "Symbol"'), run(text[1:]))),
    "control": at(0, 3, lambda text: p(f"<w:sdt><w:sdtPr/><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>")),
    "deleted": at(0, 3, lambda text: p(run(text[0]), f"<w:del><w:r><w:delText>10</w:delText></w:r></w:del>{run(text[1:])}")),
    "split runs": at(2, 3, lambda text: p(*(run(letter) for letter in text))),
    "paragraphs": at(1, 2, lambda text: p(run(text[:3])) + p(run(text[3:]))),
    "zero width": lambda r, c, text: p(run("\u200b".join(text))) if c < 3 else None,
    "box": at(0, 3, lambda text: p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p(run(text))}</w:txbxContent></v:textbox></w:pict></w:r>")),
    "bound blank": at(5, 3, lambda text: p(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_word_file_with_one_peculiarity(pen, name):
    twin = records(pen.word(word(pen)), "twin.docx")
    assert len(twin[2]) == len(ROWS)
    assert records(pen.word(word(pen, CHANGES[name])), "a.docx") == twin


@pytest.mark.parametrize("cells", [("≥12座",), ("", "≥12座"), ("≥", "12", "座")])
def test_a_value_in_a_table_of_its_own(pen, cells):
    change = at(0, 3, lambda _: nested(pen, *cells))
    assert records(pen.word(word(pen, change)), "a.docx") == records(pen.word(word(pen)), "twin.docx")


@pytest.mark.parametrize("where", range(len(ROWS) + 1))
@pytest.mark.parametrize("how", ["hidden", "struck"])
def test_a_row_that_is_not_shown_or_struck_whole(pen, where, how):
    more = ("效益指标", "生态效益指标", "恢复植被面积", "≥9亩")
    rows = [*ROWS[:where], more, *ROWS[where:]]
    if how == "hidden":
        data = pen.word(word(pen, rows=rows, properties=lambda row: "<w:hidden/>" if row == where else ""))
    else:
        data = pen.word(word(pen, lambda r, _, text: p(run(text, "<w:strike/>")) if r == where else None, rows=rows))
    assert records(data, "a.docx") == records(pen.word(word(pen)), "twin.docx")


def test_a_mirrored_table(pen):
    body = word(pen, cells=lambda row: row[::-1]).replace("<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>")
    assert records(pen.word(body), "a.docx") == records(pen.word(word(pen)), "twin.docx")


@pytest.mark.parametrize("cut", range(1, len(ROWS)))
@pytest.mark.parametrize("caption", [None, "续表", ""])
def test_a_table_cut_by_hand_with_its_heading_again(pen, cut, caption):
    rows = [*ROWS[:cut], HEAD, *ROWS[cut:]]
    same = ROWS[cut][0] == ROWS[cut - 1][0]
    body = word(pen, lambda r, c, text: p() if same and (r, c) == (cut + 1, 0) else None, rows=rows)
    parts = body.split("<w:tr>")
    at_row = 4 + cut  # two rows above the heading, the heading, and what stands before the first row
    between = "" if caption is None else pen.p(caption)
    split = "<w:tr>".join(parts[:at_row]) + f"</w:tbl>{between}<w:tbl><w:tblPr/><w:tblGrid/><w:tr>" + "<w:tr>".join(parts[at_row:])
    assert records(pen.word(split), "a.docx") == records(pen.word(word(pen)), "twin.docx")


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize("name", ["a.htm", "a.docx"])
def test_the_form_in_a_document_of_its_own(pen, name):
    inner = pen.word(word(pen)) if name == "a.docx" else page()
    relation = f'<Relationship Id="c" Type="{OFFICE}/aFChunk" Target="{name}"/>'
    data = pen.zipped(pen.members('<w:altChunk r:id="c"/>', relations=relation) | {f"word/{name}": inner})
    assert records(data, "a.docx") == records(pen.word(word(pen)), "twin.docx")


# ------------------------------------------------------------ web pages


def page(change: Change = lambda *_: None, css: str = "", rows=ROWS, attributes: Callable[[int], str] = lambda _: "") -> bytes:
    def cell(row: int, column: int, text: str) -> str:
        inner = change(row, column, text)
        return f"<td>{text if inner is None else inner}</td>"

    lines = "".join(
        f"<tr {attributes(r)}>" + "".join(cell(r, c, text) for c, text in enumerate(row)) + "</tr>" for r, row in enumerate(rows)
    )
    top = f"<tr><td>项目名称</td><td colspan=3>{NAME}</td></tr><tr><td>预算金额（万元）</td><td colspan=3>120</td></tr>"
    head = "<tr>" + "".join(f"<td>{text}</td>" for text in HEAD) + "</tr>"
    style = f"<style>{css}</style>"
    return f"<!DOCTYPE html><meta charset=utf-8>{style}<h2>{TITLE}</h2><table border=1>{top}{head}{lines}</table><p>填报人：</p>".encode()


def put(html: str) -> Change:
    """Something behind the sign of the first value."""
    return at(0, 3, lambda text: f"{text[0]}{html}{text[1:]}")


PAGES: dict[str, tuple[Change, str]] = {
    "class hidden": (put("<b class=x>10</b>"), ".x{display:none}"),
    "invisible": (put("<b class=x>10</b>"), "td .x{visibility:hidden}"),
    "struck tag": (put("<s>10</s>"), ""),
    "struck style": (put("<span style='text-decoration:line-through'>10</span>"), ""),
    "white": (put("<font color=white>10</font>"), ""),
    "size": (put("<span style='font-size:0'>10</span>"), ""),
    "phone copy": (at(0, 3, lambda text: f"{text}<span class=phone>{text}</span>"), "@media(min-width:600px){.phone{display:none}}"),
    "before": (at(0, 3, lambda text: f"<span class=g>{text[1:]}</span>"), ".g::before{content:'≥'}"),
    "after": (at(0, 3, lambda text: f"<span class=g>{text[:-1]}</span>"), ".g:after{content:'座'}"),
    "twice escaped": (at(0, 3, lambda text: f"&amp;ge;{text[1:]}"), ""),
    "entity": (at(0, 3, lambda text: f"&ge;{text[1:]}"), ""),
    "select": (at(0, 3, lambda text: f"<select><option>≥10座<option selected>{text}<option>≥99座</select>"), ""),
    "input": (at(0, 3, lambda text: f"<input value='{text}'><button>删除</button>"), ""),
    "textarea": (at(0, 3, lambda text: f"<textarea>{text}</textarea>"), ""),
    "note": (at(4, 3, lambda text: f"{text[:-1]}<sup>1</sup>{text[-1]}"), ""),
    "note link": (at(4, 3, lambda text: f"{text}<a href=#n><sup>[1]</sup></a>"), ""),
    "note style": (at(0, 2, lambda text: f"{text}<span class=n>①</span>"), ".n{vertical-align:super;font-size:60%}"),
    "symbol": (at(0, 3, lambda text: f"<font face=Symbol>³</font>{text[1:]}"), ""),
    "zero width": (lambda r, c, text: "&#8203;".join(text) if c < 3 else None, ""),
    "nested": (at(0, 3, lambda text: f"<table><tr><td>{text}</table>"), ""),
    "details": (at(0, 3, lambda text: f"<details><summary>{text}</summary>说明10座</details>"), ""),
    "deleted": (put("<del>10</del>"), ""),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_one_peculiarity(name):
    twin = records(page(), "twin.html")
    assert len(twin[2]) == len(ROWS)
    assert records(page(*PAGES[name]), "a.html") == twin


@pytest.mark.parametrize("where", range(len(ROWS) + 1))
@pytest.mark.parametrize("how", ["style='display:none'", "hidden", "class=x"])
def test_a_row_of_a_page_that_is_not_shown(where, how):
    rows = [*ROWS[:where], ("效益指标", "生态效益指标", "恢复植被面积", "≥9亩"), *ROWS[where:]]
    data = page(css=".x{display:none}", rows=rows, attributes=lambda row: how if row == where else "")
    assert records(data, "a.html") == records(page(), "twin.html")


DISPLAYS = ".t{display:table}.r{display:table-row}.c{display:table-cell}"


def boxes(data: bytes, css: str) -> bytes:
    """The page with other elements in place of its table's."""
    text = data.decode().replace("<style></style>", f"<style>{css}</style>").replace("<table border=1>", "<div class=t>")
    for tag, name in (("tr", "r"), ("td", "c")):
        text = text.replace(f"<{tag} >", f"<{tag}>").replace(f"<{tag}>", f"<div class={name}>").replace(f"</{tag}>", "</div>")
    return text.replace("</table>", "</div>").encode()


@pytest.mark.parametrize(
    "css", [DISPLAYS, ".r{display:table-row}.c{display:table-cell}", ".t{display:table}.r{display:table-row}.r>div{display:table-cell}"]
)
def test_a_table_of_other_elements(css):
    def narrow(data: bytes) -> bytes:  # other elements have no spans
        return data.replace(b" colspan=3", b"")

    assert records(boxes(narrow(page()), css), "a.html") == records(narrow(page()), "twin.html")


def test_a_word_file_and_a_page_agree(pen):
    assert records(page(), "a.html") == records(pen.word(word(pen)), "a.docx")
