"""A second opinion on a PDF: the cells on which another parser reads otherwise become findings."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.grid.compare import differing_cells
from extractors.limits import Limits
from normalizers.notes import Note


def cross_checked(document: Document, data: bytes, limits: Limits) -> Document:
    """The document, with a remark for each cell that pdfplumber reads otherwise; one remark where it cannot read the file."""
    from extractors.readers import pdfplumber_reader

    try:
        second = pdfplumber_reader.read(data, limits)
    except ReadError as error:
        return replace(document, remarks=(*document.remarks, Remark(Note.of("crosscheck.failed", why=error.code))))
    found = (
        Remark(Note.of("crosscheck.cell", raw=difference.first or "", other=difference.second or ""), difference.where)
        for difference in differing_cells(document, second)
    )
    return replace(document, remarks=(*document.remarks, *found))
