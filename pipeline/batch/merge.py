"""The tables of all documents, written in the order of their keys, in bounded memory, and put in place at once.

Every key begins with the document's id, so that documents in the order of their ids are tables in the order of their keys.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pipeline.batch.foreign import WRITTEN, Foreign, digest
from pipeline.batch.ledger import Ledger
from pipeline.batch.results import LedgerError, unsealed
from pipeline.batch.rows import pieces, unpack
from pipeline.exporters import exporter
from pipeline.exporters._dataset import partition_columns, write_dataset
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.exporters.csv import text
from pipeline.schema import TABLES, Row, Scalar, Table

_STAGING: Final = ".writing"
_PUBLISHED: Final = "published"


@dataclass(slots=True)
class Counts:
    """What the tables hold, counted while they were written. `coverage` is that of documents that were read: of each, how many."""

    rows: dict[str, int] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    severity: dict[str, int] = field(default_factory=dict)
    duplicates: int = 0
    whole: int = 0
    """Documents that were read with coverage 1."""
    lowest: str | None = None
    """The lowest coverage of a document that was read."""

    def see(self, row: Row) -> None:
        """Count one document."""
        _count(self.status, row["status"])
        self.duplicates += len(json.loads(str(row["duplicates"]))) if row["duplicates"] else 0
        if row["error_code"]:
            _count(self.errors, row["error_code"])
        coverage = row["coverage"]
        if isinstance(coverage, Decimal) and row["status"] != "failed":  # text without a form is covered too, and no submission
            self.whole += coverage == 1
            self.lowest = str(coverage if self.lowest is None else min(coverage, Decimal(self.lowest)))


def _count(counts: dict[str, int], what: Scalar, times: int = 1) -> None:
    counts[str(what)] = counts.get(str(what), 0) + times


def publish(
    ledger: Ledger, output: Path, formats: Sequence[str], export: ExportOptions, identity: str, foreign: Foreign = Foreign()
) -> Counts:
    """Write every table in every format and put them in place; tables of `identity` that are there already are left alone.

    OSError where the disk is full or refuses, LedgerError where the ledger is damaged: the tables of the run before stay as they are.
    """
    if (kept := _kept(ledger, output, identity)) is not None:
        return kept
    ledger.verify()
    staging = output / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    counts = _counts(ledger)
    try:
        for name in formats:
            if not _whole(name):
                _write(ledger, name, export, staging)
        _write_whole(ledger, [name for name in formats if _whole(name)], export, staging)
        names = _put(ledger, staging, output, foreign)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    files = {name: _stamp(output / name) for name in names}
    ledger.note(_PUBLISHED, json.dumps({"identity": identity, "files": files, "counts": asdict(counts)}))
    return counts


def withdraw(ledger: Ledger) -> None:
    """Say that the tables are no longer those of the ledger, before it changes."""
    kept = ledger.noted(_PUBLISHED)
    if kept is not None:
        ledger.note(_PUBLISHED, json.dumps({**json.loads(kept), "identity": ""}))


def published(path: Path) -> set[str]:
    """The names of the tables that a ledger's last run put in place; none where there is no ledger, or one that cannot be read."""
    if not path.exists():
        return set()
    try:
        with closing(sqlite3.connect(path)) as base:
            kept = base.execute("SELECT value FROM notes WHERE name = ?", (_PUBLISHED,)).fetchone()
    except sqlite3.DatabaseError:
        return set()
    try:
        return set(json.loads(unsealed(kept[0], path.name))["files"]) if kept else set()
    except LedgerError:
        return set()


def _kept(ledger: Ledger, output: Path, identity: str) -> Counts | None:
    """The counts of tables that are in place, exactly as they were left."""
    kept = json.loads(ledger.noted(_PUBLISHED) or "{}")
    if not identity or kept.get("identity") != identity or any(_stamp(output / name) != stamp for name, stamp in kept["files"].items()):
        return None
    return Counts(**kept["counts"])


