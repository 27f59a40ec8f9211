"""A second opinion on workbooks: what LibreOffice Calc shows otherwise is a finding at its cell."""

from __future__ import annotations

import io

import openpyxl
import pytest

from extractors import convert
from pipeline.crosscheck import _shows
from pipeline.submission import Options, process

CALC = pytest.mark.prove  # asks LibreOffice Calc, which `make prove` installs


def workbook(code: str) -> bytes:
    book = openpyxl.Workbook()
    rows = [["项目名称", "甲项目"], ["一级指标", "二级指标"], ["产出指标", "数量指标"]]
    for row in rows:
        book.active.append(row)
    book.active["B4"] = 12
    book.active["A4"] = "数"
    book.active["B4"].number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def differing(code: str) -> list[tuple[object, ...]]:
    found = process(workbook(code), "a.xlsx", "a.xlsx", Options(cross_check=True)).findings
    return [(one["rule"], one["raw"], one["cell"]) for one in found if str(one["rule"]).startswith("crosscheck")]


@CALC
def test_a_cell_that_calc_shows_otherwise_is_named() -> None:
    assert differing('@"元"') == [("crosscheck.cell", "12元", "B4")]  # Calc leaves 元 out where a number stands


@CALC
def test_a_workbook_on_which_both_agree_has_no_such_finding() -> None:
    assert differing('0.0"元"') == []


def test_without_libreoffice_it_is_said_that_nothing_was_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_office", lambda: None)
    assert [rule for rule, *_ in differing("0")] == ["crosscheck.failed"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("≥90%", "≥ 90%", True),
        ("0.333333333", "0.333333333333333", True),
        ("12", "12元", False),
        ("90", "95", False),
        ("1,234", "1234", True),
        ("甲", "", False),
    ],
)
def test_what_is_the_same(one: str, other: str, same: bool) -> None:
    assert _shows(one, other) is same
