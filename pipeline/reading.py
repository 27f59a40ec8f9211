"""Bytes to a Document with grids: the reader that the bytes ask for, then the grids of text without spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from extractors.document import Document, Remark
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import WORD, Source
from normalizers.notes import Note
from normalizers.text import solid


class Reader(Protocol):
    """A reader's module."""

    def read(self, data: bytes, limits: Limits | None = None) -> Document:
        """The document that these bytes print; ReadError where they cannot be read."""
        ...


# Format (as `extractors.source.detect` names it) -> module below extractors.readers, imported when its first file comes.
READERS = dict.fromkeys(sorted(WORD), "docx") | {"pdf": "pdf", "text": "text"}

# A second reader for formats whose first one may give up, and the codes that it gives up with.
FALLBACKS = {"pdf": "pdfplumber_reader"}
BROKEN = ("corrupt", "truncated")


def read_document(source: Source, limits: Limits) -> Document:
    """What a file prints. ReadError where it is no document, cannot be read or holds no text."""
    if source.format in ("empty", "encrypted"):
        raise ReadError(source.format)
    if source.format not in READERS:
        code = "not-a-document" if source.format == "binary" else "unsupported"
        raise ReadError(code, f"the bytes are {source.format}", f"文件实际格式为 {source.format}")
    document = _read(source, limits)
    if not any(solid(text) for text in _texts(document)):
        raise ReadError("no-text")
    return document


def _read(source: Source, limits: Limits) -> Document:
    """By the format's own reader; by the second one, and with a remark, where the first finds the file broken."""
    try:
        return _reader(READERS[source.format]).read(source.data, limits)
    except ReadError as error:
        if error.code not in BROKEN or source.format not in FALLBACKS:
            raise
        return _second(source, limits, error)


def _second(source: Source, limits: Limits, first: ReadError) -> Document:
    try:
        document = _reader(FALLBACKS[source.format]).read(source.data, limits)
    except ReadError:
        raise first from None  # the first reader's word on the file is the one to give
    return replace(document, remarks=(*document.remarks, Remark(Note.of("reader.fallback", why=first.code))))


def _reader(module: str) -> Reader:
    return cast(Reader, import_module(f"extractors.readers.{module}"))


def _texts(document: Document) -> Iterator[str]:
    for piece in document.pieces():
        yield piece.text
