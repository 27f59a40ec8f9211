"""Rows on their way from a worker to the tables: one text per table and document, exact and checked where a failure costs one file.

JSON with the columns in order; a decimal is its digits, a date its ISO form. Whatever a table cannot hold (a lone surrogate,
a column unknown, an amount of 30 digits) raises here, in the worker, and never while all documents are merged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from pipeline.schema import PRECISION, SCALE, TABLES, Row, Scalar, Table, Type

_RANGES: Final = {Type.INT32: 31, Type.INT64: 63}
_READ: Final[dict[Type, Callable[[str], Scalar]]] = {Type.DECIMAL: Decimal, Type.DATE: date.fromisoformat}
_LIMIT: Final = Decimal(10) ** (PRECISION - SCALE)


def pack(table: Table, rows: Sequence[Row]) -> bytes:
    """The rows of one table; ValueError for a value that its column cannot hold."""
    columns = table.columns
    names = set(table.names)
    laid = []
    for row in rows:
        if row.keys() != names:
            raise ValueError(f"a row of {table.name} has other columns: {', '.join(sorted(row.keys() ^ names))}")
        laid.append([_plain(table, column.name, column.type, row[column.name]) for column in columns])
    return json.dumps(laid, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def unpack(table: Table, packed: bytes) -> Iterator[Row]:
    """The rows as they were."""
    names = table.names
    back = [(index, _READ[column.type]) for index, column in enumerate(table.columns) if column.type in _READ]
    for values in json.loads(packed):
        for index, read in back:
            if values[index] is not None:
                values[index] = read(values[index])
        yield dict(zip(names, values, strict=True))


def pack_all(rows: dict[str, list[Row]]) -> dict[str, bytes]:
    """Every table that has rows, packed; ValueError for a table that does not exist."""
    if unknown := rows.keys() - TABLES.keys():
        raise ValueError(f"there is no table {', '.join(sorted(unknown))}")
    return {name: pack(TABLES[name], rows[name]) for name in TABLES if rows.get(name)}


def _plain(table: Table, name: str, kind: Type, value: Scalar) -> str | int | float | bool | None:
    if value is None:
        if name in table.key:
            raise ValueError(f"{table.name}.{name} is a key and cannot be null")
        return None
    if kind is Type.STRING and isinstance(value, str) and value:
        return value
    if kind in _RANGES and type(value) is int and -(1 << _RANGES[kind]) <= value < 1 << _RANGES[kind]:
        return value
    if kind is Type.BOOL and isinstance(value, bool):
        return value
    if kind is Type.DATE and type(value) is date:
        return value.isoformat()
    if kind is Type.FLOAT and isinstance(value, float):
        return value
    if kind is Type.DECIMAL and isinstance(value, Decimal) and value.is_finite() and abs(value) < _LIMIT and _places(value) <= SCALE:
        return str(value)
    raise ValueError(f"{table.name}.{name} is {kind} and cannot hold {value!r:.80}")


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
