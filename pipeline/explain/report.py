"""A trace as plain objects: the file, the form, the blocks, the fields with their places, the decisions on labels, the findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from extractors.document import Cell, Grid, Paragraph, Where
from extractors.raw import Extraction
from normalizers.value import plain
from pipeline.schema import TABLES, Row, Scalar
from pipeline.submission import Submission, Trace

_FINDING = ("rule", "severity", "field", "raw", "message", "message_en", "page", "block", "grid_row", "grid_column", "sheet", "cell")
_PLACE = ("page", "block", "grid_row", "grid_column", "x0", "y0", "x1", "y1", "sheet", "cell")


def report(trace: Trace) -> dict[str, Any]:
    """Everything that `jixiao explain --json` prints; decimals and dates as strings."""
    submission = trace.submission
    return {
        "document": {name: said(value) for name, value in submission.document.items()},
        "form": {"template": submission.document["template"], "scores": list(submission.evidence)},
        "blocks": [] if trace.document is None else [_block(block) for block in trace.document.blocks],
        "fields": list(_fields(submission)),
        "labels": [] if trace.extraction is None else list(_labels(trace.extraction)),
        "findings": [{name: said(row[name]) for name in _FINDING} for row in submission.findings],
    }


def said(value: Scalar) -> str | int | float | bool | None:
    """A value as JSON holds it without losing a digit."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else plain(value)


def _block(block: Paragraph | Grid) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"paragraph": block.text, "role": block.role.value, "where": _where(block.where)}
    cells = [_cell(cell) for cell in block.cells]
    return {"grid": [block.rows, block.columns], "where": _where(block.where), "joined": list(block.evidence), "cells": cells}


def _cell(cell: Cell) -> dict[str, Any]:
    laid = {"row": cell.row, "column": cell.column, "row_span": cell.row_span, "column_span": cell.column_span, "text": cell.text}
    box = {} if cell.where.box is None else {"page": cell.where.page, "box": list(asdict(cell.where.box).values())}
    return laid | box | ({"nested": [_block(grid) for grid in cell.nested]} if cell.nested else {})


def _where(where: Where) -> dict[str, Any]:
    found = {"page": where.page, "block": where.block, "row": where.row, "column": where.column, "sheet": where.sheet, "cell": where.cell}
    box = {} if where.box is None else {"box": list(asdict(where.box).values())}
    return {name: value for name, value in found.items() if value is not None} | box


def _fields(submission: Submission) -> Iterator[dict[str, Any]]:
    """Every value that has a place, with its row and column, in the order of the rows."""
    rows = {name: {_row_id(name, row): row for row in submission.rows[name]} for name in TABLES if name != "provenance"}
    for place in submission.provenance:
        table, field = str(place["table"]), str(place["field"])
        row = rows[table].get(str(place["row_id"]), {})
        yield {
            "table": table,
            "row_id": place["row_id"],
            "field": field,
            "raw": place["text"],
            "value": said(row.get(field)),
            "rule": place["rule"],
            "where": {name: place[name] for name in _PLACE if place[name] is not None},
        }


def _row_id(table: str, row: Row) -> str:
    return "-".join(str(row[column]) for column in TABLES[table].key)


def _labels(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """What the characters that are no value were taken for."""
    for claim in extraction.claims:
        span = claim.span
        text = span.piece.text[span.start : span.end]
        yield {"use": claim.use.value, "meaning": claim.meaning, "text": text, "where": _where(span.piece.where)}
