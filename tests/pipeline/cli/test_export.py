"""`jixiao export`: other formats and other shapes without converting again."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline.cli import main

from ..exporters.made import GOAL_BOOK, hostile_rows, read, write

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def jixiao(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Jixiao:
    """The command in this process, which has what it needs loaded already."""

    def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    return write(tmp_path_factory.mktemp("out"), read([samples / GOAL_BOOK], samples)).folder


def test_a_view_in_the_format_of_its_name(jixiao: Jixiao, out: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        done = jixiao("export", out, "--view", "budget_by_source", "-o", tmp_path / name, "--csv-bom")
        assert (done.returncode, done.stderr) == (0, "")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert ["2022", "秦皇岛市山海关区妇女联合会", "budget", "total", "5", "5", "245000"] in rows
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["budget_by_source"]
    assert [cell.value for cell in sheet[2]] == head
    assert sheet["B1"].value == "部门名称"
    first = list(next(sheet.iter_rows(min_row=3, values_only=True)))
    assert first == [int(rows[0][0]), *rows[0][1:4], *map(int, rows[0][4:6]), float(rows[0][6])]


def test_a_query_of_one_s_own(jixiao: Jixiao, out: Path, tmp_path: Path) -> None:
    query = tmp_path / "by kind.sql"
    query.write_text("\ufeffSELECT kind, count(*) AS n, max(date) AS latest FROM indicators GROUP BY kind ORDER BY kind; -- done\n")
    for ending in ("parquet", "duckdb", "sqlite", "xlsx"):
        done = jixiao("export", out, "--sql", query, "-o", tmp_path / f"a.{ending}")
        assert (done.returncode, done.stderr) == (0, ""), ending
    rows = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert {row["kind"]: row["n"] for row in rows}["boolean"] == 14
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as base:
        assert base.execute('SELECT * FROM "by kind"').fetchall() == [tuple(row.values()) for row in rows]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--view", "nonsense", "-o", "a.csv"], "view 'nonsense' is not one of attainment, "),
        (["--view", "attainment"], "say where with -o FILE"),
        (["--view", "attainment", "-o", "a.doc"], "format None is not one of csv, duckdb, parquet, sqlite, xlsx"),
        (["--sql", "wrong.sql", "-o", "a.csv"], "the query cannot be run: "),
        (["--sql", "two.sql", "-o", "a.csv"], "a question is one SELECT"),
        (["--sql", "absent.sql", "-o", "a.csv"], "absent.sql: No such file"),
        (["--format", "dbf"], "name formats with --format: csv, duckdb, "),
        (["--append"], "--append needs a database that is there"),
    ],
)
def test_what_cannot_be_done_is_said(jixiao: Jixiao, out: Path, tmp_path: Path, more: list[str], why: str) -> None:
    (tmp_path / "two.sql").write_text("SELECT 1; COPY documents TO 'b.csv'")
    (tmp_path / "wrong.sql").write_text("SELECT nothing FROM nowhere")
    done = jixiao("export", out, *more, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("jixiao export: ")
    assert why in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["two.sql", "wrong.sql"]


def test_a_folder_without_parquet(jixiao: Jixiao, tmp_path: Path) -> None:
    done = jixiao("export", tmp_path, "--view", "attainment", "-o", tmp_path / "a.csv")
    assert (done.returncode, done.stderr.partition(":")[2].strip()[:24]) == (2, "no documents.parquet in ")


def test_all_tables_and_a_second_batch(jixiao: Jixiao, out: Path, tmp_path: Path) -> None:
    into = tmp_path / "for the bureau"
    assert jixiao("export", out, "--format", "xlsx,duckdb,csv", "-o", into, "--csv-bom").returncode == 0
    assert {"jixiao.xlsx", "jixiao.duckdb", "indicators.csv"} <= {path.name for path in into.iterdir()}
    assert (into / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator_id,")
    second = write(tmp_path / "second", hostile_rows()).folder
    assert jixiao("export", second, "--append", "-o", into / "jixiao.duckdb").returncode == 0
    with duckdb.connect(str(into / "jixiao.duckdb"), read_only=True) as base:
        assert base.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]


def test_formulas_are_escaped_where_asked(jixiao: Jixiao, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", hostile_rows()).folder
    for more, wanted in ([], "=HYPERLINK"), (["--escape-formulas"], "'=HYPERLINK"):
        assert jixiao("export", folder, "--view", "indicators_wide", "-o", tmp_path / "a.csv", *more).returncode == 0
        assert jixiao("export", folder, "--format", "csv", "-o", tmp_path / "out", *more).returncode == 0
        for path in (tmp_path / "a.csv", tmp_path / "out" / "projects.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                assert str(next(csv.DictReader(file))["project_name"]).startswith(wanted)


def test_the_views_are_named(jixiao: Jixiao, out: Path) -> None:
    assert (
        "official_targets  官方三要素：计算符号、指标值、计量单位  Targets as the official triple" in jixiao("export", out, "--list").stdout
    )


def test_convert_writes_the_workbook_too(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    done = jixiao("convert", inbox, "-o", tmp_path / "out", "--format", "xlsx")
    assert done.returncode == 1
    assert openpyxl.load_workbook(tmp_path / "out" / "jixiao.xlsx", read_only=True).sheetnames[:3] == ["封面", "字段说明", "指标一览"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT content FROM read_text('{secret}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_csv('{secret}', header = false)",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM read_blob('{secret}')",
        "SELECT * FROM read_parquet('{folder}/other.parquet')",
        "SELECT * FROM sniff_csv('{secret}')",
        "SELECT * FROM read_text('{out}/run.json')",
        "SELECT * FROM read_text('{out}/../secret.csv')",
    ],
)
def test_a_question_reads_the_tables_and_no_other_file(jixiao: Jixiao, out: Path, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n")
    (tmp_path / "other.parquet").write_bytes((out / "projects.parquet").read_bytes())
    query = tmp_path / "query.sql"
    query.write_text(sql.format(secret=secret, folder=tmp_path, out=out))
    done = jixiao("export", out, "--sql", query, "-o", tmp_path / "answer.csv")
    assert done.returncode == 2
    assert "the query cannot be run" in done.stderr
    assert not (tmp_path / "answer.csv").exists()
