"""Hostile pictures by name, how each is made and what is said of it: an error code, for none of them shows a form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PIL import Image

from . import pages, pictures
from .bytes_of import Kinds
from .pictures import cut, dotted, saved

_CUTS: Final = {
    f"cut-{percent}%.{kind.lower()}": (lambda kind=kind, percent=percent: cut(saved(dotted(), kind), percent))
    for kind in ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP")
    for percent in (5, 30, 90, 99)
}
_TURNS: Final = {f"exif-{turn}.jpg": (lambda turn=turn: pictures.turned_by_exif(turn)) for turn in (0, 3, 6, 99)}

PICTURES: Final[Kinds] = MappingProxyType(
    {
        "bomb.bmp": lambda: pages.bitmap(100_000, 100_000),
        "bomb.gif": lambda: pictures.gif(1, 65_535, 65_535),
        "bomb.jpg": lambda: pictures.jpeg(65_535, 65_535),
        "bomb.tif": lambda: pictures.tiff(1, 100_000, 100_000),
        "bomb.webp": lambda: pictures.webp(100_000, 100_000),
        "data-200-mb.png": lambda: pictures.png(600, 600, data=pictures.squeezed(200)),
        "profile-50-mb.png": lambda: pictures.text_bomb(b"iCCP"),
        "remark-50-mb.png": lambda: pictures.text_bomb(b"zTXt"),
        "remark-in-words-50-mb.png": lambda: pictures.text_bomb(b"iTXt"),
        "pages-10000.tif": lambda: pictures.tiff(10_000),
        "pages-100000.tif": lambda: pictures.tiff(100_000),
        "loop-of-3.tif": lambda: pictures.tiff(3, last=72),
        "loop-of-600.tif": lambda: pictures.tiff(600, last=72),
        "frames-10000.gif": lambda: pictures.gif(10_000, 600, 600),
        "exif-broken.jpg": pictures.broken_exif,
        "black.png": lambda: saved(pictures.black(), "PNG"),
        "cut.lzw.tif": lambda: cut(saved(dotted(), "TIFF", compression="tiff_lzw"), 50),
        "page-200-inches.pdf": lambda: pictures.page_of(dotted()),
        "picture-ccitt.pdf": lambda: saved(dotted("1"), "PDF", resolution=200),
        "picture-jpx.pdf": lambda: saved(dotted("RGBA"), "PDF", resolution=200),
        **_CUTS,
        **_TURNS,
    }
)
PICTURES_EXPECTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{name: "too-large" for name in PICTURES if name.startswith(("bomb.", "profile-", "remark-", "pages-", "loop-of-600"))},
        **dict.fromkeys(_CUTS, "truncated"),
        "cut-5%.gif": "corrupt",  # within its palette
        "cut.lzw.tif": "corrupt",  # the directory stands at the end of the file
        **dict.fromkeys(_TURNS, "no-text"),
        **dict.fromkeys(("data-200-mb.png", "loop-of-3.tif", "frames-10000.gif", "exif-broken.jpg", "black.png"), "no-text"),
        **dict.fromkeys(("page-200-inches.pdf", "picture-ccitt.pdf", "picture-jpx.pdf"), "no-text"),
    }
)

# Seconds each: what looks like print and is none, in pictures large enough for a page.
SLOW_PICTURES: Final[Kinds] = MappingProxyType(
    {
        "noise.png": lambda: saved(pictures.noise(), "PNG"),
        "noise.pdf": lambda: saved(pictures.noise(1654, 2339), "PDF", resolution=200),
        "rules-20000.png": lambda: saved(pictures.short_rules(), "PNG"),
        "boxes-3000.png": lambda: saved(pictures.boxes(), "PNG"),
        "dots.png": lambda: saved(pictures.dots(), "PNG"),
        "dots-close.png": lambda: saved(pictures.dots(8), "PNG"),
        "pictures-60.pdf": lambda: pictures.many_pictures(60),
        "frames-1000.webp": lambda: pictures.film("WEBP", 1000),
        "rows-of-one-bit.png": lambda: pictures.png(8000, 8000, depth=1, data=pictures.squeezed(8)),
        "rows-of-noise.tif": lambda: saved(
            pictures.noise(400, 500), "TIFF", save_all=True, append_images=[Image.new("L", (400, 500), 255)] * 20
        ),
    }
)
SLOW_PICTURES_EXPECTED: Final[Mapping[str, str]] = MappingProxyType(dict.fromkeys(SLOW_PICTURES, "no-text"))
