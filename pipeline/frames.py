"""Rows as Arrow tables and pandas frames with the contract's types."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from pipeline.schema import Row, Table


def arrow_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows of one table, typed."""
    return pa.Table.from_pylist(list(rows), schema=table.arrow())


def frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows of one table as a pandas frame on Arrow columns: decimals stay decimals, nulls stay nulls."""
    made = arrow_table(table, rows).to_pandas(types_mapper=pd.ArrowDtype)
    assert isinstance(made, pd.DataFrame)
    return made
