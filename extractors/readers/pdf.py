"""PDF with a text layer, on PDFium's characters and path segments, with a grid finder of our own.

    page ──objects──> rules ──lattices──> cells ─┐
         ──text page──> characters with boxes ───┴──runs──> Page;  pages ──pages.blocks──> Document

One page is open at a time. PDFium is used from one thread only (see pdf_pdfium).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from itertools import repeat
from typing import Any, NamedTuple, cast

import pypdfium2.raw as pdfium

from extractors.collector import collector_resting
from extractors.document import Block, Box, Document, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.pages.blocks import pages_to_blocks
from extractors.pages.model import Page, nest
from extractors.pages.undecided import SeenPage, undecided_tables
from extractors.printing import HIDDEN
from extractors.readers.pdf_annotations import WATERMARK
from extractors.readers.pdf_boxes import seen_box
from extractors.readers.pdf_covers import Sides
from extractors.readers.pdf_damage import DAMAGES, repaired
from extractors.readers.pdf_expansion import refuse_expanding
from extractors.readers.pdf_outline import Entry, levelled, outline
from extractors.readers.pdf_paint import Painting
from extractors.readers.pdf_paths import SHORT, PageObjects, read_objects
from extractors.readers.pdf_pdfium import Handle, OpenPage, PdfFile, char_angle, ends, opened, opened_page, page_pointer
from extractors.readers.pdf_pictures import read_pictures
from extractors.readers.pdf_print import LeftOut
from extractors.readers.pdf_remarks import attachments_of, hidden_in, remarks_of, xfa_of
from extractors.readers.pdf_rules import rules_of
from extractors.readers.pdf_runs import PageRuns, doubtful_in, read_runs
from extractors.readers.pdf_scan import Scanner, scanned_by
from extractors.readers.pdf_sideways import in_reading_order
from extractors.readers.pdf_spoken import drawn_text
from extractors.readers.pdf_traits import Traits
from extractors.readers.pdf_view import View
from extractors.scanning import NEVER, Scanning
from extractors.tables.lattice import Lattice, TooDense, rules_to_lattices
from extractors.tables.rules import Rule, join_pieces
from extractors.tables.runs import Run
from normalizers.notes import Note

FORMAT = "pdf"
METHOD = "pdf-text"
# Remarks that mean loss; text that nobody sees on the page is only named.
LOSSY = DAMAGES | {"file.truncated", "page.unreadable", "page.no-text", "page.garbled", "page.too-dense"}
DAMAGED = frozenset({"corrupt", "truncated"})  # where the second reader, which is less strict, is asked (and loaded)
QUARTER = math.pi / 2
DIAGONAL = 0.2  # radians off upright: text that is neither upright nor at a right angle is a watermark


def read(data: bytes, limits: Limits | None = None, scanning: Scanning = NEVER) -> Document:
    """The document that a PDF prints; `scanning` says whether pages without a usable text layer are read from their pixels.

    ReadError: "empty", "too-large", "encrypted" (a password is needed), "truncated", "corrupt", "no-text" (no page has a text layer).
    A page without text or one that cannot be loaded makes the document partial, with a remark.
    """
    limits = limits or Limits()
    if not data:
        raise ReadError("empty")
    if len(data) > limits.bytes:
        raise ReadError("too-large", f"{len(data)} bytes of PDF", f"PDF {len(data)} 字节")
    data, damage = repaired(data)
    refuse_expanding(data)
    traits = Traits(data)
    try:
        with collector_resting(), opened(data) as document:
            pages_of = partial(_pages, _file(document, traits, limits), limits)
            scanner, (pages, remarks, count) = scanned_by(scanning, limits.scanned, pages_of)
            finish = partial(_finished, outline(document))
            undecided = undecided_tables([page.seen or page.page for page in pages], finish)
            blocks = finish([page.page for page in pages])
            remarks += xfa_of(document)
    except ReadError as refused:
        if refused.code not in DAMAGED:
            raise
        return _second_opinion(data, limits, refused)
    remarks += [Remark(note) for note in damage]
    if not ends(data):
        remarks.append(Remark(Note.of("file.truncated")))
    remarks += scanner.remarks(blocks)
    remarks += attachments_of(traits)
    lossy = any(remark.note.code in LOSSY for remark in remarks)
    return Document(FORMAT, scanner.method(METHOD, count), blocks, count, tuple(remarks), lossy, undecided=undecided)


def _finished(entries: Sequence[Entry], pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of the pages, with the levels that the outline gives to headings."""
    blocks = pages_to_blocks(pages)
    return levelled(blocks, entries) if entries else blocks


def _file(document: Any, traits: Traits, limits: Limits) -> PdfFile:
    """The open file with what its pages share: the text of layers that are off, whether fields are drawn anew."""
    layers: Mapping[int, Sequence[tuple[str, Sides]]] = {}
    if traits.may_have(b"/OCProperties"):
        layers = import_module("extractors.readers.pdf_layers").text_in_hidden_layers(traits.data, limits.pages)
    return PdfFile(document, layers, partial(traits.may_have, b"/NeedAppearances true"))


