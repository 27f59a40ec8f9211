"""What takes more memory than it may is `out-of-memory` and nothing else, whatever was read before it, and is read again with more."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.jobs import Limits
from pipeline.batch.settings import Settings
from pipeline.conversion import convert, convert_with

SMALL = Limits(seconds=20.0, memory=128 << 20)


def codes(output: Path) -> dict[str, str]:
    with (output / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["error_code"] or row["status"] for row in csv.DictReader(file)}


def tables(output: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in output.glob("*.csv")}


def test_every_way_to_take_too_much_has_one_name(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(a="a line", b="eat", c="hold 200", d="refused", e="hold 20", f="reserve 1")
    convert_with(place, tmp_path / "out", replace(settings, limits=SMALL))
    assert codes(tmp_path / "out") == {
        "a.txt": "ok", "b.txt": "out-of-memory", "c.txt": "out-of-memory", "d.txt": "out-of-memory", "e.txt": "ok", "f.txt": "ok",
    }  # fmt: skip


def test_what_was_read_before_it_counts_for_nothing(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    """In a worker that keeps 60 MiB of others a file of 100 is too much for 128; alone it is not."""
    many = {f"f{number:02}": f"keep 6 {number}" for number in range(10)}
    place = folder(**many, last="hold 100 MiB")
    for workers in (1, 2):
        assert convert_with(place, tmp_path / str(workers), replace(settings, workers=workers, limits=SMALL)).exit_code == 0
    assert tables(tmp_path / "1") == tables(tmp_path / "2")


def test_with_more_memory_it_is_read_and_with_as_much_it_is_not_tried_again(
    folder: Callable[..., Path], settings: Settings, tmp_path: Path
) -> None:
    place, output = folder(a="a line", b="hold 200"), tmp_path / "out"
    small, large = replace(settings, limits=SMALL), replace(settings, limits=replace(SMALL, memory=512 << 20))
    assert convert_with(place, output, small).exit_code == 1
    assert convert_with(place, output, small).new == 0
    assert (convert_with(place, output, large).new, codes(output)) == (1, {"a.txt": "ok", "b.txt": "ok"})


@pytest.mark.parametrize("ending", ["docx", "pdf", "chromium.pdf"])
def test_no_library_calls_want_of_memory_by_another_name(ending: str, samples: Path, tmp_path: Path) -> None:
    """At each step of memory a good file is read whole or is out of memory; at the highest it is read, and is as if that were the first."""
    (tmp_path / "in").mkdir()
    name = f"shanhaiguan-fulian-2022.{ending}"
    (tmp_path / "in" / name).write_bytes((samples / name).read_bytes())
    seen = []
    for mebibytes in (4, 12, 20, 28, 36, 256):
        convert(tmp_path / "in", tmp_path / "out", formats=("csv",), limits=Limits(memory=mebibytes << 20))
        seen.append(codes(tmp_path / "out")[name])
    assert set(seen) == {"out-of-memory", "ok"}
    assert seen == sorted(seen, reverse=True)
    convert(tmp_path / "in", tmp_path / "fresh", formats=("csv",))
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")
