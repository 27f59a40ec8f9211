"""Zip files by hand: what `zipfile` would refuse to write, and inflated sizes that nobody has to hold in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

MIB = 1 << 20


def packed(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A well-made zip, without a clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def entry(name: bytes, body: bytes, at: int, *, size: int, crc: int = 0, method: int = 8, flags: int = 0x800) -> tuple[bytes, bytes]:
    """A member (its header and deflated body) and its line in the table of contents."""
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, flags, method, 0, 33, crc, len(body), size, len(name), 0) + name + body
    line = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, flags, method, 0, 33, crc, len(body), size, len(name), 0, 0, 0, 0, 0, at)
    return local, line + name


def closed(body: bytes, lines: list[bytes]) -> bytes:
    """Members and their table of contents as a file."""
    table = b"".join(lines)
    count = min(len(lines), 0xFFFF)
    return body + table + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(table), len(body), 0)


def one(name: str, body: bytes, **more: int) -> bytes:
    """A zip of one member whose every number is as told."""
    local, line = entry(name.encode(), body, 0, size=more.pop("size", 100), **more)
    return closed(local, [line])


def appended(whole: bytes, name: str, body: bytes, **more: int) -> bytes:
    """A zip with one more member, whose every number is as told."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        start, count = archive.start_dir, len(archive.namelist())
    local, line = entry(name.encode(), body, start, size=more.pop("size", 100), **more)
    end = whole.rindex(b"PK\x05\x06")
    table = whole[start:end] + line
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(table), start + len(local), 0)
    return whole[:start] + local + table + tail


def endless(head: bytes, mebibytes: int, filler: bytes = b" ") -> bytes:
    """A deflated stream of `head` and so many MiB of filler; the same compressed MiB is laid down again and again."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = squeeze.compress(head) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(filler * MIB) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return start + again * mebibytes + squeeze.flush()


def many(count: int) -> bytes:
    """An archive of very many names that all point at one member."""
    local, _ = entry(b"0.txt", zlib.compress(b"x")[2:-4], 0, size=1)
    return closed(local, [entry(b"%d.bin" % number, b"", 0, size=1)[1] for number in range(count)])


def nested(depth: int, core: bytes) -> bytes:
    """A zip in a zip in a zip."""
    for _ in range(depth):
        core = packed({"a.zip": core})
    return core


def traversal(data: bytes) -> bytes:
    """A good member beside names that lead out, and a link."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../escaped.txt", "/tmp/escaped.txt", "a/../../escaped.txt", "C:/escaped.txt", "good.txt"):
            archive.writestr(zipfile.ZipInfo(name), data + name.encode())
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()
