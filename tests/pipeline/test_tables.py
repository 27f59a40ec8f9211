"""Keys, order and provenance of rows."""

import json
import pickle
from decimal import Decimal

import pytest

from extractors.document import Remark, Where
from extractors.errors import ReadError
from extractors.raw import Kind
from normalizers.notes import Note
from pipeline.schema import TABLES
from pipeline.submission import FileFacts, failure
from pipeline.tables import row_id


@pytest.fixture
def small(form):
    form.record(Kind.DOCUMENT, title="2022年部门预算绩效文本", amount_unit="万元", department="某县妇女联合会")
    form.record(Kind.GOAL, text="部门总目标", facts={"horizon": "annual"})
    form.record(Kind.INDICATOR, level3="覆盖率", target="90%及以上", facts={"scope": "department"})
    for number, name in ((1, "车辆保险费"), (2, "妇联业务费")):
        form.record(Kind.PROJECT, number, project_name=name, heading=f"{number}.{name}绩效目标表")
        form.record(Kind.FUNDING, number, label="预算数", amount="0.40", facts={"source": "total", "stage": "budget"})
        form.record(Kind.PLAN, number, label="3月底", percent=" ")
        form.record(Kind.PLAN, number, label="12月底", percent="100%")
        form.record(Kind.GOAL, number, text="保障运行", facts={"horizon": "annual"})
        form.record(
            Kind.INDICATOR, number, level1="产出 指标", level3="公车数量", target="≥95%", facts={"scope": "project", "horizon": None}
        )
    return form.read()


def test_keys_follow_their_parents(small):
    document_id = small.document["document_id"]
    assert [row["project_id"] for row in small.projects] == [f"{document_id}-p01", f"{document_id}-p02"]
    assert [row["indicator_id"] for row in small.indicators] == [f"{document_id}-i01", f"{document_id}-p01-i01", f"{document_id}-p02-i01"]
    assert [row["goal_id"] for row in small.rows["goals"]] == [f"{document_id}-g01", f"{document_id}-p01-g01", f"{document_id}-p02-g01"]
    assert [row["funding_id"] for row in small.rows["funding"]] == [f"{document_id}-p01-b01", f"{document_id}-p02-b01"]
    assert all(row["finding_id"].startswith(f"{document_id}-f") for row in small.findings)


def test_over_99_rows_have_three_digits_so_that_keys_sort_as_numbers():
    keys = [row_id("d", "indicators", number, 120) for number in range(1, 121)]
    assert keys[0] == "d-i001"
    assert keys == sorted(keys)
    assert row_id("d", "projects", 7, 99) == "d-p07"


def test_rows_have_every_column_in_order_and_are_sorted_by_key(small):
    for name, table in TABLES.items():
        rows = small.rows[name]
        assert all(tuple(row) == table.names for row in rows)
        keys = [tuple(row[column] for column in table.key) for row in rows]
        assert keys == sorted(keys)
        assert len(keys) == len(set(keys))


def test_children_point_to_rows_that_are_there(small):
    for table in TABLES.values():
        for column, parent in table.parents:
            known = {row[column] for row in small.rows[parent]}
            assert {row[column] for row in small.rows[table.name]} - {None} <= known


def test_amounts_plans_and_levels(small):
    assert [row["amount_yuan"] for row in small.rows["funding"]] == [Decimal(4000)] * 2
    assert small.projects[0]["budget_yuan"] == Decimal(4000)
    first, last = small.rows["spending_plan"][:2]
    assert (first["raw"], first["cumulative_percent"]) == (None, None)
    assert (last["cumulative_percent"], str(last["period_end"])) == (Decimal(100), "2022-12-31")
    assert small.indicators[1]["level1"] == "产出指标"


def test_every_printed_value_has_a_place_that_holds_it(small):
    places = {(row["table"], row["row_id"], row["field"]): row for row in small.provenance}
    indicator = small.indicators[1]
    for column in ("level3", "raw", "kind", "comparator", "value", "unit", "unit_raw"):
        assert ("indicators", indicator["indicator_id"], column) in places, column
    place = places["indicators", indicator["indicator_id"], "value"]
    assert (place["text"], place["page"], place["x0"], place["y1"]) == ("≥95%", 1, 10.0, 40.0)
    assert ("spending_plan", f"{small.projects[0]['project_id']}-2", "cumulative_percent") in places


def test_findings_do_not_depend_on_pages(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    form.record(Kind.INDICATOR, 1, level3="数量", target="≥90", facts={"scope": "project"})
    rules = [row["rule"] for row in form.read(remarks=(Remark(Note.of("page.no-text"), Where(page=9)),), pages=9, partial=True).findings]
    assert rules == ["page.no-text", "value.unit-missing"]


def test_partial_documents_say_so(form):
    form.record(Kind.PROJECT, 1, project_name="甲")
    submission = form.read(remarks=(Remark(Note.of("page.no-text"), Where(page=9)),), pages=9, partial=True)
    assert submission.document["status"] == "partial"
    assert submission.findings[0]["message"] == "第9页没有文字层，未能读出。"


def test_the_same_bytes_give_the_same_rows_and_they_travel(small):
    assert pickle.loads(pickle.dumps(small)) == small


def test_attributes_of_one_label_are_a_list(form):
    form.record(Kind.PROJECT, 1, attributes={"联系电话": "甲"}, project_name="甲项目")
    form.record(Kind.PROJECT, 1, attributes={"联系电话": "乙", "项目属性": "延续"})
    assert json.loads(form.read().projects[0]["attributes"]) == {"联系电话": ["甲", "乙"], "项目属性": "延续"}


def test_a_failed_file_is_one_row():
    submission = failure(ReadError("encrypted"), FileFacts.of(b"x", "a/b.docx", "encrypted"))
    document = submission.document
    assert (document["status"], document["error_code"], document["path"]) == ("failed", "encrypted", "a/b.docx")
    assert document["error"].endswith("。")
    assert document["document_id"] == FileFacts.of(b"x", "elsewhere").document_id
    assert [name for name, rows in submission.rows.items() if rows] == ["documents"]


def test_files_without_bytes_are_named_by_their_path():
    empty, other = FileFacts.of(b"", "a.docx", "empty"), FileFacts.of(b"", "b.docx", "empty")
    assert empty.document_id != other.document_id
    assert empty.row()["bytes"] == 0
    assert empty.row()["sha256"] is None
    assert FileFacts("bad\udcd6name.docx").row()["path"] == "bad\\xd6name.docx"
