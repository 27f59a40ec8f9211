"""A folder that is converted whenever something was dropped into it, as soon as what is dropped is there whole.

A file that another program is still writing changes its size or its time between two looks: it is left out until it does not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.batch.progress import Progress
from pipeline.batch.settings import Report, Settings
from pipeline.conversion import convert_with
from pipeline.intake.walk import Found, Kind, walk

Stamps = Mapping[bytes, tuple[int, int, int]]
"""Of every file: its inode, size and time of change in nanoseconds."""


def watch(
    folder: str | os.PathLike[str], output: str | os.PathLike[str], settings: Settings, *, every: float, once: bool, progress: Progress
) -> Iterator[Report | int]:
    """Look every so many seconds, for ever or until nothing is being copied; gives the number of files waited for, and every report.

    Raises what `convert_with` raises; the first Ctrl-C during a conversion ends it after the report on what was done.
    """
    before, done, waited = look(folder, output), None, 0
    while True:
        time.sleep(every)
        now = look(folder, output)
        whole = {path: stamp for path, stamp in now.items() if before.get(path) == stamp}
        before = now
        if (waiting := len(now) - len(whole)) and waiting != waited:
            yield waiting
        waited = waiting
        if whole != done:
            report = convert_with(folder, output, settings, progress, _among(whole))
            done = whole
            yield report
            if report.stopped:
                return
        if once and not waiting:
            return


def look(folder: str | os.PathLike[str], output: str | os.PathLike[str]) -> Stamps:
    """The files below a folder as they are now, without those in its output."""
    inside = output if Path(output).is_dir() else None
    return {found.path: stamp for found in walk([folder], inside) if found.kind is Kind.FILE and (stamp := _stamp(found.path))}


def _among(whole: Stamps) -> Callable[[Found], bool]:
    """Whether a file is as it was when it was whole; what is no file may always be told."""
    return lambda found: found.kind is not Kind.FILE or whole.get(found.path) == _stamp(found.path)


def _stamp(path: bytes) -> tuple[int, int, int] | None:
    """None for what cannot be looked at, or has gone meanwhile."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
