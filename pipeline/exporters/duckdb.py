"""DuckDB: one file with every table, typed, keyed and described, and the views that answer the first questions.

The bytes of a database file are its own; its contents are those of the other formats. References are not declared as constraints (DuckDB
cannot replace a parent's rows under them in one transaction): the view `integrity` checks them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.exporters._atomic import replacing
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored, connected, literal
from pipeline.schema import TABLES, Column, Table, Type
from pipeline.views import VIEWS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FILE: Final = "jixiao.duckdb"
# Its key of five texts, a dozen times as many as there are indicators, would cost more memory than all the rest: `integrity` checks it.
_UNINDEXED: Final = "provenance"
_TYPES: Final = {
    Type.STRING: "VARCHAR",
    Type.INT32: "INTEGER",
    Type.INT64: "BIGINT",
    Type.BOOL: "BOOLEAN",
    Type.DATE: "DATE",
    Type.DECIMAL: "DECIMAL(20, 6)",
    Type.FLOAT: "DOUBLE",
}


def write_all(tables: Stored, folder: Path, options: ExportOptions) -> None:
    """Write the database anew; ExportError where DuckDB has no room for it."""
    import duckdb

    try:
        with replacing(folder / FILE) as beside:
            beside.unlink(missing_ok=True)
            with connected(beside) as base:
                for table in TABLES.values():
                    _load(base, tables, table)
                base.execute("BEGIN")
                _describe(base)
                base.execute("COMMIT")
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise ExportError(f"DuckDB cannot write {FILE}: {str(error).splitlines()[0]}") from None


def append(tables: Stored, path: Path) -> None:
    """Put a further batch into a database of ours: its documents' rows replace those that are there, all of them or none.

    What fails before the commit is rolled back as the connection closes. ExportError where the file is no database with these tables.
    """
    import duckdb

    try:
        with connected(path) as base:
            _ours(base, path)
            base.execute("BEGIN")
            _replace(base, tables)
            base.execute("COMMIT")
    except (duckdb.IOException, duckdb.CatalogException) as error:
        raise ExportError(f"{path.name} cannot be added to: {str(error).splitlines()[0]}") from None


def _load(base: DuckDBPyConnection, tables: Stored, table: Table) -> None:
    """Rows first, then the key: an index over what is there costs less than one that grows with it."""
    base.execute(f"CREATE TABLE {table.name} ({', '.join(_column(column) for column in table.columns)})")
    base.execute(f"INSERT INTO {table.name} SELECT * FROM read_parquet({literal(str(tables.path(table)))})")
    if table.name != _UNINDEXED:
        base.execute(f"ALTER TABLE {table.name} ADD PRIMARY KEY ({', '.join(quoted(name) for name in table.key)})")


def _describe(base: DuckDBPyConnection) -> None:
    """What every table, column and view means, where database tools show it."""
    for table in TABLES.values():
        base.execute(f"COMMENT ON TABLE {table.name} IS {literal(f'{table.title}：{table.doc_zh} | {table.doc_en}')}")
        for column in table.columns:
            base.execute(f"COMMENT ON COLUMN {table.name}.{quoted(column.name)} IS {literal(_meaning(column))}")
    for view in VIEWS.values():
        base.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        base.execute(f"COMMENT ON VIEW {view.name} IS {literal(f'{view.title} | {view.title_en}')}")


def _meaning(column: Column) -> str:
    unit = f"（{column.unit}）" if column.unit else ""
    return f"{column.title}{unit}：{column.doc_zh} | {column.doc_en}"


def _replace(base: DuckDBPyConnection, tables: Stored) -> None:
    documents = literal(str(tables.path(TABLES["documents"])))
    base.execute(f"CREATE TEMP TABLE batch AS SELECT document_id FROM read_parquet({documents})")
    for table in TABLES.values():
        source = f"read_parquet({literal(str(tables.path(table)))})"
        key = ", ".join(quoted(name) for name in table.key)
        # Rows whose key comes again are replaced in place, since an index keeps a deleted key until the transaction ends.
        gone = "" if table.name == _UNINDEXED else f" AND ({key}) NOT IN (SELECT ({key}) FROM {source})"
        base.execute(f"DELETE FROM {table.name} WHERE {_of_batch(table)}{gone}")
        base.execute(f"INSERT {'OR REPLACE ' if gone else ''}INTO {table.name} SELECT * FROM {source}")
    base.execute("DROP TABLE batch")


def _of_batch(table: Table) -> str:
    """Which rows are the batch's documents': a part of an indicator knows its document by its key alone."""
    if "document_id" in table.names:
        return "document_id IN (SELECT document_id FROM batch)"
    return "split_part(indicator_id, '-', 1) IN (SELECT document_id FROM batch)"


def _ours(base: DuckDBPyConnection, path: Path) -> None:
    found = dict(base.execute("SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() GROUP BY 1").fetchall())
    for table in TABLES.values():
        if found.get(table.name) != list(table.names):
            raise ExportError(f"{path.name} has no table {table.name} with this version's columns: write it anew, without --append")


def _column(column: Column) -> str:
    return f"{quoted(column.name)} {_TYPES[column.type]}"


def quoted(name: str) -> str:
    """A name as SQL writes it, whatever word it is."""
    return '"' + name.replace('"', '""') + '"'
