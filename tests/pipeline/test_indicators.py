"""Target and actual value of an indicator, their units, and what sibling rows suggest."""

import json
from decimal import Decimal

import pytest

from extractors.raw import Kind
from pipeline.records.draft import Draft, Sheet


@pytest.fixture
def indicator(form):
    def read(**fields):
        form.record(Kind.PROJECT, 1, project_name="甲")
        form.record(Kind.INDICATOR, 1, facts={"scope": "project", "horizon": None}, **fields)
        submission = form.read()
        assert submission.document["coverage"] == 1
        return submission.indicators[0]

    return read


def test_sign_and_unit_in_cells_of_their_own(indicator):
    row = indicator(level3="满意度", sign="≥", target="95", unit="%", actual="96", weight="10分", score="10")
    assert (row["raw"], row["comparator"], row["value"], row["unit"], row["unit_raw"]) == ("95", "ge", Decimal(95), "%", "%")
    assert (row["actual_comparator"], row["actual_value"], row["actual_unit"], row["attained"]) == (None, Decimal(96), "%", True)
    assert (row["weight"], row["score"]) == (Decimal(10), Decimal(10))


def test_the_targets_unit_serves_the_comparison_alone(indicator):
    row = indicator(level3="项目总成本", target="≤90万元", actual="90")
    assert row["value"] == Decimal(900000)
    assert (row["actual_value"], row["actual_unit"], row["attained"]) == (Decimal(90), None, True)


def test_the_actuals_own_unit(indicator):
    row = indicator(level3="项目总成本", target="≤90万元", actual="91万元")
    assert (row["actual_value"], row["actual_unit"], row["attained"]) == (Decimal(910000), "元", False)


def test_a_sign_cell_that_is_no_comparator_is_kept(indicator):
    row = indicator(level3="社会影响", sign="定性", target="良好", unit="%")
    assert row["kind"] == "qualitative"
    assert json.loads(row["attributes"]) == {"计算符号": "定性", "计量单位": "%"}


def test_an_empty_value_is_missing_and_an_empty_actual_is_nothing(indicator):
    row = indicator(level3="覆盖率", target=" ", actual="")
    assert (row["kind"], row["raw"], row["actual_raw"], row["actual_kind"], row["attained"]) == ("missing", None, None, None, None)


def test_composite_cells_have_parts(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, facts={"scope": "project"}, level3="培训", target="数量≥5个；覆盖率100%")
    submission = form.read()
    assert submission.indicators[0]["kind"] == "composite"
    parts = submission.rows["indicator_parts"]
    assert [(part["part"], part["label"], part["value"], part["unit"]) for part in parts] == [(1, "数量", 5, "个"), (2, "覆盖率", 100, "%")]


def test_unread_numbers_keep_their_text(indicator):
    row = indicator(level3="覆盖率", target="≥90%", weight="十分之一左右的分值")
    assert row["weight"] is None
    assert json.loads(row["attributes"]) == {"分值": "十分之一左右的分值"}


def test_numbers_that_no_table_can_hold_are_null_with_a_finding():
    sheet, draft = Sheet(), Draft("indicators")
    draft.put("value", Decimal(10) ** 14)
    draft.put("value_upper", Decimal("1.00000005"))
    draft.put("weight", Decimal("NaN"))
    record = draft.done(sheet)
    assert (record.get("value"), record.get("value_upper"), record.get("weight")) == (None, Decimal("1.000000"), None)
    assert [(finding.note.code, finding.field) for finding in sheet.findings] == [
        ("number.overflow", "value"),
        ("value.rounded", "value_upper"),
        ("number.overflow", "weight"),
    ]


@pytest.mark.parametrize(
    ("name", "other", "inferred"),
    [("处置力度", "≥90%", "%"), ("参训者总数量", "≥90%", None), ("培训规模", "≥90人次", "人次"), ("另一名称", None, None)],
)
def test_siblings_suggest_a_unit(form, name, other, inferred):
    for project, target in ((1, "≥90"), (2, other)):
        form.record(Kind.PROJECT, project, project_name=f"第{project}")
        if target:
            form.record(Kind.INDICATOR, project, facts={"scope": "project"}, level3=name, target=target)
    row = form.read().indicators[0]
    assert row["unit"] is None
    assert row["unit_inferred"] == inferred


def test_siblings_that_disagree_suggest_nothing(form):
    for project, target in ((1, "≥90"), (2, "≥90%"), (3, "≥90次")):
        form.record(Kind.PROJECT, project, project_name=f"第{project}")
        form.record(Kind.INDICATOR, project, facts={"scope": "project"}, level3="处置力度", target=target)
    assert form.read().indicators[0]["unit_inferred"] is None
