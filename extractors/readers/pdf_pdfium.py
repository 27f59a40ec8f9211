"""PDFium, opened and closed: handles, errors, and the calls that are made once a character.

PDFium is not thread-safe, not even for two documents: whoever reads takes LOCK for as long as a file is open, and a batch
works in processes. The frequent calls are bound without argument types, which ctypes checks three times faster (0.3 for
1.0 microseconds); each such call passes its handles as c_void_p, never as a bare int, which would be cut to 32 bits.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from extractors.document import Box
from extractors.errors import ReadError
from extractors.readers.pdf_annotations import NO_ANNOTATIONS, Annotations, annotations_of
from extractors.readers.pdf_covers import Sides

LOCK: Final = RLock()
END_WINDOW = 2048  # bytes at the end of a file within which %%EOF stands, even where a mail program added something


class Handle(ctypes.c_void_p):
    """A pointer of PDFium's. A subclass, so that ctypes hands it over whole and does not make an int of it."""


def _frequent(name: str, result: Any = ctypes.c_int) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


loose_char_box: Final = _frequent("FPDFText_GetLooseCharBox")
char_unicode: Final = _frequent("FPDFText_GetUnicode", ctypes.c_uint)
char_angle: Final = _frequent("FPDFText_GetCharAngle", ctypes.c_float)
is_generated: Final = _frequent("FPDFText_IsGenerated")
unmapped: Final = _frequent("FPDFText_HasUnicodeMapError")
text_object: Final = _frequent("FPDFText_GetTextObject", ctypes.c_void_p)
page_object: Final = _frequent("FPDFPage_GetObject", Handle)
form_object: Final = _frequent("FPDFFormObj_GetObject", Handle)
object_type: Final = _frequent("FPDFPageObj_GetType")
object_bounds: Final = _frequent("FPDFPageObj_GetBounds")
object_matrix: Final = _frequent("FPDFPageObj_GetMatrix")
render_mode: Final = _frequent("FPDFTextObj_GetTextRenderMode")
count_segments: Final = _frequent("FPDFPath_CountSegments")
path_segment: Final = _frequent("FPDFPath_GetPathSegment", Handle)
segment_point: Final = _frequent("FPDFPathSegment_GetPoint")
segment_type: Final = _frequent("FPDFPathSegment_GetType")
segment_close: Final = _frequent("FPDFPathSegment_GetClose")
draw_mode: Final = _frequent("FPDFPath_GetDrawMode")
fill_color: Final = _frequent("FPDFPageObj_GetFillColor")
stroke_color: Final = _frequent("FPDFPageObj_GetStrokeColor")
stroke_width: Final = _frequent("FPDFPageObj_GetStrokeWidth")
has_transparency: Final = _frequent("FPDFPageObj_HasTransparency")
clip_path: Final = _frequent("FPDFPageObj_GetClipPath", Handle)
count_clip_paths: Final = _frequent("FPDFClipPath_CountPaths")
count_clip_segments: Final = _frequent("FPDFClipPath_CountPathSegments")
clip_segment: Final = _frequent("FPDFClipPath_GetPathSegment", Handle)
count_marks: Final = _frequent("FPDFPageObj_CountMarks")
text_font: Final = _frequent("FPDFTextObj_GetFont", Handle)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document of the bytes; ReadError "encrypted", "truncated" or "corrupt" where PDFium cannot open it."""
    with LOCK:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise _refusal(data, pdfium.FPDF_GetLastError())
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


def _refusal(data: bytes, code: int) -> ReadError:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ReadError("encrypted")
    return ReadError("corrupt" if ends(data) else "truncated")


def ends(data: bytes) -> bool:
    """Whether the file has its end: a PDF closes with %%EOF."""
    return b"%%EOF" in data[-END_WINDOW:]


@dataclass(frozen=True, slots=True, eq=False)
class PdfFile:
    """An open file. `layers` are the characters in layers that are switched off, by page from 0 (see `pdf_layers`).

    `regenerated`: whether viewers draw its fields anew from their values.
    """

    document: Any
    layers: Mapping[int, Sequence[tuple[str, Sides]]] = field(default_factory=dict)
    regenerated: Callable[[], bool] = lambda: False


class OpenPage(NamedTuple):
    """A page and its text page, open until the end of their context, its annotations and its number, from 0."""

    page: Handle
    text: Handle
    annotations: Annotations
    file: PdfFile
    number: int


@contextmanager
def opened_page(file: PdfFile, index: int) -> Iterator[OpenPage | None]:
    """The page at an index from 0; None where PDFium cannot load it."""
    page, annotations = _loaded(file, index)
    if not page:
        yield None
        return
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield OpenPage(_handle(page), _handle(text), annotations, file, index) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _loaded(file: PdfFile, index: int) -> tuple[Any, Annotations]:
    """The page, with the appearance of its annotations (fields filled in) made part of it, and what its annotations bring."""
    page = pdfium.FPDF_LoadPage(file.document, index)
    if not page or pdfium.FPDFPage_GetAnnotCount(page) < 1:
        return page, NO_ANNOTATIONS
    found = annotations_of(file.document, page, file.regenerated)
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(file.document, index)
        found.flattened = True
    return page, found


def _handle(pointer: Any) -> Handle:
    return Handle(ctypes.cast(pointer, ctypes.c_void_p).value)


def page_box(page: Handle) -> Box:
    """The visible part of a page in PDF's own coordinates: y0 is its lower edge."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page_pointer(page), rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top)


def page_pointer(page: Handle) -> Any:
    """The handle as the typed calls want it."""
    return ctypes.cast(page, pdfium.FPDF_PAGE)


def text_pointer(text: Handle) -> Any:
    """The handle of a text page as the typed calls want it."""
    return ctypes.cast(text, pdfium.FPDF_TEXTPAGE)
