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
_ABOUT: Final = ("versionrc", "version.ini", "../Resources/versionrc")


@dataclass(frozen=True, slots=True)
class Office:
    """`program` starts it; `build` differs between any two LibreOffices that may convert differently."""

    program: Path
    build: str


def find_office() -> Office | None:
    """The LibreOffice on PATH or where installers put it; None where there is none."""
    return _found(os.environ.get("PATH", ""))


@lru_cache(maxsize=4)
def _found(path: str) -> Office | None:
    for name in _NAMES:
        program = shutil.which(name, path=path)
        if program:
            return _at(Path(program).resolve())
    return next((_at(Path(place)) for place in _PLACES if os.access(place, os.X_OK)), None)


def _at(program: Path) -> Office:
    """Its own note of its version, without starting it: that would cost as much as a conversion."""
    notes = [program.parent / name for name in _ABOUT]
    about = next((note.read_bytes() for note in notes if note.is_file()), b"")
    core = [program.parent / name for name in ("soffice.bin", program.name)]
    size = next((binary.stat().st_size for binary in core if binary.is_file()), 0)
    # Distributions rebuild one version with patches and leave the note as it is; the program's size tells most of them apart.
    return Office(program, hashlib.sha256(about + str(size).encode()).hexdigest()[:16])
