"""A .zip whose members claim UTF-8 names that are none: the claim is taken back, so that a wrong name costs nothing but itself.

Python's zipfile refuses the whole archive for one such name. The file stays as it is: a view of it shows the bits cleared.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_left
from collections.abc import Iterator
from typing import BinaryIO, Final

_END: Final = b"PK\x05\x06"
_LINE: Final = b"PK\x01\x02"
_LOCAL: Final = b"PK\x03\x04"
_WINDOW: Final = 22 + (1 << 16)
"""Bytes at the end of the file within which its end record stands (APPNOTE 4.3.16): a comment may follow."""
_LARGEST: Final = 64 << 20
"""Bytes of a table of contents."""
_UTF8: Final = 0x08
"""Of the upper byte of a member's flags: its name is UTF-8 (APPNOTE 4.4.4, bit 11)."""


class Unclaimed(io.RawIOBase):
    """The file with some bytes shown otherwise: `changed` holds them by their places."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._changed = dict(_claims(file))
        self._places = sorted(self._changed)

    def readable(self) -> bool:
        """It is read only."""
        return True

    def seekable(self) -> bool:
        """It is a file."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As the file."""
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As the file, with the bytes that are shown otherwise."""
        start = self._file.tell()
        data = bytearray(self._file.read(len(buffer)))
        first, last = bisect_left(self._places, start), bisect_left(self._places, start + len(data))
        for place in self._places[first:last]:
            data[place - start] = self._changed[place]
        buffer[: len(data)] = data
        return len(data)


def _claims(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Place and new value of each upper byte of flags that claims UTF-8 wrongly: in the table of contents and before the member."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _WINDOW))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return
    length, offset = struct.unpack_from("<2I", tail, at + 12)
    start = size - len(tail) + at - length
    if not start >= 0 or length > _LARGEST:
        return
    file.seek(start)
    table, here = file.read(length), 0
    while table.startswith(_LINE, here) and here + 46 <= len(table):
        name, extra, comment = struct.unpack_from("<3H", table, here + 28)
        if table[here + 9] & _UTF8 and not _is_utf8(table[here + 46 : here + 46 + name]):
            yield start + here + 9, table[here + 9] & ~_UTF8
            local = struct.unpack_from("<I", table, here + 42)[0] + start - offset
            file.seek(max(0, local))
            head = file.read(8)
            if len(head) == 8 and head.startswith(_LOCAL):
                yield local + 7, head[7] & ~_UTF8
        here += 46 + name + extra + comment


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