def _second_opinion(data: bytes, limits: Limits, refused: ReadError) -> Document:
    """What the second reader makes of a file that PDFium cannot open, with a remark; its refusal where that cannot either."""
    try:
        document = import_module("extractors.readers.pdfplumber_reader").read(data, limits)
    except ReadError:
        raise refused from None
    remark = Remark(Note.of("file.second-reader"))
    return cast("Document", replace(document, remarks=(*document.remarks, remark), partial=True))


class _ReadPage(NamedTuple):
    """A page with the tables that its rules draw, what was seen on it unless it was read from pixels, remarks, how long its text is."""

    page: Page
    seen: SeenPage | None = None
    remarks: Sequence[Remark] = ()
    size: int = 0


def _pages(file: PdfFile, limits: Limits, scanner: Scanner) -> tuple[list[_ReadPage], list[Remark], int]:
    count = pdfium.FPDF_GetPageCount(file.document)
    if count < 1:
        raise ReadError("corrupt", "it has no pages", "没有页面")
    if count > limits.pages:
        raise ReadError("too-large", f"{count} pages", f"共 {count} 页")
    pages: list[_ReadPage] = []
    remarks: list[Remark] = []
    characters = 0
    for index in range(count):
        page = _page(file, index, scanner)
        characters += page.size
        if characters > limits.characters:
            raise ReadError("too-large", f"more than {limits.characters} characters", f"超过 {limits.characters} 字")
        pages.append(page)
        remarks.extend(page.remarks)
    if not any(one.page.lines or one.page.tables for one in pages):
        if all(remark.note.code == "page.unreadable" for remark in remarks) and len(remarks) == count:
            raise ReadError("corrupt", "none of its pages can be opened", "所有页面均无法打开")
        raise ReadError("no-text", *scanner.advice())
    return pages, remarks, count


def _page(file: PdfFile, index: int, scanner: Scanner) -> _ReadPage:
    with opened_page(file, index) as opened_one:
        if opened_one is None:
            return _ReadPage(Page(index + 1, 0.0, 0.0), None, [Remark(Note.of("page.unreadable"), Where(index + 1))])
        page, comments = opened_one.page, opened_one.annotations.remarks
        objects = read_objects(page)
        reading = read_upright(opened_one, objects)
        if scan := scanner.reads(page, index + 1, objects, reading.text, bool(reading.lattices)):
            scan.page.comments = comments
            return _ReadPage(scan.page, size=scan.size)
        text_of = reading.text
        upright, slanted = _upright(reading)
        seen_there = objects, reading.lattices, upright, hidden_in(text_of)
        pictures = read_pictures(scanner, page, index + 1, text_of.view, seen_there) if objects.pictures else None
    text_of.left = [*text_of.left, *(LeftOut(WATERMARK, run) for run in slanted)]
    notes = [Remark(note, Where(index + 1)) for note in reading.notes] + remarks_of(text_of, objects, index + 1)
    size = text_of.view.width, text_of.view.height
    if 2 * text_of.garbled >= text_of.size:
        return _ReadPage(Page(index + 1, *size, comments=comments), None, notes)
    seen = SeenPage(index + 1, size, reading.lattices, upright, [*slanted, *text_of.over], comments, reading.rules)
    if pictures is None:
        return _ReadPage(seen.page(), seen, notes, text_of.size)
    seen = replace(seen, runs=[*upright, *pictures.runs])
    made = seen.page()
    made.tables = sorted([*made.tables, *pictures.tables], key=lambda table: table.ys[0])
    return _ReadPage(made, None if pictures.tables else seen, [*notes, *pictures.remarks], text_of.size)


@dataclass(slots=True, eq=False)
class PageReading:
    """A page read one way up: its text, lattices, level rules, and the angle of each run."""

    text: PageRuns
    lattices: list[Lattice]
    rules: list[Rule]
    angles: list[float]
    notes: list[Note]


def read_upright(opened: OpenPage, objects: PageObjects) -> PageReading:
    """The page as its text layer and its paths show it, the way up that most of its text stands."""
    view = View(seen_box(opened.page, opened.text), pdfium.FPDFPage_GetRotation(page_pointer(opened.page)))
    painting = Painting(opened, objects)
    reading = _read(opened.text, objects, view, painting)
    if reading.text.spoken:
        with drawn_text(opened, objects) as text:
            if text is not None:
                reading = _as_drawn(reading, _read(text, objects, view, painting))
    turn = _turn(reading)
    return reading if turn == view.turn else _read(opened.text, objects, View(view.box, turn), painting)


