from __future__ import annotations

import os
from pathlib import Path

from extractors.errors import ReadError
from extractors.limits import Limits
from pipeline.intake.scan import examine
from pipeline.intake.walk import walk


def look(folder: Path, limit: int = Limits().bytes) -> dict[str, str]:
    told = {}
    for found in walk([folder]):
        seen = examine(found, limit)
        told[found.label] = seen.code if isinstance(seen, ReadError) else type(seen).__name__.lower()
    return told


def test_only_regular_files_are_opened_and_each_of_the_others_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device.pdf").symlink_to("/dev/zero")
    (tmp_path / "loop.docx").symlink_to("loop.docx")
    (tmp_path / "dangling.pdf").symlink_to("nowhere")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert look(tmp_path) == {
        "dangling": "listed", "dangling.pdf": "unreadable", "device.pdf": "listed", "loop.docx": "unreadable",
        "pipe": "listed", "pipe.docx": "not-a-document",
    }  # fmt: skip


def test_a_sparse_giant_is_not_read(tmp_path: Path) -> None:
    for name in ("giant.docx", "giant.bin"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(1 << 40)
    assert look(tmp_path) == {"giant.bin": "listed", "giant.docx": "too-large"}


def test_empty_and_one_byte(tmp_path: Path) -> None:
    for name, content in (("a.docx", b""), ("b.docx", b"x"), ("c.md", b""), ("d.txt", b"x")):
        (tmp_path / name).write_bytes(content)
    assert look(tmp_path) == {"a.docx": "empty", "b.docx": "content", "c.md": "listed", "d.txt": "content"}


def test_the_bytes_decide_where_the_name_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "submission").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "data.json").write_bytes(b"{}")
    (tmp_path / "upload.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    assert look(tmp_path) == {"data.json": "listed", "submission": "content", "upload.zip": "archive"}
