"""Addresses of object stores (s3://bucket/in) through fsspec: what is below them copied to a folder, and a folder copied back.

An address keeps its path below the folder that it is copied to, so that documents are called as they are from a local copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_TOGETHER: Final = 64
"""Objects that are on their way at the same time."""
_LONGEST: Final = 255
"""Bytes that a name in a file system may have."""


class RemoteError(Exception):
    """A store that cannot be used; the message says what would help."""


def is_remote(address: str | os.PathLike[str]) -> bool:
    """Whether an address is one of fsspec's."""
    return "://" in os.fspath(address)


class Place:
    """What stands below one address."""

    def __init__(self, address: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise RemoteError(f"{address} needs the extra remote: pip install 'jixiao[remote]'") from None
        self._address = address
        with _refusing(address):
            self._store: AbstractFileSystem
            self._store, root = fsspec.url_to_fs(address)
        self.root = str(root).rstrip("/")

    def fetch(self, folder: Path, without: str | None = None) -> Path:
        """Copy everything below the address, save what is below the root `without`; where it is now."""
        with _refusing(self._address):
            names = [name for name in sorted(self._store.find(self.root)) if without is None or not name.startswith(f"{without}/")]
            if not names:
                raise RemoteError(f"{self._address} does not exist, or holds no object")
            for some in _in_turn(names):
                targets = [folder.joinpath(*self._segments(name)) for name in some]
                for target in targets:
                    target.parent.mkdir(parents=True, exist_ok=True)
                self._store.get(some, [os.fspath(target) for target in targets])
        return folder.joinpath(*self._segments(self.root))

    def fetch_file(self, name: str, path: Path) -> bool:
        """Copy one object below the address, if there is one."""
        with _refusing(self._address):
            if not self._store.exists(f"{self.root}/{name}"):
                return False
            self._store.get_file(f"{self.root}/{name}", os.fspath(path))
            return True

    def send(self, folder: Path, names: Sequence[str]) -> None:
        """Copy files of a folder to the address, in their order."""
        with _refusing(self._address):
            for name in names:
                self._store.put_file(os.fspath(folder / name), f"{self.root}/{name}")

    def remove(self, names: Sequence[str]) -> None:
        """Remove objects below the address that are there."""
        with _refusing(self._address):
            for name in names:
                if self._store.exists(f"{self.root}/{name}"):
                    self._store.rm_file(f"{self.root}/{name}")

    def _segments(self, name: str) -> list[str]:
        """The folders and the name of an object, none of which leads out of the folder that it is copied to."""
        segments = name.strip("/").split("/")
        if any(one in ("", ".", "..") or "\0" in one or len(os.fsencode(one)) > _LONGEST for one in segments):
            raise RemoteError(f"the object {name!r:.300} cannot be a file here: give it another name")
        return segments


def _in_turn(names: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _TOGETHER):
        yield list(names[start : start + _TOGETHER])


@contextmanager
def _refusing(address: str) -> Iterator[None]:
    """What a store or the way to it refuses, as one error."""
    refused: tuple[type[Exception], ...] = (OSError, ValueError, ImportError, *_of_botocore())
    try:
        yield
    except refused as error:
        raise RemoteError(f"{address}: {error}") from error


def _of_botocore() -> tuple[type[Exception], ...]:
    """Errors of the library below s3fs (no credentials, no such host) are no OSError."""
    try:
        from botocore.exceptions import BotoCoreError
    except ImportError:
        return ()
    return (BotoCoreError,)
