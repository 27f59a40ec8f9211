"""The judge sees what is wrong: rows that agree are perfect, every kind of fault is found, and what nobody says is silent."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pipeline.submission import process

from .containers import WRITERS
from .families import draw
from .form import Drawn
from .judge import judge
from .recipe import Recipe

RECIPE = Recipe("judge", "old_national", rows=((0, 2, 5, 9), (1, 4, 16)), title_each=True)

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return draw(RECIPE)


@pytest.fixture
def rows(drawn: Drawn) -> Rows:
    read = process(WRITERS["docx"](drawn), "form.docx", "form.docx").rows
    return copy.deepcopy({name: [dict(row) for row in several] for name, several in read.items()})


def test_a_good_reading_is_perfect(drawn: Drawn, rows: Rows) -> None:
    verdict = judge(drawn, rows)
    assert verdict.perfect, [str(one) for one in verdict.wrong]
    assert (verdict.indicators, verdict.whole, verdict.projects) == (7, 7, 2)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("indicators", "raw", "≥1%"),
        ("indicators", "comparator", "lt"),
        ("indicators", "level2", None),
        ("funding", "amount_yuan", 1),
        ("funding", "source", "own"),
        ("goals", "text", "别的目标"),
        ("projects", "project_name", "别的项目"),
        ("projects", "budget_yuan", None),
        ("documents", "fiscal_year", 1999),
    ],
)
def test_a_changed_value_is_wrong_and_silent(drawn: Drawn, rows: Rows, table: str, column: str, value: object) -> None:
    rows[table][0][column] = value
    verdict = judge(drawn, rows)
    assert not verdict.perfect
    assert verdict.silent
    assert verdict.whole == (6 if table == "indicators" else 7)


def test_a_lost_indicator_is_silent_until_a_finding_names_it(drawn: Drawn, rows: Rows) -> None:
    lost = rows["indicators"].pop(1)
    verdict = judge(drawn, rows)
    assert (verdict.whole, len([one for one in verdict.silent if one.what == "indicators"])) == (6, 1)
    rows["findings"].append(_finding(message=f"表中“{lost['level3']}”一行未能识别。"))
    assert not [one for one in judge(drawn, rows).silent if one.what == "indicators"]


def test_a_finding_that_only_informs_says_nothing_of_an_indicator(drawn: Drawn, rows: Rows) -> None:
    lost = rows["indicators"].pop(1)
    rows["findings"].append(_finding(message=f"表中“{lost['level3']}”一行未能识别。") | {"severity": "info"})
    assert judge(drawn, rows).silent


def test_an_invented_project_and_a_lost_one_are_counted(drawn: Drawn, rows: Rows) -> None:
    rows["projects"].append(rows["projects"][0] | {"project_name": "信息系统运维", "project_id": "x", "project_code": None})
    assert (judge(drawn, rows).invented, judge(drawn, rows).lost) == (1, 0)
    del rows["projects"][1:]
    assert (judge(drawn, rows).invented, judge(drawn, rows).lost) == (0, 1)


def test_a_printed_value_that_stands_nowhere_is_silent(drawn: Drawn, rows: Rows) -> None:
    kept = rows["indicators"][0]["level3"]
    for several in rows.values():
        for row in several:
            row.update({name: None for name, value in row.items() if isinstance(value, str) and kept in value and name != "row_id"})
    assert any(one.what == "print" and one.name == kept for one in judge(drawn, rows).silent)


def test_a_fault_drawn_on_purpose_must_be_said() -> None:
    faulty = draw(Recipe("judge", "old_national", rows=((0, 2, 5),), fault="blank-target"))
    read = process(WRITERS["docx"](faulty), "form.docx", "form.docx").rows
    quiet = {name: [dict(row) for row in several if name != "findings"] for name, several in read.items()}
    assert judge(faulty, quiet).unnoticed == 1
    said = quiet | {"findings": [_finding(message=f"指标“{faulty.faults[0].indicator}”未填写指标值。")]}
    assert judge(faulty, said).unnoticed == 0


def _finding(message: str) -> dict[str, Any]:
    return {"rule": "any", "severity": "warning", "raw": None, "message": message, "indicator_id": None, "project_id": None}
