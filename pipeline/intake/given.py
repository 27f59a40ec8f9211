"""What a program hands over instead of a path: bytes, or a file that is open."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from extractors.errors import ReadError
from pipeline.intake.files import read_regular

Readable = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""A path, bytes, or a file that is open for reading bytes."""


def name_of(source: Readable) -> str:
    """What to call it: the last part of a path, `document` where there is none."""
    said = source if isinstance(source, str | os.PathLike) else getattr(source, "name", "")
    return (Path(said).name if isinstance(said, str | os.PathLike) else "") or "document"


def bytes_of(source: Readable, limit: int) -> bytes:
    """All its bytes.

    Raises:
        OSError: there is no file at the path, or the open file cannot be read.
        ReadError: it cannot be opened, or has more than `limit` bytes.
        TypeError: the open file gives text.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    if isinstance(source, str | os.PathLike):
        with suppress(PermissionError):
            os.lstat(source)  # a path that names nothing is the caller's mistake, not a failed file
        return read_regular(os.fsencode(source), limit)
    data = source.read(limit + 1)
    if not isinstance(data, bytes):
        raise TypeError("the file is open for text: open it with mode 'rb'")
    if len(data) > limit:
        raise ReadError("too-large", f"more than {limit:,} bytes", f"超过 {limit:,} 字节")
    return data
