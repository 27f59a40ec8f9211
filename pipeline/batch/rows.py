"""Rows on their way from a worker to the tables: the lines of the CSV that they will be, compressed, a text per table and document.

Whatever a table cannot hold (a lone surrogate, a column unknown, an amount of 30 digits) raises here, in the worker, and never
while all documents are merged; and what merges them copies lines instead of handling values. The lines come in pieces of bounded size, so
that a document of a million rows costs the process that merges no more than a small one.
"""

from __future__ import annotations

import csv
import math
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from pipeline.exporters.csv import columns, printed
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
PIECE: Final = 2000
"""Rows of a piece."""
_LENGTH: Final = struct.Struct(">I")
_LEVEL: Final = 1
"""Of compression: ids repeat so much that the fastest level leaves a tenth."""
_LIMIT: Final = Decimal(10) ** (PRECISION - SCALE)


@dataclass(frozen=True, slots=True)
class Packed:
    """Some rows of one table; `count` says how many. `data` are pieces of compressed lines, each after its length in four bytes."""

    count: int
    data: bytes


def pack(table: Table, rows: Sequence[Row]) -> Packed:
    """The rows of one table; ValueError for a value that its column cannot hold."""
    names = set(table.names)
    if other := next((row.keys() ^ names for row in rows if len(row) != len(names) or row.keys() != names), None):
        raise ValueError(f"a row of {table.name} has other columns: {', '.join(sorted(other))}")
    turned = columns(table, rows)
    for column, values in zip(table.columns, turned, strict=bool(rows)):
        _check(table, column, values)
    data = bytearray()
    for start in range(0, len(rows), PIECE):
        text = printed(table, [values[start : start + PIECE] for values in turned]).encode("utf-8")
        piece = zlib.compress(text, _LEVEL)
        data += _LENGTH.pack(len(piece)) + piece
    return Packed(len(rows), bytes(data))


def unpack(table: Table, data: bytes) -> Iterator[Row]:
    """The rows as they were."""
    readers = [_READ[column.type] for column in table.columns]
    for piece in pieces(data):
        for values in csv.reader(StringIO(piece.decode("utf-8"), newline="")):
            yield {name: read(value) if value else None for name, read, value in zip(table.names, readers, values, strict=True)}


def pieces(data: bytes) -> Iterator[bytes]:
    """The lines of CSV in a packed text, some at a time."""
    at = 0
    while at < len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size + length
        yield zlib.decompress(memoryview(data)[at - length : at])


def pack_all(rows: dict[str, list[Row]]) -> dict[str, Packed]:
    """Every table that has rows, packed; ValueError for a table that does not exist."""
    if unknown := rows.keys() - TABLES.keys():
        raise ValueError(f"there is no table {', '.join(sorted(unknown))}")
    return {name: pack(TABLES[name], rows[name]) for name in TABLES if rows.get(name)}


def _check(table: Table, column: Column, values: Sequence[Scalar]) -> None:
    """A column at a time: row by row, this would take a tenth of all the time that a batch takes."""
    if None in values:
        if column.name in table.key:
            raise ValueError(f"{table.name}.{column.name} is a key and cannot be null")
        values = [value for value in values if value is not None]
    if not _holds(column.type, values):
        wrong = next(value for value in values if not _holds(column.type, [value]))
        raise ValueError(f"{table.name}.{column.name} is {column.type} and cannot hold {wrong!r:.80}")


def _holds(kind: Type, values: Sequence[Scalar]) -> bool:
    """Whether a column of that type can hold them, none of them null."""
    # bool is an int, datetime a date: those would not come back as they were. A string may be an enumeration's.
    if kind is Type.STRING:
        return all(issubclass(found, str) for found in set(map(type, values))) and "" not in values  # CSV knows no empty string
    return set(map(type, values)) <= {_PYTHON[kind]} and all(map(_BOUNDS[kind], values) if kind in _BOUNDS else ())


def _holds_decimal(value: Decimal) -> bool:
    if not (value.is_finite() and abs(value) < _LIMIT):
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -SCALE


_PYTHON: Final[dict[Type, type]] = {
    Type.INT32: int,
    Type.INT64: int,
    Type.BOOL: bool,
    Type.DATE: date,
    Type.DECIMAL: Decimal,
    Type.FLOAT: float,
}
_BOUNDS: Final[dict[Type, Callable[..., bool]]] = {
    Type.INT32: lambda value: -(1 << 31) <= value < 1 << 31,
    Type.INT64: lambda value: -(1 << 63) <= value < 1 << 63,
    Type.DECIMAL: _holds_decimal,
    Type.FLOAT: math.isfinite,
}
