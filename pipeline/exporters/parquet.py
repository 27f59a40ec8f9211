"""Parquet: typed as the schema says, written in row groups of a fixed size, so that memory is bounded and bytes depend on rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from pipeline.exporters._atomic import replacing
from pipeline.exporters._options import ExportOptions
from pipeline.schema import Row, Table

ROW_GROUP = 50_000
_BLOCK = 1 << 20
"""Bytes of text that are parsed at once."""


def write(table: Table, rows: Iterable[Row], path: Path) -> int:
    """Write a table; the same rows give the same bytes."""
    schema, count, waiting = table.arrow(), 0, iter(rows)
    with replacing(path) as beside, pq.ParquetWriter(beside, schema, compression="zstd", version="2.6") as writer:
        while batch := list(islice(waiting, ROW_GROUP)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema), row_group_size=ROW_GROUP)
            count += len(batch)
    return count


def write_text(table: Table, fragments: Iterable[bytes], path: Path, options: ExportOptions = ExportOptions()) -> None:
    """Write a table whose rows are text already, as `pipeline.exporters.csv.text` makes it: parsed by Arrow, not by Python."""
    schema = table.arrow()
    with replacing(path) as beside, pq.ParquetWriter(beside, schema, compression="zstd", version="2.6") as writer:
        waiting: list[pa.Table] = []
        for block in _blocks(fragments):
            waiting.append(_parsed(block, schema))
            while sum(part.num_rows for part in waiting) >= ROW_GROUP:
                whole = pa.concat_tables(waiting)
                writer.write_table(whole.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
                waiting = [whole.slice(ROW_GROUP)]
        rest = pa.concat_tables([schema.empty_table(), *waiting])
        if rest.num_rows:
            writer.write_table(rest, row_group_size=ROW_GROUP)


def _blocks(fragments: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for fragment in fragments:
        held.append(fragment)
        size += len(fragment)
        if size >= _BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if size:
        yield b"".join(held)


def _parsed(block: bytes, schema: pa.Schema) -> pa.Table:
    read = pc.read_csv(
        pa.BufferReader(block),
        # One block: a cell may hold line breaks, and may be longer than Arrow's own blocks.
        pc.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=schema.names),
        pc.ParseOptions(newlines_in_values=True),
        pc.ConvertOptions(
            check_utf8=True, column_types=schema, null_values=[""], true_values=["true"], false_values=["false"], strings_can_be_null=True
        ),
    )
    return pa.Table.from_arrays(read.columns, schema=schema)
