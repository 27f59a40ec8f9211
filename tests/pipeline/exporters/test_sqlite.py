"""The SQLite file: the Parquet cell for cell but for digits beyond the fifteenth; datasette serves it as it stands."""

from __future__ import annotations

import datetime
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.exporters import sqlite
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES, Column, Scalar, Type
from pipeline.views import VIEWS

READ = {Type.DECIMAL: lambda value: Decimal(str(value)), Type.BOOL: bool, Type.DATE: datetime.date.fromisoformat}


def read(column: Column, value: object) -> Scalar:
    return None if value is None else READ.get(column.type, lambda same: same)(value)


@pytest.fixture
def folder(stored: Stored, tmp_path: Path) -> Path:
    sqlite.write_all(stored, tmp_path, ExportOptions())
    return tmp_path


def test_every_cell(folder: Path, stored: Stored) -> None:
    with closing(sqlite3.connect(folder / sqlite.FILE)) as base:
        for table in TABLES.values():
            lines = base.execute(f"SELECT * FROM {table.name}").fetchall()
            found = [[read(column, value) for column, value in zip(table.columns, line, strict=True)] for line in lines]
            assert found == [list(row.values()) for row in stored.rows(table)]


def test_digits_beyond_the_fifteenth_are_rounded_and_nothing_else(hostile: Stored, tmp_path: Path) -> None:
    sqlite.write_all(hostile, tmp_path, ExportOptions())
    with closing(sqlite3.connect(tmp_path / sqlite.FILE)) as base:
        values = dict(base.execute("SELECT indicator_id, value FROM indicators").fetchall())
    for row in hostile.rows(TABLES["indicators"]):
        exact = row["value"]
        assert values[row["indicator_id"]] == (None if exact is None else float(exact))


def test_keys_hold(folder: Path) -> None:
    with closing(sqlite3.connect(folder / sqlite.FILE)) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in TABLES.values():
            keys = {(line[3], line[2]) for line in base.execute(f"PRAGMA foreign_key_list({table.name})")}
            assert keys == set(table.parents)
            marked = [line[1] for line in sorted(base.execute(f"PRAGMA table_info({table.name})"), key=lambda line: line[5]) if line[5]]
            assert tuple(marked) == table.key


def test_the_metadata_speaks_of_columns_that_are_there(folder: Path) -> None:
    said = json.loads((folder / sqlite.METADATA).read_text("utf-8"))["databases"]["jixiao"]
    assert set(said["tables"]) == set(TABLES) | set(VIEWS)
    for table in TABLES.values():
        described = said["tables"][table.name]
        assert list(described["columns"]) == list(table.names)
        assert set(described["facets"]) | {described["sort"]} | {described.get("label_column", described["sort"])} <= set(table.names)
    assert said["tables"]["projects"]["columns"]["budget_yuan"].startswith("预算数（元）（元）：")


PAGES = {
    "indicators?_facet=kind&kind=boolean": "指标 · indicators",
    "show_findings_by_department": "各部门各类问题数 · Findings by department",
}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_datasette_serves_it(folder: Path, page: str) -> None:
    command = [sys.executable, "-m", "datasette", sqlite.FILE, "--metadata", sqlite.METADATA, "--get", f"/jixiao/{page}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=True)
    text = done.stdout.decode()
    assert "<table" in text
    assert PAGES[page] in text
