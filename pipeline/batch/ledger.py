"""The ledger: which files there are, what became of each, and its rows, in one SQLite file of the output folder.

A result is kept under the hash of the content, the suffix of the name and a fingerprint of program and settings, so that a run that was
killed goes on where it stood and an unchanged file is not read twice. Commits are the only thing that a kill can lose.

Every result and note is kept with a hash of itself: SQLite notices damage to its own structure, not to what stands in a page. A damaged
ledger is never used in part: LedgerError says so, and no table is written.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import Final

from pipeline.batch.jobs import Job
from pipeline.batch.results import LedgerError, Result, damaged, sealed, sealed_note, unsealed
from pipeline.batch.rows import Packed

VERSION: Final = 5
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
  label TEXT PRIMARY KEY, path BLOB NOT NULL, document_id TEXT NOT NULL, suffix TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  inside TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_document ON files (document_id);
CREATE TABLE IF NOT EXISTS contents (
  document_id TEXT PRIMARY KEY, suffix TEXT NOT NULL, path BLOB NOT NULL, label TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  inside TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listed (label TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (
  result INTEGER PRIMARY KEY, document_id TEXT NOT NULL, suffix TEXT NOT NULL, fingerprint TEXT NOT NULL,
  status TEXT NOT NULL, code TEXT, how TEXT, limits TEXT, severities TEXT NOT NULL, seconds REAL NOT NULL, peak INTEGER NOT NULL,
  seal BLOB NOT NULL,
  UNIQUE (document_id, suffix, fingerprint)
);
CREATE TABLE IF NOT EXISTS rows (
  result INTEGER NOT NULL REFERENCES results ON DELETE CASCADE, name TEXT NOT NULL, count INTEGER NOT NULL, packed BLOB NOT NULL,
  PRIMARY KEY (result, name)
) WITHOUT ROWID;
"""
_COMMIT_EVERY: Final = 1.0
_PAGE: Final = 256


