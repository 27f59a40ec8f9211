"""What parent and worker say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.batch.rows import Packed
from pipeline.submission import Options

PROCESS: Final = "pipeline.submission:process"
"""The function that reads one file: its bytes, name, path and options in, a Submission out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `seconds` of wall clock, `memory` in bytes that its reading holds over what an idle worker does.

    A scan of two hundred pages takes longer than any limit that a file that hangs should be waited for: each page that was recognised
    begins its seconds anew, as long as all of them together stay below `seconds` and `page_seconds` a page. A worker ends after
    `recycle` files. `rows` bounds the bytes that its rows take on their way to the ledger, compressed: some ten million rows.
    """

    seconds: float = 60.0
    memory: int = 2 << 30
    recycle: int = 2000
    page_seconds: float = 15.0
    rows: int = 64 << 20

    def ends(self, started: float, pages: int, last: float) -> float:
        """When a file has had its time: it began at `started`, and of its pages so many were recognised, the last at `last`."""
        return min(last + self.seconds, started + self.seconds + self.page_seconds * pages)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: where its bytes are, what they were when the folder was walked, and the name that tables show.

    `inside` is the address of a member where `path` is an archive's, "" for a plain file.
    """

    document_id: str
    suffix: str
    path: bytes
    label: str
    sha256: str
    size: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told once. `process` names the function that reads one file, as `module:function`."""

    options: Options
    limits: Limits
    process: str = PROCESS


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker listens; `idle` are the bytes of memory that it holds before its first document."""

    idle: int


@dataclass(frozen=True, slots=True)
class PageRead:
    """The document in hand has come a page further: sent after each page that was read from its pixels."""


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was read to its end, well or not: its packed rows per table, its findings by severity.

    `seconds` of wall clock; `peak` memory in bytes, 0 where it is not known.
    """

    job: Job
    status: str
    code: str | None
    tables: dict[str, Packed]
    severities: dict[str, int]
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Died:
    """A document whose reading took its worker down: a code of `extractors.errors`, and how, for the ledger alone.

    `seconds` of wall clock; `allowed` is what it might have taken; `killed` where somebody else ended the worker.
    """

    job: Job
    code: str
    how: str
    seconds: float
    allowed: float = 0.0
    killed: bool = False
