"""Tables that go on: a second table whose headings repeat the first one's, under 续表 or not, and headings printed again inside a table.

    table, [blank lines, 续表], table with the same headings ──> one table; a level cell left blank at its top is the label above, gone on

No form is known here: the headings are those that the first table prints. A table that begins with its own values and is not called a
continuation stays one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import FURNITURE, Block, Cell, Document, Grid, Paragraph, Role
from normalizers.text import fold

HEADER_ROWS = 3  # rows of headings that are printed again at most
MOST_ROWS = 5_000  # of a table that is looked through for headings

# 续表, （续表一）, 续上表, 接上页, and a title with （续） behind it; folded.
_CAPTION = re.compile(
    r"\(?(?:续|接)(?:上)?(?:表|页)[\d一二三四五六七八九十]{0,2}[):：]?|.{0,40}\((?:续|续表|接上页|续上表)[\d一二三四五六七八九十]{0,2}\)"
)


def is_continuation(text: str) -> bool:
    """Whether a line says that the table under it goes on the one before."""
    folded = fold(text)
    return len(folded) <= 48 and _CAPTION.fullmatch(folded) is not None


def with_continued_tables(document: Document) -> Document:
    """The document with such tables put together; lines that call a table a continuation become furniture of the page."""
    blocks: list[Block] = []
    last: int | None = None  # the index of the table that may go on
    captions: list[int] = []
    changed = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if is_continuation(block.text):
                captions.append(len(blocks))
            elif block.text.strip() and block.role not in FURNITURE:
                last, captions = None, []
            blocks.append(block)
            continue
        whole = _whole(block)
        first = blocks[last] if last is not None else None
        joined = _joined(first, whole, captioned=bool(captions)) if isinstance(first, Grid) else None
        if joined is None or last is None:
            changed |= whole is not block
            last, captions = len(blocks), []
            blocks.append(whole)
            continue
        changed = True
        blocks[last] = joined
        for at in captions:
            line = blocks[at]
            assert isinstance(line, Paragraph)
            blocks[at] = replace(line, role=Role.HEADER)
        captions = []
    return replace(document, blocks=tuple(blocks)) if changed else document


def _whole(grid: Grid) -> Grid:
    """The table with headings that are printed again inside it taken out, where a blank level cell under them shows that it goes on."""
    if grid.rows > MOST_ROWS:
        return grid
    seen: dict[tuple[str, ...], int] = {}
    for row in range(1, grid.rows):
        texts = _texts(grid, row)
        first = seen.setdefault(texts, row)
        if first < row - 1 and len(texts) > 2 and all(texts) and not _crosses(grid, row) and _same_edges(grid, row - 1, row):
            joined = _joined(_part(grid, 1, row), _part(grid, row, grid.rows + 1), captioned=False)
            if joined is not None:
                return _whole(joined)
    return grid


def _texts(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(fold(cell.text) if cell.row == row else "" for cell in grid.row_cells(row))


def _crosses(grid: Grid, row: int) -> bool:
    """Whether a cell reaches over the upper edge of a row."""
    return any(cell.row < row for cell in grid.row_cells(row))


def _edges(grid: Grid, row: int) -> list[tuple[int, int]]:
    return [(cell.column, cell.column + cell.column_span) for cell in grid.row_cells(row)]


def _same_edges(grid: Grid, one: int, two: int) -> bool:
    return _edges(grid, one) == _edges(grid, two)


def _part(grid: Grid, first: int, end: int) -> Grid:
    """The rows [first, end) as a table, where no cell reaches over their edges."""
    cells = tuple(replace(cell, row=cell.row - first + 1) for cell in grid.cells if first <= cell.row < end)
    return Grid(end - first, grid.columns, cells, grid.where, grid.repeated if first == 1 else (), grid.evidence if first == 1 else ())


@dataclass(frozen=True, slots=True)
class _Headings:
    """How many rows of headings a table repeats, and for each of its column edges the edge of the first table."""

    rows: int
    edges: dict[int, int]


def _joined(first: Grid, second: Grid, *, captioned: bool) -> Grid | None:
    """One table of both; None where the second does not go on the first."""
    headings = _headings(first, second)
    alike = first.columns == second.columns and (captioned or _edges(first, first.rows) == _edges(second, 1))
    if headings is None and alike:
        headings = _Headings(0, {edge: edge for edge in range(1, first.columns + 2)})
    if headings is None or headings.rows >= second.rows:
        return None
    own = [cell for cell in second.cells if cell.row > headings.rows]
    if not all(edge in headings.edges for cell in own for edge in (cell.column, cell.column + cell.column_span)):
        return None
    blanks = _blanks(first, second, headings)
    if not (captioned or blanks):
        return None
    return _together(first, second, headings, blanks)


def _headings(first: Grid, second: Grid) -> _Headings | None:
    """The rows at the top of the second table that the first one prints too."""
    best = None
    for rows in range(1, min(HEADER_ROWS, second.rows - 1) + 1):
        if any(cell.row <= rows < cell.row + cell.row_span - 1 for cell in second.cells):
            continue
        at = next((row for row in range(1, first.rows - rows + 2) if _repeats(first, row, second, rows)), None)
        if at is None:
            break
        best = _Headings(rows, _edge_map(first, at + rows - 1, second, rows))
    return best


def _repeats(first: Grid, at: int, second: Grid, rows: int) -> bool:
    """Whether the first table prints the second one's first rows from a row on."""
    for row in range(1, rows + 1):
        mine, other = first.row_cells(at + row - 1), second.row_cells(row)
        texts = [fold(cell.text) for cell in other]
        if [fold(cell.text) for cell in mine] != texts or len(texts) < 2 or sum(map(bool, texts)) < 2:
            return False
        if any(len(text) > 20 for text in texts) or (len(texts) == 2 and at == 1):
            return False
    return True


