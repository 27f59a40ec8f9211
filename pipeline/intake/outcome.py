"""What a found file is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOT_A_SUBMISSION: Final = "no format that is read"


@dataclass(frozen=True, slots=True)
class Content:
    """A submission with bytes of its own."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that is no submission, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Archive:
    """A file that is a folder of files."""
