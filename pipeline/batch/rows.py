"""Rows on their way from a worker to the tables: the lines of the CSV that they will be, compressed, a text per table and document.

Whatever a table cannot hold (a lone surrogate, a column unknown, an amount of 30 digits) raises here, in the worker, and never
while all documents are merged; and what merges them copies lines instead of handling values.
"""

from __future__ import annotations

import csv
import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from pipeline.exporters.csv import text
from pipeline.schema import PRECISION, SCALE, TABLES, Column, Row, Scalar, Table, Type

# Python's csv refuses longer cells than this (its own bound is 128 KiB); the bound on a document's text stands in its reader.
csv.field_size_limit((1 << 31) - 1)

_READ: Final[dict[Type, Callable[[str], Scalar]]] = {
    Type.STRING: str,
    Type.INT32: int,
    Type.INT64: int,
    Type.BOOL: lambda text: text == "true",
    Type.DATE: date.fromisoformat,
    Type.DECIMAL: Decimal,
    Type.FLOAT: float,
}
_LEVEL: Final = 1
"""Of compression: ids repeat so much that the fastest level leaves a tenth."""
_LIMIT: Final = Decimal(10) ** (PRECISION - SCALE)


@dataclass(frozen=True, slots=True)
class Packed:
    """Some rows of one table; `count` says how many."""

    count: int
    data: bytes


def pack(table: Table, rows: Sequence[Row]) -> Packed:
    """The rows of one table; ValueError for a value that its column cannot hold."""
    names = set(table.names)
    for row in rows:
        if row.keys() != names:
            raise ValueError(f"a row of {table.name} has other columns: {', '.join(sorted(row.keys() ^ names))}")
        for column in table.columns:
            _check(table, column, row[column.name])
    return Packed(len(rows), zlib.compress(text(table, rows).encode("utf-8"), _LEVEL))


def unpack(table: Table, data: bytes) -> Iterator[Row]:
    """The rows as they were."""
    readers = [_READ[column.type] for column in table.columns]
    for values in csv.reader(StringIO(lines(data).decode("utf-8"), newline="")):
        yield {name: read(value) if value else None for name, read, value in zip(table.names, readers, values, strict=True)}


def lines(data: bytes) -> bytes:
    """The lines of CSV in a packed text."""
    return zlib.decompress(data)


def pack_all(rows: dict[str, list[Row]]) -> dict[str, Packed]:
    """Every table that has rows, packed; ValueError for a table that does not exist."""
    if unknown := rows.keys() - TABLES.keys():
        raise ValueError(f"there is no table {', '.join(sorted(unknown))}")
    return {name: pack(TABLES[name], rows[name]) for name in TABLES if rows.get(name)}


def _check(table: Table, column: Column, value: Scalar) -> None:
    if value is None:
        if column.name in table.key:
            raise ValueError(f"{table.name}.{column.name} is a key and cannot be null")
    elif not _HOLDS[column.type](value):
        raise ValueError(f"{table.name}.{column.name} is {column.type} and cannot hold {value!r:.80}")


def _holds_text(value: Scalar) -> bool:
    """CSV knows no difference between null and an empty string, and neither do the tables."""
    return isinstance(value, str) and bool(value)


def _holds_decimal(value: Scalar) -> bool:
    if not (isinstance(value, Decimal) and value.is_finite() and abs(value) < _LIMIT):
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -SCALE


_HOLDS: Final[dict[Type, Callable[[Scalar], bool]]] = {
    Type.STRING: _holds_text,
    Type.INT32: lambda value: type(value) is int and -(1 << 31) <= value < 1 << 31,
    Type.INT64: lambda value: type(value) is int and -(1 << 63) <= value < 1 << 63,
    Type.BOOL: lambda value: isinstance(value, bool),
    Type.DATE: lambda value: type(value) is date,
    Type.DECIMAL: _holds_decimal,
    Type.FLOAT: lambda value: isinstance(value, float) and math.isfinite(value),
}
