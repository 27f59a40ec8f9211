"""Whatever lies in a folder, every submission has a row and the rest is listed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


def rows(output: Path, name: str) -> list[dict[str, str]]:
    with (output / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_archives_are_folders(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    form = (inbox / "copy.txt").read_bytes()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("财政局/2022.txt", form)
        archive.writestr("财政局/新.txt", form + "\n附：说明\n".encode())
        archive.writestr("../../etc/cron.d/x.txt", form)
    place = tmp_path / "in"
    place.mkdir()
    (place / "upload.zip").write_bytes(data.getvalue())
    (place / "broken.zip").write_bytes(data.getvalue()[:-40])
    (place / "same.txt").write_bytes(form)
    done = jixiao("convert", place, "-o", tmp_path / "out")
    documents = {row["path"]: row for row in rows(tmp_path / "out", "documents")}
    assert done.returncode == 1
    assert {path: (row["status"], row["error_code"]) for path, row in documents.items()} == {
        "same.txt": ("ok", ""),
        "upload.zip/财政局/新.txt": ("ok", ""),
        "upload.zip": ("partial", ""),
        "broken.zip": ("failed", "corrupt"),
    }
    assert json.loads(documents["same.txt"]["duplicates"]) == ["upload.zip/财政局/2022.txt"]
    about = [row for row in rows(tmp_path / "out", "findings") if row["rule"].startswith("archive.")]
    assert [(row["rule"], row["raw"]) for row in about] == [("archive.traversal", "upload.zip/../../etc/cron.d/x.txt")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "inbox", "out"]


def test_names_that_would_do_harm_are_only_names(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    form = (inbox / "copy.txt").read_bytes()
    place = tmp_path / "in"
    place.mkdir()
    names = [b"a\nb.txt", b'say "no".txt', "😀.txt".encode(), b"-rf.txt", b"=HYPERLINK(1).txt", b"\xff.txt", b"\x1b[31m.txt"]
    names.append(b"x" * 251 + b".txt")
    for number, name in enumerate(names):
        with open(os.fsencode(place) + b"/" + name, "wb") as file:
            file.write(form + b"\n" + str(number).encode())
    os.mkfifo(place / "pipe.docx")
    done = jixiao("convert", place, "-o", tmp_path / "out", "--format", "csv,parquet")
    found = {row["path"] for row in rows(tmp_path / "out", "documents")}
    assert found == {*(name.decode("utf-8", "backslashreplace") for name in names), "pipe.docx"}
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("below", [".", "out", "妇联/深/out"])
def test_an_output_folder_in_the_input_is_refused(jixiao: Jixiao, inbox: Path, below: str) -> None:
    before = sorted(inbox.rglob("*"))
    refused = jixiao("convert", inbox, "-o", inbox / below)
    assert refused.returncode == 2
    assert "the input: name a folder outside of it with -o" in refused.stderr
    assert sorted(inbox.rglob("*")) == before


def test_a_package_of_another_program_is_listed_once(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(inbox / "base.odb", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.base")
        package.writestr("content.xml", "<x/>")
    done = jixiao("convert", inbox, "-o", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    listed = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert "base.odb" in json.dumps(listed)
    assert "base.odb" not in {row["path"] for row in rows(tmp_path / "out", "documents")}
