"""What stands in the two containers that office files use, ZIP and OLE2: names only, without unpacking either.

Both tables of contents lie at places that the file itself names, so every number is checked against the bytes there are.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ZIP_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError, struct.error)
"""What zipfile raises for a damaged archive (a member under a password is a RuntimeError)."""
_END_OF_CHAIN: Final = 0xFFFFFFFA  # [MS-CFB] 2.1: this and all above are markers, no sector numbers
_MOST_STREAMS: Final = 20_000


def zip_names(data: bytes) -> list[str] | None:
    """The names in a ZIP's table of contents, separators as `/`; None where that table cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [name.replace("\\", "/") for name in archive.namelist()]
    except ZIP_DAMAGE:
        return None


def zip_member(data: bytes, name: str, most: int) -> bytes:
    """The first `most` bytes of a member; b"" where there is none or it cannot be inflated."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            actual = {n.replace("\\", "/").lower(): n for n in archive.namelist()}[name.lower()]
            with archive.open(actual) as stream:
                return stream.read(most)
    except (KeyError, RuntimeError, *ZIP_DAMAGE):
        return b""


def ole_streams(data: bytes) -> list[str]:
    """The names of the streams and storages of an OLE2 file ([MS-CFB] 2.6); [] where its directory cannot be read."""
    return [name for name, _, _ in ole_entries(data)]


def ole_entries(data: bytes) -> Iterator[tuple[str, int, int]]:
    """(name, first sector, size) of each directory entry, as far as the chain of directory sectors can be followed."""
    if not data.startswith(OLE_MAGIC) or len(data) < 512:
        return
    size = ole_sector_size(data)
    if not size:
        return
    for sector in _chain(data, struct.unpack_from("<I", data, 48)[0], size):
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - 127), 128):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind and 2 <= length <= 64:
                name = data[at : at + length - 2].decode("utf-16-le", "replace")
                yield name, struct.unpack_from("<I", data, at + 116)[0], struct.unpack_from("<I", data, at + 120)[0]


def ole_is_cut(data: bytes) -> bool:
    """Whether an OLE2 file ends before its directory begins."""
    size = ole_sector_size(data) if len(data) >= 512 else 512
    return len(data) < 512 or (int.from_bytes(data[48:52], "little") + 1) * size >= len(data) > 0


def ole_sector_size(data: bytes) -> int:
    """512 or 4096; 0 where the header says anything else."""
    shift: int = struct.unpack_from("<H", data, 30)[0]
    return 1 << shift if shift in (9, 12) else 0


def _chain(data: bytes, first: int, size: int) -> Iterator[int]:
    """The sectors of a chain, each once: a cycle or a sector outside the file ends it."""
    tables = struct.unpack_from("<109I", data, 76)
    per_table = size // 4
    seen: set[int] = set()
    sector = first
    while sector < _END_OF_CHAIN and sector not in seen and len(seen) < _MOST_STREAMS:
        seen.add(sector)
        yield sector
        index = sector // per_table
        if index >= len(tables) or tables[index] >= _END_OF_CHAIN:
            return
        at = (tables[index] + 1) * size + 4 * (sector % per_table)
        if at + 4 > len(data):
            return
        sector = struct.unpack_from("<I", data, at)[0]
