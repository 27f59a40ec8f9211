"""Word 2003 XML and flat packages, drawn by hand: what they say is what their twin in a package says."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from extractors.document import Paragraph, Role
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import docx, read, wordxml
from extractors.source import Source
from pipeline.submission import process

OLD = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:v="urn:schemas-microsoft-com:vml"'
)
FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
FORMS = Path(__file__).parents[1] / "convert" / "data"
SAMPLE = Path(__file__).parents[3] / "samples" / "shanhaiguan-fulian-2022.docx"


def old(body: str, before: str = "", keeps: str = ' xml:space="preserve"') -> bytes:
    """A Word 2003 XML file with that body; `before` stands before it."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    return f"{head}<w:wordDocument {OLD}{keeps}>{before}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>".encode()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def flat(members: dict[str, bytes]) -> bytes:
    """The members of a package as a flat one."""
    root = etree.Element(f"{{{FLAT}}}package", nsmap={"pkg": FLAT})
    for name, data in members.items():
        if name != "[Content_Types].xml":
            part = etree.SubElement(root, f"{{{FLAT}}}part", {f"{{{FLAT}}}name": f"/{name}"})
            etree.SubElement(part, f"{{{FLAT}}}xmlData").append(etree.fromstring(data))
    picture = etree.SubElement(root, f"{{{FLAT}}}part", {f"{{{FLAT}}}name": "/word/media/image1.png"})
    etree.SubElement(picture, f"{{{FLAT}}}binaryData").text = "iVBORw0KGgo" * 2_000_000
    return b'<?xml version="1.0" standalone="yes"?>' + etree.tostring(root, encoding="utf-8")


def test_merges_down_and_across(pen):
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='10'/><w:gridCol w:w='10'/><w:gridCol w:w='10'/></w:tblGrid>"
        + tr(tc("一级", '<w:vmerge w:val="restart"/>'), tc("二级", '<w:gridSpan w:val="2"/>'))
        + tr(tc("", "<w:vmerge/>"), tc("三级"), tc("≥90‰"))
        + "</w:tbl>"
    )
    found = wordxml.read(old(table + p("后")))
    assert pen.outline(found) == [[(1, 1, 2, 1, "一级"), (1, 2, 1, 2, "二级"), (2, 2, 1, 1, "三级"), (2, 3, 1, 1, "≥90‰")], "后"]
    assert (found.format, found.method, found.partial) == ("wordml", "converted", False)


def test_spaces_are_kept_where_the_root_says_so(pen):
    assert pen.texts(wordxml.read(old(p(" 与爱同行 守望相助 ")))) == [" 与爱同行 守望相助 "]
    assert pen.texts(wordxml.read(old(p(" 与爱同行 守望相助 "), keeps=""))) == ["与爱同行 守望相助"]


def test_lists_are_counted_in_their_format(pen):
    lists = (
        '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="39"/><w:suff w:val="Nothing"/>'
        '<w:lvlText w:val="（%1）"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
    )
    numbered = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr>'
    found = wordxml.read(old(p("总体目标", numbered) + p("分项目标", numbered), lists))
    assert pen.texts(found) == ["（一） 总体目标", "（二） 分项目标"]


def test_a_number_that_cannot_be_counted_is_printed_as_word_noted_it(pen):
    noted = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="（一）"/></w:listPr>'
    assert pen.texts(wordxml.read(old(p("目标", noted)))) == ["（一）目标"]


@pytest.mark.parametrize("name", ["form.2003.xml", "form.flat.xml"])
def test_a_form_with_merges_is_that_of_its_twin(name):
    twin, found = (read(Source.of(one, (FORMS / one).read_bytes())) for one in ("form.docx", name))
    assert repr(found.blocks) == repr(twin.blocks)


def test_headings_have_the_level_of_their_style():
    styles = '<w:styles><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style></w:styles>'
    (heading, _) = wordxml.read(old(p("1.车辆保险费绩效目标表", '<w:pStyle w:val="2"/>') + p("后"), styles)).blocks
    assert isinstance(heading, Paragraph)
    assert heading.level == 2


def test_running_heads_notes_and_comments_have_their_roles():
    note = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:r></w:p>"
    content = f"<aml:content>{p('批注')}</aml:content>"
    comment = f'<w:p><w:r><w:t>又</w:t></w:r><w:r><aml:annotation w:type="Word.Comment">{content}</aml:annotation></w:r></w:p>'
    section = f'<w:sectPr><w:hdr w:type="odd">{p("页眉")}</w:hdr><w:ftr w:type="odd">{p("页脚")}</w:ftr></w:sectPr>'
    blocks = wordxml.read(old(note + comment + section)).blocks
    assert [(block.text, block.role) for block in blocks] == [
        ("页眉", Role.HEADER),
        ("正文", Role.BODY),
        ("脚注", Role.FOOTNOTE),
        ("又", Role.BODY),
        ("批注", Role.COMMENT),
        ("页脚", Role.FOOTER),
    ]


