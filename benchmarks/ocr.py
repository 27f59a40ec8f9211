"""Scans: ours beside rapidocr's default call on the whole page, and beside recognition alone.

The pages are the samples' own, printed at 200 dpi, turned by 0.7°, with noise, as JPEG. Recognition alone is what our fast network
takes for all lines of the pages, found beforehand: the floor of any way that ends with text.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from benchmarks.report import Line
from benchmarks.rounds import interleave, own_python, processes, ratio

DPI, SKEW, QUALITY = 200, 0.7, 70


def scan_of(sources: Sequence[bytes], pages: int) -> bytes:
    """A PDF of scanned pages: the first of each source, up to so many."""
    random = np.random.default_rng(1)
    pictures = []
    for data in sources[:pages]:
        with pypdfium2.PdfDocument(data) as document:
            page = document[0]
            pictures.append(_scanned(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"), random))
            page.close()
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI, quality=QUALITY)
    return buffer.getvalue()


def _scanned(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    askew = picture.rotate(SKEW, resample=Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(0.6))
    noisy = np.asarray(askew).astype(np.float32) * 0.94 + 8 + random.normal(0, 7, (askew.height, askew.width))
    return Image.fromarray(noisy.clip(0, 255).astype(np.uint8))


def cells_right(scan: bytes, sources: Sequence[bytes]) -> tuple[int, int]:
    """How many cells of the printed pages the scan gives, and how many are printed: non-blank texts, white space and widths aside."""
    from extractors.readers.pdf import read
    from extractors.scanning import Scanning
    from normalizers.text import fold

    printed: Counter[str] = Counter()
    for data in sources:
        printed.update(fold(cell.text) for block in read(data).blocks for cell in getattr(block, "cells", ()) if cell.where.page == 1)
    found = Counter(fold(cell.text) for block in read(scan, scanning=Scanning()).blocks for cell in getattr(block, "cells", ()))
    printed.pop("", None)
    return (found & printed).total(), printed.total()


def measure_scans(sources: Sequence[bytes], peers: Path, work: Path, rounds: int) -> list[Line]:
    """Speed and cells on the scanned pages."""
    scan = scan_of(sources, len(sources))
    file = work / "scan.pdf"
    file.write_bytes(scan)
    pythons = {"ours-scan": own_python(), "ours-recognition": own_python(), "rapidocr": peers}
    with processes(pythons, file) as running:
        times = interleave({name: process.seconds for name, process in running.items()}, rounds)
    right, printed = cells_right(scan, sources)
    over, floor = ratio(times, "rapidocr", "ours-scan"), ratio(times, "ours-scan", "ours-recognition")
    what = f"{len(sources)} scanned pages"
    return [
        Line(what, "rapidocr, whole page / ours", str(over), "≥ 4 ×, aim 7 ×", over.median >= 4),
        Line(what, "ours / recognition alone", str(floor), "aim 2 ×", floor.median <= 2),
        Line(what, "ours, seconds a page", f"{sorted(times['ours-scan'])[len(times['ours-scan']) // 2] / len(sources):.2f}"),
        Line(what, "ours, cells against the printed pages", f"{right}/{printed}", "all", right == printed),
    ]
