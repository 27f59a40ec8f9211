"""Whole documents inside a Word file are read in their place; what cannot be read is named."""

from __future__ import annotations

import pytest

from extractors.document import Grid, Paragraph
from extractors.readers import docx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE = "<html><body><p>网页</p><table><tr><td>甲</td><td>1</td></tr></table></body></html>"


def package(pen, body: str, name: str, data: bytes, kind: str = "aFChunk", external: str = "") -> bytes:
    relation = f'<Relationship Id="c" Type="{OFFICE}/{kind}" Target="{name}"{external}/>'
    return pen.zipped(pen.members(body, relations=relation) | {f"word/{name}": data})


CHUNK = '<w:altChunk r:id="c"/>'


def chunks(pen):
    mht = f'MIME-Version: 1.0\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n{PAGE}'.encode()
    word = pen.word(pen.p("网页") + pen.tbl(pen.tr("甲", "1")))
    return {"a.htm": PAGE.encode(), "a.xhtml": PAGE.encode(), "a.mht": mht, "a.docx": word, "a.dat": PAGE.encode()}


@pytest.mark.parametrize("name", ["a.htm", "a.xhtml", "a.mht", "a.docx", "a.dat"])
def test_a_document_inside_is_read_in_its_place(pen, name):
    document = docx.read(package(pen, pen.p("前") + CHUNK + pen.p("后"), name, chunks(pen)[name]))
    assert pen.outline(document) == ["前", "网页", [(1, 1, 1, 1, "甲"), (1, 2, 1, 1, "1")], "后"]
    assert [block.where.block for block in document.blocks] == [1, 2, 3, 4]
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert [cell.where[1:4] for cell in grid.cells] == [(3, 1, 1), (3, 1, 2)]
    assert (pen.codes(document), document.partial) == ([], False)


def test_text_too(pen):
    document = docx.read(package(pen, CHUNK + pen.p("后"), "a.txt", "一行\r\n二行".encode()))
    assert pen.texts(document)[-1] == "后"
    assert "一行" in pen.texts(document)[0]


def test_its_remarks_come_along(pen):
    page = "<p>甲<s>乙</s></p>"
    document = docx.read(package(pen, pen.p("前") + CHUNK + pen.p("后"), "a.htm", page.encode()))
    (remark,) = document.remarks
    assert (remark.note.code, remark.where.block) == ("text.struck", 2)


def test_in_a_cell_its_paragraphs_are_the_cells(pen):
    table = pen.tbl(pen.tr("值", pen.tc(content=CHUNK + pen.p())))
    document = docx.read(package(pen, table + pen.p("后"), "a.htm", "<p>≥12座</p>".encode()))
    assert pen.texts(document) == ["值", "≥12座", "后"]
    document = docx.read(package(pen, table + pen.p("后"), "a.htm", PAGE.encode()))
    assert (pen.codes(document), document.partial) == (["part.embedded"], True)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.rtf", b"{\\rtf1 x}"), ("a.docx", b"PK\x03\x04"), ("a.bin", bytes(range(256))), ("a.htm", b"\x00" * 10)],
)
def test_what_cannot_be_read_is_named(pen, name, data):
    document = docx.read(package(pen, CHUNK + pen.p("后"), name, data))
    assert (pen.texts(document), pen.codes(document), document.partial) == (["后"], ["part.embedded"], True)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://127.0.0.1:9/a.htm", "../../a.docx"])
@pytest.mark.parametrize(("kind", "element"), [("aFChunk", CHUNK), ("subDocument", '<w:subDoc r:id="c"/>')])
def test_nothing_outside_the_file_is_read(pen, target, kind, element):
    document = docx.read(package(pen, element + pen.p("后"), "x", b"", kind).replace(b'Target="x"', b'Target="x"'))
    outside = pen.members(
        element + pen.p("后"), relations=f'<Relationship Id="c" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    for read in (document, docx.read(pen.zipped(outside))):
        assert pen.texts(read) == ["后"]
    assert pen.codes(docx.read(pen.zipped(outside))) == ["part.embedded"]


def test_a_sub_document_in_the_file_is_read(pen):
    document = docx.read(package(pen, '<w:subDoc r:id="c"/>' + pen.p("后"), "b.docx", pen.word(pen.p("子文档")), "subDocument"))
    assert pen.texts(document) == ["子文档", "后"]


def test_documents_inside_each_other_have_a_bottom(pen):
    inner = pen.word(pen.p("底"))
    for depth in range(8):
        inner = package(pen, pen.p(f"层{depth}") + CHUNK, "a.docx", inner)
    document = docx.read(inner)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["层7", "层6", "层5"]
    assert (pen.codes(document), document.partial) == (["part.embedded"], True)
