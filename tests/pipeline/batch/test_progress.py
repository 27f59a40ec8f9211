"""What the person watching is told, on a terminal and elsewhere."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from benchmarks.folders import make
from pipeline.batch.progress import Bar, Lines


def test_lines_say_how_many_how_many_failed_and_how_fast() -> None:
    said = io.StringIO()
    lines = Lines(said)
    lines.start("read", 3)
    for failed in (False, True, False):
        lines.step(failed)
    lines.end()
    assert said.getvalue().startswith("read: 3/3 files, 1 failed, ")
    assert said.getvalue().endswith(" files/s\n")


@pytest.mark.parametrize("kind", [Bar, Lines])
def test_an_early_end_is_said_at_once_whatever_is_being_printed(kind: type[Bar] | type[Lines], tmp_path: Path) -> None:
    with (tmp_path / "said").open("w") as stream:
        kind(stream).ending()
        assert "Ctrl-C again ends at once" in (tmp_path / "said").read_text()
    kind(io.StringIO()).ending()  # no terminal, no file: nobody to tell


def test_interrupted_it_says_what_it_waits_for_and_how_to_go_on(tmp_path: Path) -> None:
    make(tmp_path / "in", 900, small=True)
    command = [sys.executable, "-m", "pipeline", "convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 30
        while not results(tmp_path / "out" / "ledger.sqlite") and time.monotonic() < until:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "ending: the files in hand are read to their end" in said
    assert "the same command goes on from here" in said.splitlines()[-1]


def results(ledger: Path) -> int:
    if not os.path.exists(ledger):
        return 0
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as base, suppress(sqlite3.OperationalError):
        return int(base.execute("SELECT count(*) FROM results").fetchone()[0])
    return 0
