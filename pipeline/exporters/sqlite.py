"""SQLite, ready to be served by datasette: `datasette jixiao.sqlite --metadata jixiao.metadata.json`.

SQLite has no decimals: its NUMERIC columns hold whole numbers exactly and others as doubles, so digits beyond the fifteenth are rounded.
Dates are ISO text, truth is 1 and 0.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from normalizers.value import plain
from pipeline.exporters._atomic import replacing
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.exporters.duckdb import quoted
from pipeline.schema import TABLES, Scalar, Table, Type
from pipeline.views import VIEWS

FILE: Final = "jixiao.sqlite"
METADATA: Final = "jixiao.metadata.json"
_DATABASE: Final = "jixiao"
_TYPES: Final = {
    Type.STRING: "TEXT",
    Type.INT32: "INTEGER",
    Type.INT64: "INTEGER",
    Type.BOOL: "INTEGER",
    Type.DATE: "TEXT",
    Type.DECIMAL: "NUMERIC",
    Type.FLOAT: "REAL",
}
# What people sift by first, and what names a row.
_FACETS: Final = {
    "documents": ("status", "format", "fiscal_year", "template", "form_family", "county_name"),
    "grids": ("role",),
    "sections": ("role",),
    "projects": ("unit_name",),
    "funding": ("source", "stage"),
    "goals": ("horizon",),
    "indicators": ("level1_class", "kind", "comparator", "unit"),
    "indicator_parts": ("kind",),
    "findings": ("severity", "rule"),
    "provenance": ("table", "rule"),
}
_LABELS: Final = {
    "documents": "title",
    "grids": "caption",
    "sections": "heading",
    "tasks": "name",
    "projects": "project_name",
    "goals": "text",
    "indicators": "level3",
    "findings": "message",
}


def write_all(tables: Stored, folder: Path, options: ExportOptions) -> None:
    """Write the database anew, and its metadata file."""
    with replacing(folder / FILE) as beside:
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(beside, isolation_level=None)) as base:
            # The file takes its place only when it is whole: nothing is gained by a journal.
            base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192; BEGIN;")
            for table in TABLES.values():
                _load(base, table, _values(tables, table))
            for view in VIEWS.values():
                base.execute(f"CREATE VIEW {view.name} AS {view.sql}")
            base.execute("COMMIT")
    with replacing(folder / METADATA) as beside:
        beside.write_text(json.dumps(metadata(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_rows(name: str, columns: Sequence[str], rows: Iterable[tuple[Scalar, ...]], path: Path) -> int:
    """Write one table of any columns, such as an answer to a question; how many rows it has."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"CREATE TABLE {quoted(name)} ({', '.join(map(quoted, columns))})")
        marks = ", ".join("?" * len(columns))
        done = base.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", (tuple(map(_plain_number, row)) for row in rows))
        return max(done.rowcount, 0)


def _load(base: sqlite3.Connection, table: Table, rows: Iterator[tuple[Scalar, ...]]) -> None:
    columns = [f"{quoted(column.name)} {_TYPES[column.type]}" for column in table.columns]
    columns.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
    columns += [f"FOREIGN KEY ({quoted(column)}) REFERENCES {parent} ({quoted(column)})" for column, parent in table.parents]
    base.execute(f"CREATE TABLE {table.name} ({', '.join(columns)})")
    base.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", rows)
    for column, _ in table.parents:
        if column != table.key[0]:
            base.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({quoted(column)})")


def _values(tables: Stored, table: Table) -> Iterator[tuple[Scalar, ...]]:
    for row in tables.rows(table):
        yield tuple(_stored(value) for value in row.values())


def _stored(value: Scalar) -> Scalar:
    """A decimal as its digits, of which the column makes a number; a day as ISO text."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _plain_number(value: Scalar) -> Scalar:
    """As `_stored`, for a column without a type: a whole number stays whole, another is a double."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return _stored(value)


def metadata() -> dict[str, object]:
    """What datasette shows beside the data: titles, meanings, units, facets, and what names a row."""
    tables: dict[str, object] = {table.name: _table(table) for table in TABLES.values()}
    views = {view.name: {"title": view.title, "description": view.title_en} for view in VIEWS.values()}
    queries = {f"show_{view.name}": {"title": f"{view.title} · {view.title_en}", "sql": view.sql} for view in VIEWS.values()}
    return {
        "title": "部门预算绩效数据 · budget performance submissions",
        "description": "由 jixiao 从部门预算绩效文本读出；每个值的出处见 provenance 表。",
        "databases": {_DATABASE: {"tables": tables | views, "queries": queries}},
    }


def _table(table: Table) -> dict[str, object]:
    columns = {}
    for column in table.columns:
        # Said in words: datasette's own `units` would print 85,000 yuan as 85.0 k元.
        unit = f"（{column.unit}）" if column.unit else ""
        columns[column.name] = f"{column.title}{unit}：{column.doc_zh} · {column.doc_en}"
    made: dict[str, object] = {
        "title": f"{table.title} · {table.name}",
        "description": f"{table.doc_zh} · {table.doc_en}",
        "columns": columns,
        "facets": list(_FACETS.get(table.name, ())),
        "sort": table.key[0],
    }
    if table.name in _LABELS:
        made["label_column"] = _LABELS[table.name]
    return made
