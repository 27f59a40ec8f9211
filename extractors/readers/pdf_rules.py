"""The rules of a page: the drawn pieces that are seen, level and upright."""

from __future__ import annotations

from extractors.readers.pdf_covers import LONG, THICK, THIN, visible_pieces
from extractors.readers.pdf_paths import PageObjects
from extractors.readers.pdf_view import View
from extractors.tables.rules import Rule


def rules_of(objects: PageObjects, view: View) -> tuple[list[Rule], list[Rule]]:
    """Pieces of horizontal and of vertical rules, as the page is read. A dot may be a piece of either."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for piece in visible_pieces(objects.pieces, objects.pale, objects.grounds):
        x0, y0, x1, y1 = view.box_of(*piece)
        width, height = x1 - x0, y1 - y0
        if (height <= THIN and (width > height or width <= THIN)) or (height <= THICK and width >= LONG * height):
            horizontal.append(((y0 + y1) / 2, x0, x1))
        if (width <= THIN and (height > width or height <= THIN)) or (width <= THICK and height >= LONG * width):
            vertical.append(((x0 + x1) / 2, y0, y1))
    return horizontal, vertical
