"""Pages to a Document: furniture told apart, sentences and tables that go on over the page put together.

    pages ──furniture──> body ──reading order──> lines and tables ──joined over pages──> paragraphs and grids

What stands on the page in reading order is a block; a table or paragraph stands where it begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Block, Box, Cell, Grid, Paragraph, Role, Where
from extractors.pages.furniture import furniture
from extractors.pages.join import Table, add, joint
from extractors.pages.lost_row_borders import stacked_text
from extractors.pages.model import Page, PageCell, PageTable
from extractors.pages.paragraph_flow import Flow, Margins, goes_on, margins, neighbours
from extractors.tables.lines import join_lines
from extractors.tables.runs import Line


@dataclass(slots=True, eq=False)
class _Aside:
    """What is no part of the flow: furniture, a watermark, a comment (which stands nowhere on the page)."""

    text: str
    page: int
    role: Role
    line: Line | None = None


@dataclass(slots=True, eq=False)
class _Reading:
    """What has been read: the items in order, and the last one that is no furniture."""

    items: list[Flow | Table | _Aside] = field(default_factory=list)
    last: Flow | Table | None = None


def pages_to_blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of the document that the pages make, numbered from 1."""
    roles = furniture(pages)
    frames = _frames(pages, roles)
    bottoms = _bottoms(pages, roles)
    reading = _Reading()
    for at, page in enumerate(pages):
        size = _size(page)
        room = bottoms[size]
        beside = neighbours(page.lines)
        for item, index in _order(page):
            if isinstance(item, PageTable):
                _read_table(reading, item, page.number, room)
            elif role := roles.get((at, index)):
                reading.items.append(_Aside(item.text, page.number, role, item))
            else:
                _read_line(reading, item, page.number, frames[size], beside[index])
        if page.sideways:
            text = join_lines([line.text for line in page.sideways])
            reading.items.append(_Aside(text, page.number, Role.HEADER, page.sideways[0]))
        reading.items.extend(_Aside(text, page.number, Role.COMMENT) for text in page.comments)
    return tuple(_block(item, number) for number, item in enumerate(reading.items, 1))


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _order(page: Page) -> Iterator[tuple[Line | PageTable, int]]:
    """Lines and tables of a page from the top, with the index of each line."""
    entries: list[tuple[float, float, int, Line | PageTable]] = [(line.y0, line.x0, at, line) for at, line in enumerate(page.lines)]
    entries += [(table.ys[0], table.xs[0], -1, table) for table in page.tables]
    lines = [(y, x, at, item) for y, x, at, item in entries if at >= 0]
    tables = [(y, x, at, item) for y, x, at, item in entries if at < 0]
    while lines or tables:
        first = lines if not tables or (lines and lines[0][0] + 0.5 * _height(lines[0][3]) <= tables[0][0]) else tables
        _, _, at, item = first.pop(0)
        yield item, at


def _height(item: Line | PageTable) -> float:
    return item.y1 - item.y0 if isinstance(item, Line) else 0.0


def _body(page: Page, at: int, roles: dict[tuple[int, int], Role]) -> list[Line]:
    return [line for index, line in enumerate(page.lines) if (at, index) not in roles]


def _frames(pages: Sequence[Page], roles: dict[tuple[int, int], Role]) -> dict[tuple[int, int], Margins]:
    """The margins of the pages of each size."""
    lines: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    edges: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for at, page in enumerate(pages):
        lines[_size(page)] += _body(page, at, roles)
        edges[_size(page)] += [x for table in page.tables for x in (table.xs[0], table.xs[-1])]
    return {size: margins(lines[size], edges[size], size[0]) for size in lines}


def _bottoms(pages: Sequence[Page], roles: dict[tuple[int, int], Role]) -> dict[tuple[int, int], float]:
    """How far down the body reaches on pages of each size."""
    out: defaultdict[tuple[int, int], float] = defaultdict(float)
    for at, page in enumerate(pages):
        ends = [line.y1 for line in _body(page, at, roles)] + [table.ys[-1] for table in page.tables]
        out[_size(page)] = max([out[_size(page)], *ends])
    return out


