"""A picture of a page to a page as every paged format gives it: straight, its grids found, its lines read.

    picture ──seals dropped──> grey ──set straight──> rules ──lattices──> cells ──lines──> readings ──> Page, doubts

Nothing downstream knows that it was a scan, but for the confidence of its cells. Boxes are those of the page set straight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Final

import cv2
import numpy as np

from extractors.document import Box
from extractors.ocr import LOW
from extractors.ocr.again import read_again
from extractors.ocr.doubt import readings
from extractors.ocr.lines import POINTS, Span, character_height
from extractors.ocr.marks import CLOSING, HALF, OPENING, by_hand, mark, size_by_width
from extractors.ocr.recognise import FAST_READER, Text, width_of
from extractors.ocr.residue import around, residue
from extractors.ocr.scrawl import scrawls
from extractors.ocr.sealed import read_sealed
from extractors.ocr.sheet import Sheet, cell_of, sheet_of, spans_of
from extractors.ocr.signs import Reading
from extractors.pages.model import Page, page_of
from extractors.tables.pixels_ink import Pixels
from extractors.tables.runs import OUTSIDE, Run
from normalizers.notes import Note

MARGIN: Final = 0.12  # of the height of a line: paper around it, as the networks were trained
SAME: Final = 0.09  # share by which the size of lines of one size may be misjudged so
FREE: Final = 0.04  # of its square that an ideograph leaves free on each side
ALIKE: Final = 0.3  # the same, where only the ink tells
ILLEGIBLE: Final = 0.6  # the confidence of half of the lines of a page that lies on its side or upside down
SAMPLE: Final = 12  # lines that tell which way is up
MOST_LINES: Final = 2_000  # of one page: more is a pattern, not print
MUCH: Final = 40_000  # pixels that a page's lines are wide at the networks' height, beyond which a sample is read first: twice a full form
LEGIBLE: Final = 2.0  # what a sample of lines scores at least (see _score): print upright 4 to 12, noise 1.2, print upside down 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading outside grids that is not to be relied on, and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Scanned:
    """A page read from pixels: the page, doubts about what stands outside its grids, notes about the whole page."""

    page: Page
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[Note, ...] = ()
    size: int = 0
    """How many characters were read."""
    legible: float = 1.0
    """The middle of the lines' confidences."""
    scrawls: tuple[Box, ...] = ()
    """Where ink outside the grids is no print, or could not be read at all, and where seals left scraps in cells."""


def read_page(picture: Pixels, number: int, dpi: float) -> Scanned:
    """The page that a picture shows; `number` counts from 1, `dpi` is how many pixels are an inch."""
    cv2.setNumThreads(1)
    found = _read(picture, number, dpi)
    turn = _turn(picture, dpi) if _illegible(found) else 0
    return _read(np.ascontiguousarray(np.rot90(picture, turn)), number, dpi) if turn else found


def _read(picture: Pixels, number: int, dpi: float) -> Scanned:
    sheet, notes = sheet_of(picture, dpi)
    em = cache(lambda: character_height(sheet.ink, dpi))  # of the whole page: asked for by few pages, then several times
    spans, scraps = _print_and_scraps(sheet, em)
    if pattern := _pattern(sheet, spans):
        spans, notes = [], [*notes, Note.of("page.too-dense")]
    read = readings([crop_of(sheet.grey, span, dpi) for span, _ in spans])
    if _middle(read, False) >= ILLEGIBLE:  # a page on its side has nothing to be read again
        crop, lines_of = (lambda grey, span: crop_of(grey, span, dpi)), (lambda ink, cell: cell_of(sheet, ink, cell, em()))
        read_sealed(sheet.grey, sheet.ruled, sheet.ink, crop, spans, read)
        read_again(sheet.grey, sheet.ink, crop, lines_of, spans, read)
    height, width = sheet.grey.shape
    size = width * POINTS / dpi, height * POINTS / dpi
    body = _body_size(spans, read)
    runs = [_run(span, cell, one, dpi, body, at) for at, ((span, cell), one) in enumerate(zip(spans, read, strict=True))]
    places, scrawled = scrawls(spans, read, dpi, size)
    lines = enumerate(zip(runs, spans, read, strict=True))
    told = [(run, span, one) for at, (run, (span, _), one) in lines if run.text and at not in scrawled]
    drawn = {run.first for run, span, one in told if run.cell == OUTSIDE and by_hand(span, one, body)}
    text, aside = ([run for run, _, _ in told if (run.first in drawn) is apart] for apart in (False, True))
    page = page_of(number, size, sheet.lattices, text, aside)
    mark(page.tables, runs, read, sheet.rules)
    doubts = [Doubt(run.text, _box(run)) for run, _, one in told if run.cell == OUTSIDE and _doubtful(one)]
    marks = (*places, *around(scraps, dpi))
    return Scanned(page, tuple(doubts), tuple(notes), sum(len(one.text) for one in read), _middle(read, pattern), marks)


