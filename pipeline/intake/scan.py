"""What a found file is: a submission to read, a submission that has nothing to read, or a file that is merely listed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from extractors.errors import ReadError
from extractors.source import is_submission
from pipeline.intake.files import chunks
from pipeline.intake.walk import Found, Kind

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


def examine(found: Found, limit: int) -> Content | Listed | ReadError:
    """Look at a file; a ReadError (returned, not raised) is a submission of which nothing can be read."""
    if found.kind is Kind.FILE:
        return _content(found.path, found.label, limit)
    if found.kind in (Kind.NOT_REGULAR, Kind.UNREADABLE) and is_submission(found.label, b""):
        code = "unreadable" if found.kind is Kind.UNREADABLE else "not-a-document"
        return ReadError(code)
    return Listed(found.kind.value)


def _content(path: bytes, name: str, limit: int) -> Content | Listed | ReadError:
    digest, size = hashlib.sha256(), 0
    try:
        for piece in chunks(path, limit):
            if not size and not is_submission(name, piece):
                return Listed(NOT_A_SUBMISSION)
            digest.update(piece)
            size += len(piece)
    except ReadError as error:
        return error if is_submission(name, b"") else Listed(NOT_A_SUBMISSION if error.code == "too-large" else error.message)
    if size:
        return Content(digest.hexdigest(), size)
    return ReadError("empty") if is_submission(name, b"") else Listed(NOT_A_SUBMISSION)
