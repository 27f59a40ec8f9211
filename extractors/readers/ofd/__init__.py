"""OFD (GB/T 33190-2016), the format of signed official documents: a ZIP of XML parts, read without any library of its own.

    bytes ──package──> pages ──drawing──> characters and pieces of lines ──the grid code that PDF uses──> Document

Seals and signatures are counted, never trusted; nothing outside the package is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from lxml import etree

from extractors.collector import collector_resting
from extractors.document import Document, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.pages.blocks import pages_to_blocks
from extractors.pages.model import Page, nest
from extractors.pages.undecided import SeenPage, undecided_tables
from extractors.readers.ofd.annotations import annotation_texts
from extractors.readers.ofd.drawing import THIN, Drawing, Drawn
from extractors.readers.ofd.geometry import MILLIMETRE
from extractors.readers.ofd.package import OfdDocument, Package, area_of
from extractors.readers.ofd.scans import Scans
from extractors.scanning import NEVER, Scanning
from extractors.tables.lattice import Lattice, TooDense, rules_to_lattices
from extractors.tables.rules import Rule, join_pieces
from extractors.tables.runs import Run, cells_of, new_run, runs_of
from normalizers.notes import Note

FORMATS: Final = frozenset({"ofd"})
METHOD: Final = "ofd-text"
LOSSY: Final = frozenset({"page.unreadable", "page.no-text", "page.garbled", "page.too-dense", "part.unread", "part.embedded"})
_SHORT: Final = 6.0  # points: what is shorter, once joined, borders no cell
_MOST_TEMPLATES: Final = 16
_GARBLED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\uffff]")
"""Characters of no text: where a font is embedded with codes of its own, the text that the file gives is of those codes."""


def read(data: bytes, limits: Limits | None = None, scanning: Scanning = NEVER) -> Document:
    """The document that an OFD file shows; `scanning` says whether pages that are pictures are read from their pixels.

    ReadError: empty, truncated, corrupt, encrypted, too-large, not-a-document, no-text.
    """
    limits = limits or Limits()
    with collector_resting():
        reading = _Reading(Package(data, limits), limits, Scans(scanning))
        return reading.document()


def drawn_pages(data: bytes, limits: Limits | None = None) -> list[tuple[tuple[float, float], Drawn]]:
    """Each page's size in points and what it draws, to be drawn anew; a page that cannot be read draws nothing. ReadError as `read`."""
    limits = limits or Limits()
    reading = _Reading(Package(data, limits), limits, Scans(NEVER), kept=[])
    reading.document()
    return reading.kept or []


