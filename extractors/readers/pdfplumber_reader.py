"""PDF through pdfplumber: the second reader, for cross-checks and for files that PDFium cannot open.

Characters and lines are pdfminer's, parsed by other code than PDFium's; what is made of them is the same. It is some twenty times
slower, and knows no bound of its own: a caller gives it a time limit from outside.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSException, literal_name
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors.document import Document, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.pages.blocks import pages_to_blocks
from extractors.pages.model import Page, nest, page_of
from extractors.tables.lattice import TooDense, rules_to_lattices
from extractors.tables.radicals import unify
from extractors.tables.rules import Rule, join_pieces
from extractors.tables.runs import Run, cells_of, runs_of
from normalizers.notes import Note

FORMAT = "pdf"
METHOD = "pdf-text"
THIN = 3.2  # points: a filled rectangle not thicker than this is a rule
SHORT = 6.0  # points: what is shorter, once joined, borders no cell
MAX_EDGES = 100_000
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each Type 3 font of a page; what is lost is judged by the text
ORDERINGS = frozenset({b"GB1", b"CNS1", b"Japan1", b"Korea1", b"KR"})
DAMAGE = (PDFException, PSException, PdfminerException, MalformedPDFException)


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that a PDF prints, as pdfminer parses it. ReadError as `pdf.read`."""
    limits = limits or Limits()
    if not data:
        raise ReadError("empty")
    if len(data) > limits.bytes:
        raise ReadError("too-large", f"{len(data)} bytes of PDF", f"PDF {len(data)} 字节")
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages, remarks = _pages(document, limits)
    except DAMAGE as error:
        raise _refusal(error, data) from error
    if not any(page.lines or page.tables for page in pages):
        raise ReadError("no-text")
    lossy = any(remark.note.code != "page.text-outside" for remark in remarks)
    return Document(FORMAT, METHOD, pages_to_blocks(pages), len(pages), tuple(remarks), lossy)


def _refusal(error: Exception, data: bytes) -> ReadError:
    causes = [error, error.__cause__, *error.args]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return ReadError("encrypted")
    return ReadError("corrupt" if b"%%EOF" in data[-2048:] else "truncated")


