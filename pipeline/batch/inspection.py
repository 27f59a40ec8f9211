"""The process that looks at files: what each is, and what an archive holds. It may be killed at any instant and owns nothing.

What comes in is an `InspectionSetup`, then one request after another; what goes out, for a file: each member of an archive, and at the end
a `Finished`; for a request of bytes: the bytes, or the ReadError. `Working` says that a large archive has come further.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from typing import Final

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import detect
from pipeline.batch.confinement import OUT_OF_MEMORY, confine, limit_memory
from pipeline.intake.archives import LARGEST, Member, Refused, Shelf, members
from pipeline.intake.attached import holds_files
from pipeline.intake.files import chunks, read_regular
from pipeline.intake.outcome import Archive, Content, Listed
from pipeline.intake.scan import examine
from pipeline.intake.walk import Found

_STEP: Final = 64 << 20
"""Bytes after which the process says that it is still at work."""


@dataclass(frozen=True, slots=True)
class InspectionSetup:
    """What the process is given once: the bounds of a file, and the bytes of memory that it may take over what it holds when idle."""

    limits: Limits
    memory: int


@dataclass(frozen=True, slots=True)
class Inspect:
    """Look at this file; the first `skip` members of an archive are known already."""

    found: Found
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Fetch:
    """Read a file, or a member of an archive by its address."""

    path: bytes
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """So many bytes further."""


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """What there is to say of an archive that has a row of its own: format, hash (None where it cannot be read) and size in bytes."""

    format: str
    sha256: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a file: what it is, or why it cannot be read; None for an archive whose members were all named.

    `facts` are there for an archive that could not be opened, or of which something was not opened.
    """

    outcome: Content | Listed | ReadError | None
    facts: ArchiveFacts | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes that were asked for, or why there are none."""

    data: bytes | ReadError


Inspected = Member | Refused | Finished


def main(descriptor: int) -> None:
    """Serve the parent at the other end of a pipe."""
    confine()
    parent = Connection(descriptor)
    setup: InspectionSetup = parent.recv()
    limit_memory(setup.memory)
    parent.send(None)
    shelf = Shelf()
    while True:
        try:
            request: Inspect | Fetch = parent.recv()
        except EOFError:
            return
        try:
            if isinstance(request, Fetch):
                parent.send(_fetched(request, shelf, setup.limits))
                continue
            for said in inspected(request, setup.limits, parent):
                parent.send(said)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _fetched(request: Fetch, shelf: Shelf, limits: Limits) -> Fetched:
    try:
        if request.inside:
            return Fetched(shelf.read(request.path, request.inside, limits))
        return Fetched(read_regular(request.path, limits.bytes))
    except ReadError as error:
        return Fetched(error)


def inspected(request: Inspect, limits: Limits, parent: Connection | None = None) -> Iterator[Inspected]:
    """Everything that there is to say of one file, in order; `parent` is told now and then that there is progress."""

    def working() -> None:
        if parent is not None:
            parent.send(Working())

    found, refused, outcome = request.found, False, None
    seen = examine(found, limits.bytes)
    if isinstance(seen, Content) and _holds_files(found, limits):
        yield from islice(_attached(found, limits, working), request.skip, None)
    if not isinstance(seen, Archive):
        yield Finished(seen)
        return
    try:
        for place, member in enumerate(members(found.path, found.label, limits, working, _STEP)):
            refused = refused or isinstance(member, Refused)
            if place >= request.skip:
                yield member
    except ReadError as error:
        outcome = error
    yield Finished(outcome, _facts(found) if outcome or refused else None)


def _holds_files(found: Found, limits: Limits) -> bool:
    """Whether the file is a PDF to which others are attached."""
    try:
        head = next(iter(chunks(found.path, limits.bytes)), b"")
        return holds_files(head, lambda: read_regular(found.path, limits.bytes))
    except ReadError:
        return False


def _attached(found: Found, limits: Limits, working: Callable[[], None]) -> Iterator[Member | Refused]:
    """What is attached to a PDF; where that cannot be told it is a document like any other."""
    try:
        yield from members(found.path, found.label, limits, working, _STEP)
    except ReadError:
        return


def _facts(found: Found) -> ArchiveFacts:
    digest, kind = hashlib.sha256(), ""
    try:
        for piece in chunks(found.path, LARGEST):
            kind = kind or detect(piece, found.label)
            digest.update(piece)
    except ReadError:
        return ArchiveFacts("zip", None, found.size)
    return ArchiveFacts(kind or "zip", digest.hexdigest(), found.size)
