"""Who may read what is written: nobody who may not read what it was made from."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def as_strict_as(paths: Iterable[str | bytes | os.PathLike[str]]) -> Iterator[None]:
    """While it is open, new files and folders give group and others no right that they lack on one of the paths.

    It sets the umask, which is the whole process's; what is there already keeps its rights.

    Args:
        paths: files and folders that are read; those that are gone count for nothing.
    """
    denied = 0
    for path in paths:
        with suppress(OSError):
            denied |= _denied(stat.S_IMODE(os.stat(path).st_mode))
    before = os.umask(0o077)
    os.umask(before | denied)
    try:
        yield
    finally:
        os.umask(before)


def _denied(mode: int) -> int:
    """The bits of a umask that keep out whom a mode keeps out: who may not read gets nothing, who may not write reads."""
    denied = 0
    for shift in (3, 0):
        rights = mode >> shift & 0o7
        if not rights & 0o4:
            denied |= 0o7 << shift
        elif not rights & 0o2:
            denied |= 0o2 << shift
    return denied
