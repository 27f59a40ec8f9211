"""The data package: valid for frictionless, which also sees what was damaged; no clock in it."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from normalizers.units import UNITS
from pipeline import read_csv
from pipeline.exporters import package
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.frames import arrow_table
from pipeline.schema import TABLES
from pipeline.views import VIEWS

from .made import write


def validated(folder: Path) -> tuple[bool, set[tuple[str, str]]]:
    """What `frictionless validate` says: whether it is valid, and each error with its table."""
    command = [sys.executable, "-m", "frictionless", "validate", package.FILE, "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    report = json.loads(done.stdout)
    assert (done.returncode == 0) == report["valid"]
    return report["valid"], {(task["name"], error["type"]) for task in report["tasks"] for error in task["errors"]}


def test_valid_and_damage_is_seen(goal_book: Stored, tmp_path: Path) -> None:
    package.write_all(goal_book, tmp_path, ExportOptions())
    assert validated(tmp_path) == (True, set())
    path = tmp_path / "indicators.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    key, rest = lines[5].split(b",", 1)
    _, stranger = rest.split(b",", 1)
    path.write_bytes(b"".join([*lines[:5], key + b",ffffffffffffffff," + stranger, lines[5], *lines[6:]]))
    goals = tmp_path / "goals.csv"
    goals.write_bytes(goals.read_bytes().replace(b",annual,", b",yearly,", 1))
    valid, errors = validated(tmp_path)
    assert not valid
    assert {("indicators", "hash-count"), ("indicators", "unique-error"), ("indicators", "foreign-key")} <= errors
    assert {("goals", "hash-count"), ("goals", "constraint-error")} <= errors


def test_a_byte_order_mark_is_described(goal_book: Stored, tmp_path: Path) -> None:
    package.write_all(goal_book, tmp_path, ExportOptions(csv_bom=True))
    assert (tmp_path / "goals.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    described = json.loads((tmp_path / package.FILE).read_text("utf-8"))
    assert {resource["encoding"] for resource in described["resources"]} == {"utf-8-sig"}


@pytest.mark.prove
@pytest.mark.parametrize("bom", [False, True])
def test_all_samples_are_valid(stored: Stored, tmp_path: Path, bom: bool) -> None:
    package.write_all(stored, tmp_path, ExportOptions(csv_bom=bom))
    assert validated(tmp_path) == (True, set())


def test_the_same_tables_give_the_same_bytes(goal_book: Stored, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        package.write_all(goal_book, tmp_path / name, ExportOptions())
    assert (tmp_path / "one" / package.FILE).read_bytes() == (tmp_path / "other" / package.FILE).read_bytes()


@pytest.mark.parametrize("bom", [False, True])
def test_read_csv_gives_the_contract_s_types(stored: Stored, hostile: Stored, tmp_path: Path, bom: bool) -> None:
    for tables in (stored, hostile):
        package.write_all(tables, tmp_path, ExportOptions(csv_bom=bom))
        for table in TABLES.values():
            frame = read_csv(tmp_path / f"{table.name}.csv")
            assert frame.astype(object).where(frame.notna(), None).to_dict("records") == [
                {name: None if value is None else value for name, value in row.items()} for row in tables.rows(table)
            ]
            assert list(map(str, frame.dtypes)) == [f"{kind}[pyarrow]" for kind in table.arrow().types]


def test_read_csv_says_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'budget' is not one of documents, "):
        read_csv(tmp_path / "budget.csv")
    (tmp_path / "goals.csv").write_text("goal_id,text\r\na,b\r\n")
    with pytest.raises(ValueError, match=r"goals\.csv has other columns than the table goals"):
        read_csv(tmp_path / "goals.csv")


def test_no_rows(tmp_path: Path) -> None:
    package.write_all(write(tmp_path / "in", {}), tmp_path, ExportOptions())
    assert arrow_table(TABLES["goals"], []).num_rows == len(read_csv(tmp_path / "goals.csv")) == 0


def test_units_are_a_resource_and_a_view(goal_book: Stored, tmp_path: Path) -> None:
    package.write_all(goal_book, tmp_path, ExportOptions())
    described = {resource["name"]: resource for resource in json.loads((tmp_path / package.FILE).read_text("utf-8"))["resources"]}
    with (tmp_path / "units.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert described["units"]["rows"] == len(lines) == len(UNITS)
    assert next(line for line in lines if line["name"] == "立方米")["spellings"].split()[:2] == ["m³", "m3"]
    for execute in (sqlite3.connect(":memory:").execute, duckdb.connect().execute):
        seen = execute(VIEWS["units"].sql).fetchall()
        assert sorted(seen) == sorted(tuple(line.values()) for line in lines)
