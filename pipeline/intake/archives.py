"""Archives as folders: `upload.zip/财政局/2022.docx`. Nothing is ever unpacked to disk.

A member is addressed by its places in the tables of contents, outermost first (`3/0`), because names repeat and lie. What is
inflated is counted while it is inflated; what would leave the archive, is nested too deep or inflates beyond reason is refused by name.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import BinaryIO, Final

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import detect, is_archive, is_submission
from normalizers.notes import Note
from pipeline.intake.attached import Attached, holds_files
from pipeline.intake.files import regular
from pipeline.intake.folder import Folder
from pipeline.intake.outcome import NOT_A_SUBMISSION, Content, Listed
from pipeline.intake.streams import KINDS, Stream
from pipeline.intake.zipnames import leaves
from pipeline.intake.zips import Zip

DEPTH: Final = 3
"""Archives within archives that are opened."""
LARGEST: Final = 4 << 30
"""Bytes of an archive file; members have the limits of files."""
_REASONABLE: Final = 20
"""Times its own size that an archive may inflate to, where that is more than the limit for one document."""
_HEAD: Final = 1 << 10


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its label, its address, and what it is."""

    label: str
    inside: str
    outcome: Content | Listed | ReadError


@dataclass(frozen=True, slots=True)
class Refused:
    """Something inside an archive that was not opened, with the finding that says why."""

    label: str
    note: Note


class _ExhaustedError(Exception):
    """The archive has inflated to more than it may."""


class _State:
    """What is kept over all levels of one archive: what it may still inflate to, and the labels that are taken."""

    def __init__(self, limits: Limits, size: int, working: Callable[[], None], step: int) -> None:
        self.limits = limits
        self._left = max(limits.inflated, size * _REASONABLE)
        self._taken: set[str] = set()
        self._working, self._step = working, step
        self._since = 0

    def spend(self, size: int) -> None:
        """Count what was inflated; _ExhaustedError beyond what the archive may inflate to."""
        self._left -= size
        if self._left < 0:
            raise _ExhaustedError
        self._since += size
        if self._since >= self._step:
            self._since = 0
            self._working()

    def unlike(self, label: str) -> str:
        """The label, numbered where the archive holds another of that name."""
        number, wanted = 1, label
        while label in self._taken:
            number += 1
            label = f"{wanted}#{number}"
        self._taken.add(label)
        return label


def members(
    path: bytes, label: str, limits: Limits, working: Callable[[], None] = lambda: None, step: int = LARGEST
) -> Iterator[Member | Refused]:
    """Every file in an archive; `working` is called after each `step` bytes that were inflated.

    ReadError where the archive itself cannot be opened: `corrupt`, `unsupported` (also: no libarchive), `encrypted`, `too-large`.
    """
    with regular(path) as file:
        size = file.seek(0, io.SEEK_END)
        if size > LARGEST:
            raise ReadError("too-large", f"more than {LARGEST >> 30} GiB", f"超过 {LARGEST >> 30} GiB")
        with closing(_opened(file)) as archive:
            try:
                yield from _below(archive, label, "", _State(limits, size, working, step))
            except _ExhaustedError:
                yield Refused(label, Note.of("archive.inflates"))


class Shelf:
    """The archive last read from, with those inside it on the way to the member last read: members are mostly asked for in a row."""

    def __init__(self) -> None:
        self._path = b""
        self._open: dict[str, Folder] = {}
        self._closing = ExitStack()

    def close(self) -> None:
        """Let go of everything."""
        for archive in self._open.values():
            archive.close()
        self._open.clear()
        self._closing.close()
        self._path = b""

    def read(self, path: bytes, inside: str, limits: Limits) -> bytes:
        """The bytes of a member by its address; ReadError as for files."""
        if path != self._path:
            self.close()
            self._open[""] = _opened(self._closing.enter_context(regular(path)))
            self._path = path
        above = inside.rpartition("/")[0]
        for address in [held for held in self._open if held and not f"{above}/".startswith(f"{held}/")]:
            self._open.pop(address).close()
        return self._bytes(inside, limits)

    def _bytes(self, inside: str, limits: Limits) -> bytes:
        above, _, place = inside.rpartition("/")
        if above not in self._open:
            self._open[above] = _opened(io.BytesIO(self._bytes(above, limits)))
        return b"".join(self._open[above].pieces(int(place), limits.bytes))


