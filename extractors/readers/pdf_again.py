"""The text of a page without some of its text objects.

PDFium drops a character that is printed again near its own place. Where the first of the two is not seen, the second is what a viewer
shows: it is found by reading the page once more without the objects of what is unseen.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf_paths import TEXT, PageObjects, read_objects
from extractors.readers.pdf_pdfium import Handle, OpenPage


@contextmanager
def text_without(opened: OpenPage, gone: Collection[int]) -> Iterator[tuple[Handle, list[int]] | None]:
    """A text page of the same page without the text objects at some indices, and the addresses of all its text objects.

    None where the page cannot be read once more.
    """
    page = pdfium.FPDF_LoadPage(opened.file.document, opened.number)
    if not page:
        yield None
        return
    removed: list[Any] = []
    text = None
    try:
        objects = read_objects(Handle(ctypes.cast(page, ctypes.c_void_p).value))
        addresses = [item.value or 0 for item in objects.texts]
        removed += _removed(page, objects, gone)
        text = pdfium.FPDFText_LoadPage(page)
        yield (Handle(ctypes.cast(text, ctypes.c_void_p).value), addresses) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        for item in removed:
            pdfium.FPDFPageObj_Destroy(item)
        pdfium.FPDF_ClosePage(page)


def _removed(page: Any, objects: PageObjects, gone: Collection[int]) -> Iterator[Any]:
    """Takes the text objects at some indices off the page; those that were taken."""
    index = 0
    for level in objects.levels:
        for item, kind in zip(level.objects, level.types, strict=True):
            if kind != TEXT:
                continue
            pointer = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
            if index in gone:
                form = ctypes.cast(level.parent, pdfium.FPDF_PAGEOBJECT) if level.parent is not None else None
                done = pdfium.FPDFFormObj_RemoveObject(form, pointer) if form else pdfium.FPDFPage_RemoveObject(page, pointer)
                if done:
                    yield pointer
            index += 1
