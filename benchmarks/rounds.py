"""Interleaved rounds and what is told of them: the median of per-round ratios, with the lowest and the highest.

Ratios within a round are fair where times are not: both sides met the same machine in the same minute.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent

Times = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long one took as the other, over all rounds."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f} × ({self.low:.2f}–{self.high:.2f})"


def interleave(runs: Mapping[str, Callable[[int], float]], rounds: int) -> Times:
    """Seconds of every contestant in every round. Each is warmed up once (round -1); the order turns from round to round."""
    names = list(runs)
    for name in names:
        runs[name](-1)
    times: Times = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            times[name].append(runs[name](number))
    return times


def ratio(times: Times, slower: str, faster: str) -> Ratio:
    """`slower` over `faster`, round by round."""
    each = [a / b for a, b in zip(times[slower], times[faster], strict=True)]
    return Ratio(median(each), min(each), max(each))


class Process:
    """A contestant in a process and an environment of its own; see `contestants`."""

    def __init__(self, python: Path, name: str, file: Path) -> None:
        self._name = name
        self._process = subprocess.Popen(
            _command(python, name, file), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment()
        )

    def ask(self, request: str) -> object:
        """Its answer; RuntimeError if it has died (its own words are on stderr)."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError(f"{self._name} was started without pipes")
        self._process.stdin.write(request + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._name} ended with code {self._process.wait()} instead of an answer")
        return json.loads(line)

    def seconds(self, _round: int) -> float:
        """One timed run."""
        return float(str(self.ask("time")))

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def processes(pythons: Mapping[str, Path], file: Path) -> Iterator[dict[str, Process]]:
    """All contestants on one file, ended together."""
    with ExitStack() as stack:
        started = {name: Process(python, name, file) for name, python in pythons.items()}
        for process in started.values():
            stack.callback(process.close)
        yield started


def peak_bytes(python: Path, name: str, file: Path) -> int:
    """Peak memory of one run over the tool's imports, in a fresh process."""
    command = [*_command(python, name, file), "--memory"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment())
    return int(done.stdout)


def _command(python: Path, name: str, file: Path) -> list[str]:
    return [str(python), "-m", "benchmarks.contestants", name, str(file)]


def _environment() -> dict[str, str]:
    """Ours and the peers' alike: our packages are found by path, so that no environment needs an installed copy."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


def own_python() -> Path:
    """The environment that runs the benchmark is the one in which our reader is measured."""
    return Path(sys.executable)
