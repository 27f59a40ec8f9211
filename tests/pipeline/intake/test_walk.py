from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.intake.walk import Kind, walk


def labels(*paths: str | Path | bytes, output: Path | None = None) -> dict[str, Kind]:
    return {found.label: found.kind for found in walk(paths, output)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.docx", "a/c.pdf", "a/~$c.docx", "a/z/d.txt", "说明.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "in"


def test_one_folder_is_its_own_root_and_walked_in_sorted_order(folder: Path) -> None:
    assert list(labels(folder)) == ["a/c.pdf", "a/z/d.txt", "a/~$c.docx", "b.docx", "说明.md"]
    assert labels(folder)["a/~$c.docx"] is Kind.TEMPORARY


def test_a_single_file_is_called_by_its_name(folder: Path) -> None:
    assert list(labels(folder / "a" / "c.pdf")) == ["c.pdf"]


def test_several_paths_are_named_from_the_folder_that_holds_them_all(folder: Path) -> None:
    assert list(labels(folder / "b.docx", folder / "a" / "z")) == ["a/z/d.txt", "b.docx"]
    assert list(labels(folder, folder / "a", folder / "b.docx")) == list(labels(folder))


def test_labels_do_not_depend_on_the_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = labels(folder)
    monkeypatch.chdir(folder / "a")
    assert labels("..") == expected
    assert labels("../a/../b.docx") == {"b.docx": Kind.FILE}


def test_a_path_that_does_not_exist_is_an_error(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        labels(folder / "none")


def test_links_are_followed_and_a_cycle_of_them_ends(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "link.docx").symlink_to(folder / "b.docx")
    found = labels(folder)
    assert found["a/loop"] is Kind.FOLDER_AGAIN
    assert found["self"] is Kind.UNREADABLE
    assert found["link.docx"] is Kind.FILE


def test_links_that_lead_out_are_named_and_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "deeper").mkdir(parents=True)
    (outside / "secret.docx").write_text("secret")
    (outside / "deeper" / "secret.docx").write_text("secret")
    (folder / "file.docx").symlink_to(outside / "secret.docx")
    (folder / "relative.docx").symlink_to("../outside/secret.docx")
    (folder / "a" / "folder").symlink_to(outside)
    (folder / "a" / "by-way").symlink_to(folder / "a" / "folder" / "deeper")
    (folder / "device.docx").symlink_to("/dev/zero")
    (folder / "nowhere.docx").symlink_to(outside / "none.docx")
    (folder / "inside.docx").symlink_to(folder / "b.docx")
    found = labels(folder)
    out = {"file.docx", "relative.docx", "a/folder", "a/by-way", "device.docx", "nowhere.docx"}
    assert {label for label, kind in found.items() if kind is Kind.LINK_OUT} == out
    assert found["inside.docx"] is Kind.FILE
    assert not any("secret" in label for label in found)


def test_a_folder_that_is_named_may_itself_be_a_link(folder: Path, tmp_path: Path) -> None:
    expected = labels(folder)
    (tmp_path / "named").symlink_to(folder)
    (folder / "back").symlink_to(tmp_path / "named" / "b.docx")
    assert labels(tmp_path / "named") == {**expected, "back": Kind.FILE}
    (tmp_path / "b2.docx").symlink_to(folder / "b.docx")
    assert labels(tmp_path / "b2.docx") == {"b2.docx": Kind.FILE}


def test_a_hard_link_is_read_where_all_its_names_are_inside(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.docx").write_text("secret")
    os.link(tmp_path / "outside.docx", folder / "hard.docx")
    os.link(folder / "b.docx", folder / "a" / "twin.docx")
    found = labels(folder)
    assert found["hard.docx"] is Kind.HARD_LINK_OUT
    assert found["b.docx"] is found["a/twin.docx"] is Kind.FILE
    assert labels(tmp_path)["in/hard.docx"] is Kind.FILE


def test_a_pipe_is_no_file_and_a_folder_named_like_a_document_is_a_folder(folder: Path) -> None:
    os.mkfifo(folder / "pipe.docx")
    (folder / "folder.docx").mkdir()
    (folder / "folder.docx" / "e.txt").write_text("x")
    found = labels(folder)
    assert found["pipe.docx"] is Kind.NOT_REGULAR
    assert found["folder.docx/e.txt"] is Kind.FILE


def test_names_of_any_bytes_have_labels_of_their_own(folder: Path) -> None:
    for name in (b"\xff.docx", b"\\xff.docx", b"a\nb.docx", b"-rf", b"=1.docx", "😀.docx".encode(), b"x" * 255):
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_bytes(b"x")
    found = labels(folder)
    assert {"\\xff.docx", "\\\\xff.docx", "a\nb.docx", "-rf", "=1.docx", "😀.docx", "x" * 255} <= set(found)
    assert len(found) == 12


def test_the_output_folder_below_the_input_is_only_named(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "documents.csv").write_text("x")
    assert labels(folder, output=folder / "out")["out"] is Kind.OUTPUT
    assert labels(folder / "out", output=folder / "out") == {"documents.csv": Kind.FILE}


@pytest.fixture
def abyss(tmp_path: Path) -> Iterator[Path]:
    """A file below 1100 folders; taken down again here, because pytest's own cleaning is recursive."""
    deep = [os.fsencode(tmp_path / "abyss")]
    deep += [deep[0] + b"/d" * n for n in range(1, 1101)]
    for path in deep:
        os.mkdir(path)
    file = Path(os.fsdecode(deep[-1])) / "x.txt"
    file.write_text("x")
    yield tmp_path / "abyss"
    file.unlink()
    for path in reversed(deep):
        os.rmdir(path)


def test_folders_nested_deeper_than_python_calls_are_walked(abyss: Path) -> None:
    assert labels(abyss) == {"d/" * 1100 + "x.txt": Kind.FILE}


def test_what_a_conversion_wrote_is_no_submission(folder: Path) -> None:
    for name in ("ledger.sqlite", "run.json", "documents.csv"):
        (folder / "a" / name).write_bytes(b"x")
    assert labels(folder)["a"] is Kind.OUTPUT
    assert "a/documents.csv" not in labels(folder)
    assert "documents.csv" in labels(folder / "a")  # named by the caller, it is read
