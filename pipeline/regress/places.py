"""Whether the place that a value cites holds its text, and where a text stands that was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from extractors.document import Document, Where
from normalizers.text import fold
from pipeline.regress.model import Place, Places
from pipeline.schema import TABLES, Compare, Row

_LOST: Final = 20
Spot = tuple[int | None, int | None, int | None, int | None]
# What is printed as it stands: the other prose is put together from several prints, or concluded.
_AS_PRINTED: Final = ("raw", "actual_raw", "level3", "project_name", "project_code", "description", "basis", "label", "title")


def check(rows: dict[str, list[Row]], document: Document) -> Places:
    """Every row of `provenance` against the piece that it points to, and every printed value against the prints that it cites."""
    pieces = _pieces(document)
    cited: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    count, lost = 0, []
    for row in rows["provenance"]:
        count += 1
        cited[str(row["table"]), str(row["row_id"]), str(row["field"])].append(row)
        if not _holds(pieces, row):
            lost.append(f"{row['row_id']} {row['table']}.{row['field']}: {row['text']!r} does not stand at {place(row)}")
    for table, key, field, value in _printed(rows):
        count += 1
        prints = fold("".join(str(row["text"]) for row in cited.get((table, key, field), ())))
        if fold(value) not in prints:
            lost.append(f"{key} {table}.{field}: {value!r} is cited from {prints!r}")
    return Places(count, count - len(lost), tuple(lost[:_LOST]))


def place(row: Row) -> Place:
    """The place that a row of `provenance` or `findings` names."""
    numbers = [value if isinstance(value, int) else None for value in (row["page"], row["block"], row["grid_row"], row["grid_column"])]
    text = row.get("text")
    return Place(numbers[0], numbers[1], numbers[2], numbers[3], text if isinstance(text, str) else None)


def find(document: Document, text: str) -> Place:
    """Where a text stands: alone if it does so anywhere, else in another; no place where it does not, or is blank."""
    wanted = fold(text)
    holding = [piece for piece in document.pieces() if wanted in fold(piece.text)] if wanted else []
    found = next((piece for piece in holding if fold(piece.text) == wanted), next(iter(holding), None))
    return Place() if found is None else _place(found.where, found.text)


def row_key(table: str, row: Row) -> str:
    """The key under which `provenance` knows a row."""
    return "-".join(str(row[name]) for name in TABLES[table].key)


def _place(where: Where, text: str) -> Place:
    return Place(where.page, where.block, where.row, where.column, text)


def _pieces(document: Document) -> dict[Spot, list[str]]:
    pieces: dict[Spot, list[str]] = defaultdict(list)
    for piece in document.pieces():
        where = piece.where
        pieces[where.page, where.block, where.row, where.column].append(fold(piece.text))
    return pieces


def _holds(pieces: dict[Spot, list[str]], row: Row) -> bool:
    at = place(row)
    text = fold(at.text or "")
    return bool(text) and any(text in piece for piece in pieces.get((at.page, at.block, at.row, at.column), ()))


def _printed(rows: dict[str, list[Row]]) -> Iterable[tuple[str, str, str, str]]:
    """Table, key, field and value of everything that a table holds as printed."""
    for table in TABLES.values():
        names: Sequence[str] = [c.name for c in table.columns if c.name in _AS_PRINTED and c.compare in (Compare.TEXT, Compare.EXACT)]
        if table.name in ("findings", "provenance"):
            continue
        for row in rows[table.name]:
            for name in names:
                if isinstance(value := row[name], str):
                    yield table.name, row_key(table.name, row), name, value
