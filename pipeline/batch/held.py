"""What an output folder holds already, and whether a run may take its place: an output folder is one batch, whose loss is never silent."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from extractors.errors import ReadError
from pipeline.batch.ledger import VERSION, Ledger
from pipeline.batch.results import LedgerError, unsealed
from pipeline.batch.settings import ConvertError, Settings
from pipeline.intake.files import chunks
from pipeline.intake.names import on_terminal
from pipeline.intake.walk import Kind, walk

AnyPath = str | os.PathLike[str]

INPUTS: Final = "inputs"
"""The note with hashes of where the batch's inputs lie, seen from the output folder: it says nothing of the machine."""


@dataclass(frozen=True, slots=True)
class Held:
    """The batch of a folder: hashes of its inputs, and of every file the hash of its bytes by its label. Empty where nothing is known."""

    inputs: frozenset[str] = frozenset()
    files: dict[str, str] = field(default_factory=dict)

    @classmethod
    def by(cls, ledger: Path) -> Held:
        """What a ledger tells; one that is not there, is of another version or cannot be read tells nothing."""
        if not ledger.exists():
            return cls()
        try:
            with closing(sqlite3.connect(ledger)) as base:
                if base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                    return cls()
                files = dict(base.execute("SELECT label, sha256 FROM files"))
                note = base.execute("SELECT value FROM notes WHERE name = ?", (INPUTS,)).fetchone()
                return cls(frozenset(json.loads(unsealed(str(note[0]), ledger.name))) if note else frozenset(), files)
        except (sqlite3.DatabaseError, LedgerError):
            return cls()  # opening the ledger says so


def named(paths: Sequence[AnyPath], folder: Path, settings: Settings) -> frozenset[str]:
    """Hashes of where the inputs lie, seen from the output folder."""
    names: Iterable[str] = settings.called or (os.path.relpath(os.path.realpath(path), os.path.realpath(folder)) for path in paths)
    return frozenset(hashlib.sha256(os.fsencode(name)).hexdigest()[:16] for name in names)


def refuse_inside(paths: Iterable[AnyPath], folder: Path) -> None:
    """ConvertError where the output is an input, or lies in one."""
    real = os.path.realpath(folder)
    for path in paths:
        root = os.path.realpath(path)
        if real == root or (os.path.isdir(root) and real.startswith(os.path.join(root, ""))):
            where = "is the input" if real == root else "lies inside the input"
            raise ConvertError(f"the output {on_terminal(str(folder.name))} {where}: name a folder outside of it with -o")


def refuse_loss(paths: Sequence[AnyPath], folder: Path, held: Held, settings: Settings) -> None:
    """ConvertError where files of the batch that the folder holds would be lost, and nobody said that they may be."""
    if settings.replace or not held.files:
        return
    if settings.add:
        if settings.force or settings.retry_failed:
            raise ConvertError("--add reads what is new alone: leave --force and --retry-failed out")
        clash = _clash(paths, folder, held)
        if clash is not None:
            raise ConvertError(
                f"{on_terminal(clash)} is in the batch already with other content: convert all files together, with --replace"
            )
        return
    if held.inputs and held.inputs <= named(paths, folder, settings):
        return
    lost = _lost(paths, folder, held)
    if lost:
        raise ConvertError(
            f"{on_terminal(folder.name)} holds another batch, of which {lost:,} of {len(held.files):,} files are not among these: "
            "--add joins these files to it, --replace puts them in its place, or name another folder with -o"
        )


def keep_note(ledger: Ledger, paths: Sequence[AnyPath], folder: Path, held: Held, settings: Settings) -> None:
    """Note whose batch the folder holds from now on."""
    now = named(paths, folder, settings)
    ledger.note(INPUTS, json.dumps(sorted(now | held.inputs if settings.add else now)))


def _lost(paths: Sequence[AnyPath], folder: Path, held: Held) -> int:
    """How many files of the batch are not among the inputs with the same bytes."""
    among = {found.label: found.path for found in walk(paths, folder) if found.kind is Kind.FILE}
    return sum(1 for label, sha256 in held.files.items() if label not in among or _sha256(among[label]) != sha256)


def _clash(paths: Sequence[AnyPath], folder: Path, held: Held) -> str | None:
    """The first of the inputs that has the label of a file of the batch, or of an archive in it, and other bytes."""
    archives = {label[:at] for label in held.files for at, sign in enumerate(label) if sign == "/"}
    for found in walk(paths, folder):
        if found.kind is Kind.FILE and (
            found.label in archives or (found.label in held.files and held.files[found.label] != _sha256(found.path))
        ):
            return found.label
    return None


def _sha256(path: bytes) -> str:
    digest = hashlib.sha256()
    try:
        for piece in chunks(path, 1 << 40):
            digest.update(piece)
    except ReadError:
        return ""
    return digest.hexdigest()
