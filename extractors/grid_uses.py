"""What each table of a document was taken for: unrelated as decided before it was read, else as it shows in what was read of it.

no printed cell, or only cells around other tables           layout
performance labels, and neither a value nor a row            unread
main tasks and nothing else                                  tasks
rows of several projects                                     list
anything else                                                form
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from extractors.document import Cell, Document, Grid, Paragraph, Role
from extractors.interpret.document_facts import BLANK_FORM
from extractors.raw import Claim, GridRole, GridUse, Kind, RawRecord, Span, Use

_BODY: Final = frozenset({Role.BODY, Role.TEXT_BOX})
_CAPTION: Final = 60  # characters; what is longer is a paragraph, not a caption
_PLAIN: Final = frozenset({"pair:other", "pair:label", "block", "dash", "note", "instruction", "title", "heading", "filler"})


def grid_uses(document: Document, records: Sequence[RawRecord], claims: Sequence[Claim], unrelated: frozenset[int]) -> tuple[GridUse, ...]:
    """A row for every table, nested ones behind the one around them.

    Args:
        document: the document that was read.
        records: what became of it.
        claims: the labels, instructions and fillers recognised in it.
        unrelated: `id`s of the grids that were found to be no performance form before anything was read.

    Returns:
        One GridUse a grid, in the order of the print.
    """
    owners = _owners(records)
    labels: dict[int, set[str]] = defaultdict(set)
    for claim in claims:
        labels[id(claim.span.piece)].add("" if claim.use is not Use.LABEL or claim.meaning in _PLAIN else claim.meaning)
    return tuple(_use(grid, caption, owners, labels, id(grid) in unrelated) for grid, caption in _grids(document))


def _owners(records: Iterable[RawRecord]) -> dict[int, list[RawRecord]]:
    """The records that each piece fed."""
    found: dict[int, list[RawRecord]] = defaultdict(list)
    for record in records:
        for span in _spans(record):
            found[id(span.piece)].append(record)
    return found


def _spans(record: RawRecord) -> Iterator[Span]:
    for printed in record.fields.values():
        yield from printed.spans
    for _, printed in record.attributes:
        yield from printed.spans


def _grids(document: Document) -> Iterator[tuple[Grid, str | None]]:
    """Every grid with the line above it."""
    above: str | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip() and block.role in _BODY:
                above = block.text.strip()
            continue
        yield block, above if above is not None and len(above) <= _CAPTION else None
        yield from _nested(block)
        above = None


def _nested(grid: Grid) -> Iterator[tuple[Grid, str | None]]:
    for cell in grid.cells:
        for inner in cell.nested:
            yield inner, None
            yield from _nested(inner)


def _use(grid: Grid, caption: str | None, owners: dict[int, list[RawRecord]], labels: dict[int, set[str]], unrelated: bool) -> GridUse:
    cells = [cell for cell in (*grid.cells, *grid.repeated) if cell.text.strip()]
    if unrelated:
        return GridUse(grid, grid.where.page, grid.rows, grid.columns, caption, GridRole.UNRELATED, len(cells), 0)
    fed = [record for cell in cells for record in owners.get(id(cell), ())]
    known = {meaning for cell in cells for meaning in labels.get(id(cell), ()) if meaning}
    used = sum(id(cell) in owners or id(cell) in labels for cell in cells)
    role = _role(grid, cells, fed, known)
    return GridUse(grid, grid.where.page, grid.rows, grid.columns, caption, role, len(cells), used)


def _role(grid: Grid, cells: Sequence[Cell], fed: Sequence[RawRecord], known: set[str]) -> GridRole:
    values = [record for record in fed if record.kind in (Kind.INDICATOR, Kind.GOAL, Kind.FUNDING, Kind.PLAN, Kind.TASK)]
    if not cells or (not values and any(cell.nested for cell in grid.cells)):
        return GridRole.LAYOUT
    if values:
        return _read_role(values)
    if BLANK_FORM in known:
        return GridRole.FORM
    asked = any(meaning.startswith(("column:", "goal:", "block:indicators")) for meaning in known)
    if asked:
        return GridRole.UNREAD
    named = any(record.kind in (Kind.PROJECT, Kind.DOCUMENT) and record.fields for record in fed)
    return GridRole.FORM if known and named else GridRole.UNRELATED


def _read_role(values: Sequence[RawRecord]) -> GridRole:
    if all(record.kind is Kind.TASK for record in values):
        return GridRole.TASKS
    projects = {record.project for record in values if record.kind is Kind.INDICATOR and record.project is not None}
    return GridRole.LIST if len(projects) > 1 else GridRole.FORM
