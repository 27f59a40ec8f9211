"""The DuckDB file: the Parquet cell for cell, typed, keyed, described; a second batch replaces its documents whole or not at all."""

from __future__ import annotations

from pathlib import Path

import duckdb as db
import pytest

from pipeline.exporters import duckdb
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES
from pipeline.views import VIEWS

from .made import HOSTILE, hostile_rows, row, write


@pytest.fixture
def path(goal_book: Stored, tmp_path: Path) -> Path:
    """The database of the sample submission."""
    duckdb.write_all(goal_book, tmp_path, ExportOptions())
    return tmp_path / duckdb.FILE


def ask(path: Path, sql: str) -> list[tuple]:
    with db.connect(str(path), read_only=True) as base:
        return base.execute(sql).fetchall()


def content(path: Path) -> dict[str, list[tuple]]:
    return {table.name: ask(path, f"SELECT * FROM {table.name} ORDER BY ALL") for table in TABLES.values()}


def test_every_cell_and_type(stored: Stored, tmp_path: Path) -> None:
    duckdb.write_all(stored, tmp_path, ExportOptions())
    path = tmp_path / duckdb.FILE
    for table in TABLES.values():
        there, parquet = f"SELECT * FROM {table.name}", f"SELECT * FROM '{stored.path(table)}'"
        assert ask(path, f"({there} EXCEPT ALL {parquet}) UNION ALL ({parquet} EXCEPT ALL {there})") == []
        assert ask(path, f"SELECT column_name, column_type FROM (DESCRIBE {table.name})") == ask(
            path, f"SELECT column_name, column_type FROM (DESCRIBE {parquet})"
        )


def test_keys_and_comments(path: Path) -> None:
    keys = "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    assert {name: tuple(columns) for name, columns in ask(path, keys)} == {
        table.name: table.key for table in TABLES.values() if table.name != "provenance"
    }
    ((comment,),) = ask(path, "SELECT comment FROM duckdb_columns() WHERE table_name = 'projects' AND column_name = 'budget_yuan'")
    assert comment.startswith("预算数（元）（元）：")
    assert ask(
        path,
        "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL AND table_name NOT IN "
        f"({', '.join(repr(view) for view in VIEWS)})",
    ) == [(0,)]
    assert {name for (name,) in ask(path, "SELECT view_name FROM duckdb_views() WHERE NOT internal")} == set(VIEWS)
    assert ask(path, "SELECT sum(wrong) FROM integrity") == [(0,)]


def test_a_second_batch_replaces_its_documents_rows(path: Path, goal_book: Stored, tmp_path: Path) -> None:
    before = content(path)
    first, second = hostile_rows("aaaaaaaaaaaaaaaa"), hostile_rows("aaaaaaaaaaaaaaaa")
    duckdb.append(write(tmp_path / "one", first), path)
    assert ask(path, "SELECT count(*) FROM indicators WHERE document_id = 'aaaaaaaaaaaaaaaa'") == [(len(HOSTILE),)]
    # The second reading has fewer indicators, another text, and a part.
    second["indicators"] = [second["indicators"][0] | {"raw": "read again"}]
    second["findings"] = []
    second["indicator_parts"] = [row("indicator_parts", indicator_id="aaaaaaaaaaaaaaaa-p01-i01", part=1, kind="text")]
    duckdb.append(write(tmp_path / "two", second), path)
    assert ask(path, "SELECT raw FROM indicators WHERE document_id = 'aaaaaaaaaaaaaaaa'") == [("read again",)]
    assert ask(path, "SELECT count(*) FROM findings WHERE document_id = 'aaaaaaaaaaaaaaaa'") == [(0,)]
    third = hostile_rows("aaaaaaaaaaaaaaaa") | {"indicators": [], "findings": []}
    duckdb.append(write(tmp_path / "three", third), path)
    assert ask(path, "SELECT count(*) FROM indicator_parts WHERE indicator_id LIKE 'aaaaaaaaaaaaaaaa%'") == [(0,)]
    assert ask(path, "SELECT sum(wrong) FROM integrity") == [(0,)]
    duckdb.append(goal_book, path)
    after = content(path)
    assert {name: [line for line in rows if "aaaaaaaaaaaaaaaa" not in str(line)] for name, rows in after.items()} == before


def test_a_batch_that_cannot_be_added_changes_nothing(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(path)
    batch = write(tmp_path / "in", hostile_rows())
    batch.path(TABLES["findings"]).unlink()
    with pytest.raises(ExportError, match="cannot be added to"):
        duckdb.append(batch, path)
    assert content(path) == before


def test_a_file_that_is_no_database_of_ours(stored: Stored, tmp_path: Path) -> None:
    with db.connect(str(tmp_path / "other.duckdb")) as base:
        base.execute("CREATE TABLE documents (x INTEGER)")
    with pytest.raises(ExportError, match=r"other\.duckdb has no table documents with this version's columns"):
        duckdb.append(stored, tmp_path / "other.duckdb")
    (tmp_path / "text.duckdb").write_text("nothing" * 1000)
    with pytest.raises(ExportError, match=r"text\.duckdb cannot be added to"):
        duckdb.append(stored, tmp_path / "text.duckdb")