def _middle(read: Sequence[Reading], pattern: bool) -> float:
    """The middle of the confidences of lines that read as something; where none does, 1, or 0 for a pattern."""
    return median([one.confidence for one in read if one.text] or [1.0 - pattern])


def _illegible(page: Scanned) -> bool:
    return page.legible < ILLEGIBLE


def _pattern(sheet: Sheet, spans: Sequence[tuple[Span, int]]) -> bool:
    """Whether a page is full of what is no print: to read noise takes a minute, and nothing comes of it."""
    if len(spans) > MOST_LINES:
        return True
    wide = sum(width_of(crop_of(sheet.grey, span, sheet.dpi)) for span, _ in spans)
    return wide > MUCH and _score(sheet, spans) < LEGIBLE


def _score(sheet: Sheet, spans: Sequence[tuple[Span, int]]) -> float:
    """How well a sample of the lines reads: the probability of a line's least likely character times its length, in the mean."""
    wide = [span for span, _ in spans if span.x1 - span.x0 > 2 * (span.y1 - span.y0)]
    return legibility(FAST_READER.read([crop_of(sheet.grey, span, sheet.dpi) for span in wide[:: max(len(wide) // SAMPLE, 1)][:SAMPLE]]))


def legibility(texts: Sequence[Text]) -> float:
    """How well lines read: the probability of a line's least likely character times its length (up to SAMPLE), in the mean."""
    return sum(text.least * min(len(text.text), SAMPLE) for text in texts) / max(len(texts), 1)


def _turn(picture: Pixels, dpi: float) -> int:
    """How many quarter turns counter-clockwise set the page upright: those after which a sample of its lines reads best."""
    best, most = 0, LEGIBLE
    for turn in range(4):
        sheet, _ = sheet_of(np.ascontiguousarray(np.rot90(picture, turn)), dpi)
        score = _score(sheet, spans_of(sheet))
        if score > most:
            best, most = turn, score
    return best


def _doubtful(reading: Reading) -> bool:
    return bool(reading.text) and reading.confidence < LOW


def _print_and_scraps(sheet: Sheet, em: Callable[[], float]) -> tuple[list[tuple[Span, int]], list[Span]]:
    """The lines of the page that are print, and what seals left."""
    spans = spans_of(sheet)
    if sheet.ruled is sheet.grey:  # no seal
        return spans, []
    scraps = residue(sheet.grey, sheet.ruled, spans, em())
    return [line for at, line in enumerate(spans) if at not in scraps], [spans[at][0] for at in sorted(scraps)]


def crop_of(grey: Pixels, span: Span, dpi: float) -> Pixels:
    """The line's picture on its paper. A low line (a dash, a comma) keeps the height of its neighbours, or it would be blown up."""
    least = 10 * dpi / POINTS
    height = max(float(span.y1 - span.y0), 0.9 * least)
    pad = (height - (span.y1 - span.y0)) / 2 + MARGIN * height
    x0, x1 = max(int(span.x0 - 2 * MARGIN * height), 0), int(span.x1 + 2 * MARGIN * height) + 1
    top, bottom = round(span.y0 - pad), round(span.y1 + pad)
    return grey[max(top, 0) : bottom, x0:x1]


def _body_size(spans: Sequence[tuple[Span, int]], read: Sequence[Reading]) -> float:
    """The height in pixels of a character outside grids, as most lines there have it."""
    sizes = [size_by_width(span, one.text) for (span, cell), one in zip(spans, read, strict=True) if cell == OUTSIDE]
    known = [size for size in sizes if size]
    return float(median(known)) if known else 0.0


def _run(span: Span, cell: int, reading: Reading, dpi: float, body: float, at: int) -> Run:
    """The line as a run. The ink of a line tells little of its size (a bracket is high, a 一 low), its width more.

    A line of nearly the size of the others is of their size. A sign's ink fills a corner of its square.
    """
    scale = POINTS / dpi
    x0, y0, x1, y1 = (side * scale for side in span)
    em = y1 - y0
    if cell == OUTSIDE:
        by_width = size_by_width(span, reading.text)
        near = abs(by_width - body) <= SAME * body if by_width else abs(span.y1 - span.y0 - body) <= ALIKE * body
        em = (body if near else by_width or span.y1 - span.y0) * scale
        x0 -= HALF * em if reading.text[:1] in OPENING else FREE * em
        x1 += HALF * em if reading.text[-1:] in CLOSING else FREE * em
    return Run(reading.text, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), round(em, 2), cell, at)


def _box(run: Run) -> Box:
    return Box(run.x0, run.y0, run.x1, run.y1)