def _opened(file: BinaryIO) -> Folder:
    """The first bytes decide: a zip may also stand at the end of another file, as in a tar whose last member it is."""
    file.seek(0)
    head = file.read(_HEAD)
    if (kind := detect(head, "")) in KINDS:
        return Stream(file, kind)
    if kind == "pdf":
        return Attached(file)
    file.seek(0)
    if head.startswith(b"PK") or zipfile.is_zipfile(file):
        return Zip(file)
    raise ReadError("unsupported", "of archives, .zip, .7z, .rar, .tar and .tar.gz are read", "压缩包支持 .zip、.7z、.rar、.tar、.tar.gz")


def _below(archive: Folder, label: str, inside: str, state: _State) -> Iterator[Member | Refused]:
    if archive.package():
        yield Member(label, inside, Listed(NOT_A_SUBMISSION))
        return
    most = state.limits.members
    for place, entry in enumerate(archive.entries(state.spend)):
        if place >= most:
            yield Refused(label, Note.of("archive.members", count=archive.held(most), most=str(most)))
            return
        name = entry.name or str(place)
        if leaves(name):
            yield Refused(f"{label}/{name}", Note.of("archive.traversal"))
        elif entry.listed:
            yield Member(state.unlike(f"{label}/{name}"), _address(inside, place), Listed(entry.listed))
        elif not entry.folder:
            yield from _member(archive, place, state.unlike(f"{label}/{name}"), _address(inside, place), state)


def _address(inside: str, place: int) -> str:
    return f"{inside}/{place}" if inside else str(place)


def _member(archive: Folder, place: int, label: str, inside: str, state: _State) -> Iterator[Member | Refused]:
    try:
        pieces = archive.pieces(place, state.limits.bytes)
        head = next(pieces, b"")
        state.spend(len(head))
        if not is_submission(label, head) and is_archive(label, head):
            yield from _nested(label, inside, b"".join(_counted(head, pieces, state)), state)
        else:
            yield from _submission(label, inside, head, pieces, state)
    except ReadError as error:
        claimed = is_submission(label, b"") or is_archive(label, b"")
        yield Member(label, inside, error if claimed else Listed(error.message))


def _submission(label: str, inside: str, head: bytes, pieces: Iterator[bytes], state: _State) -> Iterator[Member | Refused]:
    """A document, and before it the files that are attached to it."""
    data: list[bytes] = []

    def whole() -> bytes:
        data.append(b"".join(_counted(head, pieces, state)))
        return data[0]

    if is_submission(label, head) and holds_files(head, whole) and inside.count("/") + 1 < DEPTH:
        with closing(_opened(io.BytesIO(data[0]))) as attached:
            yield from _below(attached, label, inside, state)
    rest = iter([data[0][len(head) :]]) if data else pieces
    outcome = _outcome(label, head, rest, state)
    yield Member(label, inside, outcome)


def _nested(label: str, inside: str, data: bytes, state: _State) -> Iterator[Member | Refused]:
    if inside.count("/") + 1 >= DEPTH:
        yield Refused(label, Note.of("archive.depth", most=str(DEPTH)))
        return
    with closing(_opened(io.BytesIO(data))) as archive:
        yield from _below(archive, label, inside, state)


def _outcome(label: str, head: bytes, pieces: Iterator[bytes], state: _State) -> Content | Listed | ReadError:
    if not is_submission(label, head):
        return Listed(NOT_A_SUBMISSION)
    if not head:
        return ReadError("empty")
    digest, size = hashlib.sha256(), 0
    for piece in _counted(head, pieces, state):
        digest.update(piece)
        size += len(piece)
    return Content(digest.hexdigest(), size)


def _counted(head: bytes, pieces: Iterator[bytes], state: _State) -> Iterator[bytes]:
    """All pieces, the later ones taken from the budget (the head was already)."""
    yield head
    for piece in pieces:
        state.spend(len(piece))
        yield piece
