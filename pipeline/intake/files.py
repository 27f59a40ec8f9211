"""Opening what stands in a folder: regular files alone, bounded, without waiting for a pipe or a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from extractors.errors import ReadError

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def regular(path: bytes) -> Iterator[BinaryIO]:
    """An open regular file.

    ReadError: `not-a-document` for anything else that has a name, `unreadable` where the system refuses.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise ReadError("not-a-document", "it is no regular file", "不是普通文件")
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise _refused(error) from None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ReadError("not-a-document", "it is no regular file", "不是普通文件")
        try:
            yield file
        except OSError as error:
            raise _refused(error) from None


def chunks(path: bytes, limit: int, size: int = 1 << 20) -> Iterator[bytes]:
    """The file's bytes in pieces; ReadError `too-large` before more than `limit` bytes are read."""
    with regular(path) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise _too_large(limit)
        left = limit
        while piece := file.read(min(size, left + 1)):
            left -= len(piece)
            if left < 0:
                raise _too_large(limit)
            yield piece


def read_regular(path: bytes, limit: int) -> bytes:
    """All bytes of a regular file of at most `limit` bytes; ReadError as `regular` and `chunks`."""
    return b"".join(chunks(path, limit))


def _refused(error: OSError) -> ReadError:
    """The system's reason by its name (EACCES): its sentence depends on the locale."""
    import errno

    return ReadError("unreadable", errno.errorcode.get(error.errno or 0, "EIO"))


def _too_large(limit: int) -> ReadError:
    return ReadError("too-large", f"more than {limit >> 20} MiB", f"超过 {limit >> 20} MiB")
