"""The long proof: killed at twenty random instants, a worker killed each time besides, the tables are those of an undisturbed run."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FILES, KILLS = 300, 20


def tables(output: Path) -> dict[str, str]:
    found = sorted(path for path in output.iterdir() if path.suffix in (".csv", ".parquet"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def started(inbox: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "convert", os.fspath(inbox), "-o", os.fspath(output), "--workers", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill_a_worker(pid: int, luck: random.Random) -> None:
    """End one of the processes that read for a run, if it has any yet."""
    workers = children(pid)
    if workers:
        os.kill(luck.choice(workers), signal.SIGKILL)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Three hundred submissions, each of its own content."""
    folder = tmp_path_factory.mktemp("inbox")
    text = (samples / "shanhaiguan-fulian-2022.txt").read_text("utf-8").partition("]2.")[0]
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(text.replace("车辆保险费", f"车辆保险费{number}"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def calm(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    """The tables of an undisturbed run, and the seconds that it took."""
    output = tmp_path_factory.mktemp("calm")
    began = time.monotonic()
    assert started(inbox, output).wait() == 0
    return tables(output), time.monotonic() - began


@pytest.mark.prove
@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_at_any_instant(inbox: Path, calm: tuple[dict[str, str], float], tmp_path: Path, kill: int) -> None:
    expected, seconds = calm
    luck = random.Random(kill)
    running = started(inbox, tmp_path)
    time.sleep(luck.uniform(0, seconds))
    running.kill()
    running.wait()
    again = started(inbox, tmp_path)
    time.sleep(luck.uniform(0, seconds / 2))
    if again.poll() is None:
        kill_a_worker(again.pid, luck)
    assert again.wait() == 0
    assert tables(tmp_path) == expected
    assert not (tmp_path / ".writing").exists()
