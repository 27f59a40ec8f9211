"""One grid, one or several forms: which rows belong to which project, and the order its blocks are read in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import regex

from extractors.document import Cell, Grid, Piece
from extractors.interpret import indicator_rows, tasks
from extractors.interpret.builder import ExtractionBuilder, Owner, Project
from extractors.interpret.captions import Head, is_coded_name, is_title, is_year
from extractors.interpret.columns import CORE, NAMES, PROJECT, Header
from extractors.interpret.cross_table import CrossTable
from extractors.interpret.headers import find_header
from extractors.interpret.indicators import Levels
from extractors.interpret.label_lines import read_line, splits
from extractors.interpret.lists import FlatList
from extractors.interpret.tasks import read_project_tasks, read_task_list
from extractors.interpret.view import TableView, blank
from extractors.raw import RawField
from extractors.vocabulary import Place, Vocabulary
from normalizers.text import fold

_TITLE_ROWS: Final = 3  # rows at the top of a table that may hold its title
_REVIEW = regex.compile(r"自评|评价|评分|完成情况")
_WHOLE = regex.compile(r"整体|部门(?:年度)?绩效目标(?:申报)?表|单位(?:年度)?绩效目标")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An indicator table that ran to the end of its grid: its header, the levels in force, the grid's number of columns."""

    header: Header
    levels: dict[int, Levels]
    columns: int


@dataclass(slots=True)
class Scope:
    """Where in the document the engine is: the project that open forms belong to, and the head above the next grid."""

    head: Head = field(default_factory=Head)
    project: Project | None = None
    department: bool = False
    opened: int = 0
    title: Piece | None = None
    heads: dict[int, Head] = field(default_factory=dict)
    department_head: Head | None = None
    unfinished: Unfinished | None = None
    department_fields: dict[str, RawField] = field(default_factory=dict)


def read_grid(grid: Grid, words: Vocabulary, book: ExtractionBuilder, scope: Scope) -> None:
    """Read every form of a grid, and the grids nested in its cells."""
    nested = [inner for cell in grid.cells for inner in cell.nested]
    if nested and all(blank(cell) for cell in grid.cells):
        for inner in nested:
            read_grid(inner, words, book, scope)
        return
    for first, last in _forms(grid, words, book):
        sheet = TableView(grid, words, book, first, last, _context(scope, grid, first))
        _read_part(sheet, scope)
        scope.head = Head()
    for cell in grid.repeated:
        book.claim(cell, "repeated header")
    for inner in nested:
        read_grid(inner, words, book, scope)


def _context(scope: Scope, grid: Grid, first: int) -> frozenset[str]:
    """What the heading of a form tells of it, above its table or in the table's first rows."""
    rows = range(first, min(first + _TITLE_ROWS, grid.rows + 1))
    inside = "".join(fold(cell.text) for cell in grid.cells if cell.row in rows and cell.column_span == grid.columns)
    return frozenset({"review"}) if _REVIEW.search(scope.head.words + inside) else frozenset()


def _forms(grid: Grid, words: Vocabulary, book: ExtractionBuilder) -> list[tuple[int, int]]:
    """The rows of each form: a second 项目名称 in another row begins another, with the title rows above it."""
    sheet = TableView(grid, words, book)
    names = [c for c in sheet.cells() if c.column <= 2 and sheet.find(c, Place.PAIR) == "project_name"]
    starts = [c.row for c in names if find_header(sheet, c.row) is None]
    edges = [1, *(_with_title(sheet, row) for row in starts[1:]), grid.rows + 1]
    return [(a, b - 1) for a, b in pairwise(edges) if b > a]


def _with_title(sheet: TableView, row: int) -> int:
    """The first of the title rows over a row: titles, years and blank rows over the whole width."""
    while row > sheet.first and all(blank(c) or is_title(c.text) or is_year(c.text) for c in sheet.starts(row - 1)):
        row -= 1
    return row


def _read_part(sheet: TableView, scope: Scope) -> None:
    headers = _headers(sheet)
    above, scope.unfinished = scope.unfinished, None
    _read_head_cells(sheet, scope)
    _choose_owner(sheet, scope, headers)
    scope.opened += 1
    review = _is_review(sheet, headers) or "review" in sheet.context
    if not headers:
        _read_rest_of(sheet, scope, above)
    _read_tables(sheet, scope, headers)
    rows = [row for row in sheet.rows if any(sheet.free(cell) for cell in sheet.starts(row))]
    taken = frozenset(id(cell) for row in rows for cell in sheet.starts(row) if not sheet.free(cell))
    CrossTable(sheet, scope.project, review).read(rows, taken)


def _headers(sheet: TableView) -> dict[int, Header]:
    """The headers of indicator tables and flat lists, by their label row."""
    found: dict[int, Header] = {}
    row = sheet.first
    while row <= sheet.last:
        header = find_header(sheet, row)
        if header is not None:
            found[row] = header
            row = header.bottom
        row += 1
    return found


