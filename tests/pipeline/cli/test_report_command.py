"""`jixiao report`: one file, beside the tables or where it is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main

from ..exporters.made import hostile_rows, write


def test_beside_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, hostile_rows())
    assert main(["report", str(tmp_path)]) == 0
    assert capsys.readouterr() == (f"{tmp_path / 'report.html'}\n", "")
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_without_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("jixiao report: no documents.parquet in ")
