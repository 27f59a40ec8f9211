"""Text that every table can hold: no lone surrogates, which neither UTF-8 nor Parquet knows."""

from __future__ import annotations

from extractors.document import Document
from pipeline.schema import Row, Scalar


def storable_path(path: str) -> str:
    """A path with bytes that are no UTF-8 written out: `b\\xd6\\xd0.docx`."""
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return path.encode("utf-8", "backslashreplace").decode("utf-8")


def storable_rows(rows: dict[str, list[Row]], document: Document) -> dict[str, list[Row]]:
    """The rows; where a document holds lone surrogates (half of a character, damage), each is replaced by U+FFFD."""
    if _encodable("".join(piece.text for piece in document.pieces())):
        return rows
    return {name: [{column: _whole(value) for column, value in row.items()} for row in table] for name, table in rows.items()}


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _whole(value: Scalar) -> Scalar:
    if isinstance(value, str) and not _encodable(value):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return value
