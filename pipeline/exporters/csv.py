"""CSV: UTF-8, RFC 4180, empty = null, ISO dates, plain decimals without trailing zeros."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from operator import itemgetter
from pathlib import Path
from typing import Final

from normalizers.value import plain
from pipeline.exporters._atomic import replacing
from pipeline.exporters._options import ExportOptions
from pipeline.schema import Row, Scalar, Table, Type

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
RUN: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# A cell may be as long as a document; Python's own bound is 128 KiB.
csv.field_size_limit((1 << 31) - 1)


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
        file.writelines(_escaped(table, fragments) if options.escape_formulas else fragments)


def text(table: Table, rows: Iterable[Row]) -> str:
    """The rows as `write` writes them, without the line of names."""
    return printed(table, columns(table, rows))


def columns(table: Table, rows: Iterable[Row]) -> list[tuple[Scalar, ...]]:
    """The rows turned: the values of each column; KeyError where a row lacks one. None where there are no rows."""
    return list(zip(*map(itemgetter(*table.names), rows), strict=True))


def printed(table: Table, turned: Iterable[tuple[Scalar, ...]]) -> str:
    """`text` of rows that are `columns` already."""
    told = zip(table.columns, turned, strict=False)  # no columns: no rows
    # Column by column: of most the csv module takes the values as they are, and a batch has millions of them.
    return _lines(zip(*(values if column.type in _AS_IT_IS else map(_printed, values) for column, values in told), strict=True))


def _escaped(table: Table, fragments: Iterable[bytes]) -> Iterator[bytes]:
    """The lines with an apostrophe before text that a spreadsheet would run; numbers, the negative ones too, stay as they are."""
    places = [place for place, column in enumerate(table.columns) if column.type is Type.STRING]
    for fragment in fragments:
        rows = list(csv.reader(StringIO(fragment.decode("utf-8"), newline="")))
        for row in rows:
            for place in places:
                row[place] = harmless(row[place])
        yield _lines(rows).encode()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(RUN) else text


def _lines(rows: Iterable[Iterable[Scalar]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _decimal(value: Decimal) -> str:
    return plain(value)


_AS_IT_IS: Final = frozenset({Type.STRING, Type.INT32, Type.INT64, Type.FLOAT})
_PRINT: dict[type, Callable[..., str]] = {Decimal: _decimal, bool: lambda value: "true" if value else "false", date: date.isoformat}


def _printed(value: Scalar) -> Scalar:
    show = _PRINT.get(type(value))
    return value if show is None else show(value)
