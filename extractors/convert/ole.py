"""Streams of an OLE2 file ([MS-CFB]): whether their bytes are all there, and how they begin. Nothing is copied but the tables."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Final

from extractors.containers import ole_entries, ole_sector_size
from extractors.errors import ReadError

_MARKERS: Final = 0xFFFFFFFA  # [MS-CFB] 2.1: this and all above are no sector numbers
_IN_HEADER: Final = 109
SMALL: Final = 4096
"""[MS-CFB] 2.2: shorter streams lie in the mini stream, in sectors of another table."""


class Ole:
    """An OLE2 file: `entries` are the first sector and the size of each stream by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._width = ole_sector_size(data)
        if len(data) < 512:
            raise ReadError("truncated")
        if not self._width:
            raise ReadError("corrupt", "its header names no sector size", "文件头无效")
        self.entries: dict[str, tuple[int, int]] = {}
        for name, first, size in ole_entries(data):  # the file's own come first, an embedded document's of the same name later
            self.entries.setdefault(name, (first, size))
        self._next = self._table()

    def _table(self) -> array[int]:
        """For each sector the one that follows it."""
        table = array("I")
        for sector in self._tables_of_it():
            piece = self._sector(sector)
            table.frombytes(piece[: len(piece) // 4 * 4])
        return table

    def _tables_of_it(self) -> Iterator[int]:
        """The sectors that hold the table: named in the header, then in sectors chained by their last number."""
        yield from (sector for sector in struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76) if sector < _MARKERS)
        further = struct.unpack_from("<I", self._data, 68)[0]
        for _ in range(len(self._data) // self._width):
            if further >= _MARKERS:
                return
            piece = self._sector(further)
            if len(piece) < self._width:
                return
            *named, further = struct.unpack(f"<{self._width // 4}I", piece)
            yield from (sector for sector in named if sector < _MARKERS)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._width
        return self._data[start : start + self._width]

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a stream that is not small, at most a sector of them."""
        first, _ = self.entries[name]
        return self._sector(first)[:size]

    def check(self, name: str) -> None:
        """ReadError where the file ends before the stream does (`truncated`) or its sectors do not hang together (`corrupt`)."""
        first, left = self.entries[name]
        met = bytearray(len(self._next) + 1)
        for sector in islice(self._chain(first), -(-left // self._width)):
            have = len(self._sector(sector))
            if have < min(self._width, left):
                raise ReadError("truncated")
            left -= have
            if met[min(sector, len(self._next))]:
                raise ReadError("corrupt", "a chain of its sectors runs in a circle", "扇区链成环")
            met[min(sector, len(self._next))] = 1
        if left > 0:
            raise ReadError("corrupt", "a chain of its sectors is broken", "扇区链不完整")

    def _chain(self, sector: int) -> Iterator[int]:
        """It may run in a circle: who asks takes as many as the stream needs."""
        while sector < _MARKERS:
            yield sector
            if sector >= len(self._next):
                raise ReadError("truncated" if (sector + 1) * self._width >= len(self._data) else "corrupt")
            sector = self._next[sector]
