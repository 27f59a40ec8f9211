"""Pictures on a page that has text: a value that is a picture in its cell, a form that was pasted in as a picture.

pictures ──in a blank cell──> lines read from the page's pixels ──> runs of the cell, each named
         ──large, with the rules of a table──> tables read from the page's pixels ──> tables of the page
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2.raw as pdfium

from extractors.document import Box, Remark, Where
from extractors.pages.blocks import rounded
from extractors.pages.model import PageTable
from extractors.printing import excerpt
from extractors.readers.pdf_paths import PageObjects, bounds_of, moved, overlap
from extractors.readers.pdf_scan import POINTS, Scanner, picture_of
from extractors.readers.pdf_view import View
from extractors.tables.lattice import Lattice
from extractors.tables.lines import lines_of
from extractors.tables.runs import OUTSIDE, Line, Run, cells_of
from normalizers.notes import Note

if TYPE_CHECKING:
    from extractors.ocr.page import Scanned
    from extractors.readers.pdf_pdfium import Handle
    from extractors.tables.pixels_ink import Pixels

READ: Final = "cell.from-picture"
UNREAD: Final = "page.picture-unread"
LEAST: Final = 6.0  # points: what is smaller on a side shows no text
SHARE: Final = 0.06  # of the page: a picture of a form is larger
PRINTED_ON: Final = 3  # runs of text on a picture that make it a background
COARSE: Final = 100  # pixels an inch for the first look
DARK: Final = 60  # of 255 darker than the paper
ACROSS, DOWN = 0.5, 0.2  # of a picture's width and height that a table's rules take at least
RED: Final = 0.5  # of the ink of a picture: a seal has more
ASIDE: Final = 3  # pixels beside a rule that are lighter than it
RULES: Final = 3  # each way, that a table has at least


@dataclass(slots=True)
class PictureReading:
    """What the pictures of a page show: runs for its cells, tables, and what is to be said."""

    runs: list[Run] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def pictures_of(objects: PageObjects, view: View) -> Iterator[Box]:
    """The visible pictures of a page, as the view shows them."""
    for level in objects.levels if objects.pictures else ():
        images = [item for item, kind in zip(level.objects, level.types, strict=True) if kind == pdfium.FPDF_PAGEOBJ_IMAGE]
        for sides in bounds_of(images):
            left, bottom, right, top = overlap(moved(sides, level.matrix), level.clip)
            if right - left >= LEAST and top - bottom >= LEAST:
                yield Box(*view.box_of(left, bottom, right, top))


def read_pictures(
    scanner: Scanner, page: Handle, number: int, view: View, found: tuple[PageObjects, Sequence[Lattice], Sequence[Run], Sequence[Run]]
) -> PictureReading | None:
    """What the pictures of a page show that belongs to its forms; None where no picture does.

    Args:
        scanner: reads the page from its pixels, where that is wanted.
        page: the open page.
        number: the page, from 1.
        view: the way up that it is read.
        found: what it paints, its grids, its text, and text that does not show.
    """
    objects, lattices, runs, covered = found
    pictures = list(pictures_of(objects, view))
    values = [(box, cell) for box in pictures if (cell := _cell_of(box, lattices, runs, covered)) != OUTSIDE]
    forms = [box for box in pictures if _may_be_form(box, view, runs)]
    if forms:
        forms = _with_rules(page, view, forms)
    if values:
        written = _written(page, view, [box for box, _ in values])
        values = [value for value, ink in zip(values, written, strict=True) if ink and not any(_begins_in(value[0], run) for run in runs)]
    if not values and not forms:
        return None
    scanned = scanner.looks(page, number, view)
    out = PictureReading()
    if scanned is None:
        out.remarks += [Remark(Note.of(UNREAD), Where(number, box=rounded(box))) for box in [*forms, *(box for box, _ in values)]]
        return out
    for box, cell in values:
        _add_value(out, scanned, number, box, cell)
    drawn = [lattice.box for lattice in lattices]
    out.tables = [table for table in scanned.page.tables if any(_inside(table.box, box) for box in forms)]
    out.tables = [table for table in out.tables if not any(_meet(table.box, box) for box in drawn)]
    scanner.mixed |= bool(out.tables)
    return out


def _cell_of(picture: Box, lattices: Sequence[Lattice], runs: Sequence[Run], covered: Sequence[Run]) -> int:
    """The cell that holds a picture and nothing else, or one that covers text of it; OUTSIDE for none."""
    cell = int(cells_of(np.array([[picture.x0, picture.y0, picture.x1, picture.y1]]), lattices)[0])
    if cell == OUTSIDE or (any(run.cell == cell for run in runs) and not any(_holds(picture, run) for run in covered)):
        return OUTSIDE
    at = cell
    for lattice in lattices:
        if at < len(lattice.cells):
            return cell if len(lattice.cells) > 1 and _inside(picture, lattice.cell_box(at)) else OUTSIDE
        at -= len(lattice.cells)
    return OUTSIDE


def _may_be_form(picture: Box, view: View, runs: Sequence[Run]) -> bool:
    """Whether a picture is large enough for a form, and no background of text."""
    area = (picture.x1 - picture.x0) * (picture.y1 - picture.y0)
    if area < SHARE * view.width * view.height:
        return False
    return sum(_holds(picture, run) for run in runs) < PRINTED_ON


def _holds(box: Box, line: Line) -> bool:
    return box.x0 <= (line.x0 + line.x1) / 2 <= box.x1 and box.y0 <= (line.y0 + line.y1) / 2 <= box.y1


def _begins_in(box: Box, line: Line) -> bool:
    return box.x0 - 1 <= line.x0 < box.x1 - 1 and box.y0 <= (line.y0 + line.y1) / 2 <= box.y1


def _inside(one: Box, other: Box) -> bool:
    """Whether the middle of a box lies in another that is no smaller by more than an edge."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    return other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1 and one.y1 - one.y0 <= other.y1 - other.y0 + LEAST


