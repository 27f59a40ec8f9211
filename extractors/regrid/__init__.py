"""Text without spans -> grids: the stage between the text reader and everything that reads grids.

`regrid(document, labels)` turns the flat grids of `extractors.readers.text` (a row's cells as printed) into grids whose
columns and merged labels are those of the form, from the number of cells in each row, what they look like, and the
field's own words. Nothing is lost: every printed cell is a cell of the result, with its text unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Block, Cell, Document, Grid, Paragraph, Where
from extractors.regrid.labels import LabelRole, Labels, Roles, VocabularyRoles
from extractors.regrid.layout import layouts
from extractors.regrid.marks import Row, is_header, mark
from extractors.regrid.merge import continued
from extractors.regrid.relation import Layout

__all__ = ["LabelRole", "Labels", "Roles", "VocabularyRoles", "regrid"]

Texts = list[str]


def regrid(document: Document, labels: Labels) -> Document:
    """The document with the grids of its form instead of flat ones; a document that is not flat as it is.

    Blocks are numbered anew, blank paragraphs (which only keep tables apart) left out.
    """
    if not document.flat:
        return document
    blocks = tuple(_placed(block, number) for number, block in enumerate(_blocks(document.blocks, labels), 1))
    return replace(document, blocks=blocks, flat=False)


def _blocks(blocks: Sequence[Block], labels: Labels) -> Iterator[Block]:
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        if not is_table:
            yield from (block for block in group if not isinstance(block, Paragraph) or block.text.strip() or block.bookmarks)
            continue
        for texts in _tables([_texts(block) for block in group if isinstance(block, Grid)], labels):
            yield _grid(texts, labels)


def _texts(grid: Grid) -> list[Texts]:
    return [[cell.text for cell in row] for _, row in groupby(grid.cells, key=lambda cell: cell.row)]


def _tables(parts: Sequence[list[Texts]], labels: Labels) -> Iterator[list[Texts]]:
    """Tables out of parts that a blank line too many divides: a line at the end of a cell, or the end of a table."""
    table = list(parts[0])
    for part in parts[1:]:
        if _goes_on(table, part, labels):
            table.extend(part)
        else:
            yield table
            table = list(part)
    yield table


def _goes_on(table: Sequence[Texts], part: Sequence[Texts], labels: Labels) -> bool:
    """Whether a part is more of the table before it: it goes on with a merged label, or in the same columns without a header of its own."""
    first = part[0]
    if not first[0].strip():
        return True
    same = len(first) == len(table[-1])
    header = is_header(tuple(mark(text, labels) for text in first))
    return same and not header and first[0] != table[0][0]


def _grid(texts: Sequence[Texts], labels: Labels) -> Grid:
    rows: list[Row] = [tuple(mark(text, labels) for text in row) for row in texts]
    edges = layouts(rows)
    return _assembled(texts, edges, continued(rows, edges))


def _assembled(texts: Sequence[Texts], edges: Sequence[Layout], flags: Sequence[Sequence[bool]]) -> Grid:
    """The grid of printed texts on their edges; a continued cell lengthens the one above it."""
    spans: list[list[int]] = []  # [row, first column, last column, rows]
    cells: list[str] = []
    open_cells: dict[tuple[int, int], int] = {}
    for r, row in enumerate(texts, 1):
        fresh: dict[tuple[int, int], int] = {}
        for text, end, start, on in zip(row, edges[r - 1], (0, *edges[r - 1]), flags[r - 1], strict=False):
            if on:
                fresh[start, end] = open_cells[start, end]
                spans[fresh[start, end]][3] += 1
                continue
            fresh[start, end] = len(spans)
            spans.append([r, start + 1, end, 1])
            cells.append(text)
        open_cells = fresh
    made = tuple(Cell(r, c, down, end - c + 1, text) for (r, c, end, down), text in zip(spans, cells, strict=True))
    return Grid(len(texts), edges[0][-1], made)


def _placed(block: Block, number: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, where=replace(block.where, block=number))
    cells = tuple(replace(cell, where=Where(block=number, row=cell.row, column=cell.column)) for cell in block.cells)
    return Grid(block.rows, block.columns, cells, Where(block=number))
