from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.frames import arrow_table
from pipeline.regress.changes import compare
from pipeline.schema import TABLES, Row


def written(folder: Path, rows: dict[str, list[Row]]) -> Path:
    folder.mkdir()
    for name, table in TABLES.items():
        pq.write_table(arrow_table(table, rows[name]), folder / f"{name}.parquet")
    return folder


def said(folder: Path, before: dict[str, list[Row]], after: dict[str, list[Row]]) -> dict[str, int]:
    found = compare(written(folder / "a", before), written(folder / "b", after), 50)
    return {f"{change.table}.{change.field or ('+' if change.before is None else '-')}": found.total for change in found.shown}


def test_the_same_rows_are_no_change(book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = book.submission.rows
    a, b = written(tmp_path / "a", rows), written(tmp_path / "b", rows)
    assert main(["compare", str(a), str(b)]) == 0
    assert "1 of 1 unchanged" in capsys.readouterr().out


def test_a_changed_field_is_counted_and_shown(book, rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows["indicators"][20]["comparator"] = "lt"
    a, b = written(tmp_path / "a", book.submission.rows), written(tmp_path / "b", rows)
    assert main(["compare", str(a), str(b)]) == 1
    out = capsys.readouterr().out
    assert "0 of 1 unchanged" in out
    assert "indicators.comparator" in out
    assert out.rstrip().endswith("+ lt")


def test_one_row_less_moves_no_other(book, rows, tmp_path: Path) -> None:
    del rows["indicators"][15]
    assert said(tmp_path, book.submission.rows, rows) == {"indicators.-": 1}


def test_one_project_less_takes_its_rows_along_and_moves_no_other(book, rows, tmp_path: Path) -> None:
    gone = rows["projects"][0]["project_id"]
    renamed = {row["project_id"]: f"{row['document_id']}-p{n:02}" for n, row in enumerate(rows["projects"][1:], 1)}
    for table in ("projects", "funding", "spending_plan", "goals", "indicators", "findings"):
        rows[table] = [row for row in rows[table] if row["project_id"] != gone]
        for row in rows[table]:
            row["project_id"] = renamed.get(row["project_id"])
    found = compare(written(tmp_path / "a", book.submission.rows), written(tmp_path / "b", rows))
    assert {
        name: (one.changed, one.removed, one.added) for name, one in found.tables.items() if one.changed or one.removed or one.added
    } == {
        "projects": (0, 1, 0),
        "funding": (0, 2, 0),
        "spending_plan": (0, 4, 0),
        "goals": (0, 1, 0),
        "indicators": (0, 9, 0),
        "findings": (0, sum(row["project_id"] == gone for row in book.submission.rows["findings"]), 0),
    }


def test_containers_of_one_batch_are_matched_by_name(samples: Path, tmp_path: Path) -> None:
    form = "zhejiang-kaihua-xiangmu-2022"
    outs = []
    for container in ("docx", "pdf"):
        folder = tmp_path / container / "county"
        folder.mkdir(parents=True)
        (folder / f"{form}.{container}").write_bytes((samples / "forms" / form / f"{form}.{container}").read_bytes())
        outs.append(tmp_path / f"out-{container}")
        assert main(["convert", str(folder.parent), "-o", str(outs[-1]), "--format", "parquet", "--workers", "1"]) == 0
    found = compare(*outs)
    assert (found.documents, found.none) == (1, True)


def test_documents_of_one_run_alone_are_named(book, rows, tmp_path: Path) -> None:
    other = deepcopy(rows)
    for table in other.values():
        table.clear()
    found = compare(written(tmp_path / "a", rows), written(tmp_path / "b", other))
    assert (found.removed, found.added, found.none) == (["shanhaiguan-fulian-2022.docx"], [], False)


def test_a_folder_without_tables_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "holds no documents.parquet" in capsys.readouterr().err
