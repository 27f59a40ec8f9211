"""A dask cluster of two worker processes on loopback gives the bytes of a local run, also when a worker is killed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ENV = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
FILES = 60


def tables(output: Path) -> dict[str, str]:
    found = sorted(path for path in output.iterdir() if path.suffix in (".csv", ".parquet"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def convert(inbox: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "convert", os.fspath(inbox), "-o", os.fspath(output), *more]
    return subprocess.Popen(command, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    text = (samples / "shanhaiguan-fulian-2022.txt").read_text("utf-8").partition("]2.")[0]
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(text.replace("车辆保险费", f"车辆保险费{number}"), encoding="utf-8")
    for name in ("form.doc", "form.rtf"):  # converted ahead here, by each worker alone there
        (folder / name).write_bytes((ROOT / "tests" / "extractors" / "convert" / "data" / name).read_bytes())
    (folder / "broken.docx").write_bytes(b"\x00\x01\x02 nothing that Word would know")
    return folder


@pytest.fixture(scope="module")
def local(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    output = tmp_path_factory.mktemp("local")
    with convert(inbox, output) as run:
        assert run.wait() == 1
    return tables(output)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and its two workers."""
    dask, told = Path(sys.executable).parent / "dask", tmp_path / "scheduler.json"
    quiet = {"env": ENV, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    with ExitStack() as stack:

        def start(*command: str) -> subprocess.Popen[bytes]:
            process = stack.enter_context(subprocess.Popen([dask, *command], **quiet))  # type: ignore[call-overload]
            stack.callback(process.kill)
            return process

        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
        patience = time.monotonic() + 60
        while not told.exists():
            assert time.monotonic() < patience
            time.sleep(0.1)
        options = ("--scheduler-file", str(told), "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        workers = [start("worker", *options) for _ in range(2)]
        yield json.loads(told.read_text())["address"], workers


@pytest.mark.prove
@pytest.mark.parametrize("kill", [False, True])
def test_the_bytes_of_a_local_run(
    kill: bool, inbox: Path, local: dict[str, str], cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    output = tmp_path / "out"
    with convert(inbox, output, "--engine", "dask", "--scheduler", address) as run:
        if kill:
            ledger = output / "ledger.sqlite"
            patience = time.monotonic() + 60
            while not ledger.exists() or ledger.stat().st_size < 200_000:
                assert time.monotonic() < patience
                time.sleep(0.05)
            assert run.poll() is None
            workers[0].send_signal(signal.SIGKILL)
        assert run.wait(200) == 1, run.stderr and run.stderr.read().decode()
    assert tables(output) == local


def test_engine_and_scheduler_go_together(tmp_path: Path) -> None:
    for more in (("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:1")):
        with convert(tmp_path, tmp_path / "out", *more) as run:
            assert run.wait() == 2
            assert run.stderr is not None
            assert b"go together" in run.stderr.read()