def _edge_map(first: Grid, row: int, second: Grid, other: int) -> dict[int, int]:
    """For the column edges of the second table those of the first, by the headings of one row; a heading of as many columns maps all."""
    out: dict[int, int] = {}
    for mine, its in zip(first.row_cells(row), second.row_cells(other), strict=True):
        out[its.column], out[its.column + its.column_span] = mine.column, mine.column + mine.column_span
        if mine.column_span == its.column_span:
            out |= {its.column + step: mine.column + step for step in range(its.column_span)}
    return out


def _blanks(first: Grid, second: Grid, headings: _Headings) -> list[tuple[Cell, Cell]]:
    """Blank cells at the left of the second table's first row, each with the label above it that goes on in it."""
    out = []
    for cell in second.row_cells(headings.rows + 1):
        if cell.text.strip() or cell.nested or cell.row != headings.rows + 1:
            break
        above = first.at(first.rows, headings.edges[cell.column])
        if (above.column, above.column + above.column_span) != _moved(cell, headings) or not above.text.strip():
            break
        out.append((cell, above))
    return out if len(out) < len(second.row_cells(headings.rows + 1)) else []


def _moved(cell: Cell, headings: _Headings) -> tuple[int, int]:
    return headings.edges[cell.column], headings.edges[cell.column + cell.column_span]


def _together(first: Grid, second: Grid, headings: _Headings, blanks: Sequence[tuple[Cell, Cell]]) -> Grid:
    longer = {id(above): cell.row_span for cell, above in blanks}
    gone = {id(cell) for cell, _ in blanks}
    offset = first.rows - headings.rows
    cells = [replace(cell, row_span=cell.row_span + longer[id(cell)]) if id(cell) in longer else cell for cell in first.cells]
    for cell in second.cells:
        if cell.row > headings.rows and id(cell) not in gone:
            start, end = _moved(cell, headings)
            cells.append(replace(cell, row=cell.row + offset, column=start, column_span=end - start))
    repeated = tuple(cell for cell in second.cells if cell.row <= headings.rows)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    evidence = f"{headings.rows} header row(s) printed again, {len(blanks)} label(s) go on"
    return Grid(
        offset + second.rows,
        first.columns,
        tuple(cells),
        first.where,
        (*first.repeated, *repeated, *second.repeated),
        (*first.evidence, evidence, *second.evidence),
    )
