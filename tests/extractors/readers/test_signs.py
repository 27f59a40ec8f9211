"""Template fields and characters without meaning are named in every container."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Document, Grid, Paragraph, Where
from extractors.readers import read
from extractors.readers.signs import signs_named
from extractors.source import Source


def files(pen, text: str) -> dict[str, bytes]:
    plain = text.replace("<", "&lt;")
    return {
        "a.docx": pen.word(pen.tbl(pen.tr("单位", plain)) + pen.p("后")),
        "a.html": f"<meta charset=utf-8><table><tr><td>单位<td>{plain}</table><p>后".encode(),
        "a.txt": f"{text}\n{'项目支出绩效目标表' * 9}\n后".encode(),
    }


FIELDS = ["{{项目名称}}", "${unit}", "«实施单位»", "{% if a %}", "<%= unit %>", " {{ a.b }} "]


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_a_template_is_no_value(pen, name, field):
    document = read(Source.of(name, files(pen, field)[name]))
    assert field.strip() not in pen.texts(document)
    (remark,) = [remark for remark in document.remarks if remark.note.code == "text.unfilled"]
    assert (dict(remark.note.args)["raw"], remark.where[1:4]) == (field.strip(), (1, 1, 2))


@pytest.mark.parametrize(("text", "count"), [("{{甲}}县{{乙}}", 2), ("共${n}个", 1)])
def test_fields_inside_text_stay_and_are_named(pen, text, count):
    document = read(Source.of("a.docx", files(pen, text)["a.docx"]))
    assert text in pen.texts(document)
    assert pen.codes(document) == ["text.unfilled"] * count


@pytest.mark.parametrize("text", ["100$", "{a}", "a << b", "《绩效目标》", "$5", "5%"])
def test_other_text_is_left_alone(pen, text):
    for name, data in files(pen, text).items():
        assert "text.unfilled" not in pen.codes(read(Source.of(name, data))), name


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
@pytest.mark.parametrize("sign", ["\ufffd", "\ue601", "\uf8ff", "\U000f0001", "\U00100001"])
def test_characters_without_meaning_stay_and_are_named(pen, name, sign):
    document = read(Source.of(name, files(pen, f"≥{sign}{sign}座")[name]))
    assert any(f"≥{sign}{sign}座" in text for text in pen.texts(document))
    (remark,) = [remark for remark in document.remarks if remark.note.code == "text.no-character"]
    assert dict(remark.note.args)["count"] == "2"


@pytest.mark.parametrize("text", ["㎡①", "\U00020000", "𠮷", "☑", "\u3400"])
def test_rare_characters_are_characters(pen, text):
    assert pen.codes(read(Source.of("a.docx", files(pen, text)["a.docx"]))) == []


def test_a_document_full_of_them_is_named_in_few_words():
    cells = tuple(Cell(row, 1, 1, 1, "\ue601", Where(block=1, row=row, column=1)) for row in range(1, 1_001))
    document = signs_named(Document("docx", "docx", (Grid(1_000, 1, cells), Paragraph("后"))))
    assert len(document.remarks) == 51
    assert dict(document.remarks[-1].note.args)["count"] == "950"


@pytest.mark.parametrize(
    "prompt",
    [
        "单击或点击此处输入文字。",
        "单击此处输入文字。",
        "选择一项。",
        "单击或点击以输入日期。",
        "Click or tap here to enter text.",
        "Choose an item.",
    ],
)
def test_a_prompt_that_stands_alone_is_no_value(pen, prompt):
    for name in ("a.docx", "a.html"):
        document = read(Source.of(name, files(pen, prompt)[name]))
        assert (prompt in pen.texts(document), pen.codes(document)) == (False, ["text.placeholder"])


@pytest.mark.parametrize("text", ["选择一项优势产业扶持", "点击率≥5%", "单击此处输入文字，共3项", "选择性招标"])
def test_text_that_begins_like_a_prompt_stays(pen, text):
    assert text in pen.texts(read(Source.of("a.docx", files(pen, text)["a.docx"])))
