"""The container: every way in which a package can be broken, odd or hostile."""

from __future__ import annotations

import gc
import io
import struct

import docx as python_docx
import pytest

from extractors.document import Document, Paragraph
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import docx
from extractors.readers.docx.names import STRICT


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        docx.read(data, limits)
    return caught.value.code


def encrypted_member(data: bytes) -> bytes:
    """The package with the flag that says its members are encrypted."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(signature)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(signature, at + 4)
    return bytes(out)


def lying_size(data: bytes, name: bytes, size: int) -> bytes:
    """The package whose table of contents declares another inflated size for a member."""
    out = bytearray(data)
    at = out.rfind(name) - 46  # the last mention of a name is its entry in the central directory
    struct.pack_into("<I", out, at + 24, size)
    return bytes(out)


def test_what_python_docx_writes_is_read(pen):
    document = python_docx.Document()
    document.add_heading("部门整体绩效目标", 1)
    document.add_paragraph("团结教育广大妇女")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "绩效指标"
    table.cell(1, 1).text = "≥90%"
    buffer = io.BytesIO()
    document.save(buffer)
    read = docx.read(buffer.getvalue())
    assert pen.outline(read) == ["部门整体绩效目标", "团结教育广大妇女", [(1, 1, 1, 2, "绩效指标"), (2, 1, 1, 1, ""), (2, 2, 1, 1, "≥90%")]]
    heading, text = (block for block in read.blocks if isinstance(block, Paragraph))
    assert (heading.level, text.level, read.remarks) == (1, None, ())


@pytest.mark.parametrize(
    "relations",
    [
        '<Relationship Id="x" Type="http://x/image" Target="NULL"/>',
        '<Relationship Id="x" Type="http://x/hyperlink" Target="#bookmark"/>',
        '<Relationship Id="x" Type="http://x/image" Target="../NULL"/>',
        '<Relationship Id="x" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"/>',
        '<Relationship Id="x" Type="http://x/header" Target="http://127.0.0.1:9/x" TargetMode="External"/>',
        '<Relationship Id="x" Type="http://x/image" Target="file:///etc/passwd"/>',
        "<Relationship/>",
        "<!-- none --><Nothing/>",
    ],
)
def test_odd_relationships_are_nothing_to_us(pen, relations):
    document = pen.read(pen.p("文"), relations=relations)
    assert (pen.texts(document), document.remarks, document.partial) == (["文"], (), False)


def test_a_part_that_is_not_there_is_named_and_loses_nothing(pen):
    document = pen.read(pen.p("文"), relations='<Relationship Id="x" Type="http://x/footnotes" Target="footnotes.xml"/>')
    assert (pen.codes(document), document.partial) == (["part.unread"], False)


def test_a_part_that_is_broken_is_named_and_its_text_lost(pen):
    files = pen.members(pen.p("文"), {"comments": ""})
    for broken in (b"<w:comments", b"no xml", b"<!DOCTYPE x><x/>"):
        document = docx.read(pen.zipped(files | {"word/comments.xml": broken}))
        assert (pen.texts(document), pen.codes(document), document.partial) == (["文"], ["part.unread"], True)


@pytest.mark.parametrize(
    "main_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/octet-stream",
    ],
)
def test_macro_and_template_packages_are_read_alike(pen, main_type):
    assert pen.texts(docx.read(pen.word(pen.p("文"), main_type=main_type))) == ["文"]


def test_strict_packages_are_read_alike(pen):
    table = pen.tbl(pen.tr(pen.tc("宽", '<w:gridSpan w:val="2"/>'), "b"), pen.tr("1", "2", "3"))
    body = table + '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    files = pen.members(body, {"header": pen.p("页眉"), "numbering": ""})
    expected = pen.outline(docx.read(pen.zipped(files)))
    for strict, transitional in STRICT:
        files = {name: data.replace(transitional, strict) for name, data in files.items()}
    assert b"purl.oclc.org" in files["word/document.xml"]
    assert b"purl.oclc.org" in files["_rels/.rels"]
    assert pen.outline(docx.read(pen.zipped(files))) == expected == ["页眉", [(1, 1, 1, 2, "宽"), (1, 3, 1, 1, "b"), *expected[1][2:]]]


def test_names_in_other_cases_with_other_slashes_and_elsewhere(pen):
    files = pen.members(pen.p("文"), {"header": pen.p("x")})
    assert pen.texts(docx.read(pen.zipped({name.upper(): data for name, data in files.items()}))) == ["文"]
    barred = pen.zipped({name.replace("/", "|"): data for name, data in files.items()})
    assert pen.texts(docx.read(barred.replace(b"word|", b"word\\").replace(b"_rels|", b"_rels\\"))) == ["文"]
    moved = {name.replace("word/", "other/"): data.replace(b"word/", b"/other/") for name, data in files.items()}
    assert pen.texts(docx.read(pen.zipped(moved))) == ["文"]
    del files["_rels/.rels"]
    assert pen.texts(docx.read(pen.zipped(files))) == ["文"]


def test_a_part_in_utf_16(pen):
    files = pen.members(pen.p("文"))
    for encoding in ("utf-16-le", "utf-16-be"):
        text = '<?xml version="1.0" encoding="UTF-16"?>' + files["word/document.xml"].decode()
        data = ("\ufeff" + text).encode(encoding)
        assert pen.texts(docx.read(pen.zipped(files | {"word/document.xml": data}))) == ["文"]
    assert code_of(pen.zipped(files | {"word/document.xml": b"\xff\xfe\x00\xd8x"})) == "corrupt"


@pytest.mark.parametrize("share", [1, 4, 30, 100, 300, 0.5, 0.9, -1])
def test_a_package_that_was_cut_is_truncated(pen, share):
    data = pen.word(pen.p("文" * 50))
    cut = data[: int(len(data) * share)] if 0 < share < 1 else data[:share]
    assert code_of(cut) in (("not-a-document",) if share == 1 else ("truncated", "corrupt"))


def test_what_is_no_package(pen):
    assert code_of(b"") == "empty"
    assert code_of(b"x" * 100) == "not-a-document"
    assert code_of(pen.zipped({"a.txt": b"x"})) == "corrupt"
    files = pen.members(pen.p("文"))
    del files["word/document.xml"]
    assert code_of(pen.zipped(files)) == "corrupt"
    assert code_of(pen.zipped(pen.members("") | {"word/document.xml": b"<worksheet/>"})) == "not-a-document"
    assert code_of(pen.zipped(pen.members("") | {"word/document.xml": b""})) in ("corrupt", "truncated")
    namespace = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert code_of(pen.zipped(pen.members("") | {"word/document.xml": b'<w:document xmlns:w="%s"/>' % namespace})) == "corrupt"


def test_a_package_sent_in_text_mode_is_corrupt(pen):
    data = pen.word(pen.p("文" * 500))
    assert code_of(data.replace(b"\n", b"\r\n") if b"\n" in data else data.replace(b"\x00", b"")) in ("corrupt", "truncated")


def test_a_member_that_needs_a_newer_unpacker_is_corrupt(pen):
    data = bytearray(pen.word(pen.p("文")))
    data[data.find(b"PK\x01\x02") + 6] = 123  # "version needed to extract"
    assert code_of(bytes(data)) == "corrupt"


def test_encrypted_members(pen):
    assert code_of(encrypted_member(pen.word(pen.p("文")))) == "encrypted"


@pytest.mark.parametrize("mark", ["&#x1;", "\x01", "&#xD800;", "&undefined;", "<w:p>", "\ufffe"])
def test_characters_and_entities_that_xml_forbids_are_corrupt(pen, mark):
    assert code_of(pen.word(pen.p("<w:r><w:t>文" + mark + "</w:t></w:r>"))) in ("corrupt", "truncated")


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY e "x">]>',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>',
        "<!--" + "x" * 70_000 + '--><!DOCTYPE a [<!ENTITY e "x">]>',
    ],
)
def test_no_entity_is_ever_resolved(pen, declaration):
    files = pen.members(pen.p("<w:r><w:t>文</w:t></w:r>"))
    files["word/document.xml"] = declaration.encode() + files["word/document.xml"]
    assert code_of(pen.zipped(files)) == "corrupt"


def test_twins_are_refused_unless_they_are_the_same(pen):
    def twins(first: bytes, second: bytes) -> bytes:
        files = pen.members(pen.p("文")) | {"docProps/x.xml": first, "docProps/y.xml": second}
        return pen.zipped(files).replace(b"docProps/y.xml", b"docProps/x.xml")

    assert code_of(twins(b"a", b"b")) == "corrupt"
    assert pen.texts(docx.read(twins(b"a", b"a"))) == ["文"]


def test_bombs_are_too_large_before_they_are_inflated(pen):
    bomb = pen.word(pen.p("<w:r><w:t>" + "0" * 20_000_000 + "</w:t></w:r>"))
    assert len(bomb) < 100_000
    assert code_of(bomb, Limits(part=1_000_000)) == "too-large"
    assert code_of(bomb, Limits(inflated=1_000_000)) == "too-large"
    assert code_of(bomb, Limits(bytes=1_000)) == "too-large"
    assert code_of(lying_size(bomb, b"word/document.xml", 1000), Limits(part=1_000_000)) == "corrupt"
    assert code_of(bomb) == "too-large"  # libxml2's own bound for one text, ten million characters
    assert code_of(pen.zipped(pen.members(pen.p("文")) | {f"x{i}": b"" for i in range(50)}), Limits(members=50)) == "too-large"


def test_parts_that_are_not_needed_are_never_inflated(pen):
    files = pen.members(pen.p("文"), relations='<Relationship Id="x" Type="http://x/image" Target="media/a.png"/>')
    assert pen.texts(docx.read(pen.zipped(files | {"word/media/a.png": bytes(5_000_000)}), Limits(part=1_000_000))) == ["文"]


def test_reading_leaves_nothing_to_collect(pen):
    data = pen.word(pen.tbl(pen.tr("a", pen.tc(content=pen.p("b") + pen.tbl(pen.tr("c"))))) + pen.p("d"))
    docx.read(data)
    gc.collect()
    gc.disable()
    try:
        docx.read(data)
        assert gc.collect() == 0
        assert not gc.isenabled()
    finally:
        gc.enable()
    docx.read(data)
    assert gc.isenabled()


def test_the_same_bytes_give_the_same_document(pen):
    data = pen.word(pen.tbl(pen.tr("a", "b")) + pen.p("c"))

    def seen(document: Document) -> list[object]:
        return [(piece.text, piece.where) for piece in document.pieces()]

    assert seen(docx.read(data)) == seen(docx.read(data))
