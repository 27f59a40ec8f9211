"""Parquet: typed as the schema says, written in row groups of a fixed size, so that memory is bounded and bytes depend on rows alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.exporters._atomic import replacing
from pipeline.schema import Row, Table

ROW_GROUP = 50_000


def write(table: Table, rows: Iterable[Row], path: Path) -> int:
    """Write a table; the same rows give the same bytes."""
    schema, count, waiting = table.arrow(), 0, iter(rows)
    with replacing(path) as beside, pq.ParquetWriter(beside, schema, compression="zstd", version="2.6") as writer:
        while batch := list(islice(waiting, ROW_GROUP)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema), row_group_size=ROW_GROUP)
            count += len(batch)
    return count
