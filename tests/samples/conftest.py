"""Each stage of a reading as lines of text that a person can review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from extractors.document import Document, Paragraph, Where
from extractors.raw import Extraction
from pipeline.schema import TABLES
from pipeline.submission import Submission, Trace, trace

# What a container may change: places, and the columns about the file itself (contract/tables.md, "Two containers of one form").
# How a table is cut into rows and columns, and whether its title is a line above it or its first row, is the container's own.
GRID_COLUMNS = {"rows", "columns", "caption", "cells", "cells_used"}
FILE_COLUMNS = {"path", "format", "duplicates", "method", "sha256", "bytes", "pages", "coverage"}
PLACE_COLUMNS = {"page", "block", "grid_row", "grid_column", "x0", "y0", "x1", "y1", "sheet", "cell"}


@pytest.fixture(scope="session")
def traced(samples: Path) -> Callable[[str], Trace]:
    """A sample by its path below samples/, every stage kept; each is read once a session."""
    return cache(lambda name: trace((samples / name).read_bytes(), Path(name).name, name))


def place(where: Where) -> str:
    parts = [("p", where.page), ("b", where.block), ("r", where.row), ("c", where.column)]
    return "".join(f"{letter}{number}" for letter, number in parts if number is not None)


def document_lines(document: Document) -> Iterator[str]:
    """Paragraphs and grids in order; spans as rows×columns where a cell has any."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield f"{place(block.where)} {block.role} {block.text!r}"
            continue
        yield f"{place(block.where)} grid {block.rows}x{block.columns}" + "".join(f" [{why}]" for why in block.evidence)
        for cell in block.cells:
            span = f" {cell.row_span}x{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else ""
            yield f"  {place(cell.where)}{span} {cell.text!r}"


def raw_lines(extraction: Extraction) -> Iterator[str]:
    """Raw records: fields with the rule that read them, facts, attributes; then what was recognised without being a value."""
    yield f"template {extraction.template}"
    for record in extraction.records:
        yield f"{record.kind}" + (f" of project {record.project}" if record.project else "")
        for name, value in sorted(record.facts.items()):
            yield f"  ({name}) {value}"
        for name, field in sorted(record.fields.items()):
            yield f"  {name} = {field.text!r} by {field.rule} at {place(field.where)}"
        for name, field in record.attributes:
            yield f"  {name!r}: {field.text!r} at {place(field.where)}"
    for claim in extraction.claims:
        yield f"{claim.use} {claim.meaning}: {claim.span.piece.text[claim.span.start : claim.span.end]!r}"


def row_lines(submission: Submission, *tables: str) -> Iterator[str]:
    """The rows of tables, a line a filled column."""
    for table in tables:
        for row in submission.rows[table]:
            yield table
            for name, value in row.items():
                if value is not None:
                    yield f"  {name} = {value!r}" if isinstance(value, str) else f"  {name} = {value}"


STAGES: dict[str, Callable[[Trace], Iterator[str]]] = {
    "document": lambda t: document_lines(t.document) if t.document else iter(()),
    "raw": lambda t: raw_lines(t.extraction) if t.extraction else iter(()),
    "records": lambda t: row_lines(t.submission, *(name for name in TABLES if name not in ("findings", "provenance"))),
    "findings": lambda t: row_lines(t.submission, "findings"),
}


@pytest.fixture
def stage_text() -> Callable[[Trace, str], str]:
    """A stage of a reading as text."""
    return lambda traced, stage: "".join(line + "\n" for line in STAGES[stage](traced))


@pytest.fixture
def comparable() -> Callable[[Submission], dict[str, list[dict[str, object]]]]:
    """A submission's rows without keys, file columns and places, all white space removed."""
    return _comparable


def _comparable(submission: Submission) -> dict[str, list[dict[str, object]]]:
    own = submission.document["document_id"]
    out: dict[str, list[dict[str, object]]] = {}
    for table, rows in submission.rows.items():
        if table != "provenance":
            dropped = PLACE_COLUMNS | {"documents": FILE_COLUMNS, "grids": GRID_COLUMNS}.get(table, set())
            out[table] = [{k: _plain(v, own) for k, v in row.items() if k not in dropped} for row in rows]
    return out


def _plain(value: object, own: str) -> object:
    return "".join(value.replace(own, "").split()) if isinstance(value, str) else value
