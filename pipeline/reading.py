"""Bytes to a Document: the reader that the bytes ask for, and a second one for what the first finds broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import read
from extractors.source import Source
from normalizers.notes import Note
from normalizers.text import solid

# The codes that a first reader gives up with where another may still read.
BROKEN = ("corrupt", "truncated")


def read_document(source: Source, limits: Limits) -> Document:
    """What a file prints. ReadError where it is no document, cannot be read or holds no text."""
    try:
        document = read(source, limits)
    except ReadError as error:
        if error.code not in BROKEN or source.format != "pdf":
            raise
        document = _second(source, limits, error)
    if not any(solid(text) for text in _texts(document)):
        raise ReadError("no-text")
    return document


def _second(source: Source, limits: Limits, first: ReadError) -> Document:
    from extractors.readers import pdfplumber_reader

    try:
        document = pdfplumber_reader.read(source.data, limits)
    except ReadError:
        raise first from None  # the first reader's word on the file is the one to give
    return replace(document, remarks=(*document.remarks, Remark(Note.of("reader.fallback", why=first.code))))


def _texts(document: Document) -> Iterator[str]:
    for piece in document.pieces():
        yield piece.text
