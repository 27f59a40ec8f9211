"""Bytes to a Document with grids: the reader that the bytes ask for, then the grids of text without spans."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import WORD, Source
from normalizers.text import solid


class Reader(Protocol):
    """A reader's module."""

    def read(self, data: bytes, limits: Limits | None = None) -> Document:
        """The document that these bytes print; ReadError where they cannot be read."""
        ...


# Format (as `extractors.source.detect` names it) -> module below extractors.readers, imported when its first file comes.
READERS = dict.fromkeys(sorted(WORD), "docx") | {"pdf": "pdf", "text": "text"}


def read_document(source: Source, limits: Limits) -> Document:
    """What a file prints. ReadError where it is no document, cannot be read or holds no text."""
    if source.format in ("empty", "encrypted"):
        raise ReadError(source.format)
    if source.format not in READERS:
        code = "not-a-document" if source.format == "binary" else "unsupported"
        raise ReadError(code, f"the bytes are {source.format}", f"文件实际格式为 {source.format}")
    reader = cast(Reader, import_module(f"extractors.readers.{READERS[source.format]}"))
    document = reader.read(source.data, limits)
    if not any(solid(text) for text in _texts(document)):
        raise ReadError("no-text")
    return document


def _texts(document: Document) -> Iterator[str]:
    for piece in document.pieces():
        yield piece.text
