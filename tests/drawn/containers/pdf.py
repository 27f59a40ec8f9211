"""A PDF page by page: rules drawn as strokes, text in a font of boxes, its characters named by a ToUnicode map.

Codes are UTF-16 units (Identity-H, ISO 32000-1, 9.7.5.2), so the map says of each code that it is itself. Lengths are points; y grows
upwards from the page's foot as in PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..form import Cell, Drawn, Line, Table
from . import boxes

_SIZE, _LEADING, _PAD = 9.0, 12.0, 3.0
_WIDTH, _MARGIN = 595.0, 40.0
_HEIGHT, _SHORT = 842.0, 420.0


@dataclass(slots=True)
class _Pages:
    """Content streams being written, from the top of each page downwards."""

    height: float
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.height - _MARGIN

    def room(self, need: float) -> None:
        """Go on at the next page where less than `need` is left."""
        if self.y - need < _MARGIN and self.y < self.height - _MARGIN:
            self.turn()

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = self.height - _MARGIN

    def text(self, x: float, y: float, text: str, size: float = _SIZE) -> None:
        """One line of text with its baseline at y."""
        self.pages[-1].append(f"BT /F {size:g} Tf {x:.2f} {y:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroke."""
        self.pages[-1].append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")


def write(drawn: Drawn, *, short: bool | None = None) -> bytes:
    """The document as a PDF; `short` pages (default: the recipe's page_cut, carried by the form) cut tables between their rows."""
    pages = _Pages(_SHORT if (drawn.page_cut if short is None else short) else _HEIGHT)
    for block in drawn.blocks:
        if isinstance(block, Line):
            _line(pages, block)
        else:
            _table(pages, block)
    return _file(["\n".join(["0.5 w", *page]).encode("ascii") for page in pages.pages], pages.height)


def _line(pages: _Pages, line: Line) -> None:
    if line.page and pages.y < pages.height - _MARGIN:
        pages.turn()
    size = {"title": 14.0, "heading": 11.0, "line": _SIZE}[line.kind]
    pages.room(size + 60.0 if line.kind != "line" else size)
    x = (_WIDTH - _long(line.text, size)) / 2 if line.kind == "title" else _MARGIN
    pages.y -= size
    if line.text:
        pages.text(x, pages.y, line.text, size)
    pages.y -= 6.0


def _long(text: str, size: float = _SIZE) -> float:
    return sum(_advance(char) for char in text) * size


def _advance(char: str) -> float:
    return 0.5 if ord(char) < 0x250 else 1.0


def _table(pages: _Pages, table: Table) -> None:
    xs = _columns(table)
    lines = {cell: list(_wrapped(cell.text, xs[cell.column + cell.column_span] - xs[cell.column] - 2 * _PAD)) for cell in table.cells}
    heights = _heights(table, lines)
    places = table.at()
    row = 0
    while row < table.rows:
        pages.room(heights[row] + 2.0)
        last = _fitting(pages, heights, row)
        _piece(pages, table, places, xs, heights, lines, row, last)
        row = last
    pages.y -= 8.0


def _columns(table: Table) -> list[float]:
    need = [3.0] * table.columns
    for cell in table.cells:
        each = min(max(len(cell.text), 3), 12 * cell.column_span) / cell.column_span
        if cell.column_span == 1:
            need[cell.column] = max(need[cell.column], min(each, 12.0))
    scale = (_WIDTH - 2 * _MARGIN) / sum(need)
    xs = [_MARGIN]
    for one in need:
        xs.append(xs[-1] + one * scale)
    return xs


def _wrapped(text: str, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for char in text:
        step = _advance(char) * _SIZE
        if line and used + step > width:
            yield line
            line, used = "", 0.0
        line, used = line + char, used + step
    if line:
        yield line


def _heights(table: Table, lines: dict[Cell, list[str]]) -> list[float]:
    heights = [_LEADING + 2 * _PAD] * table.rows
    for cell in sorted(table.cells, key=lambda one: one.row_span):
        need, rows = max(len(lines[cell]), 1) * _LEADING + 2 * _PAD, range(cell.row, cell.row + cell.row_span)
        heights[rows[-1]] += max(0.0, need - sum(heights[row] for row in rows))
    return heights


def _fitting(pages: _Pages, heights: list[float], first: int) -> int:
    used, row = 0.0, first
    while row < len(heights) and (row == first or pages.y - used - heights[row] >= _MARGIN):
        used += heights[row]
        row += 1
    return row


def _piece(
    pages: _Pages,
    table: Table,
    places: dict[tuple[int, int], Cell],
    xs: list[float],
    heights: list[float],
    lines: dict[Cell, list[str]],
    first: int,
    last: int,
) -> None:
    """Rows first to last (not included) of a table on the page: borders of each cell, text where the cell has most of its room."""
    ys = [pages.y]
    for row in range(first, last):
        ys.append(ys[-1] - heights[row])
    for cell in {places[row, column] for row in range(first, last) for column in range(table.columns)}:
        top, bottom = max(cell.row, first), min(cell.row + cell.row_span, last)
        x0, x1, y0, y1 = xs[cell.column], xs[cell.column + cell.column_span], ys[top - first], ys[bottom - first]
        for box in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            pages.rule(*box)
        if cell.row >= first or first == 0:
            _text(pages, cell, lines[cell], (x0, y0, y1), cut=cell.row + cell.row_span > last)
        else:
            _rest(pages, lines[cell], (x0, y0), sum(heights[cell.row : first]))
    pages.y = ys[-1]


def _text(pages: _Pages, cell: Cell, lines: list[str], box: tuple[float, float, float], *, cut: bool) -> None:
    """The lines of a cell from its top; of one that is cut only those that fit."""
    x, top, bottom = box
    for at, line in enumerate(lines):
        y = top - _PAD - _LEADING * (at + 1) + 3.0
        if not cut or y > bottom:
            pages.text(x + _PAD, y, line)


def _rest(pages: _Pages, lines: list[str], corner: tuple[float, float], shown: float) -> None:
    """The lines of a cell that the page before had no room for."""
    x, top = corner
    left = [line for at, line in enumerate(lines) if _PAD + _LEADING * (at + 1) - 3.0 >= shown]
    for at, line in enumerate(left):
        pages.text(x + _PAD, top - _PAD - _LEADING * (at + 1) + 3.0, line)


def _file(contents: list[bytes], height: float) -> bytes:
    kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/Boxes/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        4: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Boxes/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor 5 0 R/DW 1000/W[0 591 500]/CIDToGIDMap 8 0 R>>",
        5: b"<</Type/FontDescriptor/FontName/Boxes/Flags 4/FontBBox[0 -140 1000 860]/Ascent 860/Descent -140/CapHeight 700"
        b"/ItalicAngle 0/StemV 80/FontFile2 7 0 R>>",
        6: _stream(_to_unicode()),
        7: _stream(boxes.font()),
        8: _stream(boxes.glyphs(), b"/Filter/FlateDecode"),
    }
    for n, content in enumerate(contents):
        objects[10 + 2 * n] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>" % (
            _WIDTH,
            height,
            11 + 2 * n,
        )
        objects[11 + 2 * n] = _stream(content)
    return _joined(objects)


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(data), more) + data + b"\nendstream"


def _to_unicode() -> bytes:
    """A map from each code to itself, in the blocks of 100 ranges that the format allows."""
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    blocks = [ranges[at : at + 100] for at in range(0, len(ranges), 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode("ascii")


def _joined(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe4\xb8\xad\xe6\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, count = len(out), max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, count))
    return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
