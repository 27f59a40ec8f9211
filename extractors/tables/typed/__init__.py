"""Tables typed into text: box-drawing characters, Markdown, tabs, columns of spaces, in whatever container the lines stand.

    paragraphs ──lines──> runs of one style ──evidence: separators, or headings that the vocabulary knows──> grids in their place

A drawn frame or a row of dashes is a table by itself; tabs and spaces are one only where a line of headings, or several lines that begin
with labels, say so: else they set out a letter or a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.document import FURNITURE, Block, Cell, Document, Grid, Paragraph, Where
from extractors.tables.from_text import regrid
from extractors.tables.label_roles import Labels
from extractors.tables.typed.framed import framed_rows
from extractors.tables.typed.spaced import spaced_grids
from extractors.tables.typed.tabbed import tabbed_rows

__all__ = ["with_typed_tables"]

MOST_LINES = 4_000  # of one run; a form has a hundred


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph, and the index of the block that it stands in."""

    text: str
    block: int


def with_typed_tables(document: Document, labels: Labels) -> Document:
    """The document with typed tables as grids, each numbered as the first paragraph that it takes the place of."""
    blocks: list[Block] = []
    changed = False
    for group in _groups(document.blocks):
        made = _settled(group, labels) if len(group) > 1 or _has_lines(group[0]) else None
        changed |= made is not None
        blocks += group if made is None else made
    return replace(document, blocks=tuple(blocks)) if changed else document


def _has_lines(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.count("\n") > 1


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Paragraphs of the flow that follow each other, and every other block alone."""
    group: list[Block] = []
    for block in blocks:
        # Lines with a place on a page were looked at as print.
        if isinstance(block, Paragraph) and block.role not in FURNITURE and block.where.box is None:
            group.append(block)
            continue
        if group:
            yield group
        group = []
        yield [block]
    if group:
        yield group


def _settled(group: Sequence[Block], labels: Labels) -> list[Block] | None:
    """The group with grids for the lines that are tables; None where there are none."""
    lines = [_Line(text, at) for at, block in enumerate(group) if isinstance(block, Paragraph) for text in block.text.split("\n")]
    if len(lines) < 2 or len(lines) > MOST_LINES:
        return None
    texts = [line.text for line in lines]
    tables = framed_rows(texts) or tabbed_rows(texts, labels)
    grids: list[tuple[int, int, Grid]] = [(first, last, _grid(rows, labels)) for first, last, rows in tables] or spaced_grids(texts, labels)
    return _replaced(group, lines, grids) if grids else None


def _grid(rows: Sequence[Sequence[str]], labels: Labels) -> Grid:
    """The grid of typed rows, by the finding of spans in text without any."""
    columns = max(map(len, rows))
    cells = tuple(
        Cell(r, c, 1, columns - c + 1 if c == len(row) else 1, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)
    )
    (grid,) = regrid(Document("text", "text", (Grid(len(rows), columns, cells),), flat=True), labels).blocks
    assert isinstance(grid, Grid)
    return grid


def _replaced(group: Sequence[Block], lines: Sequence[_Line], grids: Sequence[tuple[int, int, Grid]]) -> list[Block]:
    """The blocks with grids for the lines [first, last) of each; a paragraph that holds other lines too keeps those."""
    taken = {at: grid for first, last, grid in grids for at in range(first, last)}
    out: list[Block] = []
    done: set[int] = set()
    for index, block in enumerate(group):
        mine = [at for at, line in enumerate(lines) if line.block == index]
        if not any(at in taken for at in mine) or not isinstance(block, Paragraph):
            out.append(block)
            continue
        for grid, part in groupby(mine, key=taken.get):
            if grid is None:
                out.append(replace(block, text="\n".join(lines[at].text for at in part)))
            elif id(grid) not in done:
                done.add(id(grid))
                out.append(_at(grid, block.where))
    return out


def _at(grid: Grid, where: Where) -> Grid:
    """The grid in the place of a paragraph."""
    place = Where(where.page, where.block)
    cells = tuple(replace(cell, where=place._replace(row=cell.row, column=cell.column)) for cell in grid.cells)
    return replace(grid, where=place, cells=cells)
