from __future__ import annotations

import csv
import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


def table(output: Path, name: str) -> list[dict[str, str]]:
    with (output / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hashes(output: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in output.iterdir() if path.suffix in (".csv", ".parquet")}


def test_a_folder_becomes_tables(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    done = jixiao("convert", inbox, "-o", output)
    documents = {row["path"]: row for row in table(output, "documents")}
    assert done.returncode == 1, done.stderr
    assert set(documents) == {"broken.docx", "copy.txt", "gbk.txt"}
    assert json.loads(documents["copy.txt"]["duplicates"]) == ["妇联/2022.txt"]
    assert (documents["broken.docx"]["status"], documents["broken.docx"]["error_code"]) == ("failed", "not-a-document")
    assert [row["raw"] for row in table(output, "indicators")].count("≤2%") == 2
    listed = {entry["path"]: entry["reason"] for entry in json.loads((output / "run.json").read_text("utf-8"))["listed"]}
    assert set(listed) == {"README.md", "~$2022.docx"}


def test_the_summary_tells_a_person_what_came_of_it(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    done = jixiao("convert", inbox, "-o", tmp_path / "out", "--format", "csv")
    for words in ("documents", "projects", "indicators", "findings", "coverage", "2 ok, 0 partial, 1 failed", "not-a-document"):
        assert words in done.stdout
    assert str(tmp_path / "out") in done.stdout
    assert "read: 3/3 files, 1 failed" in done.stderr


def test_parquet_holds_what_csv_holds_under_the_contract_s_types(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    jixiao("convert", inbox, "-o", tmp_path / "out")
    query = f"SELECT raw, comparator, value FROM '{tmp_path}/out/indicators.parquet' WHERE raw = '≤2%'"
    connection = duckdb.connect()
    assert str(connection.execute(query).fetchall()[0][2]) == "2.000000"
    assert connection.execute(f"SELECT count(*) FROM '{tmp_path}/out/documents.parquet'").fetchall() == [(3,)]
    connection.close()


def test_the_same_bytes_whatever_workers_place_hash_seed_and_locale(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    jixiao("convert", inbox, "-o", tmp_path / "a", "--workers", "1", PYTHONHASHSEED="1", LC_ALL="C")
    jixiao("convert", "inbox", "-o", "b", "--workers", "2", cwd=tmp_path, PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    jixiao("convert", "妇联", ".", "-o", "../c", "--workers", "2", cwd=inbox, LC_ALL="POSIX", TZ="Asia/Shanghai")
    assert hashes(tmp_path / "a")
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b") == hashes(tmp_path / "c")


def test_a_single_file_is_called_by_its_name(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    assert jixiao("convert", inbox / "妇联" / "2022.txt", "-o", tmp_path / "out").returncode == 0
    assert [row["path"] for row in table(tmp_path / "out", "documents")] == ["2022.txt"]


def test_wrong_usage_is_said_in_one_line(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    for arguments, words in (
        ((tmp_path / "none", "-o", output), "none does not exist"),
        ((inbox, "-o", output, "--format", "xls"), "format 'xls' is not one of csv, "),
        ((inbox, "-o", output, "--workers", "-1"), "-1 workers"),
        ((inbox, "-o", output, "--vocabulary", tmp_path / "none.toml"), "none.toml' does not exist"),
        ((inbox, "-o", inbox / "gbk.txt"), "lies inside the input"),
        ((inbox / "gbk.txt", "-o", inbox / "gbk.txt"), "is the input"),
        (("s3://bucket/in",), "say where with -o"),
    ):
        done = jixiao("convert", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert not output.exists()


def test_nothing_readable_is_2(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert jixiao("convert", tmp_path / "empty", "-o", tmp_path / "a").returncode == 2
    assert jixiao("convert", inbox / "broken.docx", "-o", tmp_path / "b").returncode == 2
    assert [row["error_code"] for row in table(tmp_path / "b", "documents")] == ["not-a-document"]


def test_a_second_run_reads_nothing_again(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    jixiao("convert", inbox, "-o", tmp_path / "out")
    before = hashes(tmp_path / "out")
    again = jixiao("convert", inbox, "-o", tmp_path / "out")
    assert "0 of 3 documents read now" in again.stdout
    assert hashes(tmp_path / "out") == before


def test_python_has_the_same(inbox: Path, tmp_path: Path) -> None:
    from pipeline import convert, read

    report = convert(inbox, tmp_path / "out", formats=["csv"], workers=1)
    assert (report.exit_code, report.counts.status) == (1, {"ok": 2, "failed": 1})
    assert [row["raw"] for row in read(inbox / "gbk.txt").indicators] == ["1个", "≤2%", "是/否"]