def test_changes_are_read_as_they_print(pen):
    def changed(kind: str, text: str) -> str:
        return f'<aml:annotation aml:id="1" w:type="Word.{kind}"><aml:content><w:r><w:t>{text}</w:t></w:r></aml:content></aml:annotation>'

    bookmark = '<aml:annotation aml:id="2" w:type="Word.Bookmark.Start" w:name="_Toc_4"/>'
    found = wordxml.read(old(f"<w:p>{bookmark}{changed('Insertion', '新')}{changed('Deletion', '旧')}<w:r><w:t>文</w:t></w:r></w:p>"))
    assert pen.texts(found) == ["新文"]
    assert pen.codes(found) == ["text.deleted"]
    assert found.blocks[0].bookmarks == ("_Toc_4",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_whatever_the_file_says_of_it(encoding, pen):
    data = old(p("项目支出绩效目标表，满意度指标")).decode().encode(encoding)
    assert Source.of("form.doc", data).format == "wordml"
    assert pen.texts(read(Source.of("form.doc", data))) == ["项目支出绩效目标表，满意度指标"]


def test_a_flat_package_says_what_its_twin_says(pen):
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    body = pen.tbl(pen.tr("产出", "≥95%")) + pen.p("后", properties=section)
    members = pen.members(body, {"header": pen.p("页眉")})
    data = flat(members)
    assert Source.of("form.doc", data).format == "wordml"
    assert pen.outline(wordxml.read(data)) == pen.outline(docx.read(pen.zipped(members)))


def test_the_sample_as_a_flat_package_gives_the_same_rows():
    with ZipFile(SAMPLE) as package:
        members = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    found, twin = process(flat(members), "form.doc", "form.doc"), process(SAMPLE.read_bytes(), "form.docx", "form.docx")

    def told(rows, document):
        return [{name: str(value).replace(document, "") for name, value in row.items()} for row in rows]

    for table in ("sections", "projects", "funding", "spending_plan", "goals", "indicators", "findings"):
        assert told(found.rows[table], found.document["document_id"]) == told(twin.rows[table], twin.document["document_id"])
    assert found.document["coverage"] == 1


def test_damaged_bytes_are_named(pen):
    data = old("".join(p(f"第{number}项绩效指标") for number in range(300)))
    found = wordxml.read(data.replace("第7项".encode(), "第7".encode() + b"\xe9" + "项".encode(), 1))
    assert found.partial
    assert pen.codes(found) == ["text.undecodable"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (old(p("文"))[:-40], "truncated"),
        (old(p("文")).replace(b"</w:t>", b"</w:x>"), "corrupt"),
        (old(p("文")).replace(b"<w:wordDocument", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><w:wordDocument"), "corrupt"),
        (old(""), "no-text"),
        (old("").replace(b"<w:body>", b"<w:fonts>").replace(b"</w:body>", b"</w:fonts>"), "corrupt"),
        (old("<w:r>" * 3000 + "</w:r>" * 3000), "too-large"),
        (f"<pkg:package xmlns:pkg='{FLAT}'/>".encode(), "corrupt"),
        (b"<other xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>", "not-a-document"),
    ],
    ids=["torn", "malformed", "entities", "blank", "no body", "deep", "empty package", "other root"],
)
def test_what_cannot_be_read_says_why(data, code):
    with pytest.raises(ReadError) as refused:
        read(Source.of("form.xml", data))
    assert refused.value.code == code


def test_too_much_xml_is_refused_before_it_is_parsed():
    with pytest.raises(ReadError) as refused:
        wordxml.read(old(p("文")), Limits(part=100))
    assert refused.value.code == "too-large"


def test_source_code_that_names_the_format_is_text():
    assert Source.of("make.txt", b"NS = 'http://schemas.microsoft.com/office/word/2003/wordml'\n").format == "text"


PRINTS = [
    ("<w:strike/>", "text.struck"),
    ("<w:dstrike/>", "text.struck"),
    ("<w:vanish/>", "text.hidden"),
    ('<w:color w:val="FFFFFF"/>', "text.hidden"),
    ('<w:sz w:val="2"/>', "text.hidden"),
    ('<w:vertAlign w:val="superscript"/>', "text.note-mark"),
    ('<w:highlight w:val="black"/>', "text.hidden"),
]


@pytest.mark.parametrize(("properties", "code"), PRINTS)
def test_what_is_no_print_is_left_out_in_both_kinds(pen, properties, code):
    runs = f"<w:r><w:t>≥12</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>10</w:t></w:r><w:r><w:t>座</w:t></w:r>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/><w:p>{runs}</w:p></w:tc></w:tr></w:tbl>"
    package = pen.members(table + pen.p("后"))
    for data in (old(table + p("后")), flat(package)):
        document = wordxml.read(data)
        assert (pen.texts(document), pen.codes(document)) == (["≥12座", "后"], [code])


def test_hidden_rows_and_mirrored_tables_in_both_kinds(pen):
    rows = "<w:tr>" + tc("二") + tc("一") + "</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>" + tc("藏") + tc("") + "</w:tr>"
    table = f"<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tblGrid/>{rows}</w:tbl>"
    for data in (old(table + p("后")), flat(pen.members(table + pen.p("后")))):
        document = wordxml.read(data)
        assert (pen.texts(document), pen.codes(document)) == (["一", "二", "后"], ["text.hidden"])
