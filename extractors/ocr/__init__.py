"""Pages read from pixels: needs the extra `ocr`, imports it when a first page is read, and downloads nothing.

available()                              whether the extra is installed
read_page(picture, number, dpi)          one page -> Scanned(page, doubts, notes)
glance(picture, number, dpi)             a first look: whether it may be a page of a form
remarks(blocks, scanned)                 what is unsure in the document made of them, each with its place
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.document import DOUBT, Block, Grid, Remark, Where, grid_pieces
from extractors.ocr.models import folder
from normalizers.notes import Note

if TYPE_CHECKING:
    from extractors.ocr.glance import Glance
    from extractors.ocr.page import Scanned
    from extractors.tables.pixels_ink import Pixels

LOW = DOUBT


def available() -> bool:
    """Whether everything that recognition needs is installed."""
    return folder() is not None


def read_page(picture: Pixels, number: int, dpi: float) -> Scanned:
    """The page that a picture shows: height x width (grey) or x 3 (blue, green, red). `number` counts from 1."""
    from extractors.ocr.page import read_page as read

    return read(picture, number, dpi)


def glance(picture: Pixels, number: int, dpi: float) -> Glance:
    """A first look at a picture, as `read_page` takes it: whether it may be a page of a form, and the few lines that told."""
    from extractors.ocr.glance import glance as look

    return look(picture, number, dpi)


def remarks(blocks: Iterable[Block], scanned: Sequence[Scanned]) -> Iterator[Remark]:
    """A remark for each cell and each line outside grids that was read without certainty, for each place of ink that is no print,
    and those about whole pages.
    """
    for block in blocks:
        if isinstance(block, Grid):
            for cell in grid_pieces(block):
                if cell.confidence is not None and cell.confidence < LOW:
                    yield Remark(Note.of("cell.low-confidence", raw=cell.text), cell.where)
    for one in scanned:
        for doubt in one.doubts:
            yield Remark(Note.of("cell.low-confidence", raw=doubt.text), Where(one.page.number, box=doubt.box))
        yield from (Remark(Note.of("page.ink-unread"), Where(one.page.number, box=box)) for box in one.scrawls)
        yield from (Remark(note, Where(one.page.number)) for note in one.notes)
