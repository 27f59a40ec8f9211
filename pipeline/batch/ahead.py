"""Old Word files made .docx before anybody reads them: many a LibreOffice call, several calls at once, each in its own profile.

Not in the workers, that are killed by the file and have little memory: what a worker finds in the store it reads like any .docx, and
what it does not find there it has converted alone.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from extractors.convert import Store, convert_all
from extractors.convert.screen import Ticket, screened
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import LEGACY, Source, detect, extension
from pipeline.batch.jobs import Job
from pipeline.batch.progress import Progress
from pipeline.intake.archives import Shelf
from pipeline.intake.files import chunks, read_regular

Outcome = tuple[Ticket, bytes | ReadError]
Convert = Callable[[list[Ticket]], Iterator[Outcome]]

_CALL: Final = 40
"""Files of one call at most."""
_FEW: Final = 6
"""Files that are not worth another call: one costs as much as five of them."""
_HELD: Final = 64 << 20
"""Bytes of files that are held at a time."""
_HEAD: Final = 4096
_NAMES: Final = frozenset({"doc", "dot", "wps", "wpt", "rtf", "odt", "ott", "fodt"})


def convert_ahead(
    jobs: Iterable[Job], store: Store, limits: Limits, seconds: float, calls: int, progress: Progress, stopped: Callable[[], bool]
) -> None:
    """Put the .docx of every old Word file among the jobs into the store, or why there is none. `calls` run at once.

    Once stopped, what LibreOffice has in hand is kept and no other call is made. OSError where there is no room to work in.
    """
    begun = False
    for window in _windows(_tickets(jobs, store, limits), calls):
        if stopped():
            break
        if not begun:
            progress.start("converted", None)
            begun = True
        made = _at_once(_parts(window, calls), calls, lambda part: convert_all(part, store.office, limits, seconds, stopped), stopped)
        for ticket, docx in made:
            store.put(ticket.sha256, docx)
            progress.step(isinstance(docx, ReadError))
    if begun:
        progress.end()


def _tickets(jobs: Iterable[Job], store: Store, limits: Limits) -> Iterator[Ticket]:
    """The jobs that LibreOffice has to see. What is wrong with a file is left for its reader to say."""
    shelf = Shelf()
    for job in jobs:
        try:
            if store.has(job.sha256) or not _may_be_old(job):
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
        if window and (len(window) >= calls * _CALL or held + len(ticket.data) > _HELD):
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


def _at_once(parts: list[list[Ticket]], calls: int, convert: Convert, stopped: Callable[[], bool]) -> Iterator[Outcome]:
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
