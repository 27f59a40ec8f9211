"""A page set straight and what stands where on it, before anything is read: lights, rules, lattices, lines.

picture ──seals dropped──> grey ──set straight──> rules ──lattices──> cells ──walls that a seal took──> cells ──> lines
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from extractors.document import Box
from extractors.ocr.lines import POINTS, Span, character_height, lines_in, lines_outside
from extractors.ocr.walls import Lit, walls
from extractors.pages.model import nest
from extractors.tables.lattice import Lattice, TooDense, rules_to_lattices
from extractors.tables.pixels_frame import framed
from extractors.tables.pixels_ink import FAINT, Pixels, greys_of, ink_of, without_specks
from extractors.tables.pixels_rules import PixelRules, rules_in
from extractors.tables.pixels_skew import skew_of, turned
from extractors.tables.rules import Rule, join_pieces
from extractors.tables.runs import OUTSIDE
from normalizers.notes import Note

INSET: Final = 1.0  # points of a cell at its rules that hold no text
ROUNDS: Final = 4  # rows of a table that a seal is high, from where a rule goes on
BORDER: Final = 1.2  # points around a rule that are its own blur


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page set straight, before anything is read: grey to be read and to be searched for rules, ink without rules, lattices."""

    grey: Pixels
    ruled: Pixels
    ink: Pixels
    lattices: list[Lattice]
    rules: PixelRules
    dpi: float


def sheet_of(picture: Pixels, dpi: float) -> tuple[Sheet, list[Note]]:
    """The page that a picture shows, set straight, and what is to be said of it."""
    grey, ruled = greys_of(picture, dpi)
    angle = skew_of(ink_of(grey, dpi, FAINT), dpi)
    straight = turned(grey, angle)
    ruled = straight if ruled is grey else turned(ruled, angle)
    grey = straight
    ink = ink_of(grey, dpi)
    rules = rules_in(ruled, dpi, ink if ruled is grey else None)
    notes: list[Note] = []
    lattices: list[Lattice] = []
    try:
        lattices = _lattices(rules, grey, dpi)
    except TooDense:
        notes.append(Note.of("page.too-dense"))
    if lattices:
        _wipe(ink, [*rules.horizontal, *rules.strays], rules.vertical, dpi)
    return _walled(Sheet(grey, ruled, without_specks(ink, dpi), lattices, rules, dpi)), notes


def _walled(sheet: Sheet) -> Sheet:
    """The page with the walls that a seal took; the same page where no seal is. A wall that is found is one to go on from."""
    if sheet.ruled is sheet.grey or not sheet.lattices:
        return sheet
    seal, em = sheet.grey != sheet.ruled, character_height(sheet.ink, sheet.dpi)
    for _ in range(ROUNDS):
        across, down = walls(sheet.lattices, sheet.rules, spans_of(sheet), Lit(sheet.ink > 0, seal, sheet.dpi, em))
        if not (across or down):
            break
        rules = replace(
            sheet.rules,
            horizontal=join_pieces([*sheet.rules.horizontal, *across]),
            vertical=join_pieces([*sheet.rules.vertical, *down]),
        )
        _wipe(sheet.ink, across, down, sheet.dpi)
        sheet = replace(sheet, rules=rules, lattices=_lattices(rules, sheet.grey, sheet.dpi))
    return sheet


def _lattices(rules: PixelRules, grey: Pixels, dpi: float) -> list[Lattice]:
    """The lattices of the rules, the rules around them made whole."""
    found = rules_to_lattices(rules.horizontal, rules.vertical)
    horizontal, vertical = framed(rules.horizontal, rules.vertical, [(lattice.box, len(lattice.cells)) for lattice in found])
    return nest(rules_to_lattices(horizontal, vertical), grey.size * (POINTS / dpi) ** 2)


def _wipe(ink: Pixels, horizontal: Sequence[Rule], vertical: Sequence[Rule], dpi: float) -> None:
    """Takes the rules off the ink."""
    scale, blur = dpi / POINTS, BORDER * dpi / POINTS
    for y, x0, x1 in horizontal:
        ink[max(int(y * scale - blur), 0) : int(y * scale + blur) + 1, max(int(x0 * scale), 0) : int(x1 * scale) + 1] = 0
    for x, y0, y1 in vertical:
        ink[max(int(y0 * scale), 0) : int(y1 * scale) + 1, max(int(x * scale - blur), 0) : int(x * scale + blur) + 1] = 0


def spans_of(sheet: Sheet) -> list[tuple[Span, int]]:
    """The lines of the page, each with the number of its cell over all lattices."""
    outside = sheet.ink.copy()
    inside = np.zeros_like(sheet.ink)
    for lattice in sheet.lattices:
        part = _pixels(lattice.box, sheet.dpi, -2 * INSET)
        window = slice(part.y0, part.y1), slice(part.x0, part.x1)
        inside[window] = sheet.ink[window]
        outside[window] = 0
    em = character_height(inside, sheet.dpi) if sheet.lattices else 0.0
    out: list[tuple[Span, int]] = []
    base = 0
    for at, lattice in enumerate(sheet.lattices):
        inner = [_pixels(other.box, sheet.dpi, -INSET) for other in sheet.lattices[at + 1 :]]
        for index in range(len(lattice.cells)):
            out.extend((span, base + index) for span in _cell_lines(inside, lattice.cell_box(index), inner, em, sheet.dpi))
        base += len(lattice.cells)
    return out + [(span, OUTSIDE) for span in lines_outside(outside, sheet.dpi)]


def cell_of(sheet: Sheet, ink: Pixels, number: int, em: float) -> list[Span]:
    """The lines that an ink has in a cell, by its number over all lattices."""
    for lattice in sheet.lattices:
        if number < len(lattice.cells):
            box = lattice.cell_box(number)
            return _cell_lines(ink, box, [], em, sheet.dpi)
        number -= len(lattice.cells)
    return []


def _cell_lines(ink: Pixels, box: Box, inner: Sequence[Span], em: float, dpi: float) -> list[Span]:
    x0, y0, x1, y1 = _pixels(box, dpi, INSET)
    part = ink[y0:y1, x0:x1]
    if not part.size or not cv2.countNonZero(part):
        return []
    nested = [other for other in inner if x0 <= other.x0 and other.x1 <= x1 and y0 <= other.y0 and other.y1 <= y1]
    if nested:
        part = part.copy()
        for other in nested:
            part[other.y0 - y0 : other.y1 - y0, other.x0 - x0 : other.x1 - x0] = 0
    return lines_in(part, em, (x0, y0))


def _pixels(box: Box, dpi: float, inset: float) -> Span:
    scale = dpi / POINTS
    x0, y0 = max(int((box.x0 + inset) * scale), 0), max(int((box.y0 + inset) * scale), 0)
    return Span(x0, y0, max(int((box.x1 - inset) * scale), x0), max(int((box.y1 - inset) * scale), y0))
