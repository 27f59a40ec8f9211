"""Batches as a person runs them, each `jixiao convert` in a process of its own: workers, what was read already, memory by number of files.

The folders are those of `benchmarks.folders`. Seconds are of wall clock, with the start of the program: where something else runs on the
machine, two workers cannot be twice as fast. Two loops that only count, in the same rounds, say what the machine had to give.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.folders import make
from benchmarks.report import Line
from benchmarks.rounds import ROOT, interleave, ratio

CORES, PARALLEL = 2, 1.7
# Of 600 files the start of the program and the merge, which no worker shortens, are a sixth of the time with two workers.
PARALLEL_FILES, PARALLEL_ROUNDS = 2_000, 3
COUNT = 60_000_000
CURVE: Final = (1_000, 5_000, 10_000)
AGAIN, MEMORY = 0.05, 300
_READABLE: Final = frozenset({0, 1})
"""Exit codes: a folder with broken files gives 1."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One conversion: seconds, and the peak memory of the program itself, without its workers, in MiB."""

    seconds: float
    peak: int


def ran(folder: Path, output: Path, workers: int) -> Ran:
    """Convert a folder in a process of its own; CalledProcessError where it does not end well."""
    command = [sys.executable, "-m", "benchmarks.batches", str(folder), str(output), str(workers)]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    seconds = time.monotonic() - began
    return Ran(seconds, json.loads(done.stdout.splitlines()[-1])["peak"])


def measure_batches(samples: Path, work: Path, rounds: int, curve: Sequence[int] = CURVE, parallel: int = PARALLEL_FILES) -> list[Line]:
    """Two workers beside one; memory by number of files; the largest folder converted again."""
    return [*_workers(samples, work / "workers", min(rounds, PARALLEL_ROUNDS), parallel), *_curve(samples, work / "curve", curve)]


def _workers(samples: Path, work: Path, rounds: int, files: int) -> list[Line]:
    make(work / "in", files, samples=samples)

    def seconds(workers: int) -> float:
        shutil.rmtree(work / "out", ignore_errors=True)
        return ran(work / "in", work / "out", workers).seconds

    busy = {"apart": lambda _: _busy(1) + _busy(1), "together": lambda _: _busy(CORES)}
    times = interleave({"1": lambda _: seconds(1), "2": lambda _: seconds(CORES), **busy}, rounds)
    faster, what = ratio(times, "1", "2"), f"{files:,} files"
    most = ratio(times, "apart", "together")
    rates = " and ".join(f"{files / min(times[name]):.0f}" for name in ("1", "2"))
    return [
        Line(what, f"one worker / {CORES} workers", str(faster), f"≥ {PARALLEL} ×", faster.median >= PARALLEL),
        Line(what, f"what the machine gave {CORES} busy loops in the same rounds", str(most)),
        Line(what, f"files a second, one worker and {CORES}", rates),
    ]


def _busy(loops: int) -> float:
    """Seconds that so many processes take, which do nothing but count."""
    began = time.monotonic()
    running = [subprocess.Popen([sys.executable, "-c", f"for _ in range({COUNT}): pass"]) for _ in range(loops)]
    for process in running:
        process.wait()
    return time.monotonic() - began


def _curve(samples: Path, work: Path, curve: Sequence[int]) -> list[Line]:
    """The same folder, filled up to each number: what is there already is what would be written."""
    lines = []
    for files in curve:
        make(work / "in", files, samples=samples)
        shutil.rmtree(work / "out", ignore_errors=True)
        first = ran(work / "in", work / "out", CORES)
        lines.append(Line(f"{files:,} files", "peak of the parent", f"{first.peak} MiB", f"≤ {MEMORY} MiB", first.peak <= MEMORY))
    again = ran(work / "in", work / "out", CORES)
    share = again.seconds / first.seconds
    what = f"{curve[-1]:,} unchanged files"
    return [*lines, Line(what, "second run / first", f"{share:.3f} ({first.seconds:.0f} s)", f"≤ {AGAIN}", share <= AGAIN)]


def main() -> int:
    """Convert in this process and print its peak memory: what `ran` runs."""
    from pipeline.cli import main as jixiao

    parser = argparse.ArgumentParser(prog="python -m benchmarks.batches", description=main.__doc__)
    parser.add_argument("folder")
    parser.add_argument("output")
    parser.add_argument("workers")
    given = parser.parse_args()
    code = jixiao(["convert", given.folder, "-o", given.output, "--workers", given.workers])
    print(json.dumps({"peak": peak()}))
    return 0 if code in _READABLE else 2


def peak() -> int:
    """The peak of this process in MiB. Not getrusage's: that begins with what the process held from which this one was started."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) >> 10 for line in status if line.startswith("VmHWM:"))


if __name__ == "__main__":
    sys.exit(main())
