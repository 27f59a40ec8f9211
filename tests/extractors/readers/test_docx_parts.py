"""Running heads that hold a part of the form, content controls with their prompts and data."""

from __future__ import annotations

import pytest

from extractors.document import Grid, Paragraph, Role
from extractors.readers import docx
from extractors.readers.docx.controls import text_at
from extractors.readers.docx.package import parse


def section(head: str) -> str:
    return f'<w:sectPr><w:headerReference w:type="default" r:id="{head}"/></w:sectPr>'


def roles(document):
    return [(block.role.value, block.text) if isinstance(block, Paragraph) else "grid" for block in document.blocks]


def test_a_table_of_the_form_in_a_running_head_is_read_before_the_body(pen):
    head = pen.p("项目绩效目标表") + pen.tbl(pen.tr("项目名称", "甲"), pen.tr("实施单位", "乙"))
    document = docx.read(pen.word(pen.tbl(pen.tr("一级指标", "值")) + pen.p("后") + section("header1"), {"header1": head}))
    assert roles(document) == [("body", "项目绩效目标表"), "grid", "grid", ("body", "后")]


@pytest.mark.parametrize("table", ["row", "logo", "empty"])
def test_a_line_of_cells_in_a_running_head_is_a_running_head(pen, table):
    rows = {"row": [("单位名称", "第一页")], "logo": [("", "甲局"), ("", "乙处")], "empty": [("", ""), ("", "甲局")]}[table]
    head = pen.tbl(*(pen.tr(*(cell for cell in row)) for row in rows)).replace('<w:r><w:t xml:space="preserve"></w:t></w:r>', "")
    document = docx.read(pen.word(pen.p("正文") + section("header1"), {"header1": head}))
    assert {role for role, text in roles(document) if text != "正文"} == {"header"}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("单位：万元", Role.BODY),
        ("（金额单位：万元）", Role.BODY),
        ("项目名称：饮水安全", Role.BODY),
        ("青溪县水利局2023年度绩效目标表", Role.HEADER),
        ("附件1", Role.HEADER),
        ("项目名称：", Role.HEADER),
    ],
)
def test_a_label_with_its_value_in_a_running_head_is_said_of_the_form(pen, line, role):
    document = docx.read(pen.word(pen.p("正文") + section("header1"), {"header1": pen.p(line)}))
    assert [block.role for block in document.blocks] == [role, Role.BODY]


def test_each_section_begins_with_its_own_running_head(pen):
    first = pen.p(properties=section("header1"))
    body = pen.p("正文一") + pen.tbl(pen.tr("表一")) + first + pen.p("正文二") + section("header2")
    parts = {"header1": pen.p("项目名称：甲"), "header2": pen.p("项目名称：乙")}
    assert pen.texts(docx.read(pen.word(body, parts))) == ["项目名称：甲", "正文一", "表一", "项目名称：乙", "正文二"]


# ------------------------------------------------------------ content controls


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT = "<w:showingPlcHdr/>"


@pytest.mark.parametrize("where", ["run", "paragraph", "cell", "row"])
@pytest.mark.parametrize("kind", ["<w:text/>", "<w:dropDownList/>", "<w:date/>"])
def test_a_prompt_is_no_value(pen, where, kind):
    prompt, made = "单击此处输入文字。", pen.r("单击此处输入文字。")
    cells = {
        "run": pen.tc(content=pen.p(control(PROMPT + kind, made))),
        "paragraph": pen.tc(content=control(PROMPT + kind, pen.p(made)) + pen.p()),
        "cell": control(PROMPT + kind, pen.tc(content=pen.p(made))),
        "row": pen.tc(content=pen.p(control(PROMPT + kind, made))),
    }
    row = pen.tr("单位", cells[where])
    document = pen.read(pen.tbl(control("", row) if where == "row" else row) + pen.p("后"))
    assert pen.texts(document) == ["单位", "", "后"]
    (remark,) = document.remarks
    assert (remark.note.code, dict(remark.note.args)["raw"], remark.where[1:4]) == ("text.placeholder", prompt, (1, 1, 2))


@pytest.mark.parametrize("switch", ['<w:showingPlcHdr w:val="0"/>', ""])
def test_what_was_filled_in_is_a_value(pen, switch):
    document = pen.read(pen.tbl(pen.tr("单位", pen.tc(content=pen.p(control(switch + "<w:text/>", pen.r("水利局")))))) + pen.p("后"))
    assert (pen.texts(document), document.remarks) == (["单位", "水利局", "后"], ())


ITEM = "{11111111-2222-3333-4444-555555555555}"


