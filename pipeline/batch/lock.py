"""One run at a time in an output folder. The system frees the lock with the process that held it, however that ended."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_NAME: Final = ".lock"


class BusyError(RuntimeError):
    """Another run is writing into the folder."""


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Hold an output folder; BusyError where another run does, OSError where the folder cannot be written."""
    with (output / _NAME).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("another run is writing into the output folder: wait for it, or name another folder with -o") from None
        yield
