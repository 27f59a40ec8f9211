"""PDF with a text layer, on PDFium's characters and path segments, with a grid finder of our own.

    page ──objects──> rules ──lattices──> cells ─┐
         ──text page──> characters with boxes ───┴──runs──> Page;  pages ──layout.pages──> Document

One page is open at a time. PDFium is used from one thread only (see pdf_pdfium).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Document, Remark, Where
from extractors.errors import ReadError
from extractors.grid.lattice import Lattice, TooDense, rules_to_lattices
from extractors.grid.rules import join_pieces
from extractors.grid.runs import Run, cells_of, runs_of
from extractors.layout.pages import pages_to_blocks
from extractors.layout.pages_model import Page, nest, page_of
from extractors.limits import Limits
from extractors.readers.pdf_chars import PageText, mark_garbled, read_chars
from extractors.readers.pdf_paths import SHORT, PageObjects, read_objects, rules_of
from extractors.readers.pdf_pdfium import Handle, char_angle, ends, opened, opened_page, page_box, page_pointer
from extractors.readers.pdf_view import View
from normalizers.notes import Note

FORMAT = "pdf"
METHOD = "pdf-text"
# Remarks that mean loss; text that nobody sees on the page is only named.
LOSSY = frozenset({"file.truncated", "page.unreadable", "page.no-text", "page.garbled", "page.too-dense"})
QUARTER = math.pi / 2
DIAGONAL = 0.2  # radians off upright: text that is neither upright nor at a right angle is a watermark


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that a PDF prints.

    ReadError: "empty", "too-large", "encrypted" (a password is needed), "truncated", "corrupt", "no-text" (no page has a text layer).
    A page without text or one that cannot be loaded makes the document partial, with a remark.
    """
    limits = limits or Limits()
    if not data:
        raise ReadError("empty")
    if len(data) > limits.bytes:
        raise ReadError("too-large", f"{len(data)} bytes of PDF", f"PDF {len(data)} 字节")
    with opened(data) as document:
        pages, remarks, count = _pages(document, limits)
    if not ends(data):
        remarks.append(Remark(Note.of("file.truncated")))
    lossy = any(remark.note.code in LOSSY for remark in remarks)
    return Document(FORMAT, METHOD, pages_to_blocks(pages), count, tuple(remarks), lossy)


def _pages(document: Any, limits: Limits) -> tuple[list[Page], list[Remark], int]:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise ReadError("corrupt", "it has no pages", "没有页面")
    if count > limits.pages:
        raise ReadError("too-large", f"{count} pages", f"共 {count} 页")
    pages: list[Page] = []
    remarks: list[Remark] = []
    characters = 0
    for index in range(count):
        page, notes, size = _page(document, index)
        characters += size
        if characters > limits.characters:
            raise ReadError("too-large", f"more than {limits.characters} characters", f"超过 {limits.characters} 字")
        pages.append(page)
        remarks.extend(Remark(note, Where(index + 1)) for note in notes)
    if not any(page.lines or page.tables for page in pages):
        raise ReadError("no-text")
    return pages, remarks, count


def _page(document: Any, index: int) -> tuple[Page, list[Note], int]:
    with opened_page(document, index) as handles:
        if handles is None:
            return Page(index + 1, 0.0, 0.0), [Note.of("page.unreadable")], 0
        page, text = handles
        objects = read_objects(page)
        view = View(page_box(page), pdfium.FPDFPage_GetRotation(page_pointer(page)))
        reading = _read(text, objects, view)
        turn = _turn(reading)
        if turn != view.turn:
            reading = _read(text, objects, View(view.box, turn))
    chars = reading.chars
    notes = reading.notes + _notes(chars, objects, bool(reading.runs))
    size = chars.view.width, chars.view.height
    if not reading.runs or 2 * chars.garbled > int(chars.kept.sum()):
        return Page(index + 1, *size), notes, 0
    return page_of(index + 1, size, reading.lattices, *_upright(reading)), notes, len(chars.text)


@dataclass(slots=True, eq=False)
class _Reading:
    """A page read one way up: characters, lattices, runs and the angle of each run."""

    chars: PageText
    lattices: list[Lattice]
    runs: list[Run]
    angles: list[float]
    notes: list[Note]


def _read(text: Handle, objects: PageObjects, view: View) -> _Reading:
    chars = read_chars(text, view, frozenset(objects.hidden))
    lattices, notes = _lattices(objects, chars)
    runs = _runs(chars, lattices)
    if mark_garbled(chars, text, [run.first for run in runs]):
        runs = _runs(chars, lattices)
    angles = list(map(char_angle, repeat(text), [run.first for run in runs]))
    return _Reading(chars, lattices, runs, angles, notes)


def _runs(chars: PageText, lattices: list[Lattice]) -> list[Run]:
    return runs_of(chars.text, chars.boxes, cells_of(chars.boxes, lattices), chars.kept)


def _turn(reading: _Reading) -> int:
    """The quarter turns clockwise after which most of the text stands upright; the page's own rotation where none says otherwise."""
    turn = reading.chars.view.turn
    upright = -turn * QUARTER
    if all(abs(math.remainder(angle - upright, 4 * QUARTER)) < DIAGONAL for angle in reading.angles):
        return turn
    votes = [0, 0, 0, 0]
    for run, angle in zip(reading.runs, reading.angles, strict=True):
        votes[round(-angle / QUARTER) % 4] += len(run.text)
    return max(range(4), key=lambda at: (votes[at], at == turn))


def _notes(chars: PageText, objects: PageObjects, text: bool) -> list[Note]:
    """What a person who looks at the page sees otherwise than it is read."""
    notes = []
    if not text and not objects.blank:
        notes.append(Note.of("page.no-text"))
    if chars.garbled:
        notes.append(Note.of("page.garbled", count=str(chars.garbled)))
    if chars.hidden:
        notes.append(Note.of("page.hidden-text", count=str(chars.hidden)))
    if chars.outside:
        notes.append(Note.of("page.text-outside", count=str(chars.outside)))
    return notes


def _lattices(objects: PageObjects, chars: PageText) -> tuple[list[Lattice], list[Note]]:
    if objects.too_many:
        return [], [Note.of("page.too-dense")]
    horizontal, vertical = ([rule for rule in join_pieces(pieces) if rule[2] - rule[1] > SHORT] for pieces in rules_of(objects, chars.view))
    if not horizontal or not vertical:
        return [], []
    try:
        return nest(rules_to_lattices(horizontal, vertical), chars.view.width * chars.view.height), []
    except TooDense:
        return [], [Note.of("page.too-dense")]


def _upright(reading: _Reading) -> tuple[list[Run], list[Run]]:
    """The runs, those of a watermark apart: text set at a slant."""
    slanted = [abs(math.remainder(angle, QUARTER)) > DIAGONAL for angle in reading.angles]
    if not any(slanted):
        return reading.runs, []
    pairs = list(zip(reading.runs, slanted, strict=True))
    return [run for run, off in pairs if not off], [run for run, off in pairs if off]
