"""Text as Apache Tika prints a Word document: paragraphs a line each, cells a TAB and their text, no spans at all.

    paragraph            a line of its own; `[bookmark: name]` may stand before its text
    \\tcell               a cell begins with a TAB at the start of a line; its text may go on over lines, blank ones too
    (blank line)         ends a row; one more ends the table

A vertically merged cell is printed again as an empty one, a horizontally merged cell once, its span nowhere. What is
read here is only that: a `Grid` whose rows hold as many cells as were printed, each of width 1 but the last, which fills
its row. Spans, merged labels and the joints between grids that follow each other directly are found by `extractors.tables.from_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.document import Block, Cell, Document, Grid, Paragraph, Remark, Where
from extractors.encoding import Decoded, damage, text_within
from extractors.errors import ReadError
from extractors.limits import Limits
from normalizers.notes import Note

FORMAT = "text"
TABBED = 3  # lines with several cells that make a table of their own

_BOOKMARK = re.compile(r"\[bookmark: ?([^\[\]\n]{0,200})\]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# C0 and C1 controls but TAB and LINE FEED: no printed fact, and spreadsheet writers refuse them.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

Lines = list[str]
FlatRow = list[Lines]


def read(data: bytes, limits: Limits | None = None) -> Document:
    """The document that the bytes of a text file print, flat.

    ReadError: "empty", "too-large", "corrupt" (no known encoding reads it), "no-text". Bytes damaged here and there are
    replaced and make the document partial, with a remark.
    """
    limits = limits or Limits()
    decoded = text_within(data, limits)
    text = _CONTROLS.sub("", _BREAKS.sub("\n", decoded.text))
    if not text.strip("\N{ZERO WIDTH NO-BREAK SPACE}\N{REPLACEMENT CHARACTER} \t\n\u3000"):
        raise ReadError("no-text")
    blocks = tuple(_numbered(_parts(text.split("\n")), limits))
    return Document(FORMAT, FORMAT, blocks, remarks=tuple(_remarks(decoded)), partial=decoded.damaged > 0, flat=True)


def _remarks(decoded: Decoded) -> Iterator[Remark]:
    yield from damage(decoded)
    controls = len(_CONTROLS.findall(decoded.text))
    if controls:
        yield Remark(Note.of("text.control-characters", count=str(controls)))


@dataclass(slots=True)
class _Table:
    """A table being read: whole rows, and how many blank lines stand after the last of them."""

    rows: list[FlatRow] = field(default_factory=list)
    blanks: int = 0
    open: bool = False

    def cell(self, text: str) -> None:
        if not self.open:
            self.rows.append([])
        self.open, self.blanks = True, 0
        self.rows[-1].append([text])

    def go_on(self, line: str) -> None:
        """A line that belongs to the cell last begun, the blank line before it included."""
        self.rows[-1][-1].extend([""] * self.blanks + [line])
        self.open, self.blanks = True, 0

    def end_row(self) -> None:
        self.open, self.blanks = False, self.blanks + 1


def _parts(lines: Lines) -> Iterator[list[FlatRow] | str]:
    """Lines of cells between tabs as they are (what they are the vocabulary decides), and the tables and paragraphs among the others."""
    start = 0
    for first, last in _tabbed(lines):
        yield from _blocks(lines[start:first])
        yield from lines[first:last]
        start = last
    yield from _blocks(lines[start:])


def _tabbed(lines: Lines) -> Iterator[tuple[int, int]]:
    """Runs of lines that each hold several cells, the first of them without a TAB in front: Tika prints no such lines."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _holds_cells(lines[end]):
            end += 1
        if end - start >= TABBED and not lines[start].startswith("\t"):
            yield start, end
        start = max(end, start + 1)


def _holds_cells(line: str) -> bool:
    """Whether a line has several cells: a TAB between two texts, or several TABs in front of one (cells left blank)."""
    return bool(line.strip()) and "\t" in (line[1:] if line.startswith("\t") else line).rstrip()


def _blocks(lines: Lines) -> Iterator[list[FlatRow] | str]:
    """Tables as rows of cells, and between them paragraphs as lines, in order."""
    table: _Table | None = None
    for line in lines:
        if line.startswith("\t"):
            if table is not None and table.blanks > 1:
                yield table.rows
                table = None
            table = table or _Table()
            table.cell(line[1:])
        elif table is not None and not line:
            table.end_row()
        elif table is not None and (table.open or (table.blanks == 1 and not _heading(line))):
            table.go_on(line)
        else:
            if table is not None:
                yield from _settled(table)
                table = None
            if line:
                yield line
    if table is not None:
        yield from _settled(table)


def _heading(line: str) -> bool:
    return _BOOKMARK.match(line.lstrip()) is not None


def _settled(table: _Table) -> Iterator[list[FlatRow] | str]:
    """The table, unless its lines are paragraphs that begin with a TAB, or whole rows to a line."""
    rows = table.rows
    if _is_indented_text(table):
        yield from (line if k else "\t" + line for cell in rows[0] for k, line in enumerate(cell) if k == 0 or line)
        return
    yield [split for row in rows for split in _rows_on_lines(row)]


def _is_indented_text(table: _Table) -> bool:
    """One "row" alone that does not end as tables do, of one cell or with more lines going on than cells beginning: prose."""
    if len(table.rows) > 1 or table.blanks > 1:
        return False
    row = table.rows[0]
    return len(row) == 1 or sum(len(cell) - 1 for cell in row) > len(row)


def _rows_on_lines(row: FlatRow) -> Iterator[FlatRow]:
    """Some writers print a row to a line, its cells divided by TABs: then every line of the block holds several."""
    if len(row) > 1 and all(len(cell) == 1 and "\t" in cell[0] for cell in row):
        yield from ([[text] for text in cell[0].split("\t")] for cell in row)
    else:
        yield row


def _numbered(blocks: Iterator[list[FlatRow] | str], limits: Limits) -> Iterator[Block]:
    cells = 0
    for number, block in enumerate(blocks, 1):
        if isinstance(block, str):
            yield _paragraph(block, number)
            continue
        _check(block, limits)
        cells += sum(map(len, block))
        if cells > limits.cells:
            raise ReadError("too-large", f"over {limits.cells} cells", f"单元格超过 {limits.cells} 个")
        yield flat_grid([["".join(_without_bookmarks(cell)) for cell in row] for row in block], number)


def _check(rows: list[FlatRow], limits: Limits) -> None:
    columns = max(map(len, rows))
    if columns > limits.columns:
        raise ReadError("too-large", f"a row of {columns} cells", f"一行有 {columns} 个单元格")
    if len(rows) > limits.rows or len(rows) * columns > limits.places:
        raise ReadError("too-large", f"a table of {len(rows)} rows", f"表格有 {len(rows)} 行")


def _without_bookmarks(lines: Lines) -> Iterator[str]:
    return (_BOOKMARK.sub("", line) for line in lines)


def _paragraph(line: str, number: int) -> Paragraph:
    names = tuple(name for name in _BOOKMARK.findall(line) if name)
    return Paragraph(_BOOKMARK.sub("", line), Where(block=number), bookmarks=names)


def flat_grid(rows: list[list[str]], block: int) -> Grid:
    """A grid of rows as printed: every cell one column wide but the last of its row, which fills it."""
    columns = max(map(len, rows))
    cells = tuple(
        Cell(r, c, 1, columns - c + 1 if c == len(row) else 1, text if text.strip() else "", Where(block=block, row=r, column=c))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    )
    return Grid(len(rows), columns, cells, Where(block=block))
