"""The formats: one file a format, found by folder.

A format of one file a table has, beside `write(table, rows, path) -> int` (the number of rows written), `write_text(table, fragments, path,
options)` for rows that are lines of CSV already, which is how a batch hands them over. A format of all tables at once has
`write_all(tables, folder, options)` and is written from the Parquet. Rows come in the order of the table's key; what stands at a
path is replaced only when everything is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.schema import Row, Table

if TYPE_CHECKING:
    from pipeline.exporters._options import ExportOptions
    from pipeline.exporters._stored import Stored

FORMATS: tuple[str, ...] = tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


class Exporter(Protocol):
    """A format's module: it has the first two, or the last."""

    def write(self, table: Table, rows: Iterable[Row], path: Path) -> int:
        """Write rows to a file; how many they were."""
        ...

    def write_text(self, table: Table, fragments: Iterable[bytes], path: Path, options: ExportOptions = ...) -> None:
        """Write rows that are lines of CSV to a file."""
        ...

    def write_all(self, tables: Stored, folder: Path, options: ExportOptions) -> None:
        """Write all tables into a folder."""
        ...


def exporter(name: str) -> Exporter:
    """The module of a format, imported when it is asked for; ValueError for a name that is none."""
    if name not in FORMATS:
        raise ValueError(f"format {name!r} is not one of {', '.join(FORMATS)}")
    return cast(Exporter, import_module(f"{__name__}.{name}"))
