"""One submission, from bytes to rows: what `read` gives a person and what a batch runs in its workers.

    process(data, name, path, options) -> Submission       pure: same bytes, path and options, same rows; picklable
    read(path, options) -> Submission                      a failed file is a Submission with a failed documents row
    trace(data, name, path, options) -> Trace              the same with every stage kept, for `explain`
    build(extraction, document, facts) -> Submission       the pipeline alone, for tests and other readers
    failure(error, facts) -> Submission                    a documents row for a file that could not be read
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.raw import Extraction
from pipeline.records import Records
from pipeline.schema import Row

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose; part of every result's identity (a ledger hashes its repr)."""

    vocabulary: Path | None = None
    """A TOML file of the user's own labels."""
    forms: Path | None = None
    """A folder of the user's own form descriptions."""
    cross_check: bool = False
    """Read a PDF with the second reader too; cells on which the two differ become findings."""
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file besides its content. `path` is the one that tables show; sha256 and size are None without bytes."""

    path: str
    format: str | None = None
    sha256: str | None = None
    size: int | None = None
    method: str | None = None

    @classmethod
    def of(cls, data: bytes | None, path: str, format: str | None = None) -> FileFacts:
        """The facts of these bytes; None for a file that has no bytes of its own."""
        if not data:
            return cls(path, format, None, None if data is None else 0)
        return cls(path, format, hashlib.sha256(data).hexdigest(), len(data))

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the bytes' hash; a file without bytes has the hash of `path:` and its path instead."""
        whole = self.sha256 or hashlib.sha256(f"path:{self.path}".encode("utf-8", "surrogatepass")).hexdigest()
        return whole[:16]


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """What one file says, as rows of every table (`rows[table]`, columns in order, sorted by key).

    Values are plain Python: str, int, bool, Decimal, date, None (float only for boxes).
    """

    rows: dict[str, list[Row]]
    evidence: tuple[str, ...] = ()
