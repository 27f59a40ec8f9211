"""A second opinion on a PDF: the cells on which another parser reads otherwise become findings, and so do those whose pixels say otherwise.

    text layer ──pdfplumber──> cells that differ
               ──pages whose text layer is suspect ──pixels──> cells in whose place something else is seen

No value is ever changed. Pages that were read from their pixels in the first place have no text layer to be compared with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from extractors.document import Cell, Document, Grid, Remark, Where, grid_pieces
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.scanning import Scanning
from extractors.tables.compare import Difference, cells_in_place, differing_cells, key_of
from normalizers.notes import Note

if TYPE_CHECKING:
    from extractors.converting import Converting
    from extractors.source import Source

PARSER, PIXELS, CALC = "pdfplumber", "OCR", "LibreOffice Calc"
_GENERAL: Final = 8  # significant decimals that General prints at least
MOST_PAGES: Final = 8  # read from pixels for a second opinion: some 3 s each, and the first opinion must not be lost to a time limit


def cross_checked(document: Document, data: bytes, limits: Limits, scanning: Scanning | None = None) -> Document:
    """The document, with a remark for each cell that a second reader reads otherwise; one remark where that cannot read the file.

    `scanning`: how the document was read; "never" asks for no reading of pixels, and "always" leaves none to be compared with text.
    """
    pixels = frozenset(cell.where.page for cell in _cells(document) if cell.confidence is not None)
    remarks, doubted = _parsed(document, data, limits, pixels)
    scanning = scanning or Scanning()
    if scanning.mode == "auto":
        remarks += _seen(document, data, limits, scanning.dpi, (doubted | _suspects(data, limits)) - pixels)
    return replace(document, remarks=(*document.remarks, *remarks))


def cross_checked_workbook(document: Document, source: Source, limits: Limits, converting: Converting) -> Document:
    """The document of a workbook, with a remark for each cell that LibreOffice Calc shows otherwise; one where it cannot open the file.

    Numbers that differ in the last decimals that General prints are the same: programs give it different widths.
    """
    from extractors.convert import to_ods
    from extractors.readers.sheets import ods

    try:
        second = ods.read(to_ods(source, limits, converting), limits)
    except ReadError as error:
        return replace(document, remarks=(*document.remarks, Remark(Note.of("crosscheck.failed", why=error.code))))
    shown = {(piece.where.sheet, piece.where.cell): piece.text for piece in second.pieces() if piece.where.cell}
    differing = [
        Difference(piece.where, piece.text, shown.get((piece.where.sheet, piece.where.cell), ""))
        for piece in document.pieces()
        if piece.where.cell and not _shows(piece.text, shown.get((piece.where.sheet, piece.where.cell), ""))
    ]
    return replace(document, remarks=(*document.remarks, *(_remark(CALC, difference) for difference in differing)))


def _shows(one: str, other: str) -> bool:
    """Whether two texts of a cell are the same but for white space and the decimals that General leaves out."""
    if key_of(one) == key_of(other):
        return True
    try:
        first, second = Decimal(one.replace(",", "")), Decimal(other.replace(",", ""))
    except InvalidOperation:
        return False
    return abs(first - second) <= abs(second).scaleb(-_GENERAL)


def _cells(document: Document) -> Iterator[Cell]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from grid_pieces(block)


def _parsed(document: Document, data: bytes, limits: Limits, pixels: frozenset[int | None]) -> tuple[list[Remark], frozenset[int]]:
    """What the second parser reads otherwise, and on which pages."""
    from extractors.readers import pdfplumber_reader

    try:
        second = pdfplumber_reader.read(data, limits)
    except ReadError as error:
        return [Remark(Note.of("crosscheck.failed", why=error.code))], frozenset()
    found = [difference for difference in differing_cells(document, second) if difference.where.page not in pixels]
    return [_remark(PARSER, difference) for difference in found], frozenset(one.where.page for one in found if one.where.page)


def _remark(reader: str, difference: Difference) -> Remark:
    note = Note.of("crosscheck.cell", raw=difference.first or "", other=difference.second or "", reader=reader)
    return Remark(note, difference.where)


def _suspects(data: bytes, limits: Limits) -> frozenset[int]:
    from extractors.readers.pdf_suspect import suspect_pages

    try:
        return suspect_pages(data, limits)
    except ReadError:  # what PDFium cannot open it cannot draw
        return frozenset()


def _seen(document: Document, data: bytes, limits: Limits, dpi: int, suspects: frozenset[int | None]) -> list[Remark]:
    """What the pixels of suspect pages show otherwise, and what could not be compared."""
    from extractors.ocr import available
    from extractors.readers import pdf

    pages = sorted(page for page in suspects if page is not None)
    if not pages:
        return []
    if not available():
        return [Remark(Note.of("crosscheck.no-ocr", count=str(len(pages))))]
    asked, left = pages[:MOST_PAGES], pages[MOST_PAGES:]
    try:
        second = pdf.read(data, limits, Scanning("never", dpi, frozenset(asked)))
    except ReadError as error:
        return [Remark(Note.of("crosscheck.failed", why=error.code))]
    remarks: list[Remark] = []
    unseen: dict[int, int] = {}
    for cell, other in cells_in_place(document, second, frozenset(asked)):
        if other is None or _unsure(other):
            unseen[cell.where.page or 0] = unseen.get(cell.where.page or 0, 0) + bool(cell.text)
        elif key_of(cell.text) != key_of(other.text):
            remarks.append(_remark(PIXELS, Difference(cell.where, cell.text, other.text)))
    remarks += [Remark(Note.of("crosscheck.unsure", count=str(count)), Where(page)) for page, count in sorted(unseen.items()) if count]
    return remarks + [Remark(Note.of("crosscheck.not-seen"), Where(page)) for page in left]


def _unsure(cell: Cell) -> bool:
    from extractors.ocr import LOW

    return cell.confidence is not None and cell.confidence < LOW
