"""What a found file is: a submission to read, one that has nothing to read, an archive, or a file that is merely listed."""

from __future__ import annotations

import hashlib

from extractors.errors import ReadError
from extractors.source import is_archive, is_submission
from pipeline.intake.files import chunks
from pipeline.intake.outcome import NOT_A_SUBMISSION, Archive, Content, Listed
from pipeline.intake.walk import Found, Kind


def examine(found: Found, limit: int) -> Content | Listed | Archive | ReadError:
    """Look at a file; a ReadError (returned, not raised) is a submission of which nothing can be read."""
    if found.kind is Kind.FILE:
        return _content(found.path, found.label, limit)
    if found.kind in (Kind.NOT_REGULAR, Kind.UNREADABLE) and is_submission(found.label, b""):
        return ReadError("unreadable" if found.kind is Kind.UNREADABLE else "not-a-document")
    return Listed(found.kind.value)


def _content(path: bytes, name: str, limit: int) -> Content | Listed | Archive | ReadError:
    digest, size = hashlib.sha256(), 0
    try:
        for piece in chunks(path, limit):
            if not size and not is_submission(name, piece):
                return Archive() if is_archive(name, piece) else Listed(NOT_A_SUBMISSION)
            digest.update(piece)
            size += len(piece)
    except ReadError as error:
        return _unread(name, error)
    if size:
        return Content(digest.hexdigest(), size)
    return ReadError("empty") if is_submission(name, b"") else Listed(NOT_A_SUBMISSION)


def _unread(name: str, error: ReadError) -> Listed | Archive | ReadError:
    if is_submission(name, b""):
        return error
    if error.code != "too-large":
        return Listed(error.message)
    return Archive() if is_archive(name, b"") else Listed(NOT_A_SUBMISSION)
