"""CSV: UTF-8, RFC 4180, empty = null, ISO dates, plain decimals without trailing zeros."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

from normalizers.value import plain
from pipeline.exporters._atomic import replacing
from pipeline.exporters._options import ExportOptions
from pipeline.schema import Row, Scalar, Table


def write(table: Table, rows: Iterable[Row], path: Path, *, bom: bool = False) -> int:
    """Write a table; the same rows give the same bytes. A null and nothing else is an empty field."""
    count = 0
    with replacing(path) as beside, beside.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.names)
        for row in rows:
            writer.writerow([_printed(row[name]) for name in table.names])
            count += 1
    return count


def write_text(table: Table, fragments: Iterable[bytes], path: Path, options: ExportOptions = ExportOptions()) -> None:
    """Write a table whose rows are text already, as `text` makes it."""
    with replacing(path) as beside, beside.open("wb") as file:
        file.write(BOM_UTF8 if options.csv_bom else b"")
        file.write(_lines([table.names]).encode())
        file.writelines(fragments)


def text(table: Table, rows: Iterable[Row]) -> str:
    """The rows as `write` writes them, without the line of names."""
    return _lines([_printed(row[name]) for name in table.names] for row in rows)


def _lines(rows: Iterable[Iterable[Scalar]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _decimal(value: Decimal) -> str:
    return plain(value)


_PRINT: dict[type, Callable[..., str]] = {Decimal: _decimal, bool: lambda value: "true" if value else "false", date: date.isoformat}


def _printed(value: Scalar) -> Scalar:
    show = _PRINT.get(type(value))
    return value if show is None else show(value)
