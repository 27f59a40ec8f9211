"""Pictures that lie about themselves, are cut short, never end, or show what is no form; and PDF pages that hold such."""

from __future__ import annotations

import io
import random
import struct
import zlib
from itertools import product
from typing import Any, Final

from PIL import Image, ImageDraw

from . import pdfs

INK, PAPER = 0, 255
SIDE: Final = 600  # pixels of a picture that is only there to be opened


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()


def cut(picture: bytes, percent: int) -> bytes:
    return picture[: len(picture) * percent // 100]


def dotted(mode: str = "L") -> Image.Image:
    """Paper with specks: enough data that a part of it may be missing, nothing to read."""
    chance = random.Random(7)
    paper = Image.new("L", (SIDE, SIDE), PAPER)
    for _ in range(4000):
        paper.putpixel((chance.randrange(SIDE), chance.randrange(SIDE)), chance.randrange(256))
    return paper.convert(mode)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *, depth: int = 8, kind: int = 0, before: bytes = b"", data: bytes = b"") -> bytes:
    """A PNG that says so of itself; `before` are chunks before its data, `data` what inflates to its rows."""
    head = struct.pack(">2I5B", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def squeezed(mebibytes: int) -> bytes:
    """A stream of so many MiB of nothing."""
    squeeze = zlib.compressobj(9)
    piece = bytes(1 << 20)
    return b"".join([squeeze.compress(piece) for _ in range(mebibytes)]) + squeeze.flush()


def text_bomb(name: bytes, mebibytes: int = 50) -> bytes:
    """A PNG with a compressed remark of so many MiB: zTXt, iTXt, or a colour profile."""
    head = {b"zTXt": b"Comment\0\0", b"iTXt": b"Comment\0\1\0\0\0", b"iCCP": b"icc\0\0"}[name]
    rows = zlib.compress((b"\0" + b"\xff" * SIDE) * SIDE)
    return png(SIDE, SIDE, before=chunk(name, head + squeezed(mebibytes)), data=rows)


def tiff(pages: int, width: int = 8, height: int = 8, last: int = 0) -> bytes:
    """A TIFF of so many pages that share their pixels; the last is followed by the page at `last` (0: by none)."""
    fields = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, height), (279, 64)]
    size = 2 + 12 * len(fields) + 4
    out = bytearray(b"II*\0" + struct.pack("<I", 72) + bytes(64))
    for number in range(pages):
        onward = 72 + (number + 1) * size if number + 1 < pages else last
        out += struct.pack("<H", len(fields)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
        out += struct.pack("<I", onward)
    return bytes(out)


def gif(frames: int, width: int = 8, height: int = 8) -> bytes:
    """A GIF of so many frames, each of one pixel."""
    frame = b"!\xf9\4\0\1\0\0\0,\0\0\0\0" + struct.pack("<2H", 1, 1) + b"\0\2\2\x44\1\0"
    return b"GIF89a" + struct.pack("<2H3B", width, height, 0x80, 0, 0) + b"\xff\xff\xff\0\0\0" + frame * frames + b";"


def webp(width: int, height: int) -> bytes:
    """An extended WebP that says that its canvas is of this size, with hardly any data."""
    canvas = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    data = b"WEBP" + canvas + b"VP8 " + struct.pack("<I", 8) + bytes(8)
    return b"RIFF" + struct.pack("<I", len(data)) + data


def film(kind: str, frames: int) -> bytes:
    """A moving picture of two sides that alternate."""
    sides = [Image.new("RGB", (16, 16), colour) for colour in ("white", "black")]
    return saved(sides[0], kind, save_all=True, append_images=[sides[n % 2] for n in range(1, frames)], duration=20)


def jpeg(width: int, height: int) -> bytes:
    """A JPEG whose frame header says that it is of this size."""
    whole = bytearray(saved(Image.new("L", (16, 16), PAPER), "JPEG"))
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">2H", height, width)
    return bytes(whole)


def turned_by_exif(orientation: int) -> bytes:
    paper = Image.new("L", (SIDE, SIDE), PAPER)
    exif = paper.getexif()
    exif[0x0112] = orientation
    return saved(paper, "JPEG", exif=exif.tobytes())


def broken_exif() -> bytes:
    """Exif data whose directory is followed by itself and whose values lie beyond the end."""
    tags = b"".join(struct.pack("<HHII", tag, 5, 2**31, 2**32 - 8) for tag in (0x0112, 0x011A, 0x8769, 0x8825))
    return saved(
        Image.new("L", (SIDE, SIDE), PAPER), "JPEG", exif=b"Exif\0\0II*\0" + struct.pack("<IH", 8, 4) + tags + struct.pack("<I", 8)
    )


def noise(width: int = 1240, height: int = 1754) -> Image.Image:
    return Image.frombytes("L", (width, height), random.Random(11).randbytes(width * height))


def black(width: int = 1240, height: int = 1754) -> Image.Image:
    return Image.new("L", (width, height), INK)


def short_rules(count: int = 20_000) -> Image.Image:
    """Strokes all over, as long as a low cell is high."""
    chance, paper = random.Random(13), Image.new("L", (1654, 2339), PAPER)
    draw = ImageDraw.Draw(paper)
    for number in range(count):
        x, y = chance.randrange(1600), chance.randrange(2300)
        draw.line((x, y, x + 40 * (number % 2), y + 40 * (1 - number % 2)), fill=INK, width=2)
    return paper


def boxes(across: int = 50, down: int = 60, step: int = 30) -> Image.Image:
    """A lattice of tiny boxes."""
    paper = Image.new("L", (1654, 2339), PAPER)
    draw = ImageDraw.Draw(paper)
    for column, row in product(range(across), range(down)):
        draw.rectangle((60 + column * step, 60 + row * step, 60 + (column + 1) * step, 60 + (row + 1) * step), outline=INK, width=2)
    return paper


def dots(step: int = 12) -> Image.Image:
    """A screen of dots, each as large as the point of a full stop."""
    paper = Image.new("L", (1654, 2339), PAPER)
    draw = ImageDraw.Draw(paper)
    for x, y in product(range(30, 1620, step), range(30, 2300, step)):
        draw.ellipse((x, y, x + 5, y + 5), fill=INK)
    return paper


def page_of(picture: Image.Image, box: bytes = b"0 0 14400 14400", place: bytes = b"14400 0 0 14400 0 0") -> bytes:
    """A PDF page that a picture fills: 200 inches wide and high."""
    width, height = picture.size
    image = pdfs.stream(
        zlib.compress(picture.convert("L").tobytes()),
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode" % (width, height),
    )
    return pdfs.one(b"q %s cm /I Do Q" % place, box=box, changed={10: image}, resources=b"/XObject<</I 10 0 R>>")


def many_pictures(count: int) -> bytes:
    """One large picture drawn again and again on a page without text."""
    image = pdfs.stream(
        squeezed(36), b"/Type/XObject/Subtype/Image/Width 6000/Height 6000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    return pdfs.one(b"q 500 0 0 700 40 40 cm /I Do Q " * count, changed={10: image}, resources=b"/XObject<</I 10 0 R>>")
