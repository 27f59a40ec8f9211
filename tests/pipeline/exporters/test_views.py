"""The views answer what they say: totals counted by hand on the sample submission, and the same answers from every kind of database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from normalizers.official import to_official
from pipeline.exporters import sqlite
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.exporters.official import value_of
from pipeline.schema import TABLES
from pipeline.views import VIEWS

from .made import hostile_rows, row, write


def answer(tables: Stored, sql: str) -> list[tuple]:
    with tables.asked() as base:
        return base.execute(sql).fetchall()


def test_the_budget_of_the_sample(goal_book: Stored) -> None:
    # Printed: 0.40 + 5.60 + 7.00 + 3.00 + 8.50 万元, all of it fiscal.
    sums = answer(goal_book, "SELECT source, projects, amount_yuan FROM budget_by_source ORDER BY source")
    assert ("fiscal", 5, Decimal(245_000)) in sums
    assert ("total", 5, Decimal(245_000)) in sums
    assert answer(goal_book, "SELECT count(*), sum(budget_yuan) FROM projects") == [(5, Decimal(245_000))]


def test_the_indicators_of_the_sample(goal_book: Stored) -> None:
    counted = answer(goal_book, "SELECT project_name, count(*), count(*) FILTER (raw = '是/否') FROM indicators_wide GROUP BY 1")
    assert {name: numbers for name, *numbers in counted if name} == {
        "车辆保险费": [9, 5],
        "“与爱同行 守望相助”专项活动经费": [9, 4],
        "妇联基层组织建设经费": [9, 3],
        "妇联业务费": [9, 2],
        "提前下达2022年省级妇女之家建设专项资金": [9, 0],
    }
    assert answer(goal_book, "SELECT sum(findings) FROM findings_by_department WHERE rule = 'value.yes-no-target'") == [(14,)]


def test_the_spending_plan_of_a_project(goal_book: Stored) -> None:
    # 25%, 50%, 75%, 100% at the end of March, June, October and December: the third quarter has no printed day of its own.
    plan = "SELECT quarter, cumulative_percent, cumulative_yuan FROM spending_plan_by_quarter WHERE project_name = '妇联基层组织建设经费'"
    assert answer(goal_book, plan) == [(1, 25, Decimal(17_500)), (2, 50, Decimal(35_000)), (4, 100, Decimal(70_000))]


def test_attainment_counts_self_evaluations_alone(goal_book: Stored, stored: Stored) -> None:
    assert answer(goal_book, "SELECT * FROM attainment") == []
    by_rows = [r for r in stored.rows(TABLES["indicators"]) if r["actual_raw"] is not None]
    assert by_rows
    got = answer(stored, "SELECT sum(with_result), sum(attained), sum(missed), sum(assumed_attained), sum(unknown) FROM attainment")
    verdicts, assumed = ([r[name] for r in by_rows] for name in ("attained", "attained_assumed"))
    unknown = sum(both == (None, None) for both in zip(verdicts, assumed, strict=True))
    assert got == [(len(by_rows), verdicts.count(True), verdicts.count(False), assumed.count(True), unknown)]
    assert assumed.count(True)


def test_the_triple_is_that_of_the_value_language(stored: Stored) -> None:
    rows = {r["indicator_id"]: r for r in stored.rows(TABLES["indicators"])}
    seen = answer(stored, "SELECT indicator_id, sign, target, unit FROM official_targets")
    assert len(seen) == len(rows) > 200
    for key, *triple in seen:
        told = to_official(value_of(rows[key]), rows[key]["raw"])
        assert triple == [told.sign, told.value, told.unit]


def test_nothing_dangles_and_the_query_asks_for_every_key(stored: Stored) -> None:
    checks = answer(stored, "SELECT * FROM integrity")
    assert {wrong for *_, wrong in checks} == {0}
    wanted = {(table.name, ", ".join(table.key), "unique") for table in TABLES.values()}
    wanted |= {(table.name, column, parent) for table in TABLES.values() for column, parent in table.parents}
    assert {tuple(check[:3]) for check in checks} == wanted


def test_what_dangles_is_counted(tmp_path: Path) -> None:
    rows = hostile_rows()
    rows["projects"] = []
    rows["goals"] = [row("goals", goal_id="x-g01", document_id="x", ordinal=1), row("goals", goal_id="x-g01", document_id="x", ordinal=2)]
    found = answer(write(tmp_path, rows), "SELECT * FROM integrity WHERE wrong > 0")
    assert set(found) == {
        ("goals", "document_id", "documents", 2),
        ("goals", "goal_id", "unique", 1),
        ("indicators", "project_id", "projects", 13),
        ("findings", "project_id", "projects", 13),
    }


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_sqlite_answers_as_duckdb_does(view: str, stored: Stored, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "sqlite-views"
    if not folder.exists():
        folder.mkdir()
        sqlite.write_all(stored, folder, ExportOptions())
    with closing(sqlite3.connect(folder / sqlite.FILE)) as base:
        ours = [tuple(map(plain, line)) for line in base.execute(f"SELECT * FROM {view}")]
    assert ours == [tuple(map(plain, line)) for line in answer(stored, f"SELECT * FROM {view}")]


def plain(value: object) -> object:
    return float(value) if isinstance(value, int | float | Decimal) else None if value is None else str(value)
