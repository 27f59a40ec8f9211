"""A sheet as its file stores it, before anything is laid out: texts by row and column, and what stands beside them.

Rows and columns count from 1 as on the screen. Every format of spreadsheet is read into these types; `regions` lays them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from normalizers.notes import Note

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
_LETTERS: Final = 26


class Area(NamedTuple):
    """A rectangle of cells, its ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Aside(NamedTuple):
    """A text that is no cell's: a comment, or what a text box or a control shows; `area` is where it is anchored."""

    area: Area
    text: str
    tick: bool = False
    """Whether it is a box to be ticked: its sign is a part of what the cell below it says."""


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows` holds the texts that a person sees, by row and column, blank ones left out.

    `framed` has a set bit (1 << column) for each cell with a border at its left or right. `remarks` are about cells, or about the
    whole sheet where row and column are 0. `headers` and `footers` are what its printed pages repeat.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    framed: dict[int, int] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[Aside] = field(default_factory=list)
    boxes: list[Aside] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    remarks: list[tuple[int, int, Note]] = field(default_factory=list)
    print_areas: list[Area] = field(default_factory=list)
    pictures: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a cell's text; a blank one is none."""
        if text and not text.isspace():
            self.rows.setdefault(row, {})[column] = text

    def say(self, note: Note, row: int = 0, column: int = 0) -> None:
        """A remark about a cell, or about the sheet."""
        self.remarks.append((row, column, note))

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """Every text with its row and column, in order."""
        for row in sorted(self.rows):
            cells = self.rows[row]
            for column in sorted(cells):
                yield row, column, cells[column]


def letters(column: int) -> str:
    """A column's name: 28 -> AB."""
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        out = chr(ord("A") + rest) + out
    return out


def address(row: int, column: int) -> str:
    """A cell's address: (7, 2) -> B7."""
    return f"{letters(column)}{row}"


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column of an address such as B7 or $B$7; None for what is none, or lies beyond the last row or column."""
    column = row = 0
    seen = False
    for char in reference:
        if char == "$":
            continue
        if "A" <= char <= "Z" and not seen:
            column = column * _LETTERS + ord(char) - 64
        elif "a" <= char <= "z" and not seen:
            column = column * _LETTERS + ord(char) - 96
        elif "0" <= char <= "9":
            seen = True
            row = row * 10 + ord(char) - 48
        else:
            return None
        if column > LAST_COLUMN or row > LAST_ROW:
            return None
    return (row, column) if row and column else None


def area_of(reference: str) -> Area | None:
    """The rectangle of A1:B2, or of one cell; whole rows and columns (A:C, 1:3) too. None for what is none."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    if start and end:
        return Area(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
    rows = first.strip("$"), last.strip("$")
    if all(part.isdecimal() and len(part) < 9 for part in rows):
        return Area(int(rows[0]), 1, min(int(rows[1]), LAST_ROW), LAST_COLUMN)
    columns = [place_of(f"{part}1") for part in rows if part.isascii() and part.isalpha()]
    if len(columns) == 2 and columns[0] and columns[1]:
        return Area(1, columns[0][1], LAST_ROW, columns[1][1])
    return None
