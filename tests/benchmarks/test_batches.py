"""The folders that batches are measured on, and the measurement on a handful of files; no figure is judged here but that it is one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.batches import measure_batches, ran
from benchmarks.folders import make
from pipeline.intake.walk import walk


def files(folder: Path) -> dict[str, bytes]:
    return {found.label: Path(found.path.decode()).read_bytes() for found in walk([folder])}


def test_a_folder_is_the_same_every_time_and_holds_what_it_says(samples: Path, tmp_path: Path) -> None:
    assert make(tmp_path / "one", 80, samples=samples) == 78
    made = files(tmp_path / "one")
    make(tmp_path / "other", 80, samples=samples)
    assert files(tmp_path / "other") == made
    assert len(set(made.values())) == 78
    assert len({label.rpartition("/")[0] for label in made}) > 40


def test_its_files_are_read_but_for_the_broken_ones(samples: Path, tmp_path: Path) -> None:
    from pipeline import read

    make(tmp_path, 40, samples=samples)
    paths = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    outcomes = Counter((read(path).document["status"], read(path).document["error_code"]) for path in paths)
    assert outcomes == {("ok", None): 39, ("failed", "truncated"): 1}


def test_small_files_are_read_too(tmp_path: Path) -> None:
    from pipeline import read

    assert make(tmp_path, 50, small=True) == 49
    texts = [read(path) for path in tmp_path.rglob("*.txt")]
    assert {len(text.indicators) for text in texts} == {3}
    assert {text.document["coverage"] for text in texts} == {1}


def test_the_measurement_runs_on_a_handful_of_files(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.batches.COUNT", 1_000)
    lines = measure_batches(samples, tmp_path, 1, (2, 4), 3)
    assert [(line.what, line.measure) for line in lines] == [
        ("3 files", "one worker / 2 workers"),
        ("3 files", "what the machine gave 2 busy loops in the same rounds"),
        ("3 files", "files a second, one worker and 2"),
        ("2 files", "peak of the parent"),
        ("4 files", "peak of the parent"),
        ("4 unchanged files", "second run / first"),
    ]
    assert ran(tmp_path / "curve" / "in", tmp_path / "curve" / "out", 1).peak > 20
