"""Draws a document from text, so that a test shows the form it is about.

A row is a line, its cells separated by `|`; `.` is blank, `<` continues the cell to the left, `^` the
cell above. A block between
blank lines whose first line holds a `|` is a grid, any other line is a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Block, Cell, Document, Grid, Paragraph, Where
from extractors.engine import extract
from extractors.raw import Extraction, Kind, RawRecord


def grid(text: str, block: int = 1) -> Grid:
    """A grid from its drawing."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    width = len(rows[0])
    assert all(len(row) == width for row in rows), [len(row) for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words not in ("<", "^"):
                across = next((i for i in range(c + 1, width) if row[i] != "<"), width) - c
                down = next((i for i in range(r + 1, len(rows)) if rows[i][c] != "^"), len(rows)) - r
                words = "" if words == "." else words
                cells.append(Cell(r + 1, c + 1, down, across, words, Where(block=block, row=r + 1, column=c + 1)))
    return Grid(len(rows), width, tuple(cells), Where(block=block))


def document(text: str) -> Document:
    """Paragraphs and grids in order."""
    blocks: list[Block] = []
    for part in text.strip().split("\n\n"):
        if "|" in part.strip().splitlines()[0]:
            blocks.append(grid(part, len(blocks) + 1))
        else:
            for line in part.strip().splitlines():
                blocks.append(Paragraph(line.strip(), Where(block=len(blocks) + 1)))
    return Document("test", "test", tuple(blocks))


class Read:
    """What the engine made of a drawing, in the short words of a test."""

    def __init__(self, drawn: Document) -> None:
        self.document = drawn
        self.extraction: Extraction = extract(drawn)

    def records(self, kind: Kind) -> list[RawRecord]:
        """The records of a kind, in their order."""
        return [r for r in self.extraction.records if r.kind is kind]

    def texts(self, kind: Kind, *names: str) -> list[tuple[str | None, ...]]:
        """Fields (or facts) of the records of a kind, as printed."""
        return [tuple(self._text(r, n) for n in names) for r in self.records(kind)]

    def pairs(self, kind: Kind = Kind.PROJECT) -> dict[str, str]:
        """The attributes of the first record of a kind."""
        return {key: value.text for key, value in self.records(kind)[0].attributes}

    def lost(self) -> list[str]:
        """Texts of which a character ended nowhere."""
        used: dict[int, set[int]] = {}
        fields = [f for r in self.extraction.records for f in (*r.fields.values(), *(v for _, v in r.attributes))]
        for span in [s for f in fields for s in f.spans] + [c.span for c in self.extraction.claims]:
            used.setdefault(id(span.piece), set()).update(range(span.start, span.end))
        pieces = [(p.text, used.get(id(p), set())) for p in self.document.pieces()]
        return [text for text, seen in pieces if any(not c.isspace() and i not in seen for i, c in enumerate(text))]

    @staticmethod
    def _text(record: RawRecord, name: str) -> str | None:
        if name in record.fields:
            return record.fields[name].text
        fact = record.facts.get(name)
        return None if fact is None else str(fact)


@pytest.fixture
def read() -> Callable[[str], Read]:
    """Draws a document and reads it."""
    return lambda text: Read(document(text))


@pytest.fixture
def read_document() -> Callable[[Document], Read]:
    """Reads a document that no drawing can show."""
    return Read


@pytest.fixture
def draw() -> Callable[[str], Grid]:
    """Draws a grid."""
    return grid
