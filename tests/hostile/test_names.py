"""Any name that a file system or an archive can hold: a row each, the same on a second run, readable on screen and in every export."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.intake.names import original

from . import zips
from .places import NAMES
from .texts import FORM

# Names of bytes: broken UTF-8, halves of a pair, what reads like our own escapes, separators of lines, noncharacters.
RAW = (
    b"\xc2\xcc.txt",
    b"\xed\xa0\x80.txt",
    b"\xed\xb2\x80\xff.txt",
    b"\\xff.txt",
    b"\\\\xff.txt",
    b"return\rhere.txt",
    b"NUL.txt",
    b"COM1.docx.txt",
    b"AUX",
    b"\x7f.txt",
    b"\xe2\x80\xa8.txt",
    b"trailing. .txt",
    b"up\\..\\b.txt",
    b"\xef\xbf\xbe.txt",
    b"\xef\xbb\xbfmark.txt",
    b"\xc0\xaf.txt",
    b"x" * 251 + b".txt",
)
# Inside a .zip, by whether the archive says that they are UTF-8.
PACKED = ((b"\xff\xfe.txt", True), (b"\xed\xa0\x80.txt", True), (b"good.txt", True), (b"line\nfeed.txt", True), (b"CON.txt", False))
PACKED_LONG = (b"x" * 300 + b".txt", True)


def packed(names: Mapping[bytes, bool]) -> bytes:
    body, lines = b"", []
    for number, (name, utf8) in enumerate(names.items()):
        data = f"{FORM}packed {number}".encode()
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = squeeze.compress(data) + squeeze.flush()
        local, line = zips.entry(name, deflated, len(body), size=len(data), crc=zlib.crc32(data), flags=0x800 if utf8 else 0)
        body += local
        lines.append(line)
    return zips.closed(body, lines)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for number, name in enumerate((*(name.encode() for name in NAMES), *RAW)):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(f"{FORM}{number}".encode())
    (folder / "more.zip").write_bytes(packed(dict((*PACKED, PACKED_LONG))))
    return folder


def run(inbox: Path, output: Path) -> subprocess.CompletedProcess[str]:
    formats = "csv,parquet,xlsx,duckdb,sqlite"
    command = [sys.executable, "-m", "pipeline", "convert", str(inbox), "-o", str(output), "--format", formats]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)


def test_every_name_has_its_row_in_every_export_and_is_found_again(inbox: Path, tmp_path: Path) -> None:
    first = run(inbox, tmp_path)
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as file:
        paths = {row["path"]: row["status"] for row in csv.DictReader(file)}
    found = {original(path) for path in paths}
    assert {*(name.encode() for name in NAMES), *RAW} <= found
    assert len(paths) == len(NAMES) + len(RAW) + len(PACKED) + 1
    assert set(paths.values()) == {"ok"}
    assert "more.zip/good.txt" in paths

    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    again = run(inbox, tmp_path)
    assert f"0 of {len(paths)} documents read now" in again.stdout
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")} == before

    assert set(pq.read_table(tmp_path / "documents.parquet", columns=["path"]).column("path").to_pylist()) == set(paths)
    with closing(sqlite3.connect(tmp_path / "jixiao.sqlite")) as base:
        assert {path for (path,) in base.execute("SELECT path FROM documents")} == set(paths)
    with zipfile.ZipFile(tmp_path / "jixiao.xlsx") as book:
        text = b"".join(book.read(name) for name in book.namelist() if name.endswith("xml")).decode()
    assert "more.zip/CON.txt" in text
    assert "emoji😀.txt" in text

    for said in (first.stdout, first.stderr, again.stdout, again.stderr):
        assert not {character for character in said if character < " " and character != "\n"}
        assert "\u202e" not in said
