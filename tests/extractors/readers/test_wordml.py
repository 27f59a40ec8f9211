"""Word in one XML file: read as the package that it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Grid, Role
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import read as read_source
from extractors.readers.wordml import read
from extractors.source import Source

DATA = Path(__file__).parents[1] / "convert" / "data"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"{more}>'
    "{before}<w:body>{body}</w:body></w:wordDocument>"
)


def word(body: str, before: str = "", more: str = "") -> bytes:
    return HEAD.format(body=body, before=before, more=more).encode()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("name", ["form.2003.xml", "form.flat.xml"])
def test_the_form_is_that_of_its_twin(name: str) -> None:
    twin = read_source(Source.of("form.docx", (DATA / "form.docx").read_bytes()))
    document = read_source(Source.of(name, (DATA / name).read_bytes()))
    assert repr(document.blocks) == repr(twin.blocks)
    assert (document.format, document.method) == ("wordml", "docx")
    assert any(cell.row_span > 1 for grid in document.blocks if isinstance(grid, Grid) for cell in grid.cells)


def test_running_heads_notes_and_comments_are_no_body() -> None:
    head = f'<w:sectPr><w:hdr w:type="odd"><w:p>{run("抬头")}</w:p></w:hdr><w:ftr w:type="odd"><w:p>{run("页脚")}</w:p></w:ftr></w:sectPr>'
    note = f"<w:r><w:footnote><w:p>{run('脚注')}</w:p></w:footnote></w:r>"
    comment = (
        f'<w:r><aml:annotation aml:id="1" w:type="Word.Comment"><aml:content><w:p>{run("批注")}</w:p></aml:content></aml:annotation></w:r>'
    )
    document = read(word(f"<wx:sect><w:p>{run('正文')}{note}{comment}{run('尾')}</w:p>{head}</wx:sect>"))
    found = {(piece.role, piece.text) for piece in document.blocks if not isinstance(piece, Grid)}
    assert (Role.BODY, "正文尾") in found
    assert {text: role for role, text in found if text != "正文尾"} == {
        "抬头": Role.HEADER, "页脚": Role.FOOTER, "脚注": Role.FOOTNOTE, "批注": Role.COMMENT,
    }  # fmt: skip


def test_the_number_of_a_list_is_printed_as_word_noted_it() -> None:
    listed = '<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="（一）"/></w:listPr></w:pPr>'
    assert [block.text for block in read(word(f"<w:p>{listed}{run('目标')}</w:p>")).blocks] == ["（一）目标"]


def test_what_was_deleted_is_not_printed_and_what_was_inserted_is() -> None:
    deleted = '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>'
    inserted = f'<aml:annotation w:type="Word.Insertion"><aml:content>{run("新")}</aml:content></aml:annotation>'
    assert [block.text for block in read(word(f"<w:p>{deleted}{inserted}</w:p>")).blocks] == ["新"]


@pytest.mark.parametrize(("more", "expected"), [(' xml:space="preserve"', "甲 乙"), ("", "甲乙")])
def test_white_space_is_kept_where_the_document_says_so(more: str, expected: str) -> None:
    assert [block.text for block in read(word(f"<w:p>{run('甲 ')}{run('乙')}</w:p>", more=more)).blocks] == [expected]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word(f"<w:p>{run('甲')}</w:p>")[:-30], "truncated"),
        (word(f"<w:p>{run('甲')}</w:p>").replace(b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1), "corrupt"),
        (word(f"<w:p>{run('&b;')}</w:p>"), "corrupt"),
        (word("<w:p>" * 1000), "too-large"),
        (word(""), "no-text"),
        (b"<?xml version='1.0'?><a/>", "not-a-document"),
    ],
)
def test_what_is_damaged_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == code


def test_a_large_part_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ReadError) as caught:
        read(word(""), Limits(part=100))
    assert caught.value.code == "too-large"
