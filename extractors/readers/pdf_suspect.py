"""Pages of a PDF whose text layer may say otherwise than the page shows: worth a second look at their pixels.

A text layer is a claim. Signs that it may be wrong: characters without a map to Unicode or of the private area, characters of scripts that
no such form is printed in, text that is not printed, a picture under text, a font that has no map at all.
"""

from __future__ import annotations

from typing import Final

import pypdfium2.raw as pdfium

from extractors.limits import Limits
from extractors.readers.pdf import read_upright
from extractors.readers.pdf_paths import PageObjects, read_objects
from extractors.readers.pdf_pdfium import Handle, PdfFile, opened, opened_page
from extractors.readers.pdf_runs import DOUBTFUL, PageRuns
from extractors.readers.pdf_scan import pictures_on, strange_in
from extractors.readers.pdfplumber_reader import pages_without_map
from extractors.tables.runs import Run

SLACK: Final = 1.0  # points


def suspect_pages(data: bytes, limits: Limits) -> frozenset[int]:
    """The pages, counted from 1. ReadError where PDFium cannot open the file."""
    with opened(data) as document:
        count = min(max(pdfium.FPDF_GetPageCount(document), 0), limits.pages)
        found = {index + 1 for index in range(count) if _suspect(document, index)}
    return pages_without_map(data, limits.pages).union(found)


def _suspect(document: object, index: int) -> bool:
    with opened_page(PdfFile(document), index) as opened_one:
        if opened_one is None:
            return False
        objects = read_objects(opened_one.page)
        read = read_upright(opened_one, objects).text
        return bool(read.runs) and (_wrong(read, objects) or (objects.pictures > 0 and _on_picture(opened_one.page, read)))


def _wrong(read: PageRuns, objects: PageObjects) -> bool:
    if read.garbled or read.hidden or objects.hidden:
        return True
    return any(DOUBTFUL.search(run.text) or strange_in(run.text) for run in read.runs)


def _on_picture(page: Handle, read: PageRuns) -> bool:
    """Whether text stands on a picture, which may show other text."""
    boxes = [read.view.box_of(*sides) for sides in pictures_on(page)]
    return any(_holds(box, run) for box in boxes for run in read.runs)


def _holds(box: tuple[float, float, float, float], run: Run) -> bool:
    x0, y0, x1, y1 = box
    x, y = (run.x0 + run.x1) / 2, (run.y0 + run.y1) / 2
    return x0 - SLACK <= x <= x1 + SLACK and y0 - SLACK <= y <= y1 + SLACK