def bound(pen, xpath: str, content: str, data: str, more: str = "<w:text/>", mappings: str = ""):
    binding = f'<w:dataBinding w:prefixMappings="{mappings}" w:xpath="{xpath}" w:storeItemID="{ITEM}"/>'
    files = pen.members(pen.tbl(pen.tr("单位", pen.tc(content=pen.p(control(binding + more, content))))) + pen.p("后"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    root = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = '<Relationships xmlns="{0}"><Relationship Id="x" Type="{1}/{2}" Target="{3}"/></Relationships>'
    files["word/_rels/document.xml.rels"] = link.format(root, relation, "customXml", "../customXml/item1.xml").encode()
    files["customXml/item1.xml"] = data.encode()
    files["customXml/_rels/item1.xml.rels"] = link.format(root, relation, "customXmlProps", "itemProps1.xml").encode()
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    files["customXml/itemProps1.xml"] = f'<ds:datastoreItem ds:itemID="{ITEM.lower()}" xmlns:ds="{schema}"/>'.encode()
    return docx.read(pen.zipped(files))


@pytest.mark.parametrize(
    ("xpath", "data", "text", "codes"),
    [
        ("/root/unit", "<root><unit>供水站</unit></root>", "供水站", ["text.bound"]),
        ("/root[1]/unit[2]", "<root><unit>a</unit><unit>供水站</unit></root>", "供水站", ["text.bound"]),
        ("/root/unit/@name", "<root><unit name='供水站'/></root>", "供水站", ["text.bound"]),
        ("/root/unit", "<root><unit>某某单位</unit></root>", "某某单位", []),
        ("/root/unit", "<root><unit></unit></root>", "", ["text.bound"]),
        ("/root/none", "<root><unit>供水站</unit></root>", "某某单位", []),
        ("//unit", "<root><unit>供水站</unit></root>", "某某单位", []),
        ("/root/unit", "<root><unit>供水站", "某某单位", []),
        ("/root/unit", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><root><unit>&e;</unit></root>", "某某单位", []),
    ],
)
def test_bound_data_wins_over_stale_text(pen, xpath, data, text, codes):
    document = bound(pen, xpath, pen.r("某某") + pen.r("单位"), data)
    assert (pen.texts(document), pen.codes(document)) == (["单位", text, "后"], codes)


def test_a_bound_choice_shows_its_display_text(pen):
    choice = '<w:dropDownList><w:listItem w:displayText="供水站" w:value="2"/></w:dropDownList>'
    document = bound(pen, "/root/unit", pen.r("旧"), "<root><unit>2</unit></root>", choice)
    assert pen.texts(document) == ["单位", "供水站", "后"]


def test_a_date_keeps_the_form_in_which_it_is_shown(pen):
    document = bound(pen, "/root/unit", pen.r("2023年11月"), "<root><unit>2023-11-30</unit></root>", "<w:date/>")
    assert pen.texts(document) == ["单位", "2023年11月", "后"]


def test_paths_are_plain_steps():
    root = parse(b"<a xmlns='urn:x'><b>1</b><b c='3'>2</b></a>")
    mappings = "xmlns:n='urn:x'"
    assert text_at(root, "/n:a/n:b[2]", mappings) == "2"
    assert text_at(root, "/n:a/n:b[2]/@c", mappings) == "3"
    assert [text_at(root, path, mappings) for path in ("/n:a/n:b[9]", "/a/b", "/n:a//n:b", "count(/n:a)", "")] == [None] * 5


def test_grids_of_heads_have_their_own_places(pen):
    head = pen.tbl(pen.tr("项目名称", "甲"), pen.tr("实施单位", "乙"))
    document = docx.read(pen.word(pen.p("后") + section("header1"), {"header1": head}))
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.where.block == 1


def two_sections(pen, first: str, second: str, tables: str = "both"):
    table = pen.tbl(pen.tr("一级指标", "值"))
    end = pen.p(properties=section("header1"))
    body = (table if tables != "second" else pen.p("文")) + end + (table if tables != "first" else pen.p("字")) + section("header2")
    document = docx.read(pen.word(body, {"header1": pen.p(first), "header2": pen.p(second)}))
    return [block.role for block in document.blocks if isinstance(block, Paragraph) and block.text in (first, second)]


@pytest.mark.parametrize(("first", "second"), [("甲供水项目", "乙绿化项目"), ("一、甲项目", "二、乙项目"), ("附表1", "附表2")])
def test_heads_of_sections_that_differ_name_what_stands_below(pen, first, second):
    assert two_sections(pen, first, second) == [Role.BODY] * 2


@pytest.mark.parametrize(
    ("first", "second", "tables"),
    [("水利局", "水利局", "both"), ("甲项目", "乙项目", "first"), ("甲项目", "乙项目", "second"), ("甲" * 61, "乙项目", "both")],
)
def test_other_heads_of_sections_are_running_heads(pen, first, second, tables):
    assert set(two_sections(pen, first, second, tables)) == {Role.HEADER}
