"""A truth to be checked: everything that was read of a form, under the names and in the shape of truth.json, marked unchecked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from normalizers.value import plain
from pipeline.regress.shapes import OF_DOCUMENT, OF_PROJECT
from pipeline.regress.truth import Truth
from pipeline.schema import TABLES, Compare, Row, Scalar
from pipeline.submission import Submission

_LEFT_OUT: Final = frozenset({"status", "error_code", "error", "error_en", "template", "ordinal"})
_NOT_JUDGED: Final = (Compare.KEY, Compare.PLACE, Compare.FILE)


def as_json(read: Submission) -> str:
    """The draft as a file's text."""
    return json.dumps(draft(read), ensure_ascii=False, indent=1) + "\n"


def truth_of(read: Submission) -> Truth:
    """The draft as a truth."""
    return Truth(draft(read))


def draft(read: Submission) -> dict[str, Any]:
    """Every compared column that is filled anywhere in its table, null where a row says nothing; numbers as text, digits kept."""
    rows = read.rows
    named = {name: _named(name, rows[name]) for name in TABLES}
    said: dict[str, Any] = {"unchecked": True, "documents": _row("documents", read.document, named)}
    for name, table in OF_DOCUMENT.items():
        mine = [_filled(table, row, rows, named) for row in rows[table] if row.get("project_id") is None]
        if mine or name == "department_indicators":
            said[name] = mine
    said["projects"] = [_project(row, rows, named) for row in rows["projects"]]
    return said


def _project(row: Row, rows: dict[str, list[Row]], named: dict[str, list[str]]) -> dict[str, Any]:
    made = {"ordinal": row["ordinal"], **_row("projects", row, named)}
    for name, table in OF_PROJECT.items():
        made[name] = [_filled(table, below, rows, named) for below in rows[table] if below["project_id"] == row["project_id"]]
    return made


def _filled(table: str, row: Row, rows: dict[str, list[Row]], named: dict[str, list[str]]) -> dict[str, Any]:
    made = _row(table, row, named)
    if table == "indicators":
        parts = [_row("indicator_parts", part, named) for part in rows["indicator_parts"] if part["indicator_id"] == row["indicator_id"]]
        if parts:
            made["parts"] = parts
    return made


def _named(table: str, rows: Sequence[Row]) -> list[str]:
    columns = [c.name for c in TABLES[table].columns if c.compare not in _NOT_JUDGED and c.name not in _LEFT_OUT]
    return [name for name in columns if any(row[name] is not None for row in rows)]


def _row(table: str, row: Row, named: dict[str, list[str]]) -> dict[str, Any]:
    return {name: _plain(name, row[name]) for name in named[table] if not (name == "attributes" and row[name] is None)}


def _plain(name: str, value: Scalar) -> Any:
    if name == "attributes" and isinstance(value, str):
        return json.loads(value)
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value
