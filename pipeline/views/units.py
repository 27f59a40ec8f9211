"""The view `units`: every canonical unit with its dimension and its spellings, made from the value language's own table."""

from __future__ import annotations

from normalizers.units import UNITS

TITLES = ("计量单位", "Units of measure")
COLUMNS = ("name", "dimension", "spellings", "meaning")


def rows() -> list[tuple[str, str, str, str]]:
    """A row a unit, in the table's order: canonical name, dimension, other spellings parted by blanks, what it counts or measures."""
    return [(unit.name, unit.dimension, " ".join(unit.spellings), unit.meaning) for unit in UNITS]


def sql() -> str:
    """The view's query, with its titles, in the dialect that DuckDB and SQLite share."""
    values = ",\n  ".join("(" + ", ".join(_quoted(cell) for cell in row) + ")" for row in rows())
    names, titles = ", ".join(COLUMNS), "".join(f"-- {title}\n" for title in TITLES)
    return f"{titles}WITH known({names}) AS (VALUES\n  {values}\n)\nSELECT {names} FROM known\nORDER BY dimension, name"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
