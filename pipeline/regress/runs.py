"""A run's tables, read back a table at a time and handed out a document at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.schema import TABLES, Row

TABLE = "documents"


class RunError(ValueError):
    """A folder that holds no run's tables; the message says which is missing."""


class Rows:
    """One table of one run, its rows found by document; the table stays in Arrow until a document's rows are asked for."""

    def __init__(self, folder: Path, table: str) -> None:
        path = folder / f"{table}.parquet"
        if not path.is_file():
            raise RunError(f"{folder.name} holds no {path.name}: `jixiao convert` with --format parquet writes it")
        known = set(TABLES[table].names)
        try:
            self.table = pq.ParquetFile(path).read()
        except (pa.ArrowInvalid, OSError) as error:
            raise RunError(f"{folder.name}/{path.name} is no Parquet file: {error}") from None
        self.columns = [name for name in self.table.column_names if name in known]
        self._spans = _spans(self.table, table)

    def of(self, document_id: str) -> list[Row]:
        """A document's rows in order of their keys."""
        start, count = self._spans.get(document_id, (0, 0))
        return [dict(row) for row in self.table.slice(start, count).to_pylist()] if count else []


def _spans(table: pa.Table, name: str) -> dict[str, tuple[int, int]]:
    """Document -> (first row, rows): tables are sorted by key, so that a document's rows stand together."""
    column = "document_id" if "document_id" in table.column_names else TABLES[name].key[0]
    values = table.column(column)
    owners = pc.utf8_slice_codeunits(values, 0, 16).combine_chunks()
    spans: dict[str, tuple[int, int]] = {}
    runs = pc.run_end_encode(owners)
    start = 0
    for owner, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        spans[owner] = (start, end - start)
        start = end
    return spans


def matched(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Documents of both runs that are one: by content, else by path, else by path without its suffix where that names one on each side."""
    left, right = {str(row["document_id"]): row for row in before}, {str(row["document_id"]): row for row in after}
    pairs = [(left.pop(key), right.pop(key)) for key in sorted(left.keys() & right.keys())]
    for name in (lambda row: str(row["path"]), lambda row: str(PurePosixPath(str(row["path"])).with_suffix(""))):
        mine, theirs = _single(left.values(), name), _single(right.values(), name)
        keys = [(str(mine[key]["document_id"]), str(theirs[key]["document_id"])) for key in sorted(mine.keys() & theirs.keys())]
        pairs += [(left.pop(one), right.pop(other)) for one, other in keys]
    yield from sorted(pairs, key=lambda pair: str(pair[0]["path"]))
    yield from ((row, None) for row in sorted(left.values(), key=lambda row: str(row["path"])))
    yield from ((None, row) for row in sorted(right.values(), key=lambda row: str(row["path"])))


def _single(rows: Any, name: Any) -> dict[str, Row]:
    """The rows whose name no other row has."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(name(row), []).append(row)
    return {key: several[0] for key, several in found.items() if len(several) == 1}
