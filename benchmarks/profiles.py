"""Where the time goes: the running module sampled every millisecond of CPU time, as shares.

A sampling clock costs the code nothing, so that many small calls do not look dearer than they are; time inside a C call
counts for the module of ours that made it.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from benchmarks.report import Line

ROOT = str(Path(__file__).resolve().parent.parent)
INTERVAL = 0.001
ENOUGH = 1000  # samples: a share of 5% is then known to about one and a half points
MOST_RUNS = 40


@contextmanager
def sampled() -> Iterator[Counter[str]]:
    """Counts of samples by module while the block runs; the main thread only."""
    counts: Counter[str] = Counter()

    def sample(_signal: int, frame: FrameType | None) -> None:
        counts[place(frame)] += 1

    before = signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        yield counts
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def place(frame: FrameType | None) -> str:
    """The innermost module of ours that a frame runs for."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(ROOT) and "site-packages" not in frame.f_code.co_filename:
            return str(frame.f_globals.get("__name__", "?"))
        frame = frame.f_back
    return "elsewhere"


def where_time_goes(what: str, run: Callable[[], object], top: int = 8) -> list[Line]:
    """The modules that cost most, as shares of all samples."""
    run()
    with sampled() as counts:
        for _ in range(MOST_RUNS):
            run()
            if counts.total() >= ENOUGH:
                break
    del counts[__name__]
    total = counts.total() or 1
    return [Line(what, f"`{name}`", f"{100 * count / total:.0f}%") for name, count in counts.most_common(top)]