def _meet(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > LEAST and min(one.y1, other.y1) - max(one.y0, other.y0) > LEAST


def _with_rules(page: Handle, view: View, forms: Sequence[Box]) -> list[Box]:
    """The pictures that show the rules of a table at a coarse look."""
    drawn = picture_of(page, view, COARSE)
    if drawn is None:
        return []
    pixels, dpi = drawn
    grey = pixels.min(axis=2).astype(np.int16)
    scale = dpi / POINTS
    crops = [grey[int(box.y0 * scale) : int(box.y1 * scale), int(box.x0 * scale) : int(box.x1 * scale)] for box in forms]
    return [box for box, crop in zip(forms, crops, strict=True) if crop.size and _has_rules(crop)]


def _written(page: Handle, view: View, pictures: Sequence[Box]) -> list[bool]:
    """Whether each picture shows ink that is not red for the most part: a seal is, and nobody wrote a value in one."""
    drawn = picture_of(page, view, COARSE)
    if drawn is None:
        return [True] * len(pictures)
    pixels, scale = drawn[0].astype(np.int16), drawn[1] / POINTS
    out = []
    for box in pictures:
        crop = pixels[int(box.y0 * scale) : int(box.y1 * scale), int(box.x0 * scale) : int(box.x1 * scale)].reshape(-1, 3)
        ink = crop[crop.min(axis=1) < 255 - DARK] if crop.size else crop
        out.append(bool(len(ink)) and bool((ink[:, 2] - ink[:, :2].max(axis=1) > DARK).mean() <= RED))
    return out


def _has_rules(grey: Pixels) -> bool:
    dark = grey < np.median(grey) - DARK
    return _rules(dark.mean(axis=1), ACROSS) >= RULES and _rules(dark.mean(axis=0), DOWN) >= RULES


def _rules(shares: np.ndarray[tuple[int], np.dtype[np.float64]], least: float) -> int:
    """How many lines of pixels are dark for so much of their length, with lighter ones on both sides."""
    padded = np.pad(shares, ASIDE)
    beside = np.maximum(padded[: -2 * ASIDE], padded[2 * ASIDE :])
    rule = (shares > least) & (beside < shares / 2)
    return int((rule & ~np.concatenate([[False], rule[:-1]])).sum())


def _add_value(out: PictureReading, scanned: Scanned, number: int, box: Box, cell: int) -> None:
    """Adds what a picture in a cell says to the runs of the cell."""
    where = Where(number, box=rounded(box))
    lines = [line for line in _lines(scanned) if _holds(box, line)]
    first = OUTSIDE - 1 - len(out.runs)  # below every place of the text
    runs = [line._replace(cell=cell, first=first - at) for at, line in enumerate(lines)]
    text = "".join(line.text for line in lines_of(runs)) if runs else ""
    out.remarks.append(Remark(Note.of(READ, raw=excerpt(text)), where) if text else Remark(Note.of(UNREAD), where))
    out.runs += runs


def _lines(scanned: Scanned) -> Iterator[Line]:
    """All lines of a page read from pixels."""
    yield from scanned.page.lines
    stack = list(scanned.page.tables)
    while stack:
        for cell in stack.pop().cells:
            yield from cell.lines
            stack += cell.inner
