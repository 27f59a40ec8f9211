"""A second opinion on a PDF: the cells on which another parser, or the ink of a suspect page, reads otherwise become findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.grid.compare import differing_cells
from extractors.limits import Limits
from extractors.ocr import available
from extractors.scanning import NEVER, Scanning
from normalizers.notes import Note

SUSPECT: Final = frozenset({"page.garbled", "page.hidden-text"})
"""Remarks on pages whose text layer may not be what they show."""


def cross_checked(document: Document, data: bytes, limits: Limits, scanning: Scanning = NEVER) -> Document:
    """The document, with a remark for each cell that pdfplumber reads otherwise; one remark where it cannot read the file.

    Pages whose text layer is suspect are also read from their pixels, where `scanning` allows it, and compared with that.
    """
    from extractors.readers import pdfplumber_reader

    try:
        second = pdfplumber_reader.read(data, limits)
        found = [*_differences(document, second), *_against_ink(document, data, limits, scanning)]
    except ReadError as error:
        found = [Remark(Note.of("crosscheck.failed", why=error.code))]
    return replace(document, remarks=(*document.remarks, *found))


def _against_ink(document: Document, data: bytes, limits: Limits, scanning: Scanning) -> list[Remark]:
    """What the ink of the suspect pages says otherwise."""
    pages = frozenset(remark.where.page for remark in document.remarks if remark.note.code in SUSPECT and remark.where.page is not None)
    if not pages or scanning.mode == "never" or not available():
        return []
    from extractors.readers import pdf

    seen = pdf.read(data, limits, replace(scanning, mode="always", only=pages))
    return [remark for remark in _differences(document, seen) if remark.where.page in pages]


def _differences(first: Document, second: Document) -> list[Remark]:
    return [
        Remark(Note.of("crosscheck.cell", raw=difference.first or "", other=difference.second or ""), difference.where)
        for difference in differing_cells(first, second)
    ]
