"""What was converted before, by the hash of the file and the LibreOffice that did it: a folder that may be deleted at any time.

Each conversion is kept after a hash of itself and of the file's hash, and is used only where that is right: a disk that ran full, a copy
that was cut and a synchronising program leave files that look whole by their names. What is torn is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractors.convert.office import Office
from extractors.errors import ReadError

_MADE = ".made"
_REFUSED = ".json"
_DIGEST = 32
"""Bytes of the hash that stands before what is kept."""


@dataclass(frozen=True, slots=True)
class Store:
    """`folder` belongs to the caller; what one LibreOffice made lies in a folder of its own below it.

    Names begin with a dot: whoever walks over the folder must not take what was made for somebody's submission.
    """

    folder: Path
    office: Office

    def get(self, sha256: str) -> bytes | ReadError | None:
        """The .docx made of a file, or why there is none; None where that is not known."""
        if (made := self._checked(sha256, _MADE)) is not None:
            return made
        if (refused := self._checked(sha256, _REFUSED)) is not None:
            with suppress(ValueError, TypeError):
                return ReadError(*json.loads(refused))
        return None

    def has(self, sha256: str) -> bool:
        """Whether there is a whole .docx."""
        return self._checked(sha256, _MADE) is not None

    def _checked(self, sha256: str, ending: str) -> bytes | None:
        """What is kept under a name, where its hash is right."""
        try:
            kept = self._path(sha256, ending).read_bytes()
        except OSError:
            return None
        digest, data = kept[:_DIGEST], kept[_DIGEST:]
        return data if _seal(sha256, data) == digest else None

    def put(self, sha256: str, made: bytes | ReadError) -> None:
        """Keep what became of a file; readers in other processes see all of it or nothing."""
        if isinstance(made, ReadError):
            self._write(sha256, _REFUSED, json.dumps(made.args, ensure_ascii=False).encode())
        else:
            self._write(sha256, _MADE, made)
            self._path(sha256, _REFUSED).unlink(missing_ok=True)

    def forget_refusals(self) -> None:
        """Drop why files could not be converted, so that they are tried again, and what another LibreOffice made."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name != self.office.build:
                shutil.rmtree(path, ignore_errors=True)
        for path in self._entries():
            if path.suffix == _REFUSED:
                path.unlink(missing_ok=True)

    def keep_only(self, wanted: Callable[[str], bool]) -> None:
        """Drop what was made of files whose hash nobody wants any more, and what a killed program left half written."""
        for path in self._entries():
            if path.suffix not in (_MADE, _REFUSED) or not wanted(path.stem.lstrip(".")):
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Drop everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, sha256: str, ending: str, data: bytes) -> None:
        path = self._path(sha256, ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_seal(sha256, data) + data)
            os.replace(name, path)
        except OSError:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _entries(self) -> list[Path]:
        below = self.folder / self.office.build
        return sorted(below.iterdir()) if below.is_dir() else []

    def _path(self, sha256: str, ending: str) -> Path:
        return self.folder / self.office.build / f".{sha256}{ending}"


def _seal(sha256: str, data: bytes) -> bytes:
    return hashlib.sha256(sha256.encode() + b"\0" + data).digest()
