"""What the person watching sees while files are read: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Never, Protocol, TextIO

if TYPE_CHECKING:
    from tqdm import tqdm

_EVERY: Final = 10.0
"""Seconds between plain lines."""


class Progress(Protocol):
    """`start` names a stage of so many files (None where nobody knows), `step` is one file more, `failed` whether it was lost."""

    def start(self, stage: str, total: int | None) -> None:
        """A stage begins."""

    def step(self, failed: bool = False) -> None:
        """One file more."""

    def end(self) -> None:
        """The stage is over."""


class Silent:
    """Says nothing: what a library's caller gets unless it asks."""

    def start(self, stage: str, total: int | None) -> None:
        """Say nothing."""

    def step(self, failed: bool = False) -> None:
        """Say nothing."""

    def end(self) -> None:
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

    def _say(self) -> None:
        self._said = time.monotonic()
        if self._total is None:
            print(f"{self._stage}: {self._count} files", file=self._stream, flush=True)
            return
        rate = self._count / max(self._said - self._started, 0.001)
        left = f", about {(self._total - self._count) / rate:.0f} s left" if self._count < self._total else ""
        of = f"{self._count}/{self._total}"
        print(f"{self._stage}: {of} files, {self._failed} failed, {rate:.1f} files/s{left}", file=self._stream, flush=True)


def on(stream: TextIO | None = None) -> Progress:
    """The progress that suits a stream, standard error by default."""
    stream = stream or sys.stderr
    return Bar(stream) if stream.isatty() else Lines(stream)
