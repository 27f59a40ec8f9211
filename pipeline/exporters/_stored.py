"""Tables that are there as Parquet: what every format of all tables at once is written from, row by row or asked in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.exporters._errors import ExportError
from pipeline.schema import TABLES, Row, Table

if TYPE_CHECKING:
    import duckdb

BATCH: Final = 20_000
# Neither more memory than a small machine has, nor an extension fetched from somewhere; null stands before everything, as in a key.
_SETTINGS: Final = {
    "memory_limit": "1GB",
    "threads": "2",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # a query names tables, never a variable of ours
}


@dataclass(frozen=True, slots=True)
class Stored:
    """A folder with `<table>.parquet` for every table; ExportError where one is missing or is not what a conversion writes."""

    folder: Path

    def __post_init__(self) -> None:
        missing = [name for name in TABLES if not self.path(TABLES[name]).is_file()]
        if missing:
            raise ExportError(f"no {missing[0]}.parquet in {self.folder.name or 'the folder'}: convert with --format parquet first")
        for table in TABLES.values():
            _same(table, self.path(table))

    def path(self, table: Table) -> Path:
        """Where a table is."""
        return self.folder / f"{table.name}.parquet"

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        with pq.ParquetFile(self.path(table)) as file:
            return int(file.metadata.num_rows)

    def batches(self, table: Table) -> Iterator[pa.RecordBatch]:
        """A table in pieces, in the order of its key."""
        with pq.ParquetFile(self.path(table)) as file:
            yield from file.iter_batches(BATCH, use_threads=False)

    def rows(self, table: Table) -> Iterator[Row]:
        """A table row by row."""
        for batch in self.batches(table):
            yield from batch.to_pylist()

    @contextmanager
    def asked(self, scratch: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that has every table under its name, and every view of `pipeline.views`; nothing is copied.

        `scratch` is a folder for what does not fit into memory while rows are sorted; without one they are sorted in memory.

        Whoever asks may have the question from somebody else: it reads these tables and no other file, and cannot change that.
        """
        from pipeline.views import VIEWS

        with connected(":memory:") as base:
            paths = {table.name: literal(str(self.path(table).absolute())) for table in TABLES.values()}
            if scratch is not None:
                base.execute(f"SET temp_directory = {literal(scratch)}")
            base.execute(f"SET allowed_paths = [{', '.join(paths.values())}]")
            base.execute("SET enable_external_access = false")
            for name, path in paths.items():
                base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({path})")
            for view in VIEWS.values():
                base.execute(f"CREATE VIEW {view.name} AS {view.sql}")
            base.execute("SET lock_configuration = true")
            yield base


@contextmanager
def connected(path: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB database, within bounds of memory and without a network."""
    import duckdb

    with duckdb.connect(str(path), config=dict(_SETTINGS)) as base:
        yield base


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _same(table: Table, path: Path) -> None:
    try:
        found = pq.read_schema(path)
    except pa.ArrowInvalid as error:
        raise ExportError(f"{path.name} is no Parquet file ({error}): convert again") from None
    if found.names != list(table.names) or found.types != table.arrow().types:
        raise ExportError(f"{path.name} has other columns than this version writes: convert again")
