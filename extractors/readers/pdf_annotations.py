"""The annotations of a page: what its readers remarked, what was typed into its fields, and what was set on it from outside.

    annotations ──fields and typed text with an appearance──> part of the page (flattened)
                ──fields and typed text without one──> Typed: text with its place
                ──stamps, watermarks, typed remarks──> Foreign: their place, by which the text in them is known

Source: ISO 32000-1, 12.5 (annotations), 12.7 (forms).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.readers.pdf_covers import Sides

MAX_ANNOTATIONS = 20_000
MAX_TEXT = 20_000  # bytes of UTF-16
REMARKS = frozenset({pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_STRIKEOUT})
UNSEEN: Final = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
STAMP: Final = "text.stamp"
ANNOTATION: Final = "text.annotation"
WATERMARK: Final = "text.watermark"
FOREIGN: Final = {
    pdfium.FPDF_ANNOT_STAMP: STAMP,
    pdfium.FPDF_ANNOT_WATERMARK: WATERMARK,
    pdfium.FPDF_ANNOT_FREETEXT: ANNOTATION,
}
TEXT_FIELDS: Final = frozenset({pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX})
TICKED: Final = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
# The colour of a default appearance string: operands and the operator g (grey) or rg (red, green, blue).
_COLOUR: Final = re.compile(r"([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+rg\b")


@dataclass(frozen=True, slots=True)
class Typed:
    """Text typed into a field or onto the page: its rectangle in PDF's coordinates. `code`: its finding where it is no part of the form."""

    text: str
    sides: Sides
    code: str = ""
    red: bool = False


@dataclass(slots=True, eq=False)
class Annotations:
    """What the annotations of a page bring.

    `remarks` are the notes of readers, `struck` the rectangles of text that one struck out; `typed` is text without an appearance;
    `foreign` are the rectangles of what was set on the page, each with the code of its finding; `fields` hold what each field says whose
    appearance was made part of the page.
    """

    remarks: list[str] = field(default_factory=list)
    struck: list[Sides] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    foreign: list[tuple[str, Sides]] = field(default_factory=list)
    fields: list[Typed] = field(default_factory=list)
    flattened: bool = False


NO_ANNOTATIONS: Final = Annotations()


def annotations_of(document: Any, page: Any, regenerated: Callable[[], bool]) -> Annotations:
    """The annotations of a page in the file's order; those that are not to be made part of it are taken off it.

    `regenerated`: whether viewers draw the fields of this file anew from their values.
    """
    out = Annotations()
    gone = []
    with _form(document, page) as form:
        for index, kind, annotation in _annotations(page):
            if pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN or _take(out, kind, annotation, form, regenerated):
                gone.append(index)
    for index in reversed(gone):
        pdfium.FPDFPage_RemoveAnnot(page, index)
    return out


def _take(out: Annotations, kind: int, annotation: Any, form: Any, regenerated: Callable[[], bool]) -> bool:
    """Notes what an annotation brings; whether it is to be taken off the page."""
    contents = _contents(annotation)
    if kind in REMARKS and contents:
        out.remarks.append(contents)
    if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
        out.struck += _quads(annotation)
        return True
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        return _take_field(out, annotation, form, regenerated)
    if kind in FOREIGN:
        if _has_appearance(annotation):
            out.foreign.append((FOREIGN[kind], _rectangle(annotation)))
        elif kind == pdfium.FPDF_ANNOT_FREETEXT and contents:
            out.typed.append(Typed(contents, _rectangle(annotation), ANNOTATION, _is_red(annotation)))
    return False


def _take_field(out: Annotations, annotation: Any, form: Any, regenerated: Callable[[], bool]) -> bool:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1
    shown = _has_appearance(annotation)
    if kind in TEXT_FIELDS:
        value = utf16(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation).strip()
        if shown and not regenerated():
            if value:
                out.fields.append(Typed(value, _rectangle(annotation)))
            return False
        if value:
            out.typed.append(Typed(value, _rectangle(annotation)))
        return True
    if kind in TICKED and not shown:
        out.typed.append(Typed("☑" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "□", _rectangle(annotation)))
    return False


@contextmanager
def _form(document: Any, page: Any) -> Iterator[Any]:
    """What PDFium needs to know about fields, where the page has some."""
    if not any(kind == pdfium.FPDF_ANNOT_WIDGET for _, kind, _ in _annotations(page)):
        yield None
        return
    info = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, info)
    try:
        yield form
    finally:
        if form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(form)


def _contents(annotation: Any) -> str:
    return utf16(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()


def _has_appearance(annotation: Any) -> bool:
    """Whether an appearance is stored that draws something."""
    return bool(pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)


def _rectangle(annotation: Any) -> Sides:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    return min(rect.left, rect.right), min(rect.bottom, rect.top), max(rect.left, rect.right), max(rect.bottom, rect.top)


def _quads(annotation: Any) -> list[Sides]:
    """The rectangles around the quadrilaterals that an annotation marks."""
    points = pdfium.FS_QUADPOINTSF()
    out = []
    for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), MAX_ANNOTATIONS)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            xs, ys = (points.x1, points.x2, points.x3, points.x4), (points.y1, points.y2, points.y3, points.y4)
            out.append((min(xs), min(ys), max(xs), max(ys)))
    return out


def _is_red(annotation: Any) -> bool:
    """Whether the text of an annotation without an appearance is set in red, as remarks are."""
    found = _COLOUR.search(utf16(pdfium.FPDFAnnot_GetStringValue, annotation, b"DA"))
    return found is not None and is_red(tuple(round(255 * float(part)) for part in found.groups()))


def is_red(ink: tuple[int, ...]) -> bool:
    """Whether a colour (red, green, blue from 0 to 255) is a red one."""
    return ink[0] > 140 and max(ink[1], ink[2]) < ink[0] / 2


def _annotations(page: Any) -> Iterator[tuple[int, int, Any]]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield index, pdfium.FPDFAnnot_GetSubtype(annotation), annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def utf16(call: Any, *arguments: Any) -> str:
    """A text that PDFium writes into a buffer as UTF-16, in two calls: its size, then itself."""
    size = min(call(*arguments, None, 0), MAX_TEXT)
    if size < 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    untyped = call.argtypes[-2] is ctypes.c_void_p
    call(*arguments, buffer if untyped else ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\x00")
