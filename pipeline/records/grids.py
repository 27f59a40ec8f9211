"""The rows of `grids`, and what is to be said of tables that are none of ours or could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.raw import GridRole, GridUse
from normalizers.notes import Note
from pipeline.records.model import Fact, Finding, Record

_SAID = {GridRole.UNRELATED: "grid.unrelated", GridRole.UNREAD: "grid.unread"}


def grid_rows(uses: Iterable[GridUse]) -> tuple[Record, ...]:
    """A record for each table, in the order of the print."""
    return tuple(_row(use) for use in uses)


def _row(use: GridUse) -> Record:
    caption = use.caption.strip() if use.caption else None
    values = {
        "page": use.page,
        "rows": use.rows,
        "columns": use.columns,
        "caption": caption or None,
        "role": use.role.value,
        "cells": use.cells,
        "cells_used": use.cells_used,
    }
    return Record("grids", {name: Fact(value) for name, value in values.items() if value is not None})


def grid_findings(uses: Iterable[GridUse]) -> Iterator[Finding]:
    """One finding for each table without performance labels, and for each that has them and gave no row."""
    for use in uses:
        code = _SAID.get(use.role)
        if code is None:
            continue
        caption = (use.caption or "").strip()
        note = Note.of(code, caption=caption or "无表名", rows=str(use.rows), columns=str(use.columns))
        yield Finding(note, raw=caption, where=use.grid.where)
