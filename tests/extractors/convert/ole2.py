"""OLE2 files ([MS-CFB]) of our own making: a header, one sector of the table, one of the directory, then the streams."""

from __future__ import annotations

import struct
from collections.abc import Mapping

WIDTH = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A file that holds at most three streams."""
    table, directory, body = [TABLE, END], _entry("Root Entry", 5, END, 0), b""
    for name, data in streams.items():
        first, count = len(table), -(-len(data) // WIDTH)
        table += [*range(first + 1, first + count), END]
        directory += _entry(name, 2, first, len(data))
        body += data.ljust(count * WIDTH, b"\0")
    header = bytearray(WIDTH)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHH", header, 24, 0x3E, 3, 0xFFFE)
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<III", header, 56, 4096, END, 0)
    struct.pack_into("<II109I", header, 68, END, 0, 0, *[FREE] * 108)
    whole = table + [FREE] * (WIDTH // 4 - len(table))
    return bytes(header) + struct.pack("<128I", *whole) + directory.ljust(WIDTH, b"\0") + body


def linked(data: bytes, sector: int, following: int) -> bytes:
    """The same file, with another sector after this one."""
    broken = bytearray(data)
    struct.pack_into("<I", broken, WIDTH + 4 * sector, following)
    return bytes(broken)


def word(version: int = 0xC1, flags: int = 0x0200, ident: int = 0xA5EC, size: int = 8192) -> bytes:
    """A Word stream as it begins ([MS-DOC] 2.5.2)."""
    return struct.pack("<HH6xH", ident, version, flags).ljust(size, b"\0")


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return encoded.ljust(64, b"\0") + struct.pack("<HB", len(encoded), kind) + bytes(49) + struct.pack("<III", first, size, 0)
