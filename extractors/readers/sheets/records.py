"""The records of binary Excel parts ([MS-XLSB] 2.1.4): a number and a length of one to four bytes each, then as many bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from extractors.errors import ReadError
from extractors.readers.members import Readable

_CHUNK: Final = 1 << 16
_LONGEST: Final = 1 << 24  # bytes of one record: a text of 32,767 characters has 65,534


def records(stream: Readable) -> Iterator[tuple[int, bytes]]:
    """The records of a part, number and content. ReadError("corrupt") for one longer than any is, "truncated" for one that is cut."""
    buffer = _Buffer(stream)
    while True:
        first = buffer.byte()
        if first < 0:
            return
        number = first if first < 0x80 else (first & 0x7F) | buffer.needed() << 7
        length = shift = 0
        for _ in range(4):
            byte = buffer.needed()
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if length > _LONGEST:
            raise ReadError("corrupt", f"a record of {length} bytes", f"一条记录有 {length} 字节")
        yield number, buffer.take(length)


class _Buffer:
    """Bytes of a stream, a few at a time."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self._data, self._at = stream, b"", 0

    def byte(self) -> int:
        """The next byte; -1 at the end."""
        if self._at >= len(self._data):
            self._data, self._at = self._stream.read(_CHUNK), 0
            if not self._data:
                return -1
        self._at += 1
        return self._data[self._at - 1]

    def needed(self) -> int:
        """The next byte. ReadError("truncated") at the end."""
        byte = self.byte()
        if byte < 0:
            raise _cut()
        return byte

    def take(self, length: int) -> bytes:
        """So many bytes. ReadError("truncated") where there are fewer."""
        while len(self._data) - self._at < length:
            more = self._stream.read(max(_CHUNK, length))
            if not more:
                raise _cut()
            self._data, self._at = self._data[self._at :] + more, 0
        self._at += length
        return self._data[self._at - length : self._at]


def _cut() -> ReadError:
    return ReadError("truncated", "a binary part ends early", "二进制部件不完整")


def wide_text(data: bytes, at: int) -> tuple[str, int]:
    """A text that its number of characters precedes, and where it ends. ReadError("corrupt") where it is longer than its record."""
    if at + 4 > len(data):
        raise _damaged()
    count = struct.unpack_from("<I", data, at)[0]
    if count == 0xFFFFFFFF:  # no text
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise _damaged()
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def whole(data: bytes, at: int, size: int = 4) -> int:
    """An unsigned number of so many bytes. ReadError("corrupt") beyond the end."""
    if at + size > len(data):
        raise _damaged()
    return int.from_bytes(data[at : at + size], "little")


def double(data: bytes, at: int) -> float:
    """A number of eight bytes."""
    if at + 8 > len(data):
        raise _damaged()
    value: float = struct.unpack_from("<d", data, at)[0]
    return value


def rk_number(code: int) -> float:
    """A number packed into 30 bits ([MS-XLSB] 2.5.122): an integer or the upper half of a double, perhaps a hundredth of it."""
    if code & 2:
        value: float = (code - (1 << 32) if code & 0x80000000 else code) >> 2
    else:
        value = struct.unpack("<d", struct.pack("<Q", (code & 0xFFFFFFFC) << 32))[0]
    return value / 100 if code & 1 else value


def _damaged() -> ReadError:
    return ReadError("corrupt", "a record is shorter than what it says", "记录内容不完整")