def pages_without_map(data: bytes, most: int) -> frozenset[int]:
    """The pages, counted from 1, with a font whose codes need a map to Unicode and have none: every parser guesses at their text.

    Such are Type 3 fonts, and composite ones that belong to no character collection of Adobe's. A file that cannot be parsed has none.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return frozenset(page.page_number for page in document.pages[:most] if any(map(_mapless, _fonts(page.page_obj.resources))))
    except DAMAGE:
        return frozenset()


def _fonts(resources: object) -> Iterator[Mapping[str, Any]]:
    fonts = resolve1(resources.get("Font")) if isinstance(resources, Mapping) else None
    for font in fonts.values() if isinstance(fonts, Mapping) else ():
        found = resolve1(font)
        if isinstance(found, Mapping):
            yield found


def _mapless(font: Mapping[str, Any]) -> bool:
    kind = literal_name(font.get("Subtype"))
    if font.get("ToUnicode") is not None or kind not in ("Type0", "Type3"):
        return False
    return kind == "Type3" or not any(_collected(part) for part in _parts(font.get("DescendantFonts")))


def _parts(descendants: object) -> list[Any]:
    found = resolve1(descendants)
    return [resolve1(part) for part in found] if isinstance(found, list) else []


def _collected(font: object) -> bool:
    """Whether a font's glyphs are numbered as one of Adobe's collections of Chinese, Japanese or Korean characters, whose map is public."""
    system = resolve1(font.get("CIDSystemInfo")) if isinstance(font, Mapping) else None
    ordering = resolve1(system.get("Ordering")) if isinstance(system, Mapping) else None
    return isinstance(ordering, bytes) and ordering in ORDERINGS


def _pages(document: Any, limits: Limits) -> tuple[list[Page], list[Remark]]:
    count = len(document.pages)
    if count < 1:
        raise ReadError("corrupt", "it has no pages", "没有页面")
    if count > limits.pages:
        raise ReadError("too-large", f"{count} pages", f"共 {count} 页")
    pages: list[Page] = []
    remarks: list[Remark] = []
    for number, page in enumerate(document.pages, 1):
        made, notes = _page(page, number)
        pages.append(made)
        remarks.extend(Remark(note, Where(number)) for note in notes)
        page.close()  # pdfplumber keeps every page's objects until then
    return pages, remarks


def _page(page: Any, number: int) -> tuple[Page, list[Note]]:
    left, top = float(page.bbox[0]), float(page.bbox[1])
    size = float(page.width), float(page.height)
    runs, garbled = _runs_before_cells(page, left, top)
    text, boxes = runs
    notes = [Note.of("page.garbled", count=str(garbled))] if garbled else []
    if not text.strip() or 2 * garbled > len(text):
        if not text.strip() and page.images:
            notes.append(Note.of("page.no-text"))
        return Page(number, *size), notes
    try:
        horizontal, vertical = (join_pieces(pieces) for pieces in _pieces(page, left, top))
        lattices = nest(rules_to_lattices(*(_long(rules) for rules in (horizontal, vertical))), size[0] * size[1])
    except TooDense:
        lattices = []
        notes.append(Note.of("page.too-dense"))
    kept = np.array([not char.isspace() or box[2] > box[0] for char, box in zip(text, boxes.tolist(), strict=True)])
    found: list[Run] = runs_of(text, boxes, cells_of(boxes, lattices), kept)
    return page_of(number, size, lattices, found), notes


def _long(rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule[2] - rule[1] > SHORT]


def _runs_before_cells(page: Any, left: float, top: float) -> tuple[tuple[str, Any], int]:
    """Text and boxes of the characters, one box for each; a glyph that stands for several letters is shared among them."""
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    garbled = 0
    for char in page.chars:
        text = unify(char["text"])
        if text.startswith("(cid:"):
            text, garbled = REPLACEMENT, garbled + 1
        x0, x1 = char["x0"] - left, char["x1"] - left
        step = (x1 - x0) / max(len(text), 1)
        for at, letter in enumerate(text):
            letters.append(letter)
            boxes.append((x0 + at * step, char["top"] - top, x0 + (at + 1) * step, char["bottom"] - top))
    return ("".join(letters), np.array(boxes, dtype=np.float64).reshape(len(boxes), 4)), garbled


def _pieces(page: Any, left: float, top: float) -> tuple[list[Rule], list[Rule]]:
    """Pieces of horizontal and vertical rules. TooDense beyond MAX_EDGES."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    if len(page.lines) + len(page.rects) + len(page.curves) > MAX_EDGES:
        raise TooDense(f"more than {MAX_EDGES} lines")
    for x0, y0, x1, y1 in _straight(page):
        width, height = x1 - x0, y1 - y0
        if height <= THIN and (width > height or width <= THIN):
            horizontal.append(((y0 + y1) / 2 - top, x0 - left, x1 - left))
        if width <= THIN and (height > width or height <= THIN):
            vertical.append(((x0 + x1) / 2 - left, y0 - top, y1 - top))
    return horizontal, vertical


def _straight(page: Any) -> Iterator[tuple[float, float, float, float]]:
    for item in (*page.lines, *page.rects):
        x0, y0, x1, y1 = item["x0"], item["top"], item["x1"], item["bottom"]
        if x1 - x0 <= THIN or y1 - y0 <= THIN:
            yield x0, y0, x1, y1
        elif item["object_type"] == "rect" and item.get("stroke"):
            yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
    for curve in page.curves:
        for (x0, y0), (x1, y1) in pairwise(curve["pts"]) if curve.get("stroke") else ():
            if x0 == x1 or y0 == y1:
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
