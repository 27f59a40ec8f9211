"""The process that makes .docx of old Word files: many a LibreOffice call, several calls at once, each in its own profile.

What comes in is a `ConverterSetup`, then one request after another: `Sift` for the jobs that LibreOffice may have to see, `Convert`
for their .docx in the store; `Stop` ends a conversion early. It may be killed at any instant: what the store holds is whole.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from multiprocessing.connection import Connection
from typing import Final

from extractors.convert import Store, convert_all
from extractors.convert.screen import Ticket, screened
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import LEGACY, Source, detect, extension
from pipeline.batch.confinement import confine, limit_memory
from pipeline.batch.jobs import Job
from pipeline.intake.archives import Shelf
from pipeline.intake.files import chunks, read_regular


@dataclass(frozen=True, slots=True)
class ConverterSetup:
    """What the process is given once: `seconds` is the time of one file, `calls` run at once, `memory` in bytes over its own."""

    store: Store
    limits: Limits
    seconds: float
    calls: int
    memory: int


@dataclass(frozen=True, slots=True)
class Sift:
    """Say which of these jobs may be old Word files."""

    jobs: list[Job]


@dataclass(frozen=True, slots=True)
class Convert:
    """Convert these jobs."""

    jobs: list[Job]


@dataclass(frozen=True, slots=True)
class Stop:
    """Make no further call."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The job at this place is being opened: if the process dies now, that file did it."""

    place: int


@dataclass(frozen=True, slots=True)
class Calling:
    """So many files are with LibreOffice."""

    files: int


@dataclass(frozen=True, slots=True)
class Made:
    """One file more, converted or refused."""

    failed: bool


@dataclass(frozen=True, slots=True)
class Sifted:
    """The places of the jobs that may be old Word files."""

    places: list[int]


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a conversion; an error number of the system where there was no room to work in."""

    errno: int = 0
    reason: str = ""


Outcome = tuple[Ticket, bytes | ReadError]
ConvertAll = Callable[[list[Ticket]], Iterator[Outcome]]

CALL: Final = 40
"""Files of one call at most."""
_FEW: Final = 6
"""Files that are not worth another call: one costs as much as five of them."""
_HELD: Final = 64 << 20
"""Bytes of files that are held at a time."""
_HEAD: Final = 4096
_NAMES: Final = frozenset({"doc", "dot", "wps", "wpt", "rtf", "odt", "ott", "fodt"})


def main(descriptor: int) -> None:
    """Serve the parent at the other end of a pipe."""
    confine()
    parent = Connection(descriptor)
    setup: ConverterSetup = parent.recv()
    limit_memory(setup.memory)
    parent.send(None)
    while True:
        try:
            request: Sift | Convert | Stop = parent.recv()
        except EOFError:
            return
        if isinstance(request, Sift):
            parent.send(Sifted(_sifted(request.jobs, parent)))
        elif isinstance(request, Convert):
            parent.send(_converted(request.jobs, setup, parent))


def _sifted(jobs: Sequence[Job], parent: Connection) -> list[int]:
    """The places of the jobs that LibreOffice may have to see."""
    places = []
    for place, job in enumerate(jobs):
        parent.send(Opening(place))
        with suppress(ReadError):
            if _may_be_old(job):
                places.append(place)
    return places


def _converted(jobs: Sequence[Job], setup: ConverterSetup, parent: Connection) -> Ended:
    """Put the .docx of every job into the store, or why there is none; once the parent says anything, no further call is made."""
    store, calls = setup.store, setup.calls
    try:
        for window in _windows(_tickets(jobs, setup, parent), calls):
            if parent.poll():
                break
            parent.send(Calling(len(window)))
            parts = _parts(window, calls)
            convert = partial(convert_all, office=store.office, limits=setup.limits, seconds=setup.seconds, stopped=parent.poll)
            for ticket, docx in _at_once(parts, calls, convert, parent.poll):
                store.put(ticket.sha256, docx)
                parent.send(Made(isinstance(docx, ReadError)))
    except OSError as error:
        return Ended(error.errno or 0, error.strerror or str(error))
    return Ended()


def _tickets(jobs: Iterable[Job], setup: ConverterSetup, parent: Connection) -> Iterator[Ticket]:
    """The jobs that LibreOffice has to see. What is wrong with a file is left for its reader to say."""
    shelf, limits = Shelf(), setup.limits
    for place, job in enumerate(jobs):
        parent.send(Opening(place))
        try:
            if setup.store.has(job.sha256):
                continue
            data = shelf.read(job.path, job.inside, limits) if job.inside else read_regular(job.path, limits.bytes)
            source = Source.of(job.label.rpartition("/")[2], data)
            if source.format in LEGACY and source.sha256 == job.sha256:
                yield screened(source, limits)
        except ReadError:
            continue
    shelf.close()


def _may_be_old(job: Job) -> bool:
    """By its first bytes; a member of an archive, that would have to be inflated for them, by its name."""
    if job.inside or extension(job.label) in _NAMES:
        return extension(job.label) in _NAMES
    head = next(chunks(job.path, job.size, _HEAD), b"")
    # The directory of an OLE2 file may lie anywhere, so its head alone is no more than `ole`.
    return detect(head, job.label) in LEGACY | {"ole"}


def _windows(tickets: Iterable[Ticket], calls: int) -> Iterator[list[Ticket]]:
    """As many as the calls take at once, of a bounded size together."""
    window: list[Ticket] = []
    held = 0
    for ticket in tickets:
        if window and (len(window) >= calls * CALL or held + len(ticket.data) > _HELD):
            yield window
            window, held = [], 0
        window.append(ticket)
        held += len(ticket.data)
    if window:
        yield window


def _parts(window: list[Ticket], calls: int) -> list[list[Ticket]]:
    """A window divided into calls: files of one filter, about as many in each as in the others."""
    parts = []
    for _, same in groupby(sorted(window, key=lambda ticket: ticket.filter), key=lambda ticket: ticket.filter):
        alike = list(same)
        number = max(1, min(calls, len(alike) // _FEW))
        parts += [alike[place::number] for place in range(number)]
    return sorted(parts, key=len, reverse=True)


def _at_once(parts: list[list[Ticket]], calls: int, convert: ConvertAll, stopped: Callable[[], bool]) -> Iterator[Outcome]:
    """What becomes of each file, in the order of arrival."""
    waiting: queue.SimpleQueue[list[Ticket]] = queue.SimpleQueue()
    for part in parts:
        waiting.put(part)
    told: queue.SimpleQueue[Outcome | OSError | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            while not stopped():
                for outcome in convert(waiting.get_nowait()):
                    told.put(outcome)
        except queue.Empty:
            return
        except OSError as error:
            told.put(error)
        finally:
            told.put(None)

    # Daemons, so that an interrupted program need not wait for them: their guards end the calls with it.
    working = min(calls, len(parts))
    for _ in range(working):
        threading.Thread(target=work, daemon=True).start()
    left = sum(map(len, parts))
    while working:
        said = told.get()
        if isinstance(said, OSError):
            raise said
        if said is None:
            working -= 1
        else:
            left -= 1
            yield said
    if left and not stopped():
        raise RuntimeError(f"{left} files were given to LibreOffice and nothing was heard of them")
