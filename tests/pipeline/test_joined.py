"""A cell that is an indicator's name and its target is taken apart where that is certain, and named in a finding either way."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Document, Grid, Where
from pipeline.stages import extract_document
from pipeline.submission import FileFacts, Options, Submission, build

HEADINGS = ("一级指标", "二级指标", "三级指标", "指标值", "分值")


def submission(joined: str, method: str = "docx") -> Submission:
    """A table whose second row has one cell over name and target."""
    texts = [HEADINGS, ("产出指标", "数量指标", "面积", "3亩", "50"), ("产出指标", "质量指标", joined, "", "50")]
    cells = [
        Cell(row, column, 1, 2 if text == joined else 1, text, Where(1, 1, row, column))
        for row, words in enumerate(texts, 1)
        for column, text in enumerate(words, 1)
        if text
    ]
    document = Document("docx", method, (Grid(3, 5, tuple(cells), Where(1, 1)),), 1)
    document, extraction = extract_document(document, Options())
    return build(extraction, document, FileFacts.of(b"a form", "a.docx", "docx"))


@pytest.mark.parametrize(
    ("joined", "name", "raw"),
    [
        ("指标2:森林火灾受害率 ≤0.5‰", "指标2:森林火灾受害率", "≤0.5‰"),
        ("森林火灾受害率≤0.5‰", "森林火灾受害率", "≤0.5‰"),
        ("成活率 ≥ 85 %", "成活率", "≥ 85 %"),
        ("完工时间  2024年12月底前", "完工时间", "2024年12月底前"),
        ("完工时间 2024年 12月底前", "完工时间", "2024年 12月底前"),
        ("生态系统功能 持续增强", "生态系统功能", "持续增强"),
    ],
)
def test_a_value_behind_one_gap_is_a_value(joined: str, name: str, raw: str) -> None:
    read = submission(joined)
    row = read.indicators[1]
    assert (row["level3"], row["raw"], row["weight"]) == (name, raw, 50)
    assert row["kind"] != "text"
    said = [finding for finding in read.findings if finding["rule"].startswith("cell.")]
    assert [(f["rule"], f["raw"], f["grid_row"], f["grid_column"]) for f in said] == [("cell.parted", joined, 3, 3)]
    assert read.document["coverage"] == 1


@pytest.mark.parametrize("joined", ["森林质量 稳步 提升", "带动农户增收", "服务 质量", "培训 2期 100人次", "第三方评估 3", "达到 90%"])
def test_what_can_be_parted_in_two_ways_or_in_none_is_kept_as_the_name(joined: str) -> None:
    read = submission(joined)
    row = read.indicators[1]
    assert (row["level3"], row["raw"]) == (joined.replace(" ", ""), None)
    assert [f["rule"] for f in read.findings if f["rule"].startswith("cell.")] == ["cell.joined"]
    assert read.document["coverage"] == 1


@pytest.mark.parametrize(
    ("joined", "name", "comparator", "rule"),
    [
        ("项目完成时限 ≤", "项目完成时限", "le", "cell.parted"),
        ("成活率≥", "成活率", "ge", "cell.parted"),
        ("成活率", "成活率", None, "cell.joined"),
    ],
)
def test_a_name_over_the_column_of_signs_is_a_row_and_gives_its_sign_back(
    joined: str, name: str, comparator: str | None, rule: str
) -> None:
    texts = [
        ("一级指标", "二级指标", "三级指标", "计算符号", "指标值"),
        ("产出指标", "数量指标", "面积", "≥", "3亩"),
        ("产出指标", "质量指标", joined, "", "85%"),
    ]
    cells = [
        Cell(row, column, 1, 2 if text == joined else 1, text, Where(1, 1, row, column))
        for row, words in enumerate(texts, 1)
        for column, text in enumerate(words, 1)
        if text
    ]
    document = Document("docx", "docx", (Grid(3, 5, tuple(cells), Where(1, 1)),), 1)
    document, extraction = extract_document(document, Options())
    read = build(extraction, document, FileFacts.of(b"a form", "a.docx", "docx"))
    assert [(row["level3"], row["comparator"], row["value"]) for row in read.indicators] == [("面积", "ge", 3), (name, comparator, 85)]
    assert [f["rule"] for f in read.findings if f["rule"].startswith("cell.")] == [rule]
    assert read.document["coverage"] == 1
