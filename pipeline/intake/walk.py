"""The files below some paths, in sorted order.

Labels (`documents.path`) are relative to the input root, `/` between folders: one folder is its own root, a single file is called by
its name, several paths are named from the deepest folder that holds them all, whatever the working directory.
Links are followed, but every folder is walked once, so that a cycle of links ends.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.intake.names import reported


class Kind(StrEnum):
    """What a name in a folder is; the value is the reason that `run.json` prints for what is merely listed."""

    FILE = "file"
    TEMPORARY = "temporary file of an open document"
    NOT_REGULAR = "not a regular file"
    UNREADABLE = "cannot be opened"
    FOLDER_UNREADABLE = "folder cannot be opened"
    FOLDER_AGAIN = "folder already walked"
    OUTPUT = "output folder"


@dataclass(frozen=True, slots=True)
class Found:
    """One name: `path` opens it, `label` reports it, `size` is what the file system says (0 where it is no regular file)."""

    path: bytes
    label: str
    kind: Kind
    size: int = 0


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
    for root in roots:
        yield from _below(root, start, seen, frozenset(outside))


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


def _below(root: bytes, start: int, seen: set[tuple[int, int]], outside: frozenset[tuple[int, int]]) -> Iterator[Found]:
    """A stack, not recursion: folders may be nested deeper than Python calls."""
    stack = [root]
    while stack:
        path = stack.pop()
        label = reported(path[start:].replace(os.sep.encode(), b"/") or b".")
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
            stack.extend(os.path.join(path, name) for name in names)


def _kind(path: bytes, status: os.stat_result) -> Kind:
    if os.path.basename(path).startswith(b"~$"):
        return Kind.TEMPORARY
    return Kind.FILE if stat.S_ISREG(status.st_mode) else Kind.NOT_REGULAR


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
