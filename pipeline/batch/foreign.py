"""Files in an output folder that we did not write, or that a person changed since: they are never replaced unless somebody says so."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.batch.results import LedgerError, unsealed
from pipeline.exporters._errors import ExportError

WRITTEN: Final = "written"
"""The note with the hash of every table that was put in place, or is about to be."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """What we wrote: for each name the hashes it may have. None where that is not known: then nothing is taken for a stranger's."""

    ours: Mapping[str, tuple[str, ...]] | None = None

    @classmethod
    def by(cls, ledger: Path, replace: bool) -> Foreign:
        """What a ledger tells. Without a ledger nothing that is there is ours; one that does not tell is older than its notes."""
        if replace:
            return cls()
        if not ledger.exists():
            return cls({})
        try:
            with closing(sqlite3.connect(ledger)) as base:
                note = base.execute("SELECT value FROM notes WHERE name = ?", (WRITTEN,)).fetchone()
                published = base.execute("SELECT 1 FROM notes WHERE name = 'published'").fetchone()
            if note is None:
                return cls() if published else cls({})
            kept = json.loads(unsealed(str(note[0]), ledger.name))
        except (sqlite3.DatabaseError, LedgerError):
            return cls()
        return cls({name: (said,) if isinstance(said, str) else tuple(said) for name, said in kept.items()})

    def is_ours(self, path: Path, name: str) -> bool:
        """Whether a file that is there is as we left it."""
        return self.ours is None or (name in self.ours and digest(path) in self.ours[name])

    def refuse(self, folder: Path, new: Mapping[str, str]) -> None:
        """ExportError where a file that would be replaced is not as we left it; `new` are the hashes of what takes its place."""
        for name, sha256 in new.items():
            if (folder / name).is_file() and not self.is_ours(folder / name, name) and digest(folder / name) != sha256:
                why = "was changed since it was written" if self.ours and name in self.ours else "was not written by jixiao"
                raise ExportError(f"{name} {why}: move it away, or replace it with --replace; what was read is kept and not read twice")

    def known(self, new: Mapping[str, str]) -> dict[str, list[str]]:
        """What may stand in the folder while new tables are put in place, for a run that is killed meanwhile."""
        before = self.ours or {}
        return {name: [*before.get(name, ()), *([new[name]] if name in new else [])] for name in sorted({*before, *new})}


def digest(path: Path) -> str:
    """The hash of a file's bytes; "" where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
