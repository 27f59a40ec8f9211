"""The answer to a question in SQL, typed by what its columns hold, and written in any format."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from normalizers.value import plain
from pipeline.exporters._atomic import replacing
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import BATCH, Stored, connected
from pipeline.exporters.csv import harmless
from pipeline.schema import TABLES, Column, Scalar, Type

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMATS: Final = ("csv", "duckdb", "parquet", "sqlite", "xlsx")
_ANSWER: Final = "the_answer"


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the name of its answer, which is the table's or the sheet's."""

    name: str
    sql: str


def write_answer(tables: Stored, question: Question, path: Path, form: str, options: ExportOptions = ExportOptions()) -> int:
    """Ask over the tables and write the answer; how many rows it has. ExportError where the query cannot be run or the answer written."""
    import duckdb

    try:
        with tables.asked() as base, replacing(path) as beside:
            return _write(base, question, beside, form, options)
    except duckdb.Error as error:
        raise ExportError(f"the query cannot be run: {error}") from None


def _write(base: DuckDBPyConnection, question: Question, path: Path, form: str, options: ExportOptions) -> int:
    import duckdb

    statements = base.extract_statements(question.sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ExportError("a question is one SELECT")
    base.execute(f"CREATE TEMP VIEW {_ANSWER} AS {statements[0].query}")
    relation = base.sql(f"SELECT * FROM {_ANSWER}")
    if form == "xlsx":
        # A workbook is refused before it is written, and so the answer is counted first.
        ((count,),) = base.execute(f"SELECT count(*) FROM {_ANSWER}").fetchall()
        return _workbook(question, relation.to_arrow_reader(BATCH), int(count), path)
    reader = relation.to_arrow_reader(BATCH)
    if form == "parquet":
        return _parquet(reader, path)
    if form == "duckdb":
        return _database(question, reader, path)
    if form == "sqlite":
        from pipeline.exporters.sqlite import write_rows

        return write_rows(question.name, reader.schema.names, _rows(reader), path)
    return _csv(reader, path, options)


def _rows(reader: pa.RecordBatchReader) -> Iterator[tuple[Scalar, ...]]:
    for batch in reader:
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield tuple(map(_scalar, row))


def _scalar(value: object) -> Scalar:
    """What SQL may give beyond what a table holds (a list, a time) as text."""
    return value if value is None or isinstance(value, str | bool | int | float | Decimal | date) else str(value)


def _csv(reader: pa.RecordBatchReader, path: Path, options: ExportOptions) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig" if options.csv_bom else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(reader.schema.names)
        for row in _rows(reader):
            writer.writerow([_printed(value, options.escape_formulas) for value in row])
            count += 1
    return count


def _printed(value: Scalar, escape: bool) -> Scalar:
    if escape and isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, Decimal) else value


def _parquet(reader: pa.RecordBatchReader, path: Path) -> int:
    count = 0
    with pq.ParquetWriter(path, reader.schema, compression="zstd", version="2.6") as writer:
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _database(question: Question, reader: pa.RecordBatchReader, path: Path) -> int:
    from pipeline.exporters.duckdb import quoted

    path.unlink(missing_ok=True)
    with connected(path) as base:
        base.register("answer", reader)
        base.execute(f"CREATE TABLE {quoted(question.name)} AS SELECT * FROM answer")
        ((count,),) = base.execute(f"SELECT count(*) FROM {quoted(question.name)}").fetchall()
    return int(count)


def _workbook(question: Question, reader: pa.RecordBatchReader, count: int, path: Path) -> int:
    from pipeline.exporters.xlsx import write_rows

    columns = tuple(answered(field.name, field.type) for field in reader.schema)
    write_rows(question.name, columns, _rows(reader), count, path)
    return count


def answered(name: str, kind: pa.DataType, preferred: str = "indicators") -> Column:
    """The column of an answer: with its heading and unit where the tables have one of that name, and of the type that the answer has."""
    owners = [table for table in TABLES.values() if name in table.names]
    owners.sort(key=lambda table: (name not in table.key[:1], table.name != preferred))
    known = owners[0].column(name) if owners else None
    if known is not None and known.type is _type(kind):
        return known
    return Column(name, _type(kind), known.title if known else name, "", "", known.unit if known else None)


def _type(kind: pa.DataType) -> Type:
    if pa.types.is_boolean(kind):
        return Type.BOOL
    if pa.types.is_integer(kind):
        return Type.INT32 if kind.bit_width <= 32 else Type.INT64
    if pa.types.is_decimal(kind):
        return Type.DECIMAL
    if pa.types.is_floating(kind):
        return Type.FLOAT
    return Type.DATE if pa.types.is_date(kind) else Type.STRING
