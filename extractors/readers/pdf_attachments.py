"""Files that are attached to a PDF: in its own list (a portfolio is nothing else), and by annotations of its pages.

Source: ISO 32000-1, 7.11.4 (embedded files), 12.3.5 (collections), 12.5.6.15 (file attachment annotations).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.errors import ReadError
from extractors.readers.pdf_annotations import utf16
from extractors.readers.pdf_pdfium import opened
from extractors.readers.pdf_traits import Traits

MOST: Final = 1_000  # attachments of one file
MOST_PAGES: Final = 2_000  # whose annotations are looked at


def may_have_attachments(traits: Traits) -> bool:
    """Whether something may be attached to a PDF: names in its bytes tell, without opening it."""
    return traits.may_have(b"/EF")  # which a file specification with its file has


def attached_names(data: bytes) -> list[str]:
    """The names of the files attached to a PDF, in its order; none where it cannot be opened."""
    try:
        with opened(data) as document:
            return [_name(attachment, place) for place, attachment in enumerate(_attachments(document))]
    except ReadError:
        return []


def attached_file(data: bytes, place: int, limit: int) -> bytes:
    """The bytes of an attachment by its place among the names. ReadError: unreadable (it has none), too-large; as `opened`."""
    with opened(data) as document:
        for at, attachment in enumerate(_attachments(document)):
            if at == place:
                return _content(attachment, limit)
    raise ReadError("unreadable", "it is attached no more", "附件已不存在")


def _content(attachment: Any, limit: int) -> bytes:
    size = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, size):
        raise ReadError("unreadable", "the attachment cannot be read", "附件无法读取")
    if size.value > limit:
        raise ReadError("too-large", f"more than {limit >> 20} MiB", f"超过 {limit >> 20} MiB")
    buffer = ctypes.create_string_buffer(size.value)
    if size.value and not pdfium.FPDFAttachment_GetFile(attachment, buffer, size.value, size):
        raise ReadError("unreadable", "the attachment cannot be read", "附件无法读取")
    return buffer.raw[: size.value]


def _name(attachment: Any, place: int) -> str:
    """The last part of the name of an attachment; its place where it has none."""
    name = utf16(pdfium.FPDFAttachment_GetName, attachment).replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in name if char.isprintable()).strip(" .") or str(place + 1)


def _attachments(document: Any) -> Iterator[Any]:
    """Each attachment, valid until the next."""
    count = 0
    for index in range(min(pdfium.FPDFDoc_GetAttachmentCount(document), MOST)):
        if attachment := pdfium.FPDFDoc_GetAttachment(document, index):
            count += 1
            yield attachment
    for number in range(min(pdfium.FPDF_GetPageCount(document), MOST_PAGES)):
        with _page(document, number) as page:
            for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST - count) if page else 0):
                annotation = pdfium.FPDFPage_GetAnnot(page, index)
                if not annotation:
                    continue
                if attachment := _attached_by(annotation):
                    count += 1
                    yield attachment
                pdfium.FPDFPage_CloseAnnot(annotation)


def _attached_by(annotation: Any) -> Any:
    if pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_FILEATTACHMENT:
        return None
    return pdfium.FPDFAnnot_GetFileAttachment(annotation)


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, number)
    try:
        yield page
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)
