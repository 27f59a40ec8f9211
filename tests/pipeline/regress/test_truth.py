from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.regress.draft import draft, truth_of
from pipeline.regress.judge import judge
from pipeline.regress.model import What
from pipeline.regress.truth import Truth, TruthError, load, truth
from pipeline.regress.values import right, same
from pipeline.schema import TABLES

INDICATORS = TABLES["indicators"]


@pytest.mark.parametrize(
    ("column", "said", "read", "agree"),
    [
        ("value", "90", Decimal("90.000000"), True),
        ("value", 90, Decimal("90"), True),
        ("value", "90", Decimal("90.1"), False),
        ("unit", "个", "个", True),
        ("unit", "个", "个 ", False),
        ("comparator", "ge", "gt", False),
        ("raw", "≥ 90％", "≥90%", True),
        ("raw", "≥90%", "≥90", False),
        ("level3", "公车 数量", "公车数量", True),
        ("date", "2022-09-01", date(2022, 9, 1), True),
        ("date", "2022-09-01", date(2022, 9, 2), False),
        ("attained", True, True, True),
        ("attained", True, False, False),
        ("attributes", {"备注": "甲 乙"}, '{"备注": "甲乙"}', True),
        ("attributes", {"备注": "甲"}, "no object", False),
    ],
)
def test_columns_are_compared_as_the_schema_declares(column, said, read, agree):
    assert same(INDICATORS.column(column), said, read) is agree


def test_every_comparator_of_the_schema_is_the_declared_one():
    exact = {"kind", "comparator", "unit", "date", "date_precision", "category", "level1_class", "horizon", "scope"}
    assert {c.name for c in INDICATORS.columns if c.name in exact and c.compare == "exact"} == exact
    assert TABLES["projects"].column("project_code").compare == "exact"
    assert TABLES["projects"].column("budget_yuan").compare == "decimal"


def test_any_of_several_values_is_right():
    assert right(INDICATORS.column("unit"), {"any": ["个", None, "家"]}, "家")
    assert not right(INDICATORS.column("unit"), {"any": ["个", None]}, "家")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([], "a truth is an object"),
        ({"indicator": []}, "'indicator' is no list of a truth"),
        ({"projects": [{"budget": "1"}]}, "table projects has no such column"),
        ({"projects": [{"budget_yuan": "eleven"}]}, "'eleven' is no decimal"),
        ({"projects": [{"indicators": [{"valeu": "1"}]}]}, r"projects\[1\].indicators\[1\].valeu"),
        ({"projects": [{"indicators": [{"parts": [{"kidn": "x"}]}]}]}, "table indicator_parts has no such column"),
        ({"projects": {}}, "projects is a list of objects"),
        ({"documents": []}, "there is one document"),
    ],
)
def test_a_truth_that_cannot_be_judged_by_is_refused(said, why):
    with pytest.raises(TruthError, match=why):
        truth(said)


@pytest.mark.parametrize(("text", "why"), [("{", "cannot be read as JSON"), ('{"goals": [], "goals": []}', "twice in one object: goals")])
def test_a_broken_file_is_refused(tmp_path: Path, text, why):
    (tmp_path / "truth.json").write_text(text)
    with pytest.raises(TruthError, match=why):
        load(tmp_path / "truth.json")


def test_a_draft_agrees_with_the_reading_that_it_was_made_from(book):
    said = truth_of(book.submission)
    counts, misses = judge(truth(draft(book.submission)), book.submission.rows)
    assert not said.checked
    assert not misses
    assert counts["indicators.raw", What.CORRECT] == 58


def one(rows, **said):
    """What is missed of a reading by a truth with one project's list."""
    return {
        (miss.field, miss.what.value)
        for miss in judge(truth({"projects": [{"project_name": "车辆保险费", **said}], "open": ["projects"]}), rows)[1]
    }


def test_what_a_truth_does_not_name_is_not_judged(rows):
    assert judge(Truth({}), rows) == ({}, ())
    assert not one(rows)


def test_a_list_is_complete_unless_it_is_open(rows):
    first = {"level3": "公车数量", "raw": "100%"}
    assert ("indicators.[row]", "invented") in one(rows, indicators=[first])
    assert not one(rows, indicators=[first], open=["indicators"])


def test_a_row_that_may_be_there_is_never_missed(rows):
    there, gone = {"source": "fiscal", "stage": "budget", "optional": True}, {"source": "own", "stage": "budget", "optional": True}
    total = {"source": "total", "stage": "budget", "amount_yuan": "4000"}
    assert not one(rows, funding=[total, there, gone])
    assert one(rows, funding=[total, gone]) == {
        ("funding.[row]", "invented"),
        ("funding.source", "invented"),
        ("funding.stage", "invented"),
    } | {("funding.amount_yuan", "invented")}


def test_null_must_be_null(rows):
    assert one(rows, purpose=None) == {("projects.purpose", "invented")}


def test_an_amount_printed_without_a_figure_asks_for_no_row(rows):
    said = [{"source": s, "stage": "budget", "amount_yuan": a} for s, a in (("total", "4000"), ("fiscal", "4000"), ("other", None))]
    assert not one(rows, funding=said)


def test_goals_of_one_horizon_are_one_text(rows):
    text = next(row["text"] for row in rows["goals"])
    halves = [{"horizon": "annual", "text": text[:4]}, {"horizon": "annual", "text": text[4:]}]
    assert not one(rows, goals=halves)


def test_phrases_of_the_narrative_are_looked_for(rows):
    misses = judge(truth({"narrative_contains": ["维护妇女的合法权益", "不在文中"]}), rows)[1]
    assert [(miss.field, miss.truth) for miss in misses] == [("sections.text", "不在文中")]


def test_attributes_are_judged_by_the_labels_that_are_named(rows):
    spoilt = deepcopy(rows)
    spoilt["projects"][0]["attributes"] = '{"项目负责人": "甲", "联系电话": "1"}'
    assert not one(spoilt, attributes={"项目负责人": "甲"})
    assert one(spoilt, attributes={"项目负责人": "乙"}) == {("projects.attributes", "wrong")}
    assert one(spoilt, attributes={"项目属性": "新增"}) == {("projects.attributes", "omitted")}
