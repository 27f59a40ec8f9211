"""Where the time goes: the running function sampled every millisecond of CPU time, as shares.

A sampling clock costs the code nothing, so that many small calls do not look dearer than they are; time inside a C call
counts for the function of ours that made it.
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


@contextmanager
def sampled() -> Iterator[Counter[str]]:
    """Counts of samples by function (`module.function`) while the block runs; the main thread only."""
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
    """The innermost function of ours that a frame runs for."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(ROOT) and "site-packages" not in frame.f_code.co_filename:
            return f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}"
        frame = frame.f_back
    return "elsewhere"


def where_time_goes(what: str, run: Callable[[], object], top: int = 8) -> list[Line]:
    """The functions that cost most, as shares of all samples."""
    run()
    with sampled() as counts:
        run()
    total = counts.total() or 1
    return [Line(what, f"`{name}`", f"{100 * count / total:.0f}%") for name, count in counts.most_common(top)]
