"""The LibreOffice of this machine: where it is and which one."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

_NAMES: Final = ("soffice", "libreoffice")
# Where installers put it without touching PATH.
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_WRITER: Final = "libswlo.so"  # beside soffice.bin, as Linux has it
_ABOUT: Final = ("versionrc", "version.ini", "../Resources/versionrc")


@dataclass(frozen=True, slots=True)
class Office:
    """`program` starts it; `build` differs between any two LibreOffices that may convert differently."""

    program: Path
    build: str


def find_office() -> Office | None:
    """The LibreOffice on PATH or where installers put it; None where there is none, or one without Writer."""
    return _found(os.environ.get("PATH", ""))


@lru_cache(maxsize=4)
def _found(path: str) -> Office | None:
    named = (shutil.which(name, path=path) for name in _NAMES)
    programs = [Path(program).resolve() for program in named if program] + [Path(place) for place in _PLACES if os.access(place, os.X_OK)]
    return next((_at(program) for program in programs if _writes(program)), None)


def _writes(program: Path) -> bool:
    """Whether Writer is there too: a LibreOffice of Calc alone opens none of these files, and does not say why."""
    return not (program.parent / "soffice.bin").exists() or (program.parent / _WRITER).exists()


def _at(program: Path) -> Office:
    """Its own note of its version, without starting it: that would cost as much as a conversion."""
    notes = [program.parent / name for name in _ABOUT]
    about = next((note.read_bytes() for note in notes if note.is_file()), b"")
    core = [program.parent / name for name in ("soffice.bin", program.name)]
    size = next((binary.stat().st_size for binary in core if binary.is_file()), 0)
    # Distributions rebuild one version with patches and leave the note as it is; the program's size tells most of them apart.
    return Office(program, hashlib.sha256(about + str(size).encode()).hexdigest()[:16])
