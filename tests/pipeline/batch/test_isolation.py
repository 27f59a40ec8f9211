"""A file that hangs, crashes or eats memory costs itself and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.jobs import Limits
from pipeline.batch.settings import Settings
from pipeline.conversion import convert_with


def table(output: Path, name: str) -> list[dict[str, str]]:
    with (output / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(output: Path) -> dict[str, str]:
    return {row["path"]: row["error_code"] for row in table(output, "documents")}


def test_each_misbehaviour_costs_its_file_alone(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(a="one\ntwo", b="hang", c="abort", d="bug 7", e="eat", f="exit", g="three")
    output = tmp_path / "out"
    report = convert_with(place, output, replace(settings, limits=Limits(seconds=1.5, memory=256 << 20)))
    assert codes(output) == {
        "a.txt": "", "b.txt": "timeout", "c.txt": "crashed", "d.txt": "crashed", "e.txt": "out-of-memory", "f.txt": "crashed", "g.txt": "",
    }  # fmt: skip
    assert sorted(row["text"] for row in table(output, "sections")) == ["one", "three", "two"]
    assert report.exit_code == 1
    told = {row["path"]: row["how"] for row in json.loads((output / "run.json").read_text("utf-8"))["failed"]}
    assert told["d.txt"] == "RuntimeError: a bug of ours: 7"


def test_a_long_scan_is_waited_for_while_its_pages_come(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(a="pages 8 0.4", b="pages 2 2.5", c="pages 12 0.7")
    limits = Limits(seconds=1.5, memory=256 << 20, page_seconds=0.45)
    convert_with(place, tmp_path / "out", replace(settings, limits=limits))
    # b hangs on a page; c's pages come, but take longer than pages may together.
    assert codes(tmp_path / "out") == {"a.txt": "", "b.txt": "timeout", "c.txt": "timeout"}
    told = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["settings"]
    assert (told["timeout_seconds"], told["page_timeout_seconds"], told["ocr"], told["ocr_dpi"]) == (1.5, 0.45, "auto", 200)


def test_no_more_pages_give_time_than_a_document_may_have(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    options = replace(settings.options, limits=replace(settings.options.limits, scanned=2))
    limits = Limits(seconds=1.5, memory=256 << 20, page_seconds=5.0)
    convert_with(folder(a="pages 9 0.4"), tmp_path / "out", replace(settings, options=options, limits=limits))
    assert codes(tmp_path / "out") == {"a.txt": "timeout"}


def test_a_worker_that_is_killed_once_costs_nothing(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(a="one", b=f"kill-once {tmp_path / 'marker'}", c="three")
    assert convert_with(place, tmp_path / "out", settings).exit_code == 0
    assert (tmp_path / "marker").exists()
    assert set(codes(tmp_path / "out").values()) == {""}


def test_a_worker_ends_after_its_share_of_files(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(**{f"f{n}": f"line {n}" for n in range(5)})
    report = convert_with(place, tmp_path / "out", replace(settings, workers=1, limits=Limits(seconds=20, recycle=2)))
    assert report.counts.status == {"ok": 5}


def test_what_no_table_can_hold_costs_its_file_alone(
    folder: Callable[..., Path], settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fakes2.py").write_text(
        "import fakes\n"
        "def process(data, name, path, options):\n"
        "    made = fakes.rows(data, path)\n"
        "    if data == b'bad':\n"
        "        made.rows['sections'][0]['text'] = 'half \\udc80'\n"
        "    return made\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    place = folder(a="good", b="bad")
    convert_with(place, tmp_path / "out", replace(settings, process="fakes2:process"))
    assert codes(tmp_path / "out") == {"a.txt": "", "b.txt": "crashed"}


def test_a_program_that_cannot_start_its_workers_says_why(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="No module named 'nowhere'"):
        convert_with(folder(a="x"), tmp_path / "out", replace(settings, process="nowhere:process"))


def test_without_more_time_a_book_of_scans_is_too_slow_and_the_sentence_says_how_long_it_had(
    folder: Callable[..., Path], settings: Settings, tmp_path: Path
) -> None:
    place = folder(book="pages 8 0.3")
    convert_with(place, tmp_path / "out", replace(settings, limits=Limits(seconds=1.0, page_seconds=0.1)))
    (row,) = table(tmp_path / "out", "documents")
    assert row["error_code"] == "timeout"
    assert float(row["error"].partition("：")[2].split()[0]) < 2
