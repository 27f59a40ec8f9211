"""What the ledger keeps of a document, sealed: damage to a page of the file shows before anything is believed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from operator import itemgetter
from typing import Final

_SEAL: Final = 8
"""Bytes of the hash that stands beside a result or a note."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a document: status and code as in `documents`, `how` a worker died and under which `limits`.

    `severities` counts its findings, as JSON; `seconds` of wall clock, `peak` memory in bytes.
    """

    document_id: str
    suffix: str
    status: str
    code: str | None = None
    how: str | None = None
    limits: str | None = None
    severities: str = "{}"
    seconds: float = 0.0
    peak: int = 0


class LedgerError(RuntimeError):
    """The ledger cannot be used; the message says why and what would help."""


def damaged(name: str, why: object) -> LedgerError:
    """What to say of a ledger that is not as it was written."""
    return LedgerError(f"{name} is damaged ({why}): convert again with --force, or into another folder")


def unsealed(kept: str, name: str) -> str:
    """A note as it was given, from what is kept of it; LedgerError where that is damaged. `name` is the ledger's."""
    seal, value = kept[: 2 * _SEAL], kept[2 * _SEAL :]
    if _digest(value.encode("utf-8", "replace")).hex() != seal:
        raise damaged(name, "a note is not as it was recorded")
    return value


def sealed(result: Result, rows: Iterable[tuple[str, int, bytes]]) -> bytes:
    """The hash of a result and its rows: name of the table, number of rows, packed rows."""
    digest = blake2b(repr(result).encode("utf-8", "replace"), digest_size=_SEAL)
    for name, count, data in sorted(rows, key=itemgetter(0)):
        digest.update(f"\0{name}\0{count}\0".encode("utf-8", "replace"))
        digest.update(data if isinstance(data, bytes) else repr(data).encode("utf-8", "replace"))
    return digest.digest()


def sealed_note(value: str) -> str:
    """A note with its hash before it."""
    return _digest(value.encode()).hex() + value


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL).digest()
