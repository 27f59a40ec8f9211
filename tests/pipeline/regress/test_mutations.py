"""The harness itself is tested by damage: each kind that readers do must be caught, in the right field, and nowhere else."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.regress.judge import judge
from pipeline.regress.model import What
from pipeline.regress.truth import Truth
from pipeline.schema import Row

Rows = dict[str, list[Row]]


def missed(truth: Truth, rows: Rows) -> Counter[tuple[str, str]]:
    return Counter((miss.field, miss.what.value) for miss in judge(truth, rows)[1])


def project(rows: Rows, number: int) -> list[Row]:
    return [row for row in rows["indicators"] if str(row["project_id"]).endswith(f"p{number:02}")]


def test_an_undamaged_reading_has_no_miss(book_truth: Truth, rows: Rows) -> None:
    counts, misses = judge(book_truth, rows)
    assert not misses
    assert counts["indicators.[row]", What.CORRECT] == 58
    assert counts["indicators.comparator", What.CORRECT] > 30


def test_two_swapped_values_are_two_wrong_values(book_truth: Truth, rows: Rows) -> None:
    one, other = project(rows, 5)[6], project(rows, 5)[8]
    assert (one["raw"], other["raw"]) == ("≥95%", "≥80%")
    one["value"], other["value"] = other["value"], one["value"]
    assert missed(book_truth, rows) == {("indicators.value", "wrong"): 2}


@pytest.mark.parametrize("at", range(9))
def test_a_dropped_row_is_one_row_omitted_and_moves_no_other(book_truth: Truth, rows: Rows, at: int) -> None:
    gone = project(rows, 3)[at]
    rows["indicators"].remove(gone)
    found = missed(book_truth, rows)
    assert {what for _, what in found} == {"omitted"}
    assert set(found.values()) == {1}
    assert found["indicators.[row]", "omitted"] == found["indicators.raw", "omitted"] == 1


def test_a_dropped_project_is_one_project_omitted(book_truth: Truth, rows: Rows) -> None:
    key = rows["projects"][1]["project_id"]
    for table in ("projects", "funding", "spending_plan", "goals", "indicators"):
        rows[table] = [row for row in rows[table] if row["project_id"] != key]
    found = missed(book_truth, rows)
    assert {what for _, what in found} == {"omitted"}
    assert found["projects.[row]", "omitted"] == 1
    assert found["indicators.[row]", "omitted"] == 9


def test_a_project_whose_code_was_misread_is_found_by_its_name(book_truth: Truth, rows: Rows) -> None:
    rows["projects"][2]["project_code"] = "13030322P00406610002N"
    assert missed(book_truth, rows) == {("projects.project_code", "wrong"): 1}


def test_a_row_read_twice_is_invented_once(book_truth: Truth, rows: Rows) -> None:
    twice = dict(project(rows, 4)[2], indicator_id="again")
    rows["indicators"].append(twice)
    found = missed(book_truth, rows)
    assert {what for _, what in found} == {"invented"}
    assert found["indicators.[row]", "invented"] == 1


def test_a_flipped_comparator_is_a_wrong_comparator(book_truth: Truth, rows: Rows) -> None:
    project(rows, 1)[1]["comparator"] = "le"
    assert missed(book_truth, rows) == {("indicators.comparator", "wrong"): 1}


def test_a_lost_merged_label_is_omitted_on_the_rows_below_it(book_truth: Truth, rows: Rows) -> None:
    for row in project(rows, 2)[1:4]:
        assert row["level1"] == "产出指标"
        row["level1"] = None
    assert missed(book_truth, rows) == {("indicators.level1", "omitted"): 3}


def test_a_shifted_column_is_wrong_in_every_column_that_it_moved(book_truth: Truth, rows: Rows) -> None:
    row = project(rows, 5)[0]
    row["level2"], row["level3"], row["description"], row["raw"] = row["level1"], row["level2"], row["level3"], row["description"]
    found = missed(book_truth, rows)
    assert found == {(f"indicators.{name}", "wrong"): 1 for name in ("level2", "level3", "description", "raw")}


def test_a_cut_unit_is_an_omitted_unit(book_truth: Truth, rows: Rows) -> None:
    project(rows, 5)[7]["unit"] = None
    assert missed(book_truth, rows) == {("indicators.unit", "omitted"): 1}


def test_a_guessed_unit_is_an_invented_unit(book_truth: Truth, rows: Rows) -> None:
    row = project(rows, 2)[8]
    assert row["raw"] == "≥90"
    row["unit"] = "%"
    assert missed(book_truth, rows) == {("indicators.unit", "invented"): 1}


def test_rows_out_of_order_are_out_of_order_and_otherwise_right(book_truth: Truth, rows: Rows) -> None:
    first = rows["indicators"].index(project(rows, 1)[0])
    rows["indicators"].insert(first + 4, rows["indicators"].pop(first))
    assert missed(book_truth, rows) == {("indicators.[order]", "wrong"): 1}


def test_an_amount_in_the_wrong_unit_is_wrong_where_it_stands(book_truth: Truth, rows: Rows) -> None:
    amount = rows["funding"][2]
    amount["amount_yuan"] = amount["amount_yuan"] / 10000  # type: ignore[operator]
    assert missed(book_truth, rows) == {("funding.amount_yuan", "wrong"): 1}


def test_a_source_mistaken_for_another_is_a_wrong_source(book_truth: Truth, rows: Rows) -> None:
    rows["funding"][1]["source"] = "other"
    assert missed(book_truth, rows) == {("funding.source", "wrong"): 1}


def test_indicators_under_the_wrong_project_are_missing_in_one_and_invented_in_the_other(book_truth: Truth, rows: Rows) -> None:
    project(rows, 1)[0]["project_id"] = rows["projects"][4]["project_id"]
    found = missed(book_truth, rows)
    assert found["indicators.[row]", "omitted"] == found["indicators.[row]", "invented"] == 1


def test_a_miss_tells_where_it_was_read_and_where_the_lost_print_stands(book_truth: Truth, rows: Rows, book) -> None:
    flipped, gone = project(rows, 1)[1], project(rows, 5)[0]
    flipped["comparator"] = "le"
    rows["indicators"].remove(gone)
    misses = {miss.field: miss for miss in judge(book_truth, rows, book.document)[1]}
    wrong, lost = misses["indicators.comparator"], misses["indicators.level3"]
    assert (wrong.truth, wrong.read, wrong.place.text) == ("ge", "le", "≥95%")
    print_ = next(row for row in rows["provenance"] if row["row_id"] == flipped["indicator_id"] and row["field"] == "comparator")
    assert (wrong.place.block, wrong.place.row, wrong.place.column) == (print_["block"], print_["grid_row"], print_["grid_column"])
    assert (lost.truth, lost.read, lost.place.text) == ("建设数量", None, "建设数量")
    assert lost.place.block is not None


def test_a_place_that_does_not_hold_its_text_is_lost(book, rows: Rows) -> None:
    from pipeline.regress.places import check

    whole = check(rows, book.document)
    assert whole.cited == whole.held
    cited = next(row for row in rows["provenance"] if row["field"] == "raw" and row["text"] == "≥95%")
    cited["grid_column"] -= 1
    damaged = check(rows, book.document)
    assert damaged.cited - damaged.held == 1
    assert "'≥95%' does not stand at block" in damaged.lost[0]


def test_a_value_that_its_cited_print_does_not_say_is_lost(book, rows: Rows) -> None:
    from pipeline.regress.places import check

    project(rows, 1)[1]["raw"] = "≥85%"
    damaged = check(rows, book.document)
    assert damaged.cited - damaged.held == 1
    assert "'≥85%' is cited from" in damaged.lost[0]
