"""The visible part of a PDF page where the file does not say it in a way that PDFium reads.

PDFium takes a page whose /MediaBox it cannot read (numbers with an exponent, names, too few of them) for Letter at the origin; other
viewers read some of these. Text that all lies outside that is not hidden: it is a page of another size.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2.raw as pdfium

from extractors.document import Box
from extractors.readers.pdf_pdfium import Handle, loose_char_box, page_box, text_pointer

_ASSUMED: Final = Box(0.0, 0.0, 612.0, 792.0)
_MARGIN: Final = 36.0  # points around the text
_LARGEST: Final = 14_400.0  # points, the largest page that the format knows


def seen_box(page: Handle, text: Handle) -> Box:
    """The visible part of a page in PDF's coordinates; where PDFium assumed it and no text is in it, what encloses the text."""
    box = page_box(page)
    if box != _ASSUMED:
        return box
    x0 = y0 = float("inf")
    x1 = y1 = float("-inf")
    for left, bottom, right, top in _characters(text):
        if left < box.x1 and right > box.x0 and bottom < box.y1 and top > box.y0:
            return box
        x0, y0, x1, y1 = min(x0, left), min(y0, bottom), max(x1, right), max(y1, top)
    if not (0 < x1 - x0 < _LARGEST and 0 < y1 - y0 < _LARGEST):
        return box
    return Box(x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN)


def _characters(text: Handle) -> Iterator[tuple[float, float, float, float]]:
    """The left, bottom, right and top of each character."""
    rect = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(text_pointer(text))):
        if loose_char_box(text, index, ctypes.byref(rect)) and rect.right > rect.left:
            yield rect.left, rect.bottom, rect.right, rect.top
