"""Rows as Arrow tables and pandas frames with the contract's types."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from pipeline.schema import TABLES, Row, Table


def arrow_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows of one table, typed."""
    return pa.Table.from_pylist(list(rows), schema=table.arrow())


def frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows of one table as a pandas frame on Arrow columns: decimals stay decimals, nulls stay nulls."""
    made = arrow_table(table, rows).to_pandas(types_mapper=pd.ArrowDtype)
    assert isinstance(made, pd.DataFrame)
    return made


def read_csv(path: str | os.PathLike[str], table: str | None = None) -> pd.DataFrame:
    """A CSV that we wrote, with or without a byte order mark, as a frame with the contract's types: 013001 stays text, 8.5 a decimal.

    The file's name says which table it is, unless `table` does. ValueError where no table has that name, or the columns are others.
    """
    name = table or Path(path).stem
    if name not in TABLES:
        raise ValueError(f"{name!r} is not one of {', '.join(TABLES)}: say which table it is, as read_csv(path, table=...)")
    schema = TABLES[name].arrow()
    size = max(Path(path).stat().st_size, 1)
    try:
        read = pc.read_csv(
            os.fspath(path),
            # A cell may be longer than Arrow's own blocks, and may hold line breaks.
            pc.ReadOptions(use_threads=False, block_size=min(size + 1, (1 << 31) - 1)),
            pc.ParseOptions(newlines_in_values=True),
            pc.ConvertOptions(
                column_types=schema, null_values=[""], true_values=["true"], false_values=["false"], strings_can_be_null=True
            ),
        )
    except pa.ArrowInvalid as error:
        raise ValueError(f"{Path(path).name} is no table {name}: {error}") from None
    if read.schema.names != schema.names:
        raise ValueError(f"{Path(path).name} has other columns than the table {name}")
    made = read.to_pandas(types_mapper=pd.ArrowDtype)
    assert isinstance(made, pd.DataFrame)
    return made
