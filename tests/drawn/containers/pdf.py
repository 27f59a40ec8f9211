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


def write(drawn: Drawn) -> bytes:
    """The document as a PDF, on pages as short as the form says."""
    pages = _Pages(_SHORT if drawn.page_cut else _HEIGHT)
    for block in drawn.blocks:
        if isinstance(block, Line):
            _line(pages, block)
        else:
            _Printing(pages, block, inside=drawn.page_cut == "inside").run()
    return _file(["\n".join(["0.5 w", *page]).encode("ascii") for page in pages.pages], pages.height)


def _line(pages: _Pages, line: Line) -> None:
    if line.page and pages.y < pages.height - _MARGIN:
        pages.turn()
    size = {"title": 14.0, "heading": 11.0, "line": _SIZE}[line.kind]
    pages.room(size + 60.0 if line.kind != "line" else size)
    for text in line.text.split("\n"):
        pages.y -= size
        if text:
            pages.text((_WIDTH - _long(text, size)) / 2 if line.kind == "title" else _MARGIN, pages.y, text, size)
        pages.y -= 6.0


def _long(text: str, size: float = _SIZE) -> float:
    return sum(_advance(char) for char in text) * size


def _advance(char: str) -> float:
    return 0.5 if ord(char) < 0x250 else 1.0


def _columns(table: Table) -> list[float]:
    need = [3.0] * table.columns
    for cell in table.cells:
        each = min(max(max(map(len, cell.text.split("\n"))), 3), 12 * cell.column_span) / cell.column_span
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
        if char == "\n":
            yield line
            line, used = "", 0.0
            continue
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


class _Printing:
    """A table going down pages: rows still to print with their heights, and how many lines of each cell are printed."""

    def __init__(self, pages: _Pages, table: Table, *, inside: bool) -> None:
        self.pages, self.table, self.inside, self.places, self.xs = pages, table, inside, table.at(), _columns(table)
        self.lines = {cell: list(_wrapped(cell.text, self._width(cell))) for cell in table.cells}
        self.heights = _heights(table, self.lines)
        self.done = dict.fromkeys(table.cells, 0)

    def _width(self, cell: Cell) -> float:
        return self.xs[cell.column + cell.column_span] - self.xs[cell.column] - 2 * _PAD

    def run(self) -> None:
        """Print every row, a page after the other."""
        row, head = 0, self.heights[: self.table.head]
        while row < self.table.rows:
            self.pages.room(self.heights[row] if row or not self.inside else _LEADING * 2)
            if row >= self.table.head and self.pages.y == self.pages.height - _MARGIN:
                self._head_again(head)
            last, part = self._fit(row)
            self._piece([*self.heights[row:last], *([part] if part else [])], row)
            self._left(last, part)
            row = last
            if row < self.table.rows:
                self.pages.turn()
        self.pages.y -= 8.0

    def _head_again(self, heights: list[float]) -> None:
        """The head printed anew, all of its lines."""
        if heights:
            before = dict(self.done)
            self.done.update(dict.fromkeys((cell for cell in self.table.cells if cell.row < len(heights)), 0))
            self._piece(heights, 0)
            self.done = before

    def _fit(self, first: int) -> tuple[int, float]:
        """The row after the last that fits whole (at least one), and the height of the part of the next that fits besides."""
        room, row = self.pages.y - _MARGIN, first
        while row < self.table.rows and (row == first or room >= self.heights[row]):
            room -= self.heights[row]
            row += 1
        if not self.inside or row == self.table.rows:
            return row, 0.0
        wanted = max((len(self.lines[cell]) - self.done[cell] for cell in self._own(row)), default=0)
        lines = int((room - 2 * _PAD) // _LEADING)
        return row, lines * _LEADING + 2 * _PAD if 1 <= lines < wanted else 0.0

    def _own(self, row: int) -> list[Cell]:
        return [cell for cell in self.table.cells if cell.row == row and cell.row_span == 1]

    def _piece(self, heights: list[float], first: int) -> None:
        """Rows from `first`, as high as given: borders of each cell, and the lines that its part of the page has room for."""
        ys, last = [self.pages.y], first + len(heights)
        for height in heights:
            ys.append(ys[-1] - height)
        for cell in sorted({self.places[row, column] for row in range(first, last) for column in range(self.table.columns)}, key=_order):
            top, bottom = ys[max(cell.row, first) - first], ys[min(cell.row + cell.row_span, last) - first]
            self._borders(cell, top, bottom)
            room = int((top - bottom - _PAD + 3.0) // _LEADING)
            ends = cell.row + cell.row_span < last or (cell.row + cell.row_span == last and heights[-1] >= self.heights[last - 1])
            shown = self.lines[cell][self.done[cell] :] if ends else self.lines[cell][self.done[cell] : self.done[cell] + room]
            for at, line in enumerate(shown):
                self.pages.text(self.xs[cell.column] + _PAD, top - _PAD - _LEADING * (at + 1) + 3.0, line)
            self.done[cell] += len(shown)
        self.pages.y = ys[-1]

    def _borders(self, cell: Cell, top: float, bottom: float) -> None:
        x0, x1 = self.xs[cell.column], self.xs[cell.column + cell.column_span]
        for box in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            self.pages.rule(*box)

    def _left(self, row: int, part: float) -> None:
        """Heights of what is left: a row that was cut is as high as its remaining lines, a merged cell has room for its own."""
        if row < self.table.rows and part:
            wanted = max(len(self.lines[cell]) - self.done[cell] for cell in self._own(row))
            self.heights[row] = wanted * _LEADING + 2 * _PAD
        for cell in self.table.cells:
            rows = range(max(cell.row, row), cell.row + cell.row_span)
            need = (len(self.lines[cell]) - self.done[cell]) * _LEADING + 2 * _PAD
            if cell.row < row <= rows.stop - 1 or (part and cell.row_span > 1 and cell.row == row):
                self.heights[rows.stop - 1] += max(0.0, need - sum(self.heights[at] for at in rows))


def _order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


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
