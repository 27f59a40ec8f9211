"""A first result in one command: where a workbook goes, what it never takes the place of, and what a misspelt word is answered with."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli._destination import FORMATS

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


def documents(workbook: Path) -> list[str]:
    """The paths of the documents that a workbook holds."""
    sheets = openpyxl.load_workbook(workbook, read_only=True)
    title = next(name for name in sheets.sheetnames if name.startswith("文件"))
    rows = list(sheets[title].iter_rows(values_only=True))
    return [str(cell) for row in rows[1:] for cell in row if str(cell).endswith((".txt", ".docx", ".xlsx", ".csv"))]


def test_the_help_names_the_formats_that_there_are() -> None:
    from pipeline import exporters

    assert exporters.FORMATS == FORMATS


@pytest.mark.parametrize("words", [(), ("convert",)])
def test_one_file_becomes_a_workbook_beside_it(jixiao: Jixiao, inbox: Path, words: tuple[str, ...]) -> None:
    done = jixiao(*words, "妇联/2022.txt", cwd=inbox)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "妇联/2022.xlsx"
    assert documents(inbox / "妇联" / "2022.xlsx") == ["2022.txt"]
    assert sorted(path.name for path in (inbox / "妇联").iterdir()) == ["2022.txt", "2022.xlsx"]
    assert jixiao(*words, "妇联/2022.txt", cwd=inbox).returncode == 0, "the same again changes nothing"


def test_several_become_a_workbook_in_a_folder_beside_them(jixiao: Jixiao, inbox: Path) -> None:
    done = jixiao("copy.txt", "gbk.txt", cwd=inbox)
    assert done.stdout.splitlines()[-1] == "绩效表/jixiao.xlsx"
    assert len(documents(inbox / "绩效表" / "jixiao.xlsx")) == 2


def test_a_folder_becomes_one_beside_it(jixiao: Jixiao, inbox: Path) -> None:
    done = jixiao(inbox.name, cwd=inbox.parent)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "绩效表/jixiao.xlsx"
    assert (inbox.parent / "绩效表" / "jixiao.xlsx").is_file()


def test_a_workbook_that_is_named(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    done = jixiao("convert", inbox, "-o", tmp_path / "deep" / "结果.XLSX")
    assert done.stdout.splitlines()[-1] == str(tmp_path / "deep" / "结果.XLSX")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["结果.XLSX"]
    refused = jixiao("convert", inbox, "-o", tmp_path / "a.xlsx", "--format", "csv")
    assert (refused.returncode, (tmp_path / "a.xlsx").exists()) == (2, False)
    assert "leave --format out" in refused.stderr


def test_a_folder_may_be_called_like_a_workbook(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").mkdir()
    assert jixiao("convert", inbox / "copy.txt", "-o", tmp_path / "t.xlsx").returncode == 0
    assert (tmp_path / "t.xlsx" / "documents.csv").is_file()


def test_what_is_there_is_never_replaced_in_silence(jixiao: Jixiao, inbox: Path) -> None:
    (inbox / "copy.xlsx").write_bytes(b"a year of work")
    refused = jixiao("copy.txt", cwd=inbox)
    assert refused.returncode == 2
    assert "copy.xlsx is there" in refused.stderr
    assert "--replace" in refused.stderr
    assert (inbox / "copy.xlsx").read_bytes() == b"a year of work"
    assert jixiao("convert", "copy.txt", "--replace", cwd=inbox).returncode == 0
    assert documents(inbox / "copy.xlsx") == ["copy.txt"]


def test_a_workbook_that_was_sent_in_keeps_its_name(jixiao: Jixiao, inbox: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项目名称", "车辆保险费"])
    book.save(inbox / "a.xlsx")
    before = (inbox / "a.xlsx").read_bytes()
    jixiao("a.xlsx", cwd=inbox)
    refused = jixiao("convert", "a.xlsx", "-o", "a.xlsx", "--replace", cwd=inbox)
    assert (refused.returncode, (inbox / "a.xlsx").read_bytes()) == (2, before)
    assert (inbox / "a.绩效表.xlsx").is_file()


def test_an_address_needs_a_place(jixiao: Jixiao, tmp_path: Path) -> None:
    done = jixiao("convert", "s3://bucket/in", cwd=tmp_path)
    assert done.returncode == 2
    assert "say where with -o" in done.stderr


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("convrt",), "did you mean convert?"),
        (("exlpain", "x"), "did you mean explain?"),
        (("convert", "copy.txt", "--fromat", "csv"), "did you mean --format?"),
        (("convert", "copy.txt", "--worker=2"), "did you mean --workers?"),
    ],
)
def test_a_misspelt_word_names_the_nearest(jixiao: Jixiao, inbox: Path, words: tuple[str, ...], near: str) -> None:
    done = jixiao(*words, cwd=inbox)
    assert done.returncode == 2
    assert near in done.stderr
    assert not list(inbox.glob("*.xlsx"))


def test_a_program_gets_one_line_of_json(jixiao: Jixiao, inbox: Path) -> None:
    done = jixiao("convert", "copy.txt", "--json", cwd=inbox)
    said = json.loads(done.stdout)
    assert len(done.stdout.splitlines()) == 1
    assert (said["workbook"], said["exit_code"], said["status"], said["rows"]["documents"]) == ("copy.xlsx", 0, {"ok": 1}, 1)
