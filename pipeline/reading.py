"""Bytes to a Document: the reader that the bytes ask for. "ok" with no text does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import read
from extractors.scanning import Scanning
from extractors.source import Source
from normalizers.text import solid

if TYPE_CHECKING:
    from extractors.converting import Converting


def read_document(source: Source, limits: Limits, scanning: Scanning | None = None, converting: Converting | None = None) -> Document:
    """What a file prints. ReadError where it is no document, cannot be read or holds no text."""
    document = read(source, limits, scanning, converting)
    if not any(solid(piece.text) for piece in document.pieces()):
        raise ReadError("no-text")
    return document
