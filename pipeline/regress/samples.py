"""The folders of a regression set: what is read, what a person says stands there, and where it is from.

DIR/<id>/ holds the containers of one form (every file but truth.json, meta.toml and notes), `truth.json` and `meta.toml`:

    origin = "where the form is from"            checked_by = "who vouches for truth.json"
    known_errors = ["what the source itself has wrong, so that nobody mends the truth"]
    files = ["../elsewhere/form.pdf"]            # further containers, relative to the folder
    update = true                                # write truth.json anew from the reading; the gate fails while it stands

Folders may lie deeper (DIR/<group>/<id>/). A folder of files without truth.json, and a truth.json without a file, are faults.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.regress.truth import Truth, TruthError, load

TRUTH: Final = "truth.json"
META: Final = "meta.toml"
BASELINE: Final = "baseline.json"
_BESIDE: Final = frozenset({".json", ".toml", ".md"})
"""Suffixes of what stands beside a form without being one."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What meta.toml says; empty where there is none."""

    origin: str = ""
    checked_by: str = ""
    known_errors: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    update: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """One form: its id (the folder, relative to the set), its containers in order of name, its truth."""

    id: str
    folder: Path
    containers: tuple[Path, ...]
    truth: Truth
    meta: Meta

    def container(self, path: Path) -> str:
        """What reports call a container: its name."""
        return path.name


@dataclass(frozen=True, slots=True)
class Found:
    """A set's samples, and what is wrong with the set itself: each fault fails the gate."""

    samples: tuple[Sample, ...]
    faults: tuple[str, ...]


def find(root: Path) -> Found:
    """The samples below a folder, sorted. NotADirectoryError or FileNotFoundError where there is none."""
    samples, faults = [], []
    for folder in _folders(root):
        try:
            sample = _sample(root, folder)
        except _Fault as fault:
            faults.append(f"{_label(root, folder)}: {fault}")
            continue
        if sample is not None:
            samples.append(sample)
            if sample.meta.update:
                faults.append(f"{sample.id}: update is on in {META}; truth.json is written anew, read `git diff` and take the flag away")
    return Found(tuple(samples), tuple(faults))


class _Fault(ValueError):
    pass


def _folders(root: Path) -> Iterator[Path]:
    os.scandir(root).close()
    for folder, below, _ in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield Path(folder)


def _label(root: Path, folder: Path) -> str:
    return folder.relative_to(root).as_posix() if folder != root else "."


def _sample(root: Path, folder: Path) -> Sample | None:
    """The sample of a folder; None where it is none. The set's own folder is one only where it holds a truth."""
    truth, meta = folder / TRUTH, _meta(folder / META)
    files = [path for path in sorted(folder.iterdir()) if _is_container(path)]
    files += _elsewhere(folder, meta)
    if not truth.is_file():
        if (folder == root and not meta.files) or not (files or (folder / META).is_file()):
            return None
        if not meta.update:
            raise _Fault(f"no {TRUTH}; `jixiao truth FILE` drafts one")
    elif not files:
        raise _Fault(f"{TRUTH} without a file that it is the truth of")
    try:
        said = load(truth) if truth.is_file() else Truth({"unchecked": True})
    except TruthError as error:
        raise _Fault(str(error)) from None
    return Sample(_label(root, folder), folder, tuple(files), said, meta)


def _is_container(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() not in _BESIDE and not path.name.startswith((".", "~$"))


def _elsewhere(folder: Path, meta: Meta) -> list[Path]:
    paths = [folder / name for name in meta.files]
    for path, name in zip(paths, meta.files, strict=True):
        if not path.is_file():
            raise _Fault(f"{META} names {name}, which is no file")
    return paths


def _meta(path: Path) -> Meta:
    if not path.is_file():
        return Meta()
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _Fault(f"{META} cannot be read as TOML: {error}") from None
    known, files, update = said.get("known_errors", []), said.get("files", []), said.get("update", False)
    if not isinstance(known, list) or not isinstance(files, list) or not all(isinstance(one, str) for one in files):
        raise _Fault(f"{META}: known_errors and files are lists, of sentences and of names")
    return Meta(_said(said.get("origin")), _said(said.get("checked_by")), tuple(map(_said, known)), tuple(files), update is True)


def _said(value: Any) -> str:
    return "" if value is None else str(value)
