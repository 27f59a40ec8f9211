"""Ctrl-C that is not lost: Python drops the KeyboardInterrupt that is raised where nobody may raise (an import hook, a destructor).

The command line notes each one here before it raises; between its stages a run asks whether one was noted and lost.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NOTED = threading.Event()


@contextmanager
def noted() -> Iterator[None]:
    """While it is open, every interrupt is noted; KeyboardInterrupt is raised as ever. In a thread that gets no signals it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def note(number: int, frame: FrameType | None) -> None:
        _NOTED.set()
        raise KeyboardInterrupt

    _NOTED.clear()
    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        _NOTED.clear()


def check() -> None:
    """KeyboardInterrupt where one was noted: whoever caught it did not end the program."""
    if _NOTED.is_set():
        raise KeyboardInterrupt