def _read_table(reading: _Reading, part: PageTable, page: int, bottom: float) -> None:
    last = reading.last
    if isinstance(last, Table) and last.last_page == page - 1:
        how = joint(last, part, bottom - last.part.ys[-1])
        if how:
            add(last, part, page, how)
            return
    table = Table.of(part, page)
    reading.items.append(table)
    reading.last = table


def _read_line(reading: _Reading, line: Line, page: int, frame: Margins, beside: bool) -> None:
    last = reading.last
    if isinstance(last, Flow) and page - last.last_page <= 1 and not beside and goes_on(last, line, page, frame):
        last.lines.append(line)
        last.last_page = page
        return
    flow = Flow(page, [line], page, beside)
    reading.items.append(flow)
    reading.last = flow


def _block(item: Flow | Table | _Aside, number: int) -> Block:
    if isinstance(item, Table):
        return _grid(item, number)
    if isinstance(item, _Aside):
        return Paragraph(item.text.strip(), Where(item.page, number, box=_box([item.line]) if item.line else None), item.role)
    return Paragraph(item.text, Where(item.page, number, box=_box(_first_page(item))))


def _first_page(flow: Flow) -> list[Line]:
    """The lines of a paragraph up to the page break: those that go down."""
    out = [flow.lines[0]]
    for line in flow.lines[1:]:
        if line.y0 < out[-1].y0:
            break
        out.append(line)
    return out


def _box(lines: Sequence[Line]) -> Box:
    x0, y0 = min(line.x0 for line in lines), min(line.y0 for line in lines)
    return rounded(Box(x0, y0, max(line.x1 for line in lines), max(line.y1 for line in lines)))


def rounded(box: Box) -> Box:
    """The box to a hundredth of a point: what is beyond is noise of single precision."""
    return Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))


def _grid(table: Table, number: int) -> Grid:
    columns = {x: at for at, x in enumerate(table.xs)}
    if table.evidence:
        table.cells.sort(key=lambda cell: (cell.row, cell.x0))
    if table.evidence:
        cells = [_cell(cell, columns, number) for cell in table.cells]
    else:
        cells = [_cell_at(cell, cell.column, cell.column + cell.columns, number) for cell in table.cells]
    for at, cell in enumerate(table.cells):
        if cell.rows > 1 and (text := stacked_text(cell, table.cells)) is not None:
            cells[at] = replace(cells[at], text=text)
    repeated = tuple([_cell(cell, columns, number) for cell in table.repeated])
    where = Where(table.page, number, box=table.box)
    return Grid(table.rows, len(table.xs) - 1, tuple(cells), where, repeated, tuple(table.evidence))


def _cell(cell: PageCell, columns: dict[float, int], number: int) -> Cell:
    return _cell_at(cell, _edge(columns, cell.x0), _edge(columns, cell.x1), number)


def _cell_at(cell: PageCell, first: int, last: int, number: int) -> Cell:
    """The cell between two column edges."""
    text = cell_text(cell.lines)
    where = Where(cell.page, number, cell.row + 1, first + 1, cell.box)
    nested = tuple([_nested(inner, cell.page, number) for inner in cell.inner]) if cell.inner else ()
    return Cell(cell.row + 1, first + 1, cell.rows, max(last - first, 1), text, where, nested, cell.confidence)


def cell_text(lines: Sequence[Line]) -> str:
    """The text of a cell: its lines joined."""
    if len(lines) == 1:
        return lines[0].text.strip()
    return join_lines([line.text for line in lines]) if lines else ""


def _edge(columns: dict[float, int], x: float) -> int:
    """The column edge at a place; found once for each place."""
    found = columns.get(x)
    if found is None:
        found = columns[x] = min(((abs(x - other), at) for other, at in columns.items()))[1]
    return found


def _nested(part: PageTable, page: int, number: int) -> Grid:
    columns = {x: at for at, x in enumerate(part.xs)}
    cells = tuple([_cell(cell, columns, number) for cell in part.cells])
    return Grid(part.rows, len(part.xs) - 1, cells, Where(page, number, box=part.box))
