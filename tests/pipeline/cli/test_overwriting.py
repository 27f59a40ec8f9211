"""An output folder is a batch: what is in it is never lost in silence."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def late(tmp_path: Path, inbox: Path) -> Path:
    """A file that arrives when the others are converted."""
    path = tmp_path / "late.txt"
    path.write_text((inbox / "copy.txt").read_text("utf-8").replace("车辆", "迟到"), "utf-8")
    return path


@pytest.fixture
def done(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> Path:
    """The output of the inbox."""
    (inbox / "broken.docx").unlink()
    assert jixiao("convert", inbox, "-o", tmp_path / "out", "--format", "csv").returncode == 0
    return tmp_path / "out"


def content(folder: Path) -> dict[str, bytes]:
    """The tables of a folder."""
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def names(folder: Path) -> set[str]:
    """What `documents` names."""
    text = (folder / "documents.csv").read_text("utf-8")
    return {name for name in ("copy.txt", "gbk.txt", "2022.txt", "late.txt", "new.txt") if name in text}


def test_a_late_file_does_not_delete_the_others(jixiao: Jixiao, done: Path, late: Path) -> None:
    before = content(done)
    for _ in range(2):
        refused = jixiao("convert", late, "-o", done, "--format", "csv")
        assert refused.returncode == 2
        assert "3 of 3 files" in refused.stderr
        assert "--add" in refused.stderr
        assert "--replace" in refused.stderr
        assert content(done) == before
    forced = jixiao("convert", late, "-o", done, "--format", "csv", "--force")
    assert (forced.returncode, content(done)) == (2, before)


def test_add_joins_it_and_the_old_command_goes_on(jixiao: Jixiao, done: Path, inbox: Path, late: Path, tmp_path: Path) -> None:
    added = jixiao("convert", late, "-o", done, "--format", "csv", "--add")
    assert added.returncode == 0, added.stderr
    assert "1 of 3 documents read now" in added.stdout
    assert names(done) == {"2022.txt", "copy.txt", "gbk.txt", "late.txt"}
    assert jixiao("convert", inbox, "-o", done, "--format", "csv").returncode == 2, "the late file would be lost"
    assert jixiao("convert", late, "-o", done, "--format", "csv", "--add").returncode == 0, "the same again"
    assert names(done) == {"2022.txt", "copy.txt", "gbk.txt", "late.txt"}


def test_replace_puts_it_in_their_place(jixiao: Jixiao, done: Path, late: Path) -> None:
    assert jixiao("convert", late, "-o", done, "--format", "csv", "--replace").returncode == 0
    assert names(done) == {"late.txt"}


def test_the_same_folder_may_change(jixiao: Jixiao, done: Path, inbox: Path, late: Path) -> None:
    late.rename(inbox / "new.txt")
    (inbox / "gbk.txt").unlink()
    assert jixiao("convert", inbox, "-o", done, "--format", "csv").returncode == 0
    assert names(done) == {"2022.txt", "copy.txt", "new.txt"}


def test_files_of_one_name_and_other_content_are_not_joined(jixiao: Jixiao, done: Path, late: Path) -> None:
    other = late.parent / "other" / "copy.txt"
    other.parent.mkdir()
    late.rename(other)
    before = content(done)
    refused = jixiao("convert", other, "-o", done, "--format", "csv", "--add")
    assert refused.returncode == 2
    assert "copy.txt is in the batch already with other content" in refused.stderr
    assert content(done) == before


def test_what_was_read_otherwise_is_not_joined(jixiao: Jixiao, done: Path, late: Path) -> None:
    refused = jixiao("convert", late, "-o", done, "--format", "csv", "--add", "--ocr", "never")
    assert refused.returncode == 2
    assert "convert all files together" in refused.stderr
    assert jixiao("convert", late, "-o", done, "--format", "csv").returncode == 2, "the batch is what it was"


def test_a_file_of_somebody_else_stays(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "findings.csv").write_text("a year of work")
    refused = jixiao("convert", inbox, "-o", out, "--format", "csv")
    assert refused.returncode == 2
    assert "findings.csv was not written by jixiao" in refused.stderr
    assert "--replace" in refused.stderr
    assert (out / "findings.csv").read_text() == "a year of work"
    assert not (out / "documents.csv").exists()
    assert jixiao("convert", inbox, "-o", out, "--format", "csv", "--replace").returncode == 1
    assert "a year of work" not in (out / "findings.csv").read_text()


def test_a_table_that_a_person_changed_stays(jixiao: Jixiao, done: Path, inbox: Path, late: Path) -> None:
    table = done / "projects.csv"
    table.write_bytes(table.read_bytes() + b"a remark\n")
    late.rename(inbox / "new.txt")
    refused = jixiao("convert", inbox, "-o", done, "--format", "csv")
    assert refused.returncode == 2
    assert "projects.csv was changed since it was written" in refused.stderr
    assert table.read_bytes().endswith(b"a remark\n")
    assert jixiao("convert", inbox, "-o", done, "--format", "parquet").returncode == 0
    assert table.read_bytes().endswith(b"a remark\n"), "a stale table goes, not one with a person's work"
    assert not (done / "documents.csv").exists()


def test_the_library_refuses_alike(done: Path, inbox: Path, late: Path) -> None:
    import jixiao as library

    with pytest.raises(library.ConvertError, match="holds another batch"):
        library.convert(late, done, formats=["csv"], workers=1)
    with pytest.raises(library.ConvertError, match="inside the input"):
        library.convert(inbox, inbox / "out")
    assert library.convert(late, done, formats=["csv"], workers=1, add=True).counts.rows["documents"] == 3
