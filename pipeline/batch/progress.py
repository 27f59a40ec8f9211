"""What the person watching sees while files are read: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Never, Protocol, TextIO

if TYPE_CHECKING:
    from tqdm import tqdm

_EVERY: Final = 10.0
"""Seconds between plain lines."""
_ENDING: Final = "ending: the files in hand are read to their end; Ctrl-C again ends at once"


class Progress(Protocol):
    """`start` names a stage of so many files (None where nobody knows), `step` is one file more, `failed` whether it was lost."""

    def start(self, stage: str, total: int | None) -> None:
        """A stage begins."""

    def step(self, failed: bool = False) -> None:
        """One file more."""

    def end(self) -> None:
        """The stage is over."""

    def ending(self) -> None:
        """Somebody asked for an early end; called where a signal is handled."""


class Silent:
    """Says nothing: what a library's caller gets unless it asks."""

    def start(self, stage: str, total: int | None) -> None:
        """Say nothing."""

    def step(self, failed: bool = False) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""

    def ending(self) -> None:
        """Say nothing."""


class Bar:
    """A bar with rate, time left and failures so far."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm[Never] | None = None
        self._failed = 0

    def start(self, stage: str, total: int | None) -> None:
        """Draw the bar of a stage."""
        from tqdm import tqdm

        self._failed = 0
        self._bar = tqdm(total=total, desc=stage, unit="file", file=self._stream, dynamic_ncols=True, leave=False)

    def step(self, failed: bool = False) -> None:
        """Advance it."""
        if self._bar is None:
            return
        if failed:
            self._failed += 1
            self._bar.set_postfix_str(f"{self._failed} failed", refresh=False)
        self._bar.update()

    def end(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def ending(self) -> None:
        """Say that the files in hand are waited for, in a line below the bar."""
        _say_at_once(self._stream, f"\n{_ENDING}\n")


class Told:
    """A function of the caller's: stage, number of files, of how many (None where that is not known yet)."""

    def __init__(self, tell: Callable[[str, int, int | None], None]) -> None:
        self._tell = tell
        self._stage = ""
        self._total: int | None = None
        self._count = 0

    def start(self, stage: str, total: int | None) -> None:
        """Tell that a stage begins."""
        self._stage, self._total, self._count = stage, total, 0
        self._tell(stage, 0, total)

    def step(self, failed: bool = False) -> None:
        """Tell of one more."""
        self._count += 1
        self._tell(self._stage, self._count, self._total)

    def end(self) -> None:
        """Nothing more is told of a stage."""

    def ending(self) -> None:
        """Called while a signal is handled: nothing is told."""


class Lines:
    """A line every ten seconds, and one at the end of a stage."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""
        self._total: int | None = None
        self._count = self._failed = 0
        self._started = self._said = 0.0

    def start(self, stage: str, total: int | None) -> None:
        """Begin to count."""
        self._stage, self._total = stage, total
        self._count = self._failed = 0
        self._started = self._said = time.monotonic()

    def step(self, failed: bool = False) -> None:
        """Count, and say so where it is time."""
        self._count += 1
        self._failed += failed
        if time.monotonic() - self._said >= _EVERY:
            self._say()

    def end(self) -> None:
        """Say how it ended."""
        if self._count:
            self._say()

    def ending(self) -> None:
        """Say that the files in hand are waited for."""
        _say_at_once(self._stream, f"{_ENDING}\n")

    def _say(self) -> None:
        self._said = time.monotonic()
        if self._total is None:
            print(f"{self._stage}: {self._count} files", file=self._stream, flush=True)
            return
        rate = self._count / max(self._said - self._started, 0.001)
        left = f", about {(self._total - self._count) / rate:.0f} s left" if self._count < self._total else ""
        of = f"{self._count}/{self._total}"
        print(f"{self._stage}: {of} files, {self._failed} failed, {rate:.1f} files/s{left}", file=self._stream, flush=True)


def _say_at_once(stream: TextIO, text: str) -> None:
    """Past the stream's buffer: a signal may come while something is printed, and printing then is an error."""
    with suppress(OSError, ValueError):
        os.write(stream.fileno(), text.encode())


def on(stream: TextIO | None = None) -> Progress:
    """The progress that suits a stream, standard error by default."""
    stream = stream or sys.stderr
    return Bar(stream) if stream.isatty() else Lines(stream)
