"""Whether a PDF may have some rare feature: its name is sought in the bytes, and in the object streams that hide names from a search."""

from __future__ import annotations

import re
import zlib
from typing import Final

MOST: Final = 64 << 20  # bytes of inflated object streams that are searched; a file with more may have every feature
_STREAM: Final = re.compile(rb"stream\r?\n")
_HEAD: Final = 600  # bytes after the name of its type within which an object stream begins


class Traits:
    """The names in a file, searched once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._inflated: bytes | None = None

    def may_have(self, name: bytes) -> bool:
        """Whether the name stands in the file, or may stand where it cannot be sought: behind encryption, in too much data."""
        if name in self.data:
            return True
        if b"/ObjStm" not in self.data:
            return False
        if b"/Encrypt" in self.data:
            return True
        if self._inflated is None:
            self._inflated = self._inflate()
        return name in self._inflated or len(self._inflated) > MOST

    def _inflate(self) -> bytes:
        out = bytearray()
        for found in re.finditer(rb"/ObjStm\b", self.data):
            begins = _STREAM.search(self.data, found.end(), found.end() + _HEAD)
            if begins and len(out) <= MOST:
                try:
                    out += zlib.decompressobj().decompress(memoryview(self.data)[begins.end() :], MOST - len(out) + 1)
                except zlib.error:
                    out += self.data[begins.end() : begins.end() + _HEAD]  # stored as it is
        return bytes(out)
