"""Pictures of pages (PNG, JPEG, TIFF with many pages, BMP, GIF, WebP), opened with Pillow and read from their pixels.

Sizes are asked for before anything is decoded: a picture of 100,000 by 100,000 pixels takes a few bytes in a file.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.ocr import available, glance, read_page, remarks
from extractors.ocr.page import Scanned
from extractors.pages.blocks import pages_to_blocks
from extractors.scanning import ADVICE, Scanning
from extractors.tables.pixels_ink import POINTS, Pixels

METHOD: Final = "image-ocr"
FORMATS: Final = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "TIFF": "tif", "BMP": "bmp", "GIF": "gif", "WEBP": "webp"}
OPENED: Final = tuple(name for name in FORMATS if name != "MPO")  # a JPEG that Pillow finds to hold several pictures, opened as JPEG
MOST_PIXELS: Final = 64_000_000  # of one page, before it is made smaller: A3 at 600 dpi is 70, a telephone's picture 12 to 48
LEAST_SIDE: Final = 8  # pixels: no character is smaller, and recognition cannot scale a line to nothing
LEAST_LONG: Final = 250  # pixels of the longer side: a page drawn so coarsely shows characters three pixels high
MOST_PAGES: Final = 500
SIDES: Final = (4.0, 40.0)  # inches: what a page's longer side may be; where the file says otherwise it does not know
LONG_SIDE: Final = 11.69  # inches: A4, which a page is taken for where the file does not know
DENSE: Final = 1.3  # times the resolution asked for: a denser picture is made smaller, for recognition gains nothing
SPARSE: Final = 0.6


def read(data: bytes, limits: Limits | None = None, scanning: Scanning | None = None) -> Document:
    """The document that the pictures show.

    ReadError: "no-text" (nothing to read, or nothing to read it with), "too-large", "corrupt", "truncated".
    """
    limits, scanning = limits or Limits(), scanning or Scanning()
    if len(data) > limits.bytes:
        raise ReadError("too-large", f"{len(data)} bytes of picture", f"图片 {len(data)} 字节")
    if scanning.mode == "never" or not available():
        raise ReadError("no-text", *(ADVICE if scanning.mode != "never" else ()))
    most = min(limits.pages, MOST_PAGES)
    kind, scanned = _glanced(data, most, scanning) or _whole(data, most, scanning)
    blocks = pages_to_blocks([one.page for one in scanned])
    if not any(one.page.lines or one.page.tables for one in scanned):
        raise ReadError("no-text")
    lossy = any(note.code == "page.too-dense" for one in scanned for note in one.notes)
    return Document(FORMATS[kind], METHOD, blocks, len(scanned), tuple(remarks(blocks, scanned)), lossy)


def _glanced(data: bytes, most: int, scanning: Scanning) -> tuple[str, list[Scanned]] | None:
    """The format, and the pages from a first look; None where one of them may be a page of a form: then all are read whole."""
    if scanning.mode != "auto":
        return None
    kinds: list[str] = []
    scanned: list[Scanned] = []
    for kind, picture, dpi in pictures_of(data, most, scanning.dpi):
        seen = glance(picture, len(kinds) + 1, dpi)
        if seen.may_be_form:
            return None
        kinds.append(kind)
        scanned.append(seen.scanned)
        scanning.told()
    return (kinds[0], scanned) if kinds else None


def _whole(data: bytes, most: int, scanning: Scanning) -> tuple[str, list[Scanned]]:
    """The format and the pages, every line of them read."""
    kinds: list[str] = []
    scanned: list[Scanned] = []
    for kind, picture, dpi in pictures_of(data, most, scanning.dpi):
        kinds.append(kind)
        scanned.append(read_page(picture, len(kinds), dpi))
        scanning.told()
    return kinds[0], scanned


def pictures_of(data: bytes, most: int, dpi: int) -> Iterator[tuple[str, Pixels, float]]:
    """The format, the pixels and the pixels an inch of each picture in a file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is asked here: sizes, and odd metadata, which is not used
            with Image.open(io.BytesIO(data), formats=OPENED) as image:
                frames = _frames(data, most) if image.format == "TIFF" else 1
                for frame in range(frames):
                    image.seek(frame)
                    _check(image.size)
                    yield str(image.format), *_pixels(image, dpi)
    except Image.DecompressionBombError as error:
        raise ReadError("too-large", "more pixels than any page has", "像素数远超任何页面") from error
    except UnidentifiedImageError as error:
        raise ReadError("corrupt", "the picture cannot be opened", "图片无法打开") from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, TypeError) as error:  # what Pillow raises for damaged files
        if "too large" in str(error):  # a remark or a colour profile that inflates without end
            raise ReadError("too-large", "a part of the picture inflates to too much", "图片某部分解压后过大") from error
        code = "truncated" if "truncated" in str(error) or _short(data) else "corrupt"
        raise ReadError(code, "the picture is damaged", "图片已损坏") from error


def _short(data: bytes) -> bool:
    """Whether a WebP is shorter than it says; Pillow does not tell."""
    return data[:4] == b"RIFF" and len(data) < int.from_bytes(data[4:8], "little")


def _frames(data: bytes, most: int) -> int:
    """How many pages a TIFF has: asked one by one up to the bound, for to count a million of them takes an hour.

    Where Pillow has looked for a page in vain its count is wrong, so it is asked for that anew.
    """
    with suppress(EOFError), Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        image.seek(most)
        raise ReadError("too-large", f"more than {most} pages", f"超过 {most} 页")
    with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        return int(getattr(image, "n_frames", 1))


def _check(size: tuple[int, int]) -> None:
    width, height = size
    if min(size) < LEAST_SIDE or max(size) < LEAST_LONG:
        raise ReadError("no-text", f"a picture of {width} × {height} pixels", f"图片为 {width} × {height} 像素")
    if width * height > MOST_PIXELS:
        raise ReadError("too-large", f"a picture of {width} × {height} pixels", f"图片为 {width} × {height} 像素")


def _pixels(image: Image.Image, wanted: int) -> tuple[Pixels, float]:
    """A picture upright in blue, green and red, no denser than is of use, and its pixels an inch."""
    dpi = _dpi(image, wanted)
    if dpi > DENSE * wanted or dpi < SPARSE * wanted:
        scale = wanted / dpi
        size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
        _check(size)
        opened = _rgb(image).resize(size, Image.Resampling.LANCZOS if scale > 1 else Image.Resampling.BOX)
        dpi = float(wanted)
    else:
        opened = _rgb(image)
    upright = ImageOps.exif_transpose(opened)
    return np.ascontiguousarray(np.asarray(upright)[:, :, ::-1]), dpi


def _rgb(image: Image.Image) -> Image.Image:
    """The picture in colours on white paper; its Exif data, which says which way is up, stays with it."""
    if image.mode.startswith("I;16"):  # Pillow would cut the values off at 255
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layers = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers).convert("RGB")
    converted = image.convert("RGB")
    if image.format == "JPEG" and image.getexif():
        converted.info["exif"] = image.info.get("exif")
    return converted


def _dpi(image: Image.Image, wanted: int) -> float:
    """What the file says, where a page of that size can be."""
    said = image.info.get("dpi")
    long = max(image.size)
    if isinstance(said, tuple) and len(said) == 2:
        dpi = float(said[0] or 0)
        if dpi > 0 and SIDES[0] <= long / dpi <= SIDES[1] and dpi != POINTS:
            return dpi
    return long / LONG_SIDE
