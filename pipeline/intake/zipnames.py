"""The names in an archive, as the program that wrote it meant them.

APPNOTE 4.4.4: bit 11 says UTF-8; without it a name is in IBM code page 437, says the standard, and in the code page of the machine, say the
programs. Chinese Windows writes GBK; Info-ZIP and WinRAR add the UTF-8 name in an extra field (APPNOTE 4.6.9).
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import Final

from pipeline.intake.names import reported

_UTF8: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's path with `/` between folders."""
    if info.flag_bits & _UTF8:
        return reported(_slashed(info.orig_filename).encode("utf-8", "surrogateescape"))
    raw = info.orig_filename.encode("cp437")
    name = _unicode_path(info.extra, raw)
    return plain_name(raw) if name is None else _slashed(name)


def plain_name(raw: bytes) -> str:
    """A member's path from bytes that say nothing of their character set."""
    name = _decoded(raw)
    return reported(raw.replace(b"\\", b"/")) if name is None else _slashed(name)


def leaves(name: str) -> bool:
    """Whether a path would lead out of the archive: absolute, with a drive, or through `..`."""
    return name.startswith("/") or _DRIVE.match(name) is not None or ".." in name.split("/") or "\0" in name


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The UTF-8 name in the extra field, where it belongs to this very name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None
