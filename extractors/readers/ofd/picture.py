"""Found grids drawn over the pages of an OFD file, as SVG: its characters and lines where it puts them, our cells in red.

No font and no library is needed; a browser shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from extractors.document import Box, Document
from extractors.readers.grid_boxes import boxes_by_page
from extractors.readers.ofd import drawn_pages
from extractors.readers.ofd.drawing import Drawn

_STROKE: Final = "#dc1e1e"
_REPEATED: Final = "#1e5ae6"


def draw_grids(data: bytes, document: Document, folder: Path) -> list[Path]:
    """An SVG for every page with a grid (`page-0001.svg`): cells in red, header rows printed again in blue."""
    by_page = boxes_by_page(document)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, (size, drawn) in enumerate(drawn_pages(data), 1):
        if number in by_page:
            path = folder / f"page-{number:04d}.svg"
            path.write_text("\n".join(_svg(size, drawn, by_page[number])), "utf-8")
            written.append(path)
    return written


def _svg(size: tuple[float, float], drawn: Drawn, cells: list[tuple[Box, bool]]) -> Iterator[str]:
    width, height = size
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height:.1f}" width="{width:.0f}" height="{height:.0f}">'
    yield '<rect width="100%" height="100%" fill="#fff"/>'
    for x0, y0, x1, y1 in drawn.pieces:
        yield f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="#888" stroke-width="0.5"/>'
    for char, (x0, y0, _, y1) in zip(drawn.text, drawn.boxes, strict=True):
        if not char.isspace():
            yield f'<text x="{x0:.1f}" y="{y0 + 0.86 * (y1 - y0):.1f}" font-size="{y1 - y0:.1f}">{escape(char)}</text>'
    for box, repeated in cells:
        yield _rectangle(box, _REPEATED if repeated else _STROKE)
    yield "</svg>"


def _rectangle(box: Box, colour: str) -> str:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    place = f'x="{box.x0:.1f}" y="{box.y0:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{colour}" fill-opacity="0.05" stroke="{colour}" stroke-width="1.5"/>'
