"""A form set without some or all of its rules reads as its twin with all of them."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.submission import Options, Submission, process
from tests.extractors.tables.undrawn.drawing import FORM, XS, Drawing, Style, draw_form, form_page, pdf, row_heights

RULES = ("level", "three", "none", "full", "box", "shaded", "zebra")


def facts(data: bytes, name: str = "form.pdf") -> tuple[object, ...]:
    """What a file says of its projects, goals, amounts and indicators."""
    read: Submission = process(data, name, name, Options())
    return (
        [(row["project_name"], row["unit_name"], str(row["budget_yuan"])) for row in read.projects],
        [row["text"] for row in read.rows["goals"]],
        [(row["source"], row["raw"]) for row in read.rows["funding"]],
        [(row["level1"], row["level2"], row["level3"], row["raw"]) for row in read.indicators],
    )


@cache
def twin() -> tuple[object, ...]:
    found = facts(pdf(form_page(Style())))
    assert len(found[3]) == 8  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("align", ["llll", "cccc", "cclr"])
@pytest.mark.parametrize(("padding", "pitch"), [(0.0, 1.2), (3.0, 1.5), (10.0, 1.2)])
@pytest.mark.parametrize("top", [True, False])
def test_rules_or_none(rules: str, align: str, padding: float, pitch: float, top: bool) -> None:
    assert facts(pdf(form_page(Style(rules, align, padding, 3.0, top, 9.0, pitch)))) == twin()


@pytest.mark.parametrize("rules", RULES)
def test_a_second_form_without_rules_is_a_second_project(rules: str) -> None:
    page = form_page(Style())
    assert facts(pdf(page, form_page(Style(rules)))) == tuple(part * 2 for part in twin())  # type: ignore[operator]


@pytest.mark.parametrize("rules", ["three", "none"])
@pytest.mark.parametrize("size", [7.0, 9.0])
def test_between_sentences(rules: str, size: float) -> None:
    page = Drawing()
    for at in range(3):
        page.text(60, 40 + 16 * at, "本单位按照要求编报绩效目标，现将有关情况报告如下，请予审核。", 10)
    page.text(200, 110, "2023年度项目支出绩效目标表", 14)
    page.text(440, 135, "单位：万元", 9)
    end = draw_form(page, 150, Style(rules, size=size))
    page.text(60, end + 12, "注：指标值为年初批复的目标值，执行中经批准可以调整，调整后的目标值另行填报。", 9)
    page.text(60, end + 40, "填表人：张三", 9)
    page.text(300, end + 40, "联系电话：0335-1234567", 9)
    assert facts(pdf(page)) == twin()


def codes(data: bytes) -> list[str]:
    return [str(row["rule"]) for row in process(data, "form.pdf", "form.pdf", Options()).findings if str(row["rule"]).startswith("table.")]


def test_what_was_inferred_is_said() -> None:
    assert codes(pdf(form_page(Style()))) == []
    assert codes(pdf(form_page(Style("three")), form_page(Style("none")))) == ["table.inferred", "table.inferred"]


def test_labels_that_stand_nowhere_right_are_doubted() -> None:
    """The first level's labels stand low in their rows: neither at the top nor in the middle."""
    page = Drawing()
    page.text(200, 50, "2023年度项目支出绩效目标表", 14)
    style = Style("none", padding=14.0)
    draw_form(page, 90, style, [cell._replace(text="") if cell.column == 0 and cell.row == 7 else cell for cell in FORM])
    draw_label = 90 + sum(row_heights(FORM, XS, style)[:11]) + 4
    page.text(63, draw_label, "产出指标", 9)
    assert codes(pdf(page)) == ["table.inferred-doubtful"]
