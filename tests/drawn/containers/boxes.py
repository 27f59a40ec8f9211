"""A TrueType font of two boxes, wide and narrow, made here: a PDF needs shapes with an extent, and a CJK font is megabytes.

PDFium drops a text object whose glyphs have no outline, so a font that is named without being embedded loses lines of one character on
a machine without CJK fonts. Tables as in the OpenType specification (head, hhea, hmtx, maxp, loca, glyf); units are 1000 an em.
"""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise

WIDE, NARROW = 1, 2
"""Glyph numbers; 0 is the empty glyph that every font has."""


def font() -> bytes:
    """The font file."""
    wide, narrow = _box(60, 940), _box(60, 440)
    glyf = wide + narrow
    tables = {
        b"glyf": glyf,
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 60, 0, 940, 800, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 860, -140, 0, 1000, 60, 60, 940, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", 1000, 0, 1000, 60, 500, 60),
        b"loca": struct.pack(">4I", 0, 0, len(wide), len(glyf)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    return _joined(tables)


def _box(left: int, right: int) -> bytes:
    """A glyph of one contour of four points on the curve."""
    xs, ys = (left, right, right, left), (0, 0, 800, 800)
    flags = bytes([1] * 4)
    steps = b"".join(struct.pack(">4h", at[0], *(b - a for a, b in pairwise(at))) for at in (xs, ys))
    data = struct.pack(">hhhhhHH", 1, left, 0, right, 800, 3, 0) + flags + steps
    return data + b"\0" * (-len(data) % 4)


def _joined(tables: dict[bytes, bytes]) -> bytes:
    directory, body, at = b"", b"", 12 + 16 * len(tables)
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, total, at + len(body), len(data))
        body += padded
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32) + directory + body


def glyphs() -> bytes:
    """Which glyph each UTF-16 unit has (a CIDToGIDMap), deflated: narrow ones as wide as half an em."""
    return zlib.compress(struct.pack(">H", NARROW) * 0x250 + struct.pack(">H", WIDE) * (0x10000 - 0x250), 9)
