"""A watched folder: what is whole is converted, what is still being written waits, Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.progress import Silent
from pipeline.batch.settings import Report, Settings
from pipeline.batch.watch import look, watch

Folder = Callable[..., Path]


def documents(output: Path) -> list[str]:
    lines = (output / "documents.csv").read_text("utf-8").splitlines()
    place = lines[0].split(",").index("path")
    return sorted(line.split(",")[place] for line in lines[1:])


def test_a_file_that_grows_waits_until_it_is_whole(settings: Settings, folder: Folder, tmp_path: Path) -> None:
    place, output = folder(ready="one"), tmp_path / "in" / "out"
    growing, stop = place / "growing.txt", threading.Event()
    growing.write_text("g")

    def grow() -> None:
        while not stop.is_set():
            with growing.open("a") as file:
                file.write("g")
            time.sleep(0.01)

    writer = threading.Thread(target=grow)
    writer.start()
    seen: list[Report | int] = []
    found: list[list[str]] = []
    for said in watch(place, output, replace(settings, workers=1), every=0.3, once=True, progress=Silent()):
        seen.append(said)
        if isinstance(said, Report):
            found.append(documents(output))
            stop.set()
    writer.join()
    assert seen[0] == 1
    assert found == [["ready.txt"], ["growing.txt", "ready.txt"]]


def test_what_is_gone_leaves_the_tables_and_the_output_is_not_watched(settings: Settings, folder: Folder, tmp_path: Path) -> None:
    place = folder(a="one", b="two")
    output = place / "out"
    reports = []
    for said in watch(place, output, replace(settings, workers=1), every=0.05, once=False, progress=Silent()):
        reports.append(said)
        if len(reports) == 2:
            break
        (place / "b.txt").unlink()
    assert documents(output) == ["a.txt"]
    assert {os.path.basename(path) for path in look(place, output)} == {b"a.txt"}


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    command = [sys.executable, "-m", "pipeline", "watch", "in", "-o", "out", "--every", "0.1"]
    env = {**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parents[3])}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as watching:
        assert watching.stderr is not None
        assert b"Ctrl-C ends it" in watching.stderr.readline()
        time.sleep(0.3)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(60) == 0
        assert b"what was converted stays" in watching.stderr.read()


@pytest.mark.parametrize(("given", "words"), [(("none",), b"is not a folder"), ((".", "--every", "0"), b"every 0 seconds")])
def test_wrong_usage(tmp_path: Path, given: tuple[str, ...], words: bytes) -> None:
    env = {**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parents[3])}
    command = [sys.executable, "-m", "pipeline", "watch", *given, "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (done.returncode, words in done.stderr) == (2, True)
