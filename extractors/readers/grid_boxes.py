"""Where the cells of a document's grids stand on its pages."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Box, Cell, Document, Grid


def boxes_by_page(document: Document) -> dict[int, list[tuple[Box, bool]]]:
    """The boxes of the cells by their page, from 1, and whether each is of a header row printed again."""
    by_page: dict[int, list[tuple[Box, bool]]] = {}
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell, repeated in _cells(block):
                if cell.where.page is not None and cell.where.box is not None:
                    by_page.setdefault(cell.where.page, []).append((cell.where.box, repeated))
    return by_page


def _cells(grid: Grid) -> Iterator[tuple[Cell, bool]]:
    yield from ((cell, False) for cell in grid.cells)
    yield from ((cell, True) for cell in grid.repeated)
    for cell in grid.cells:
        for inner in cell.nested:
            yield from _cells(inner)
