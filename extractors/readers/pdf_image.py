"""Found grids drawn over the pages that they were found on: pdfplumber's picture of a page with our boxes on it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pdfplumber

from extractors.document import Box, Cell, Document, Grid

_RESOLUTION: Final = 100
_STROKE: Final = (220, 30, 30)
_REPEATED: Final = (30, 90, 220)


def draw_grids(data: bytes, document: Document, folder: Path) -> list[Path]:
    """A PNG for every page with a grid (`page-0001.png`): cells in red, header rows printed again in blue."""
    by_page: dict[int, list[tuple[Box, bool]]] = {}
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell, repeated in _cells(block):
                if cell.where.page is not None and cell.where.box is not None:
                    by_page.setdefault(cell.where.page, []).append((cell.where.box, repeated))
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


def _cells(grid: Grid) -> Iterator[tuple[Cell, bool]]:
    yield from ((cell, False) for cell in grid.cells)
    yield from ((cell, True) for cell in grid.repeated)
    for cell in grid.cells:
        for inner in cell.nested:
            yield from _cells(inner)
