"""Text without spans -> grids: the stage between the text reader and everything that reads grids.

`regrid(document, labels)` turns the flat grids of `extractors.readers.text` (a row's cells as printed) into grids whose
columns and merged labels are those of the form, from the number of cells in each row, what they look like, and the
field's own words. Nothing is lost: every printed cell is a cell of the result, with its text unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Block, Cell, Document, Grid, Paragraph, Remark, Where
from extractors.limits import Limits
from extractors.tables.from_text.labels import VocabularyRoles
from extractors.tables.from_text.layout import Finder, plain_layouts
from extractors.tables.from_text.merge import continued
from extractors.tables.from_text.relation import Layout
from extractors.tables.from_text.tables import FlatRow, flat_row, tables
from extractors.tables.label_roles import LabelRole, Labels, Roles
from normalizers.notes import Note

__all__ = ["LabelRole", "Labels", "Roles", "VocabularyRoles", "regrid"]


def regrid(document: Document, labels: Labels, limits: Limits | None = None) -> Document:
    """The document with the grids of its form instead of flat ones; a document that is not flat as it is.

    Blocks are numbered anew, blank paragraphs (which only keep tables apart) left out. A table whose columns would cost
    too much to find stays as printed, every row from the left, with a remark `table.too-complex`.
    """
    if not document.flat:
        return document
    blocks: list[Block] = []
    remarks: list[Remark] = []
    finder = Finder()
    for block in _joined(document.blocks, labels, limits or Limits()):
        where = Where(block=len(blocks) + 1)
        if isinstance(block, Paragraph):
            blocks.append(replace(block, where=where))
            continue
        marks = [row.marks for row in block]
        edges = finder.layouts(marks)
        if edges is None:
            remarks.append(Remark(Note.of("table.too-complex"), where))
            edges = plain_layouts(marks)
        blocks.append(_assembled([row.texts for row in block], edges, continued(marks, edges), where))
    return replace(document, blocks=tuple(blocks), remarks=(*document.remarks, *remarks), flat=False)


def _joined(blocks: Sequence[Block], labels: Labels, limits: Limits) -> Iterator[Paragraph | list[FlatRow]]:
    """Paragraphs that say something, and between them the rows of whole tables."""
    for _, group in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        parts: list[list[FlatRow]] = []
        for block in group:
            if isinstance(block, Grid):
                parts.append(_rows(block, labels))
            elif block.text.strip() or block.bookmarks:
                yield block
        if parts:
            yield from tables(parts, limits)


def _rows(grid: Grid, labels: Labels) -> list[FlatRow]:
    return [flat_row([cell.text for cell in row], labels) for _, row in groupby(grid.cells, key=lambda cell: cell.row)]


Spot = tuple[int, int]
"""The columns [start, end) of a cell."""


def _assembled(texts: Sequence[Sequence[str]], edges: Sequence[Layout], flags: Sequence[Sequence[bool]], where: Where) -> Grid:
    """The grid of printed texts on their edges; a continued cell lengthens the one above it."""
    cells: list[Cell] = []
    above: dict[Spot, int] = {}
    for r, (row, ends, goes_on) in enumerate(zip(texts, edges, flags, strict=True), 1):
        here: dict[Spot, int] = {}
        for text, start, end, on in zip(row, (0, *ends[:-1]), ends, goes_on, strict=True):
            if on:
                at = here[start, end] = above[start, end]
                cells[at] = replace(cells[at], row_span=cells[at].row_span + 1)
            else:
                here[start, end] = len(cells)
                cells.append(Cell(r, start + 1, 1, end - start, text, where._replace(row=r, column=start + 1)))
        above = here
    return Grid(len(texts), edges[0][-1], tuple(cells), where)
