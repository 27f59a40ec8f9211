"""What the headers of a .rar say and libarchive does not: volumes, encryption in version 5, files kept as references to others.

libarchive (3.6) hands out the encrypted bytes of a stored member of version 5 as if they were its content, calls a reference an empty
file, and passes over what a missing volume holds. Only headers are read, by the public notes of the format (RARLAB, "RAR 5.0 archive
format" and technote.txt); what they make no sense of is left to libarchive to complain of.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from extractors.errors import ReadError

RAR4: Final = b"Rar!\x1a\x07\x00"
RAR5: Final = b"Rar!\x1a\x07\x01\x00"
_MAIN4, _VOLUME4 = 0x73, 0x0001
_MAIN, _FILE, _ENCRYPTION, _END = 1, 2, 4, 5
_HAS_EXTRA, _HAS_DATA = 0x0001, 0x0002
_VOLUME = 0x0001
_ENCRYPTED, _REDIRECTION = 1, 5
_COPY = b"\x05"
_LONGEST: Final = 2 << 20
"""Bytes of a header, by the format's own rule."""
_MOST: Final = 200_000
"""Headers that are read; an archive may have so many members in no case."""


@dataclass(frozen=True, slots=True)
class _Header:
    kind: int
    body: bytes
    extra: bytes


def refused(file: BinaryIO) -> dict[int, ReadError]:
    """What is wrong with members, by place. ReadError where it is wrong with the archive: `encrypted`, `unsupported`, `too-large`."""
    file.seek(0)
    head = file.read(len(RAR5))
    if head.startswith(RAR4):
        file.seek(len(RAR4))
        start = file.read(5)
        if len(start) == 5 and start[2] == _MAIN4 and struct.unpack("<H", start[3:])[0] & _VOLUME4:
            raise _volume()
        return {}
    wrong: dict[int, ReadError] = {}
    place = 0
    for header in _headers(file) if head == RAR5 else ():
        if header.kind == _ENCRYPTION:
            raise ReadError("encrypted")
        if header.kind == _MAIN and header.body[:1] and header.body[0] & _VOLUME:
            raise _volume()
        if header.kind == _FILE:
            if (error := _member(header)) is not None:
                wrong[place] = error
            place += 1
    return wrong


def _volume() -> ReadError:
    return ReadError(
        "unsupported",
        "this is one of several volumes of an archive: repack them as one .zip",
        "这是分卷压缩包中的一卷，请合并后重新打包为 .zip",
    )


def _member(header: _Header) -> ReadError | None:
    kinds = dict(_records(header.extra))
    if _ENCRYPTED in kinds:
        return ReadError("encrypted")
    if kinds.get(_REDIRECTION, b"")[:1] == _COPY:
        return ReadError("unsupported", "it is kept as a reference to another file of the archive", "压缩包内以引用方式保存的重复文件")
    return None


def _headers(file: BinaryIO) -> Iterator[_Header]:
    """Every header up to the end of the archive or the first that makes no sense."""
    at = len(RAR5)
    for _ in range(_MOST):
        file.seek(at)
        start = file.read(4 + 3)
        try:
            size, begin = _number(start, 4)
            if not 0 < size <= _LONGEST:
                return
            file.seek(at + begin)
            data = file.read(size)
            kind, here = _number(data, 0)
            flags, here = _number(data, here)
            extra, here = _number(data, here) if flags & _HAS_EXTRA else (0, here)
            packed, here = _number(data, here) if flags & _HAS_DATA else (0, here)
        except ValueError:
            return
        if len(data) < size or extra > size - here or kind == _END:
            return
        yield _Header(kind, data[here : size - extra], data[size - extra :])
        at += begin + size + packed
    raise ReadError("too-large", f"more than {_MOST} headers in the archive", f"压缩包文件头超过 {_MOST} 个")


def _records(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record of a header's extra area."""
    at = 0
    while at < len(extra):
        try:
            size, here = _number(extra, at)
            kind, begin = _number(extra, here)
        except ValueError:
            return
        if not size:
            return
        yield kind, extra[begin : here + size]
        at = here + size


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, lowest first, and where it ends; ValueError where it does not, or is longer than ten bytes."""
    value = 0
    for count, byte in enumerate(data[at : at + 10]):
        value |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            return value, at + count + 1
    raise ValueError("a number without an end")
