"""A Hive-style dataset of Parquet: `<table>/fiscal_year=2022/region_code=130303/part-0.parquet`, every row under its document's values.

The columns that the folders name are not repeated in the files, as Spark, DuckDB and pyarrow expect. One file a folder, written one
after the other from a sort that spills to disk, so that memory is bounded and bytes depend on rows alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.exporters._errors import ExportError
from pipeline.exporters._stored import BATCH, Stored
from pipeline.exporters.parquet import ROW_GROUP
from pipeline.schema import TABLES, Table, Type

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NULL: Final = "__HIVE_DEFAULT_PARTITION__"
_TYPES: Final = (Type.STRING, Type.INT32, Type.BOOL, Type.DATE)
_LONGEST: Final = 255
"""Bytes that a name in a file system may have."""
_ID: Final = 16
"""Characters of a document's id; the first key of every table begins with it."""
_FOLDER: Final = "the_folder"


def partition_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The columns by which tables can be divided, each once; ExportError for a name that cannot be one."""
    documents = TABLES["documents"]
    elsewhere = {name for table in TABLES.values() if table is not documents for name in table.names}
    known = [column.name for column in documents.columns if column.type in _TYPES and column.name not in elsewhere]
    if unknown := [name for name in names if name not in known]:
        raise ExportError(f"tables cannot be divided by {', '.join(map(repr, unknown))}; they can by {', '.join(known)}")
    return tuple(dict.fromkeys(names))


def write_dataset(tables: Stored, folder: Path, by: Sequence[str]) -> None:
    """Write every table divided by columns of `documents`; a table without rows has one file without rows, so that it can be read."""
    with TemporaryDirectory(dir=folder, prefix=".sorting") as scratch, tables.asked(scratch) as base:
        for table in TABLES.values():
            _write(base, table, folder / table.name, by)


def _write(base: DuckDBPyConnection, table: Table, into: Path, by: Sequence[str]) -> None:
    schema = pa.schema([field for field in table.arrow() if field.name not in by])
    wrote = False
    for values, batches in groupby(_pieces(base, table, by), key=lambda piece: piece[0]):
        _file(into, by, values, schema, (batch for _, batch in batches))
        wrote = True
    if not wrote:
        for first in base.execute(f"SELECT {', '.join(by)} FROM documents ORDER BY document_id LIMIT 1").fetchall():
            _file(into, by, tuple(map(_printed, first)), schema, iter(()))


def _pieces(base: DuckDBPyConnection, table: Table, by: Sequence[str]) -> Iterator[tuple[tuple[str | None, ...], pa.Table]]:
    """The rows in the order of folders and keys, in pieces of one folder each."""
    columns = ", ".join(f't."{name}"' for name in table.names if name not in by)
    values = ", ".join(f'd."{name}" AS {_FOLDER}_{place}' for place, name in enumerate(by))
    order = ", ".join([*(f"{_FOLDER}_{place} NULLS FIRST" for place in range(len(by))), *(f't."{name}"' for name in table.key)])
    join = f'd.document_id = left(t."{table.key[0]}", {_ID})'
    query = f"SELECT {values}, {columns} FROM {table.name} t JOIN documents d ON {join} ORDER BY {order}"
    for batch in base.sql(query).to_arrow_reader(BATCH):
        whole = pa.Table.from_batches([batch])
        while whole.num_rows:
            first = [whole.column(place)[0] for place in range(len(by))]
            same = _length(whole, first)
            yield tuple(_printed(value.as_py()) for value in first), whole.slice(0, same).select(range(len(by), whole.num_columns))
            whole = whole.slice(same)


def _length(rows: pa.Table, first: Sequence[pa.Scalar]) -> int:
    """How many rows at the beginning stand in the folder of the first."""
    length: int = rows.num_rows
    for place, value in enumerate(first):
        column = rows.column(place)
        other = pc.is_valid(column) if not value.is_valid else pc.fill_null(pc.not_equal(column, value), True)
        found: int = pc.index(other, True).as_py()
        length = min(length, found) if found >= 0 else length
    return length


def _file(into: Path, by: Sequence[str], values: Sequence[str | None], schema: pa.Schema, pieces: Iterator[pa.Table]) -> None:
    """One folder's file, in row groups of a fixed size."""
    for name, value in zip(by, values, strict=True):
        into /= _segment(name, value)
    into.mkdir(parents=True)
    held = schema.empty_table()
    with ExitStack() as stack:
        writer = stack.enter_context(pq.ParquetWriter(into / "part-0.parquet", schema, compression="zstd", version="2.6"))
        for piece in pieces:
            held = pa.concat_tables([held, pa.Table.from_arrays(piece.cast(pa.schema(schema)).columns, schema=schema)])
            while held.num_rows >= ROW_GROUP:
                writer.write_table(held.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
                held = held.slice(ROW_GROUP)
        if held.num_rows:
            writer.write_table(held.combine_chunks(), row_group_size=ROW_GROUP)


def _segment(name: str, value: str | None) -> str:
    segment = f"{name}={NULL if value is None else quote(value, safe='')}"
    if len(segment) > _LONGEST:
        raise ExportError(f"{name} {value!r:.40} is too long for the name of a folder: divide by another column")
    return segment


def _printed(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
