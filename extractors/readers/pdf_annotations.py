"""The annotations of a page: what its readers remarked on it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

MAX_ANNOTATIONS = 20_000
MAX_TEXT = 20_000  # bytes of UTF-16
REMARKS = frozenset({pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_STRIKEOUT})


def remarks_on(page: Any) -> list[str]:
    """What readers of the page noted on it, in the file's order."""
    return [text for kind, annotation in _annotations(page) if kind in REMARKS and (text := _contents(annotation))]


def _contents(annotation: Any) -> str:
    return utf16(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield pdfium.FPDFAnnot_GetSubtype(annotation), annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def utf16(call: Any, *arguments: Any) -> str:
    """A text that PDFium writes into a buffer as UTF-16, in two calls: its size, then itself."""
    size = min(call(*arguments, None, 0), MAX_TEXT)
    if size < 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if len(arguments) > 1 else buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\x00")
