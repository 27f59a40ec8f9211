"""Excel: one workbook, a cover, a sheet for people with an indicator a line, and a sheet a table.

Numbers in Excel are doubles: what has more than 15 digits is rounded, which the sheet 字段说明 says. A text longer than 32,767
characters is cut, marked, and counted on the cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow.parquet as pq

from pipeline.codes import CODED, code
from pipeline.exporters._answers import answered
from pipeline.exporters._atomic import replacing
from pipeline.exporters._cover import write_cover, write_guide
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._sheets import MOST_ROWS, Book, Link, TableSheet
from pipeline.exporters._stored import BATCH, Stored
from pipeline.schema import TABLES, Column, Row, Scalar, Table

FILE: Final = "jixiao.xlsx"
WIDE: Final = "指标一览"
_WRAPPED: Final = frozenset({"message"})
# Where a finding's link leads: the most particular row that it is about.
_SUBJECTS: Final = ("indicators", "projects", "documents")


def write_all(tables: Stored, folder: Path, options: ExportOptions) -> None:
    """Write the workbook; ExportError where a table has more rows than a sheet."""
    chosen = [table for table in TABLES.values() if options.provenance or table.name != "provenance"]
    for table in chosen:
        _fits(table.title, table.name, tables.count(table))
    with (
        replacing(folder / FILE) as beside,
        TemporaryDirectory(dir=folder, prefix=".xlsx-") as scratch,
        Book(beside, Path(scratch)) as book,
    ):
        cover, guide = book.sheet("封面", "#1F4E79"), book.sheet("字段说明", "#1F4E79")
        _wide(book, tables)
        for table in chosen:
            _table(book, tables, table)
        write_cover(book, cover, tables, chosen, WIDE)
        write_guide(book, guide, chosen)


def write_rows(name: str, columns: tuple[Column, ...], rows: Iterable[Iterable[Scalar]], count: int, path: Path) -> None:
    """Write one table of any columns, such as an answer to a question."""
    _fits(name, name, count)
    with TemporaryDirectory(dir=path.parent, prefix=".xlsx-") as scratch, Book(path, Path(scratch)) as book:
        sheet = TableSheet(book, name[:31], columns)
        for row in rows:
            sheet.add(tuple(row))
        sheet.finish()


def _fits(title: str, name: str, count: int) -> None:
    if count > MOST_ROWS:
        raise ExportError(
            f"{name} ({title}) has {count:,} rows and a sheet of Excel holds {MOST_ROWS:,} below its headings: "
            "ask for duckdb, sqlite, parquet or csv instead of xlsx"
        )


def _wide(book: Book, tables: Stored) -> None:
    """One line an indicator, with its project and department, codes in words."""
    with tables.asked() as base:
        reader = base.sql("SELECT * FROM indicators_wide").to_arrow_reader(BATCH)
        columns = [answered(field.name, field.type) for field in reader.schema]
        sheet = TableSheet(book, WIDE, columns, color="#70AD47", frozen=3, widest=30)
        for batch in reader:
            for row in batch.to_pylist():
                sheet.add([code(name, value).zh if name in CODED and isinstance(value, str) else value for name, value in row.items()])
        sheet.finish()


def _table(book: Book, tables: Stored, table: Table) -> None:
    color = {"findings": "#ED7D31"}.get(table.name, "#9DC3E6")
    sheet = TableSheet(book, table.title, table.columns, _WRAPPED & set(table.names), color=color)
    if table.name == "findings":
        for row, link in _linked(tables):
            sheet.add(tuple(row.values()), str(row["severity"]), link)
    else:
        for row in tables.rows(table):
            sheet.add(tuple(row.values()))
    sheet.finish()


def _linked(tables: Stored) -> Iterator[tuple[Row, Link | None]]:
    """Findings, each with the cell that it is about."""
    places = {name: _places(tables, TABLES[name]) for name in _SUBJECTS}
    for row in tables.rows(TABLES["findings"]):
        yield row, next(filter(None, (_link(TABLES[name], row, places[name]) for name in _SUBJECTS)), None)


def _link(table: Table, row: Row, places: dict[str, int]) -> Link | None:
    place = places.get(str(row[table.key[0]]))
    if place is None:
        return None
    column = table.names.index(str(row["field"])) if row["field"] in table.names else 0
    return Link(0, table.title, place, column)


def _places(tables: Stored, table: Table) -> dict[str, int]:
    """The sheet's row of everything that a finding is about."""
    key = table.key[0]
    wanted = set(pq.read_table(tables.path(TABLES["findings"]), columns=[key]).column(0).unique().to_pylist())
    found: dict[str, int] = {}
    number = 2
    with pq.ParquetFile(tables.path(table)) as file:
        for batch in file.iter_batches(BATCH, columns=[key], use_threads=False):
            found.update((one, number + at) for at, one in enumerate(batch.column(0).to_pylist()) if one in wanted)
            number += batch.num_rows
    return found
