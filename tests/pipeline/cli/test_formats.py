"""The formats of all tables at once come out of a conversion like the others."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


def test_a_database_without_the_parquet_that_it_is_made_from(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert jixiao("convert", inbox, "-o", output, "--format", "csv,duckdb", "--csv-bom").returncode == 1
    assert (output / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator_id")
    assert not list(output.rglob("*.parquet"))
    with duckdb.connect(str(next(output.glob("*.duckdb"))), read_only=True) as base:
        assert base.execute("SELECT count(*) FROM indicators WHERE raw = '≤2%'").fetchall() == [(2,)]


def test_a_format_that_is_no_longer_asked_for_goes(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    jixiao("convert", inbox, "-o", output, "--format", "official")
    assert (output / "official").is_dir()
    jixiao("convert", inbox, "-o", output, "--format", "parquet")
    assert not (output / "official").exists()
    assert pq.read_table(output / "documents.parquet").num_rows == 3
