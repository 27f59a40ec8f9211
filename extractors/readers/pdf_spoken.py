"""Text that a file gives for reading aloud (/ActualText) in the place of what it draws: PDFium hands out the one, a viewer shows the other.

Source: ISO 32000-1, 14.9.4. Most such text is what is drawn (a hyphen, a ligature); the drawn text counts wherever it has characters.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.readers.pdf_paths import PageObjects
from extractors.readers.pdf_pdfium import Handle, OpenPage, page_pointer

ACTUAL_TEXT: Final = b"ActualText"


@contextmanager
def drawn_text(opened: OpenPage, objects: PageObjects) -> Iterator[Handle | None]:
    """A text page of what is drawn; None where no text object of the page has another text. The page has lost these texts then."""
    if not sum(map(_without_actual_text, objects.texts)):
        yield None
        return
    text = pdfium.FPDFText_LoadPage(page_pointer(opened.page))
    try:
        yield Handle(ctypes.cast(text, ctypes.c_void_p).value) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


def _without_actual_text(item: Handle) -> int:
    """Takes the marks with a text from a text object; how many there were."""
    pointer: Any = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
    removed = 0
    for index in reversed(range(max(pdfium.FPDFPageObj_CountMarks(pointer), 0))):
        mark = pdfium.FPDFPageObj_GetMark(pointer, index)
        if mark and pdfium.FPDFPageObjMark_GetParamValueType(mark, ACTUAL_TEXT) != pdfium.FPDF_OBJECT_UNKNOWN:
            removed += bool(pdfium.FPDFPageObj_RemoveMark(pointer, mark))
    return removed
