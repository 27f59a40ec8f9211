"""What a person says a document holds, and what is wrong with how it is said.

{"documents": {…}, "projects": [{…, "funding": […], "spending_plan": […], "goals": […], "indicators": [{…, "parts": […]}]}],
 "grids": […], "sections": […], "tasks": […], "goals": […], "funding": […], "department_indicators": […], "narrative_contains": […]}

A field is named as in the tables. One that is absent is not judged; null must be null; {"any": [a, b]} is any of these. A list that is
present is complete, unless `open` of its document or project names it; sections may always hold further rows; a list that is absent is
not judged. A row with "optional": true may be there or not, and is not judged. `attributes` names only the labels to be judged. An
amount printed without a figure (`amount_yuan` null) asks for no row. Order is that of the lists; `ordinal` only helps to find one's place.
"unchecked": true says that nobody has looked yet.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pipeline.regress.shapes import OF_DOCUMENT, OF_PROJECT
from pipeline.regress.values import choices, null, number
from pipeline.schema import TABLES, Column, Type

NOTES: Final = frozenset({"optional", "open", "ordinal", "note", "notes", "why", "ambiguous", "horizon_note"})
"""Keys of a row that say something about the truth, not about the document."""
_TOP: Final = frozenset({"documents", "projects", "narrative_contains", "open", "unchecked", "note", "notes", *OF_DOCUMENT})
_MOST: Final = 64 << 20


class TruthError(ValueError):
    """A truth that cannot be judged by; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A truth as loaded: numbers are decimals with the digits that they were written with."""

    said: dict[str, Any]

    @property
    def checked(self) -> bool:
        """Whether a person vouches for it."""
        return not self.said.get("unchecked", False)

    @property
    def open(self) -> frozenset[str]:
        """The lists that are not complete anywhere in the document."""
        return frozenset(self.said.get("open", ()))


def load(path: Path) -> Truth:
    """The truth of a file. TruthError where it is no JSON object, or names a list or a field that no table has."""
    if path.stat().st_size > _MOST:
        raise TruthError(f"{path.name} has more than {_MOST >> 20} MiB")
    try:
        said = json.loads(path.read_text("utf-8"), parse_float=Decimal, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise TruthError(f"{path.name} cannot be read as JSON: {error}") from None
    return truth(said)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name said twice would hide what was said first."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = Counter(name for name, _ in pairs)
        raise ValueError(f"twice in one object: {', '.join(name for name, times in names.items() if times > 1)}")
    return made


def truth(said: Any) -> Truth:
    """A truth from what JSON holds, checked."""
    wrong = list(_faults(said))
    if wrong:
        raise TruthError("; ".join(wrong[:5]) + (f"; and {len(wrong) - 5} more" if len(wrong) > 5 else ""))
    return Truth(said)


def _faults(said: Any) -> Iterator[str]:
    if not isinstance(said, dict):
        yield "a truth is an object"
        return
    yield from (f"{name!r} is no list of a truth" for name in said if name not in _TOP)
    if not isinstance(said.get("documents", {}), dict):
        yield "'documents' is an object: there is one document"
    else:
        yield from _row_faults("documents", said.get("documents", {}), "documents", ())
    for name, table in OF_DOCUMENT.items():
        yield from _list_faults(table, said.get(name, []), name)
    projects = said.get("projects", [])
    yield from _list_faults("projects", projects, "projects", tuple(OF_PROJECT))
    for place, project in enumerate(projects if isinstance(projects, list) else (), 1):
        for name, table in OF_PROJECT.items():
            if isinstance(project, dict):
                yield from _list_faults(table, project.get(name, []), f"projects[{place}].{name}")


def _list_faults(table: str, rows: Any, where: str, lists: tuple[str, ...] = ()) -> Iterator[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield f"{where} is a list of objects"
        return
    for place, row in enumerate(rows, 1):
        inner = (*lists, "parts") if table == "indicators" else lists
        yield from _row_faults(table, row, f"{where}[{place}]", inner)
        if table == "indicators":
            yield from _list_faults("indicator_parts", row.get("parts", []), f"{where}[{place}].parts")


def _row_faults(table: str, row: dict[str, Any], where: str, lists: tuple[str, ...]) -> Iterator[str]:
    columns = {column.name: column for column in TABLES[table].columns}
    for name, value in row.items():
        if name in NOTES or name in lists:
            continue
        if name not in columns:
            yield f"{where}.{name}: table {table} has no such column"
        else:
            unfit = [one for one in choices(value) if not _fits(columns[name], one)]
            yield from (f"{where}.{name}: {one!r} is no {columns[name].type.value}" for one in unfit)


def _fits(column: Column, value: Any) -> bool:
    if value is None or null(value):
        return True
    if column.name == "attributes":
        return isinstance(value, dict)
    if column.type in (Type.DECIMAL, Type.INT32, Type.INT64, Type.FLOAT):
        return number(value) is not None
    if column.type is Type.BOOL:
        return str(value).lower() in ("true", "false")
    return isinstance(value, str | int | Decimal)