class Ledger:
    """One run's view of the ledger: results count as such only under its `fingerprint`.

    Paths are kept as they are below `base`, the folder that holds the input: an output folder that is handed on says nothing of the
    machine it was made on.
    """

    def __init__(self, path: Path, fingerprint: str, *, fresh: bool = False) -> None:
        self._path = path
        self.fingerprint = fingerprint
        self.base = b""
        self._committed = time.monotonic()
        try:
            if fresh or _version(path) not in (0, VERSION):
                # What another version made of the files counts for nothing: its fingerprint is another.
                for leftover in (path, path.with_name(path.name + "-journal")):
                    leftover.unlink(missing_ok=True)
            self._db = sqlite3.connect(path, isolation_level="DEFERRED")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.executescript(f"{_SCHEMA} PRAGMA user_version = {VERSION};")
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path.name} cannot be used ({error}): convert again with --force, or into another folder") from None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._db.commit()
        self._db.close()

    def forget_files(self) -> None:
        """Begin a new list of files."""
        self._db.executescript("DELETE FROM files; DELETE FROM listed; DELETE FROM contents;")

    def keep_files(self) -> None:
        """Go on with the list of files that is there; LedgerError where one of them has no result: only its own batch can read it."""
        if self.waiting():
            raise LedgerError("the batch in the folder was read with other settings or is not read to its end: convert all files together")

    def close_files(self) -> None:
        """End the list of files: the same bytes are one content, named by the first of their paths in sorted order."""
        self._db.execute("DELETE FROM contents")
        # SQLite takes the columns beside a lone min() from the row of the minimum.
        self._db.execute(_CONTENTS)
        self.commit()

    def add_file(self, job: Job) -> None:
        """A submission that was found."""
        path = os.path.relpath(job.path, self.base) if self.base else job.path
        values = (job.label, path, job.document_id, job.suffix, job.sha256, job.size, job.inside)
        self._db.execute("INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._breathe()

    def add_listed(self, label: str, reason: str) -> None:
        """A file that is no submission, and why."""
        self._db.execute("INSERT OR IGNORE INTO listed VALUES (?, ?)", (label, reason))
        self._breathe()

    def pending(self) -> Iterator[Job]:
        """A job for every content without a result, in pages, so that results may be recorded meanwhile."""
        last = ""
        while page := self._db.execute(_PENDING, (self.fingerprint, last, _PAGE)).fetchall():
            for job in (Job(*values) for values in page):
                yield replace(job, path=os.path.join(self.base, job.path))
            last = page[-1][0]

    def forget_failed(self) -> None:
        """Drop the results of files that failed, so that they are read again."""
        self._db.execute("DELETE FROM results WHERE status = 'failed' AND fingerprint = ?", (self.fingerprint,))

    def forget_limited(self, limits: str) -> None:
        """Drop the results of files that met a limit of time or memory, where the limits were others."""
        self._db.execute("DELETE FROM results WHERE limits != ? AND fingerprint = ?", (limits, self.fingerprint))

    def forget_results(self) -> None:
        """Drop all results."""
        self._db.execute("DELETE FROM results")

    def forget_others(self) -> None:
        """Drop what another version or other settings made of the files."""
        self._db.execute("DELETE FROM results WHERE fingerprint != ?", (self.fingerprint,))

    def record(self, result: Result, tables: dict[str, Packed]) -> None:
        """Keep what became of a document."""
        values = [getattr(result, field.name) for field in fields(Result)]
        seal = sealed(result, ((name, packed.count, packed.data) for name, packed in tables.items()))
        cursor = self._db.execute(_RECORD, (self.fingerprint, *values, seal))
        laid = [(cursor.lastrowid, name, packed.count, packed.data) for name, packed in tables.items()]
        self._db.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", laid)
        self._breathe()

    def verify(self) -> None:
        """LedgerError where the file's structure is damaged, its indexes included, or a result is not as it was recorded."""
        (found,) = self._db.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise damaged(self._path.name, str(found).splitlines()[0])
        names = [field.name for field in fields(Result)]
        results = self._db.execute(f"SELECT result, seal, {', '.join(names)} FROM results WHERE fingerprint = ?", (self.fingerprint,))
        for number, seal, *values in results:
            rows = self._db.execute("SELECT name, count, packed FROM rows WHERE result = ?", (number,))
            if sealed(Result(*values), rows) != seal:
                raise damaged(self._path.name, "a result is not as it was recorded")

    def clashes(self, document_id: str, sha256: str) -> bool:
        """Whether a file of other bytes has the same id, which is only the beginning of the hash."""
        found = self._db.execute("SELECT 1 FROM files WHERE document_id = ? AND sha256 NOT IN (?, '')", (document_id, sha256))
        return found.fetchone() is not None

    def knows(self, document_id: str, suffix: str) -> bool:
        """Whether there is a result."""
        found = self._db.execute(
            "SELECT 1 FROM results WHERE document_id = ? AND suffix = ? AND fingerprint = ?", (document_id, suffix, self.fingerprint)
        )
        return found.fetchone() is not None

    def lists(self, sha256: str) -> bool:
        """Whether a file of this content was found."""
        return self._db.execute("SELECT 1 FROM files WHERE document_id = ? AND sha256 = ?", (sha256[:16], sha256)).fetchone() is not None

    def packed(self, table: str) -> Iterator[tuple[str, bytes]]:
        """A table's packed rows by document, in the order of the ids."""
        return self._db.execute(_PACKED, (self.fingerprint, table))  # no generator: left early, it would outlive the connection

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return dict(self._db.execute(_COUNTS, (self.fingerprint,)))

    def severities(self) -> Iterator[dict[str, int]]:
        """The numbers of findings by severity, document by document."""
        for (counted,) in self._db.execute(_SEVERITIES, (self.fingerprint,)):
            yield json.loads(counted)

    def paths(self, document_id: str) -> list[str]:
        """Where the content stands, sorted."""
        rows = self._db.execute("SELECT label FROM files WHERE document_id = ? ORDER BY label", (document_id,))
        return [label for (label,) in rows]

    def contents(self) -> int:
        """How many different contents the files have."""
        return int(self._db.execute("SELECT count(*) FROM contents").fetchone()[0])

    def waiting(self) -> int:
        """How many of them have no result yet."""
        return int(self._db.execute(f"SELECT count(*) FROM ({_PENDING})", (self.fingerprint, "", -1)).fetchone()[0])

    def listed(self) -> list[tuple[str, str]]:
        """The files that are no submissions, with the reason, sorted."""
        return list(self._db.execute("SELECT label, reason FROM listed ORDER BY label"))

    def files(self) -> Iterator[tuple[str, str, str]]:
        """label, document_id and suffix of every submission, sorted by label."""
        yield from self._db.execute("SELECT label, document_id, suffix FROM files ORDER BY label")

    def failures(self) -> Iterator[tuple[str, str, str | None]]:
        """label and code of every document that failed, sorted, with the last line that a worker said before it died."""
        for label, code, how in self._db.execute(_FAILURES, (self.fingerprint,)):
            said = (how or "").strip().splitlines()
            yield label, code, said[-1] if said else None

    def note(self, name: str, value: str | None) -> None:
        """Keep a note, or with None drop it; committed at once."""
        if value is None:
            self._db.execute("DELETE FROM notes WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, sealed_note(value)))
        self.commit()

    def noted(self, name: str) -> str | None:
        """A note, None where there is none."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else unsealed(str(row[0]), self._path.name)

    def commit(self) -> None:
        """Make everything so far survive a kill."""
        self._db.commit()
        self._committed = time.monotonic()

    def _breathe(self) -> None:
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()


def _version(path: Path) -> int:
    """The version that wrote a ledger, 0 where there is none yet."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


_RECORD: Final = f"""
INSERT OR REPLACE INTO results (fingerprint, {", ".join(field.name for field in fields(Result))}, seal)
VALUES (?, {", ".join("?" for _ in fields(Result))}, ?)
"""
_CONTENTS: Final = """
INSERT INTO contents SELECT document_id, suffix, path, label, sha256, size, inside
FROM (SELECT min(label) AS label, path, document_id, suffix, sha256, size, inside FROM files GROUP BY document_id)
"""
_RESULT: Final = "r.document_id = c.document_id AND r.suffix = c.suffix AND r.fingerprint = ?"
_PENDING: Final = f"""
SELECT c.* FROM contents c WHERE NOT EXISTS (SELECT 1 FROM results r WHERE {_RESULT}) AND c.document_id > ? ORDER BY c.document_id LIMIT ?
"""
_PACKED: Final = f"""
SELECT c.document_id, t.packed FROM contents c JOIN results r ON {_RESULT} JOIN rows t ON t.result = r.result AND t.name = ?
ORDER BY c.document_id
"""
_COUNTS: Final = f"""
SELECT t.name, sum(t.count) FROM contents c JOIN results r ON {_RESULT} JOIN rows t ON t.result = r.result GROUP BY t.name
"""
_SEVERITIES: Final = f"SELECT r.severities FROM contents c JOIN results r ON {_RESULT} WHERE r.severities != '{{}}'"
_FAILURES: Final = f"""
SELECT c.label, r.code, r.how FROM contents c JOIN results r ON {_RESULT} WHERE r.status = 'failed' ORDER BY c.label
"""