@dataclass(slots=True)
class _Reading:
    """The reading of one file."""

    package: Package
    limits: Limits
    scans: Scans
    pages: list[Page | SeenPage] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    kept: list[tuple[tuple[float, float], Drawn]] | None = None
    _characters: int = 0

    def document(self) -> Document:
        """All pages of all documents in the file."""
        for document in self.package.documents():
            comments = annotation_texts(self.package, document)
            for key, name in document.pages:
                self.pages.append(self._page(document, name, comments.get(key, [])))
        pages = [page.page() if isinstance(page, SeenPage) else page for page in self.pages]
        if pages and sum(remark.note.code == "page.unreadable" for remark in self.remarks) == len(pages):
            raise ReadError("corrupt", "none of its pages can be opened", "所有页面均无法打开")
        if not any(page.lines or page.tables for page in pages):
            raise ReadError("no-text", *self.scans.advice())
        blocks = pages_to_blocks(pages)
        undecided = undecided_tables(self.pages, pages_to_blocks)
        remarks = (*self.package.remarks, *self.remarks, *self._beside(), *self.scans.remarks(blocks))
        lossy = any(remark.note.code in LOSSY for remark in remarks)
        return Document("ofd", self.scans.method(METHOD, len(pages)), blocks, len(pages), remarks, lossy, undecided=undecided)

    def _beside(self) -> list[Remark]:
        out = []
        if count := self.package.signatures():
            out.append(Remark(Note.of("file.signed", count=str(count))))
        if count := self.package.attachments():
            out.append(Remark(Note.of("part.embedded", kind="attachment", count=str(count))))
        return out

    # ------------------------------------------------------------ one page

    def _page(self, document: OfdDocument, name: str, comments: Sequence[str]) -> Page | SeenPage:
        page_number = len(self.pages) + 1
        if page_number > self.limits.pages:
            raise ReadError("too-large", f"more than {self.limits.pages} pages", f"超过 {self.limits.pages} 页")
        root = self.package.part(name)
        if root is None:
            self.remarks.append(Remark(Note.of("page.unreadable"), Where(page_number)))
            if self.kept is not None:
                self.kept.append(((0.0, 0.0), Drawn()))
            return Page(page_number, 0.0, 0.0)
        box = area_of(root) or document.area
        size = box[2] * MILLIMETRE, box[3] * MILLIMETRE
        drawn = self._drawn(document, root, (box[0], box[1]))
        if self.kept is not None:
            self.kept.append((size, drawn))
        self._characters += len(drawn.text)
        if self._characters > self.limits.characters:
            raise ReadError("too-large", f"more than {self.limits.characters} characters", f"超过 {self.limits.characters} 字")
        scan = self.scans.page(self.package, document, drawn, size, page_number)
        if scan is not None:
            scan.comments = list(comments)
            return scan
        return self._seen(drawn, size, page_number, comments)

    def _drawn(self, document: OfdDocument, root: etree._Element, origin: tuple[float, float]) -> Drawn:
        """What a page and its templates draw: those behind the page first."""
        drawing = Drawing(document, self.limits, origin)
        behind: list[etree._Element] = []
        before: list[etree._Element] = []
        for place in list(root.iterchildren("{*}Template"))[:_MOST_TEMPLATES]:
            part = self.package.part(document.templates.get(place.get("TemplateID") or "", ""))
            if part is not None:
                (before if place.get("ZOrder") == "Foreground" else behind).append(part)
        for part in (*behind, root, *before):
            drawing.content(part)
        return drawing.drawn

    def _seen(self, drawn: Drawn, size: tuple[float, float], page_number: int, comments: Sequence[str]) -> Page | SeenPage:
        where = Where(page_number)
        horizontal, vertical = _rules(drawn.pieces)
        text = "".join(drawn.text)
        garbled = len(_GARBLED.findall(text))
        notes = []
        if drawn.hidden:
            notes.append(Note.of("page.hidden-text", count=str(drawn.hidden)))
        if drawn.deep:
            notes.append(Note.of("part.embedded", kind="deep-graphic", count="1"))
        if garbled:
            notes.append(Note.of("page.garbled", count=str(garbled)))
        if not text.strip() and (drawn.pictures or drawn.segments):
            notes.append(Note.of("page.no-text"))
        try:
            dense = drawn.segments > self.limits.segments
            lattices = [] if dense else _lattices(horizontal, vertical, size)
        except TooDense:
            dense, lattices = True, []
        if dense:
            notes.append(Note.of("page.too-dense"))
        self.remarks += [Remark(note, where) for note in notes]
        if 2 * garbled > len(text):
            return Page(page_number, *size, comments=list(comments))
        runs = _runs(text, drawn, lattices)
        sideways = [new_run((said, *box, box[3] - box[1], -1, 0)) for said, box in drawn.sideways]
        return SeenPage(page_number, size, lattices, runs, sideways, comments, [rule for rule in horizontal if rule[2] - rule[1] > _SHORT])


def _rules(pieces: Sequence[tuple[float, float, float, float]]) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules of pieces of lines. A dot may be a piece of either."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for x0, y0, x1, y1 in pieces:
        width, height = x1 - x0, y1 - y0
        if height <= THIN and (width > height or width <= THIN):
            horizontal.append(((y0 + y1) / 2, x0, x1))
        if width <= THIN and (height > width or height <= THIN):
            vertical.append(((x0 + x1) / 2, y0, y1))
    return join_pieces(horizontal), join_pieces(vertical)


def _lattices(horizontal: Sequence[Rule], vertical: Sequence[Rule], size: tuple[float, float]) -> list[Lattice]:
    across, down = ([rule for rule in rules if rule[2] - rule[1] > _SHORT] for rules in (horizontal, vertical))
    return nest(rules_to_lattices(across, down), size[0] * size[1]) if across and down else []


def _runs(text: str, drawn: Drawn, lattices: Sequence[Lattice]) -> list[Run]:
    """The runs of the characters; each text object begins one."""
    if not text:
        return []
    boxes = np.array(drawn.boxes, dtype=np.float64).reshape(len(text), 4)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kept = (codes > 32) & (codes != 0x3000)
    kept |= codes == 32
    return runs_of(text, boxes, cells_of(boxes, lattices), kept)
