"""A table written in one format: one file a format, found by folder.

A format's module has `write(table: Table, rows: Iterable[Row], path: Path) -> int`: the number of rows written. Rows come in the order
of the table's key; what stands at `path` is replaced only when everything is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from pipeline.schema import Row, Table

FORMATS: tuple[str, ...] = tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


class Exporter(Protocol):
    """A format's module."""

    def write(self, table: Table, rows: Iterable[Row], path: Path) -> int:
        """Write rows to a file; how many they were."""
        ...


def exporter(name: str) -> Exporter:
    """The module of a format, imported when it is asked for; ValueError for a name that is none."""
    if name not in FORMATS:
        raise ValueError(f"format {name!r} is not one of {', '.join(FORMATS)}")
    return cast(Exporter, import_module(f"{__name__}.{name}"))
