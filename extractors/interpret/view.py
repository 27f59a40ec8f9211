"""A view of some rows of a grid, with what the vocabulary says of each cell: the table the readers of blocks work on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import regex

from extractors.document import Cell, Grid
from extractors.interpret.builder import ExtractionBuilder
from extractors.raw import Use
from extractors.vocabulary import Label, Place, Vocabulary, parse_label
from normalizers.text import fold

# An amount or a number cell: digits with separators, perhaps a unit or a percent sign.
_AMOUNT = regex.compile(r"(?:人民币|共计?|合计)?[:：]?[¥$]?[-+]?\d[\d,，]*+(?:\.\d*+)?(?:万|亿|千|百万)?元?(?:整)?(?:\([^()\d][^()]*\))?")
_NUMERIC = regex.compile(r"[≥≤><=约]?[-+]?\d[\d,，]*+(?:\.\d*+)?(?:%|‰|分|万元|元|亿元)?")
_DASH = regex.compile(r"[/\\—–\-一－_]{1,4}|无|\.{2,}|…+")
_LIMITED = regex.compile(r"\d{2,4}字(?:以内|左右)[^()]{0,10}\)?[。.]?$")
_NOTE = regex.compile(r"(?:填报说明|填表说明|填写说明|注|备注|说明|填表要求)[:：]|注\d")
_SENTENCE = regex.compile(r"[。；;！？]")


def label_unit(text: str) -> str | None:
    """The unit in the brackets of a label: 项目资金（万元）; None where none is printed."""
    return parse_label(text).unit if text else None


def blank(cell: Cell) -> bool:
    """Whether the cell prints nothing."""
    return not cell.text.strip()


def amount_like(text: str) -> bool:
    """Whether a cell's text is an amount of money as forms print it."""
    return _AMOUNT.fullmatch(fold(text)) is not None


def numeric(text: str) -> bool:
    """Whether a cell's text is a number, perhaps with a sign, percent or 分 (no label looks so)."""
    return _NUMERIC.fullmatch(fold(text)) is not None


def dash(text: str) -> bool:
    """Whether the text only says that there is nothing: /, —, ……."""
    return _DASH.fullmatch(fold(text)) is not None


def instruction(text: str) -> bool:
    """Whether the text tells how to fill the form in: …（100字以内）, 注：…, 填报说明：…."""
    folded = fold(text)[:400]
    return _NOTE.match(folded) is not None or ("字" in folded and _LIMITED.search(folded) is not None)


def label_like(text: str) -> bool:
    """Whether an unknown text may be a label: short, worded, no sentence, no number."""
    folded = fold(text).rstrip(":")
    return bool(folded) and len(folded) <= 24 and not _SENTENCE.search(folded) and not numeric(folded) and not dash(folded)


def attribute_key(head: Cell) -> str:
    """A label as the key of an attribute: as printed, line breaks dropped, without its colon."""
    return head.text.replace("\n", "").strip().rstrip(":：").strip()


class TableView:
    """Rows `first`..`last` (from 1, both included) of a grid."""

    def __init__(
        self,
        grid: Grid,
        words: Vocabulary,
        book: ExtractionBuilder,
        first: int = 1,
        last: int | None = None,
        context: frozenset[str] = frozenset(),
    ) -> None:
        """`context` says what the heading of the form tells of it: `review` where it reports or judges results."""
        self.context = context
        self.grid, self.words, self.book = grid, words, book
        self.first, self.last = first, grid.rows if last is None else last
        self.headers: dict[int, object] = {}  # by row, what `columns.find_header` answered

    @cached_property
    def rows(self) -> range:
        """The row numbers of this sheet."""
        return range(self.first, self.last + 1)

    @cached_property
    def _starts(self) -> dict[int, list[Cell]]:
        starts: dict[int, list[Cell]] = {}
        for cell in self.grid.cells:
            starts.setdefault(cell.row, []).append(cell)
        for cells in starts.values():
            cells.sort(key=lambda c: c.column)
        return starts

    def starts(self, row: int) -> list[Cell]:
        """The cells that begin in a row, left to right."""
        return self._starts.get(row, [])

    def cells(self) -> Iterator[Cell]:
        """All cells that begin in the sheet's rows, in reading order."""
        for row in self.rows:
            yield from self.starts(row)

    def right(self, cell: Cell, row: int | None = None) -> Cell | None:
        """The cell beside a cell, in its first row or a given one; None at the edge."""
        column = cell.column + cell.column_span
        return self.grid.at(row or cell.row, column) if column <= self.grid.columns else None

    def left(self, cell: Cell) -> Cell | None:
        """The cell before a cell in its first row; None at the edge."""
        return self.grid.at(cell.row, cell.column - 1) if cell.column > 1 else None

    def below(self, cell: Cell) -> Cell | None:
        """The cell under a cell's first column; None under the sheet's last row."""
        row = cell.row + cell.row_span
        return self.grid.at(row, cell.column) if row <= self.last else None

    def bottom(self, cell: Cell) -> int:
        """The last row a cell covers."""
        return cell.row + cell.row_span - 1

    def find(self, cell: Cell, place: Place) -> str | None:
        """What the vocabulary calls the cell's text in a place."""
        return self.words.find(cell.text, place) if cell.text else None

    def label(self, cell: Cell) -> Label:
        """The cell's text taken apart as a label."""
        return parse_label(cell.text)

    def known(self, cell: Cell) -> bool:
        """Whether the cell's text is a label that the vocabulary knows, in any place."""
        return bool(cell.text) and self.words.knows(cell.text)

    def free(self, cell: Cell) -> bool:
        """Whether nobody has used the cell."""
        return self.book.free(cell)

    def claim(self, cell: Cell, meaning: str, use: Use = Use.LABEL) -> None:
        """Recognise the whole cell as a label (or as `use` says)."""
        self.book.claim(cell, meaning, use)