def _choose_owner(sheet: TableView, scope: Scope, headers: dict[int, Header]) -> None:
    """Whose form this is: a new project's, the open one's, or the whole department's."""
    title = scope.head.words
    own = any(sheet.find(c, Place.PAIR) == "project_name" for c in sheet.cells())
    listed = any(h.roles & {"project_name"} for h in headers.values())
    whole = any(sheet.find(c, Place.BLOCK) == "tasks" for c in sheet.cells()) or _names_department(sheet)
    if scope.head.project is not None and (listed or own):
        sheet.book.pair(None, scope.head.project_key, scope.head.project)
    if any("task_name" in h.roles for h in headers.values()):
        scope.project, scope.department = None, True
        scope.department_head = scope.department_head or scope.head
    elif listed and not (_WHOLE.search(title) and _lists_tasks(headers)):
        scope.project, scope.department = None, False
    elif own and not (_WHOLE.search(title) and listed):
        _open(sheet, scope)
    elif scope.head.project is not None:
        _open(sheet, scope).fields["project_name"] = scope.head.project
    elif _WHOLE.search(title) or (whole and "项目" not in title):
        scope.project, scope.department = None, True
        scope.department_head = scope.department_head or scope.head
    elif not title and (scope.project is not None or scope.department):
        return
    elif "项目" in title or headers:
        _open(sheet, scope)
    else:
        scope.project = None


def _lists_tasks(headers: dict[int, Header]) -> bool:
    """Whether projects are listed without indicators of their own, as the main tasks of a whole department are."""
    return not any(header.roles & CORE and "project_name" in header.roles for header in headers.values())


def _names_department(sheet: TableView) -> bool:
    return any(sheet.find(c, Place.PAIR) == "department" and "部门" in c.text and "主管" not in c.text for c in sheet.cells())


def _open(sheet: TableView, scope: Scope) -> Project:
    scope.project, scope.department = sheet.book.open_project(), False
    scope.heads[scope.project.number] = scope.head
    return scope.project


def _is_review(sheet: TableView, headers: dict[int, Header]) -> bool:
    """Whether the form is a self-evaluation: it has a column of results or an executed amount."""
    return any("actual" in h.roles for h in headers.values()) or any(
        sheet.find(c, Place.STAGE) == "executed" and sheet.find(c, Place.PAIR) is None for c in sheet.cells()
    )


def _read_head_cells(sheet: TableView, scope: Scope) -> None:
    """A first row that is really the head line of the form: title, code and name of the unit | 单位：万元."""
    for cell in sheet.starts(sheet.first):
        if is_coded_name(cell.text) and sheet.free(cell) and not _is_value(sheet, cell):
            scope.head.unit = sheet.book.value(cell, "head:unit")
    for row in sheet.rows:
        cells = [c for c in sheet.starts(row) if not blank(c)]
        if len(cells) != 1 or cells[0].column_span < sheet.grid.columns or not _read_head_cell(sheet, scope, cells[0]):
            return


def _read_head_cell(sheet: TableView, scope: Scope, cell: Cell) -> bool:
    """A cell over the whole width at the top of a form: its title, its year, a line of pairs (单位：万元); False for anything else."""
    if is_year(cell.text):
        sheet.book.document.setdefault("year", sheet.book.value(cell, "head:year"))
        sheet.claim(cell, "year")
    elif is_title(cell.text) and not sheet.known(cell):
        scope.head.title = scope.head.title or cell
        scope.title = scope.title or cell
        sheet.claim(cell, "title")
    else:
        return splits(cell.text, sheet.words) and read_line(cell, sheet.words, sheet.book, None)
    return True


def _is_value(sheet: TableView, cell: Cell) -> bool:
    left = sheet.left(cell)
    return left is not None and sheet.find(left, Place.PAIR) is not None


def _read_tables(sheet: TableView, scope: Scope, headers: dict[int, Header]) -> None:
    """Tables from the top down: each is read to its end before the next row is asked what begins there."""
    row = sheet.first
    while row <= sheet.last:
        header = headers.get(row)
        if header is not None and row + 1 in headers and header.bottom >= row + 1:
            header = headers[row + 1]
        if header is not None:
            following = min((h.top for r, h in headers.items() if r > header.bottom), default=sheet.last + 1)
            row = _read_header(sheet, scope, header, following - 1)
        else:
            row = max(row, tasks.read_tasks(sheet, row, scope.project) or row)
        row += 1


def _read_header(sheet: TableView, scope: Scope, header: Header, stop: int) -> int:
    if "task_name" in header.roles and header.roles & NAMES:
        return read_task_list(sheet, header, stop)
    if "project_name" in header.roles and not header.roles & CORE and scope.department:
        return read_project_tasks(sheet, header, stop)
    if header.roles & {"project_name"} and header.roles & PROJECT:
        flat = FlatList(sheet, header, scope.heads, scope.head)
        return flat.read(stop)
    levels = {i: Levels() for i in range(len(header.groups))}
    end = _read_indicators(sheet, scope, header, stop, levels)
    # Only a table that runs to the end of its grid may go on in the next one.
    scope.unfinished = Unfinished(header, levels, sheet.grid.columns) if end == sheet.grid.rows else None
    return end


def _read_indicators(sheet: TableView, scope: Scope, header: Header, stop: int, levels: dict[int, Levels]) -> int:
    kind = "department" if scope.project is None else "project"
    project = scope.project
    return indicator_rows.read_table(sheet, header, lambda row: Owner(project), kind, stop, levels)


def _read_rest_of(sheet: TableView, scope: Scope, above: Unfinished | None) -> None:
    """Rows without a header of their own that go on an indicator table cut in two (a page break that no reader could join)."""
    if above is None or scope.head.title is not None or sheet.grid.columns != above.columns:
        return
    row = sheet.first
    cells = {c.role: sheet.grid.at(row, c.first) for g in above.header.groups for c in g if c.role in ("level3", "target")}
    filled = len(cells) == 2 and not any(blank(c) or sheet.known(c) or c.row != row for c in cells.values())
    if filled and cells["level3"] is not cells["target"]:
        header = replace(above.header, top=row - 1, bottom=row - 1, cells=(), block=None)
        _read_indicators(sheet, scope, header, sheet.last, above.levels)