def _read(text: Handle, objects: PageObjects, view: View, painting: Painting) -> PageReading:
    horizontal, vertical = ([], []) if objects.too_many else map(join_pieces, rules_of(objects, view))
    lattices, notes = _lattices(objects, horizontal, vertical, view)
    found = read_runs(text, view, lattices, painting, horizontal)
    strikes = [rule for rule in found.strikes if rule[2] - rule[1] > SHORT]
    if strikes:  # they border no cells
        horizontal = [rule for rule in horizontal if rule not in strikes]
        lattices, notes = _lattices(objects, horizontal, vertical, view)
        found = replace(read_runs(text, view, lattices, painting, [*horizontal, *strikes]), strikes=strikes)
    angles = list(map(char_angle, repeat(text), [run.first for run in found.runs]))
    for at, run in enumerate(found.runs) if found.angles or found.typed else ():
        if run.first >= found.size:
            angles[at] = found.angles.get(run.first, -view.turn * QUARTER)
    level = [rule for rule in horizontal if rule[2] - rule[1] > SHORT]
    return PageReading(found, lattices, level, angles, notes)


def _as_drawn(spoken: PageReading, drawn: PageReading) -> PageReading:
    """The reading of what is drawn, unless the text to be read aloud is all there is; text that only that has is not shown."""
    if doubtful_in(drawn.text) > doubtful_in(spoken.text):
        return spoken
    shown = {run.text for run in drawn.text.runs}
    drawn.text.left = [*drawn.text.left, *(LeftOut(HIDDEN, run) for run in spoken.text.runs if run.text not in shown)]
    return drawn


def _turn(reading: PageReading) -> int:
    """The quarter turns clockwise after which most of the text stands upright; the page's own rotation where none says otherwise."""
    turn = reading.text.view.turn
    if all(abs(math.remainder(angle + turn * QUARTER, 4 * QUARTER)) < DIAGONAL for angle in set(reading.angles)):
        return turn
    votes = [0, 0, 0, 0]
    for run, angle in zip(reading.text.runs, reading.angles, strict=True):
        votes[round(-angle / QUARTER) % 4] += len(run.text)
    return max(range(4), key=lambda at: (votes[at], at == turn))


def _lattices(objects: PageObjects, horizontal: list[Rule], vertical: list[Rule], view: View) -> tuple[list[Lattice], list[Note]]:
    if objects.too_many:
        return [], [Note.of("page.too-dense")]
    horizontal, vertical = ([rule for rule in rules if rule[2] - rule[1] > SHORT] for rules in (horizontal, vertical))
    if not horizontal or not vertical:
        return [], []
    try:
        return nest(rules_to_lattices(horizontal, vertical), view.width * view.height), []
    except TooDense:
        return [], [Note.of("page.too-dense")]


def _upright(reading: PageReading) -> tuple[list[Run], list[Run]]:
    """The runs, each cell's in the order in which it is read, and those of a watermark apart: text set at a slant."""
    view = reading.text.view
    slanted = {angle for angle in set(reading.angles) if abs(math.remainder(angle, QUARTER)) > DIAGONAL}
    if not slanted:
        return in_reading_order(reading.text.runs, reading.angles, view), []
    pairs = list(zip(reading.text.runs, reading.angles, strict=True))
    level = [(run, angle) for run, angle in pairs if angle not in slanted]
    runs = in_reading_order([run for run, _ in level], [angle for _, angle in level], view)
    return runs, [run for run, angle in pairs if angle in slanted]


@dataclass(frozen=True, slots=True)
class PageGrids:
    """What was found on one page, to be drawn over it: rules as thin boxes, and the boxes of cells, in points from its top left.

    `turn` counts the quarter turns clockwise by which the page was set upright.
    """

    page: int
    width: float
    height: float
    rules: tuple[Box, ...]
    cells: tuple[Box, ...]
    turn: int = 0


def page_grids(data: bytes, limits: Limits | None = None) -> list[PageGrids]:
    """Rules and cells of each page as the reader found them. ReadError as `read`."""
    limits = limits or Limits()
    with opened(data) as document:
        count = min(pdfium.FPDF_GetPageCount(document), limits.pages)
        return [grids for index in range(count) if (grids := _page_grids(document, index)) is not None]


def _page_grids(document: Any, index: int) -> PageGrids | None:
    with opened_page(PdfFile(document), index) as opened_one:
        if opened_one is None:
            return None
        objects = read_objects(opened_one.page)
        reading = read_upright(opened_one, objects)
    view = reading.text.view
    horizontal, vertical = (join_pieces(pieces) for pieces in rules_of(objects, view))
    rules = [Box(x0, y, x1, y) for y, x0, x1 in horizontal] + [Box(x, y0, x, y1) for x, y0, y1 in vertical]
    cells = [lattice.cell_box(at) for lattice in reading.lattices for at in range(len(lattice.cells))]
    return PageGrids(index + 1, view.width, view.height, tuple(rules), tuple(cells), view.turn)