def _put(ledger: Ledger, staging: Path, output: Path, foreign: Foreign) -> list[str]:
    """Replace the tables one by one; those of the run before in a format that this one does not write would be stale, and go."""
    written = sorted(path for path in staging.rglob("*") if path.is_file())
    names = [path.relative_to(staging).as_posix() for path in written]
    for path in written:
        with path.open("rb") as file:
            os.fsync(file.fileno())
    before = json.loads(ledger.noted(_PUBLISHED) or "{}").get("files", {})
    for name in names:
        _refuse_held(output / name, name)
    digests = {name: digest(path) for path, name in zip(written, names, strict=True)}
    foreign.refuse(output, digests)
    withdraw(ledger)
    ledger.note(WRITTEN, json.dumps(foreign.known(digests)))
    for path, name in zip(written, names, strict=True):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            path.replace(output / name)
        except OSError as error:
            raise _held(name, error) from error
    for name in sorted(before.keys() - set(names)):
        if foreign.is_ours(output / name, name):
            (output / name).unlink(missing_ok=True)
        with suppress(OSError):  # folders of such files that are not empty yet, or not ours alone
            for above in list(Path(name).parents)[:-1]:
                (output / above).rmdir()
    ledger.note(WRITTEN, json.dumps(digests))
    return names


def _refuse_held(path: Path, name: str) -> None:
    """ExportError where a table that is there cannot be written: asked of all before the first is replaced."""
    try:
        with path.open("r+b"):
            return
    except FileNotFoundError:
        return
    except OSError as error:
        raise _held(name, error) from error


def _held(name: str, error: OSError) -> ExportError:
    return ExportError(
        f"{name} cannot be replaced ({error.strerror or error}): close the program that has it open and run the same command again; "
        "what was read is kept and not read twice"
    )


def _stamp(path: Path) -> list[int]:
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns]


def _counts(ledger: Ledger) -> Counts:
    counts = Counts(ledger.counts())
    for severities in ledger.severities():
        for severity, times in severities.items():
            _count(counts.severity, severity, times)
    for row in _documents(ledger):
        counts.see(row)
    return counts


def _whole(name: str) -> bool:
    """Whether a format is written from all tables at once."""
    return hasattr(exporter(name), "write_all")


def _write(ledger: Ledger, name: str, export: ExportOptions, folder: Path) -> None:
    """Every table in a format of one file a table."""
    write = exporter(name).write_text
    for table in TABLES.values():
        write(table, _lines(ledger, table), folder / f"{table.name}.{name}", export)


def _write_whole(ledger: Ledger, formats: Sequence[str], export: ExportOptions, folder: Path) -> None:
    """The formats of all tables at once, from Parquet that is there, or is made for them."""
    if not formats and not export.partition_by:
        return
    with TemporaryDirectory(dir=folder.parent, prefix=_STAGING) as scratch:
        made = folder
        if not (folder / "documents.parquet").exists():
            made = Path(scratch)
            _write(ledger, "parquet", export, made)
        for name in formats:
            exporter(name).write_all(Stored(made), folder, export)
        if export.partition_by:
            write_dataset(Stored(made), folder, partition_columns(export.partition_by))


def _lines(ledger: Ledger, table: Table) -> Iterator[bytes]:
    """A table as lines of CSV, document by document."""
    if table.name == "documents":
        return (text(table, [row]).encode() for row in _documents(ledger))
    return (piece for _, packed in ledger.packed(table.name) for piece in pieces(packed))


def _documents(ledger: Ledger) -> Iterator[Row]:
    """The documents' rows, with the paths at which each content stands now."""
    for document_id, packed in ledger.packed("documents"):
        for row in unpack(TABLES["documents"], packed):
            path, *further = ledger.paths(document_id)
            row["path"] = path
            row["duplicates"] = json.dumps(further, ensure_ascii=False) if further else None
            yield row
