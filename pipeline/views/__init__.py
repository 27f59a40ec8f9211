"""Questions that everybody asks first, as SQL over the tables: a view is a file of this folder.

Its first two comment lines are its title in Chinese and in English; `units` alone is made from a table of the value language. The
dialect is what DuckDB and SQLite share, so that both kinds of database hold the same views.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from pipeline.views import units


@dataclass(frozen=True, slots=True)
class View:
    """A named query: `title` in Chinese, `title_en` in English, `sql` with its comments."""

    name: str
    title: str
    title_en: str
    sql: str


def read_views(package: str) -> dict[str, View]:
    """Every `.sql` file of a package, sorted by name."""
    found = [entry for entry in files(package).iterdir() if entry.name.endswith(".sql")]
    views = (_view(entry.name.removesuffix(".sql"), entry.read_text("utf-8")) for entry in sorted(found, key=lambda entry: entry.name))
    return {view.name: view for view in views}


def _view(name: str, text: str) -> View:
    title, title_en = (line.removeprefix("-- ") for line in text.splitlines()[:2])
    return View(name, title, title_en, text.strip().removesuffix(";"))


VIEWS: Final = read_views(__name__) | {"units": _view("units", units.sql())}
