"""A document as read: paragraphs and grids of spans, each piece with its place.

Conventions, stated once: pages, blocks, rows and columns count from 1; boxes are in points from the page's
top left corner, y growing downwards; a cell's `row`/`column` is its first row/column in its grid, its spans are >= 1.
Readers build these types; nothing below this stage knows a file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from normalizers.notes import Note

if TYPE_CHECKING:
    from extractors.tables.label_roles import Labels

DOUBT: Final = 0.8
"""The confidence below which a reading from pixels becomes a finding."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Where(NamedTuple):
    """Where a piece stands. `page` is None in formats without pages; `row` and `column` only inside grids.

    `sheet` and `cell` (its name and an address such as B7) only in spreadsheets.

    A tuple, since there is one for each cell: a frozen dataclass takes three times as long to make.
    """

    page: int | None = None
    block: int | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None


class Role(StrEnum):
    """What a paragraph is by its position in the file (not by its words)."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text_box"


# Roles whose text is furniture of the page, not content of the submission.
FURNITURE = frozenset({Role.HEADER, Role.FOOTER, Role.PAGE_NUMBER})


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph as printed: tabs kept, a printed line break is "\\n". `level` is its outline level (1 = highest) if the file says so."""

    text: str
    where: Where = Where()
    role: Role = Role.BODY
    level: int | None = None
    bookmarks: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Cell:
    """A cell with its spans. `text` is as printed, its lines joined without a separator (a wrapped line is no fact); blank is "".

    Never changed once it is made; not frozen, since that takes four times as long, and a batch makes millions.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    where: Where = Where()
    nested: tuple[Grid, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A ruled table: `rows` x `columns` places, each covered by exactly one cell; cells in reading order.

    `repeated` are header rows printed again after a page break (dropped from the rows, kept for coverage);
    `evidence` says why parts of several pages were joined, one sentence a join.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    where: Where = Where()
    repeated: tuple[Cell, ...] = ()
    evidence: tuple[str, ...] = ()
    _places: list[Cell | None] = field(default_factory=list, init=False, repr=False)

    def at(self, row: int, column: int) -> Cell:
        """The cell that covers a place; IndexError outside the grid."""
        if not (1 <= row <= self.rows and 1 <= column <= self.columns):
            raise IndexError(f"place ({row}, {column}) is outside a grid of {self.rows} rows and {self.columns} columns")
        if not self._places:
            places: list[Cell | None] = [None] * (self.rows * self.columns)
            for cell in self.cells:
                for r in range(cell.row - 1, cell.row - 1 + cell.row_span):
                    base = r * self.columns + cell.column - 1
                    places[base : base + cell.column_span] = [cell] * cell.column_span
            self._places.extend(places)
        found = self._places[(row - 1) * self.columns + column - 1]
        if found is None:
            raise ValueError(f"no cell covers place ({row}, {column}): the reader left a hole in the grid")
        return found

    def row_cells(self, row: int) -> list[Cell]:
        """The cells that touch a row, left to right, each once (those merged down from above included)."""
        out: list[Cell] = []
        column = 1
        while column <= self.columns:
            cell = self.at(row, column)
            out.append(cell)
            column = cell.column + cell.column_span
        return out


Block = Paragraph | Grid
Piece = Paragraph | Cell


@dataclass(frozen=True, slots=True)
class Remark:
    """A note with its place."""

    note: Note
    where: Where = Where()


class UndecidedTables(Protocol):
    """What a reader saw of tables that no rule draws, until the vocabulary decides."""

    def settled(self, labels: Labels) -> tuple[tuple[Block, ...], tuple[Remark, ...]] | None:
        """The document's blocks with such tables, and a remark for each; None where there are none."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What one file prints, in reading order.

    `blocks` hold everything, furniture too (as paragraphs with such a role). `pages` is None where the format has none.
    `flat` is true for text without spans, whose grids the regrid stage still has to find. `remarks` are the reader's
    own findings (a page without text, a part that could not be read); `partial` says whether one of them means loss.
    `undecided` holds what may be tables without rules.
    """

    format: str
    method: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    remarks: tuple[Remark, ...] = ()
    partial: bool = False
    flat: bool = False
    undecided: UndecidedTables | None = field(default=None, repr=False)

    def pieces(self) -> Iterator[Piece]:
        """Every piece of text, once, in document order: paragraphs, cells, nested cells, repeated header cells."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from grid_pieces(block)

    def mended(self, mend: Callable[[Grid], tuple[Grid, tuple[Remark, ...]]]) -> Document:
        """The document with its grids mended and what was said of them; the same document where nothing was."""
        made = [mend(block) if isinstance(block, Grid) else (block, ()) for block in self.blocks]
        said = tuple(remark for _, remarks in made for remark in remarks)
        return replace(self, blocks=tuple(block for block, _ in made), remarks=(*self.remarks, *said)) if said else self


def grid_pieces(grid: Grid) -> Iterator[Cell]:
    """The cells of a grid and of the grids nested in them, then its repeated header cells."""
    for cell in grid.cells:
        yield cell
        for inner in cell.nested:
            yield from grid_pieces(inner)
    yield from grid.repeated
