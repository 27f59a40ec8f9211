"""The report's questions, asked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalizers.value import plain
from pipeline.exporters._stored import Stored
from pipeline.schema import Scalar
from pipeline.views import VIEWS, View, read_views

MOST: Final = 5_000
"""Rows of an answer that the page holds; it says so where there are more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer; `count` is how many rows it has, of which `rows` are the first."""

    view: View
    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]
    count: int

    @property
    def sql(self) -> str:
        """The query, and those of the views that it asks."""
        used = [view for view in VIEWS.values() if f" {view.name}" in self.view.sql]
        return "\n\n".join([self.view.sql, *(f"-- {view.name}\n{view.sql}" for view in used)])

    def column(self, name: str) -> list[Scalar]:
        """The values of a column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


def ask(tables: Stored) -> dict[str, Answer]:
    """Every question of the report, by name."""
    found = {}
    with tables.asked() as base:
        for view in read_views("pipeline.report.queries").values():
            ((count,),) = base.execute(f"SELECT count(*) FROM (\n{view.sql}\n)").fetchall()
            result = base.execute(f"SELECT * FROM (\n{view.sql}\n) LIMIT {MOST}")
            columns = tuple(str(column[0]) for column in result.description or ())
            found[view.name] = Answer(view, columns, tuple(tuple(row) for row in result.fetchall()), int(count))
    return found


def printed(value: Scalar) -> str:
    """A value as a person reads it."""
    if isinstance(value, Decimal):
        whole, point, rest = plain(value).partition(".")
        return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "0") else plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)
