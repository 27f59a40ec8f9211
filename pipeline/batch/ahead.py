"""Old Word files made .docx before anybody reads them, in a process of its own: the parent opens none of them.

Not in the workers, that are killed by the file and have little memory: what a worker finds in the store it reads like any .docx, and
what it does not find there it has converted alone. So a file that takes the converting process down is left to a worker.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from extractors.convert import Store
from extractors.limits import Limits
from pipeline.batch.converter import Calling, Convert, ConverterSetup, Ended, Made, Opening, Sift, Sifted, Stop
from pipeline.batch.helper import Helper, StartError, listening
from pipeline.batch.jobs import Job
from pipeline.batch.progress import Progress

_MODULE: Final = "pipeline.batch.converter"
_LOOK: Final = 0.5
"""Seconds after which it is looked whether the conversion was stopped."""
_SLACK: Final = 60.0
"""Seconds that LibreOffice may take to start and end, besides those of the files."""
_SIFTED, _TOGETHER = 512, 1000
"""Jobs that are looked at, and files that are converted, for one request."""
_MEMORY: Final = 1 << 30
"""Bytes that the process has at least: it holds the files of several calls at a time."""
_DEATHS: Final = 20
"""Deaths of the process after which what is left is converted by the workers."""

Answer = Opening | Calling | Made | Sifted | Ended


class _LostError(Exception):
    """The process ended, or was ended; `place` is that of the job that it was opening."""

    def __init__(self, place: int | None) -> None:
        super().__init__()
        self.place = place


def convert_ahead(
    jobs: Iterable[Job],
    store: Store,
    limits: Limits,
    seconds: float,
    calls: int,
    progress: Progress,
    stopped: Callable[[], bool],
    memory: int = _MEMORY,
) -> None:
    """Put the .docx of every old Word file among the jobs into the store, or why there is none. `calls` run at once.

    Once stopped, what LibreOffice has in hand is kept and no other call is made. OSError where there is no room to work in.
    """
    converter = _Converter(ConverterSetup(store, limits, seconds, calls, max(memory, _MEMORY)), progress, stopped)
    try:
        for some in _groups(converter.old(jobs), _TOGETHER):
            if stopped():
                break
            converter.convert(some)
    finally:
        converter.close()


class _Converter:
    """The process as its parent sees it; started again after each death, until it has died too often."""

    def __init__(self, setup: ConverterSetup, progress: Progress, stopped: Callable[[], bool]) -> None:
        self._setup = setup
        self._progress = progress
        self._stopped = stopped
        self._helper: Helper | None = None
        self._deaths = 0
        self._begun = False

    def close(self) -> None:
        """End the process and what it has started."""
        if self._begun:
            self._progress.end()
        self._end()

    def old(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The jobs that may be old Word files, as far as the process can say."""
        for asked in _groups(jobs, _SIFTED):
            for said in self._survived(asked, Sift):
                if isinstance(said, Sifted):
                    yield from (asked[place] for place in said.places)

    def convert(self, jobs: list[Job]) -> None:
        """Convert files; OSError where the disk is full."""
        if not self._begun:
            self._progress.start("converted", None)
            self._begun = True
        for said in self._survived(jobs, Convert):
            if isinstance(said, Made):
                self._progress.step(said.failed)
            elif isinstance(said, Ended) and said.errno:
                raise OSError(said.errno, said.reason)

    def _survived(self, jobs: list[Job], request: type[Sift | Convert]) -> Iterator[Answer]:
        """The answers to a request, that is made again after a death, without the job that was being opened (`jobs` loses it)."""
        while jobs and self._deaths < _DEATHS and not self._stopped():
            try:
                yield from self._answers(request(jobs))
            except _LostError as lost:
                self._deaths += 1
                if lost.place is not None:
                    del jobs[lost.place]
            else:
                return

    def _answers(self, request: Sift | Convert) -> Iterator[Answer]:
        helper = self._helper = self._helper or self._started()
        helper.send(request)
        place: int | None = None
        allowed, stopping = self._setup.seconds, False
        while True:
            said = self._heard(helper, allowed, place, stopping)
            if said is None:
                stopping = True
                continue
            if isinstance(said, Opening):
                place, allowed = said.place, self._setup.seconds
            elif isinstance(said, Calling):
                # A call is watched over by a guard of its own; one that skips or loses a file is made again.
                place, allowed = None, 3 * self._setup.seconds * said.files + _SLACK
            yield said
            if isinstance(said, Sifted | Ended):
                return

    def _heard(self, helper: Helper, allowed: float, place: int | None, stopping: bool) -> Answer | None:
        """The next answer; None where the process was just told to stop. _LostError where it ended or had its time."""
        until = time.monotonic() + allowed
        while not helper.connection.poll(min(_LOOK, max(0.0, until - time.monotonic()))):
            if time.monotonic() >= until:
                self._end()
                raise _LostError(place)
            if not stopping and self._stopped():
                helper.send(Stop())
                return None
        try:
            said: Answer = helper.connection.recv()
        except (EOFError, OSError):
            self._end()
            raise _LostError(place) from None
        return said

    def _started(self) -> Helper:
        try:
            return listening(_MODULE, self._setup)
        except StartError:
            raise _LostError(None) from None

    def _end(self) -> None:
        if self._helper is not None:
            self._helper.kill()
            self._helper.end()
            self._helper = None


def _groups(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while some := list(islice(rest, size)):
        yield some
