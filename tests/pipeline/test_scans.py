"""What the words of a scan cannot be is said; of a text layer nothing of it is asked."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Document, Grid, Where
from pipeline.stages import extract_document
from pipeline.submission import Options, understood

HEADINGS = ("一级指标", "二级指标", "三级指标", "指标值", "分值")


def found(rows: list[tuple[str, ...]], method: str = "pdf-ocr") -> list[tuple[str, str | None]]:
    """The findings of scans in a table of indicators: code and print."""
    cells = tuple(
        Cell(row, column, 1, 1, text, Where(page=1, block=1, row=row, column=column), confidence=0.99)
        for row, texts in enumerate([HEADINGS, *rows], 1)
        for column, text in enumerate(texts, 1)
    )
    document = Document("pdf", method, (Grid(len(rows) + 1, len(HEADINGS), cells),), 1)
    document, extraction = extract_document(document, Options())
    _, findings = understood(extraction, document)
    return [(finding.note.code, finding.printed) for finding in findings if finding.note.code.startswith("scan.")]


def row(value: str, name: str = "管护面积") -> tuple[str, ...]:
    return ("产出指标", "数量指标", name, value, "10")


@pytest.mark.parametrize("value", ["746元/入·月", "≥320人年"])
def test_a_unit_that_nothing_is_measured_in_is_doubted(value: str) -> None:
    rows = [row(value), row("≥3人", "培训人数")]
    assert found(rows) == [("scan.unit", value)]
    assert found(rows, "pdf-text") == []


@pytest.mark.parametrize(
    "value",
    ["≥320万亩", "746元/人·月", "746元/人月", "≥120人以上", "≤5个工作日内", "≥10家次", "≥1.5万人次", "是/否", "98%"],
)
def test_a_unit_that_is_used_is_not_doubted(value: str) -> None:
    assert found([row(value), row("≥3人", "培训人数")]) == []


@pytest.mark.parametrize(("value", "basis", "said"), [("0.8%以内", "省定控制指标为0.9‰", True), ("0.8‰以内", "省定控制指标为0.9‰", False)])
def test_a_share_of_a_hundred_in_a_row_of_shares_of_a_thousand_is_doubted(value: str, basis: str, said: bool) -> None:
    rows = [("产出指标", "数量指标", f"受害率（{basis}）", value, "10"), row("≥3人", "培训人数")]
    assert (("scan.unit", value) in found(rows)) is said
    assert found(rows, "pdf-text") == []


@pytest.mark.parametrize(
    ("value", "twice"), [("2023年10月31日前前", True), ("≥9595", True), ("95%%", True), ("≥88人", False), ("10月底前", False)]
)
def test_a_value_that_says_the_same_twice_is_doubted(value: str, twice: bool) -> None:
    rows = [row(value), row("≥3人", "培训人数")]
    assert (("scan.repeated", value) in found(rows)) is twice
    assert found(rows, "pdf-text") == []


def test_a_value_whose_name_went_unread_is_doubted_with_all_that_stands_beside_it() -> None:
    rows = [row("≥3人", "培训人数"), row("≥5处", "")]
    assert found(rows) == [("scan.unnamed", "≥5处"), ("scan.unnamed", "10")]
    assert found(rows, "docx") == []


def test_a_row_without_its_level_is_doubted() -> None:
    rows = [("", "质量指标", "合格率", "≥95%", "10"), row("≥3人", "培训人数")]
    assert found(rows) == [("scan.unlevelled", "合格率")]
    assert found(rows, "docx") == []


def test_what_every_other_row_has_and_one_has_not_is_said():
    rows = [row("≥3人", f"培训人数{at}") for at in range(5)] + [("产出指标", "数量指标", "管护面积", "≥5亩", "")]
    assert found(rows) == [("scan.gap", "管护面积")]
    assert found(rows, "docx") == []
    assert found([*((*row("≥3人", f"培训人数{at}")[:4], "") for at in range(5)), row("≥5亩")]) == []  # most rows lack it


@pytest.mark.parametrize(("level", "said"), [("满意度指标", ["持续提升", "服务对象满意度指标", "≥92%"]), ("联系电话", [])])
def test_levels_that_are_pairs_of_a_table_are_the_rest_of_another(level: str, said: list[str]) -> None:
    head = ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值")
    rows = [("", "产出指标", "数量指标", f"培训{at}", "≥3人") for at in range(3)]

    def grid(page: int, lines: list[tuple[str, ...]]) -> Grid:
        cells = tuple(
            Cell(at, column, 1, 1, text, Where(page, page, at, column), confidence=0.99)
            for at, words in enumerate(lines, 1)
            for column, text in enumerate(words, 1)
        )
        return Grid(len(lines), len(lines[0]), cells)

    rest = grid(2, [("", "", "品牌影响力", "持续提升"), (level, "服务对象满意度指标", "茶农满意度", "≥92%")])
    document, extraction = extract_document(Document("pdf", "pdf-ocr", (grid(1, [head, *rows]), rest), 2), Options())
    _, findings = understood(extraction, document)
    assert [finding.printed for finding in findings if finding.note.code == "scan.stray"] == said


def test_in_a_list_the_rows_of_all_projects_tell_together():
    heads = ("项目名称", "一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位")
    rows = [(f"甲项目{at // 2}", "产出指标", "数量指标", f"场次{at}", "1" if at == 3 else "≥", "12", "场") for at in range(8)]
    cells = tuple(
        Cell(at, column, 1, 1, text, Where(1, 1, at, column), confidence=0.99)
        for at, words in enumerate((heads, *rows), 1)
        for column, text in enumerate(words, 1)
    )
    document, extraction = extract_document(Document("pdf", "pdf-ocr", (Grid(len(rows) + 1, len(heads), cells),), 1), Options())
    records, findings = understood(extraction, document)
    assert len(records.groups) > 1
    assert [(finding.field, finding.printed) for finding in findings if finding.note.code == "scan.gap"] == [("comparator", "场次3")]


def test_an_output_without_a_second_level_is_doubted_where_the_others_have_one():
    rows = [row("≥3人", f"培训人数{at}") for at in range(3)] + [("效益指标", "", "增收", "≥5元", "10")]
    assert found(rows) == [("scan.gap", "增收")]
    assert found([*rows[:3], ("满意度指标", "", "群众满意度", "≥90%", "10")]) == []  # often printed without one


def test_a_unit_that_begins_with_a_digit_is_doubted():
    texts = [("三级指标", "指标值", "计量单位"), ("上座率", "95", "0%"), ("场次", "12", "场")]
    cells = tuple(
        Cell(at, column, 1, 1, text, Where(1, 1, at, column), confidence=0.99)
        for at, words in enumerate(texts, 1)
        for column, text in enumerate(words, 1)
    )
    document, extraction = extract_document(Document("pdf", "pdf-ocr", (Grid(3, 3, cells),), 1), Options())
    _, findings = understood(extraction, document)
    assert [finding.printed for finding in findings if finding.note.code == "scan.unit"] == ["95"]


@pytest.mark.parametrize(("confidence", "said"), [(0.5, ["10", "20"]), (0.99, [])])
def test_what_stands_under_a_heading_that_recognition_doubts_is_doubted(confidence: float, said: list[str]):
    texts = [("三级指标", "指标值", "公值偏差"), ("培训人数", "≥3人", "10"), ("场次", "≥5场", "20")]
    cells = tuple(
        Cell(at, column, 1, 1, text, Where(1, 1, at, column), confidence=confidence if text == "公值偏差" else 0.99)
        for at, words in enumerate(texts, 1)
        for column, text in enumerate(words, 1)
    )
    _, extraction = extract_document(Document("pdf", "pdf-ocr", (Grid(3, 3, cells),), 1), Options())
    assert [dict(remark.note.args)["raw"] for remark in extraction.remarks if remark.note.code == "scan.column"] == said


@pytest.mark.parametrize(("last", "said"), [("5人", ["comparator"]), ("≥5", ["unit_raw"]), ("持续提升", [])])
def test_only_numbers_are_asked_for_a_sign_and_a_unit(last: str, said: list[str]):
    rows = [HEADINGS, *(row("≥3人", f"培训人数{at}") for at in range(6)), row(last, "影响力")]
    cells = tuple(
        Cell(at, column, 1, 1, text, Where(1, 1, at, column), confidence=0.99)
        for at, words in enumerate(rows, 1)
        for column, text in enumerate(words, 1)
    )
    document, extraction = extract_document(Document("pdf", "pdf-ocr", (Grid(len(rows), 5, cells),), 1), Options())
    _, findings = understood(extraction, document)
    assert [finding.field for finding in findings if finding.note.code == "scan.gap"] == said
