"""The files below some paths, in sorted order.

Labels (`documents.path`) are relative to the input root, `/` between folders: one folder is its own root, a single file is called by
its name, several paths are named from the deepest folder that holds them all, whatever the working directory.
Links are followed where they lead to something below the paths, and every folder is walked once, so that a cycle of links ends. A link
that leads out is only named: who may put files into the folder must not choose what else of the machine is read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pipeline.intake.names import reported

_OUTPUT: Final = frozenset({b"ledger.sqlite", b"run.json"})
"""Names by which a folder that a conversion wrote is known: its tables are no submissions."""


class Kind(StrEnum):
    """What a name in a folder is; the value is the reason that `run.json` prints for what is merely listed."""

    FILE = "file"
    TEMPORARY = "temporary file of an open document"
    NOT_REGULAR = "not a regular file"
    UNREADABLE = "cannot be opened"
    FOLDER_UNREADABLE = "folder cannot be opened"
    FOLDER_AGAIN = "folder already walked"
    OUTPUT = "output folder"
    LINK_OUT = "link that leads out of the input"
    HARD_LINK_OUT = "hard link: the file has another name outside the input"


@dataclass(frozen=True, slots=True)
class Found:
    """One name: `path` opens it, `label` reports it, `size` is what the file system says (0 where it is no regular file)."""

    path: bytes
    label: str
    kind: Kind
    size: int = 0


def base(paths: Iterable[str | bytes | os.PathLike[str]]) -> bytes:
    """The absolute path of the folder from which the labels of the files below the paths are named."""
    return _base(_apart(os.path.abspath(os.fsencode(path)) for path in paths))


def walk(paths: Iterable[str | bytes | os.PathLike[str]], output: str | os.PathLike[str] | None = None) -> Iterator[Found]:
    """Every file below the paths once, sorted; a folder `output` below them is only named.

    FileNotFoundError for a path that does not exist.
    """
    roots = _apart(os.path.abspath(os.fsencode(path)) for path in paths)
    for root in roots:
        os.lstat(root)
    outside = {_identity(os.stat(output))} if output is not None and os.path.isdir(output) else set()
    outside -= {_identity(os.stat(root)) for root in roots if os.path.exists(root)}
    seen = set(outside)
    start = len(os.path.join(_base(roots), b""))
    held = _HardLinks()
    for root in roots:
        for found in _below(root, start, seen, frozenset(outside), _Inside(roots)):
            if not held.takes(found):
                yield found
    yield from held.decided()


class _Inside:
    """Whether a link leads to something below the roots, which may be links themselves: they were named by the caller."""

    def __init__(self, roots: Iterable[bytes]) -> None:
        self._named = frozenset(roots)
        self._real = tuple(os.path.realpath(root) for root in roots)

    def leads_out(self, path: bytes) -> bool:
        """Whether the path is a link whose target lies outside."""
        if path in self._named or not os.path.islink(path):
            return False
        target = os.path.realpath(path)
        return not any(target == root or target.startswith(os.path.join(root, b"")) for root in self._real)


class _HardLinks:
    """Files with several names, held back until all names below the roots are known."""

    def __init__(self) -> None:
        self._held: list[tuple[Found, tuple[int, int], int]] = []
        self._names: dict[tuple[int, int], int] = {}

    def takes(self, found: Found) -> bool:
        """Hold a file that has several names, and count this one."""
        if found.kind is not Kind.FILE:
            return False
        try:
            status = os.stat(found.path)
        except OSError:  # gone meanwhile: who opens it says so
            return False
        if status.st_nlink < 2:
            return False
        identity = _identity(status)
        self._held.append((found, identity, status.st_nlink))
        self._names[identity] = self._names.get(identity, 0) + (not os.path.islink(found.path))
        return True

    def decided(self) -> Iterator[Found]:
        """The files that were held, those with another name outside as such."""
        for found, identity, names in self._held:
            yield found if self._names[identity] >= names else Found(found.path, found.label, Kind.HARD_LINK_OUT)


def _apart(paths: Iterable[bytes]) -> list[bytes]:
    """The paths in order, without those that lie below another."""
    apart: list[bytes] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(os.path.join(above, b"")) for above in apart):
            apart.append(path)
    return apart


def _base(roots: list[bytes]) -> bytes:
    if len(roots) == 1:
        return roots[0] if os.path.isdir(roots[0]) else os.path.dirname(roots[0])
    common = os.path.commonpath(roots)
    return common if os.path.isdir(common) else os.path.dirname(common)


def _below(root: bytes, start: int, seen: set[tuple[int, int]], outside: frozenset[tuple[int, int]], inside: _Inside) -> Iterator[Found]:
    """A stack, not recursion: folders may be nested deeper than Python calls."""
    stack = [root]
    while stack:
        path = stack.pop()
        label = reported(path[start:].replace(os.sep.encode(), b"/") or b".")
        if inside.leads_out(path):
            yield Found(path, label, Kind.LINK_OUT)
            continue
        try:
            status = os.stat(path)
        except OSError:
            yield Found(path, label, Kind.UNREADABLE)
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield Found(path, label, _kind(path, status), status.st_size if stat.S_ISREG(status.st_mode) else 0)
        elif (identity := _identity(status)) in seen:
            yield Found(path, label, Kind.OUTPUT if identity in outside else Kind.FOLDER_AGAIN)
        else:
            seen.add(identity)
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError:
                yield Found(path, label, Kind.FOLDER_UNREADABLE)
                continue
            if path != root and set(names) >= _OUTPUT:
                yield Found(path, label, Kind.OUTPUT)
                continue
            stack.extend(os.path.join(path, name) for name in names)


def _kind(path: bytes, status: os.stat_result) -> Kind:
    if os.path.basename(path).startswith(b"~$"):
        return Kind.TEMPORARY
    return Kind.FILE if stat.S_ISREG(status.st_mode) else Kind.NOT_REGULAR


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
