"""Found grids drawn over the pages that they were found on: pdfplumber's picture of a page with our boxes on it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import pdfplumber

from extractors.document import Document
from extractors.readers.grid_boxes import boxes_by_page

_RESOLUTION: Final = 100
_STROKE: Final = (220, 30, 30)
_REPEATED: Final = (30, 90, 220)


def draw_grids(data: bytes, document: Document, folder: Path) -> list[Path]:
    """A PNG for every page with a grid (`page-0001.png`): cells in red, header rows printed again in blue."""
    by_page = boxes_by_page(document)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, boxes in sorted(by_page.items()):
            page = pdf.pages[number - 1]
            path = folder / f"page-{number:04d}.png"
            picture = page.to_image(resolution=_RESOLUTION)
            for repeated, stroke in ((False, _STROKE), (True, _REPEATED)):
                rectangles = [(box.x0, box.y0, box.x1, box.y1) for box, again in boxes if again is repeated]
                picture.draw_rects(rectangles, fill=(*stroke, 12), stroke=stroke, stroke_width=2)
            picture.save(path)
            page.close()
            written.append(path)
    return written
