"""Cases out of tables: the rows of a conversion by document, with the place of each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.rules.case import Case, text
from pipeline.rules.profile import Profile, Settings
from pipeline.schema import TABLES, Row

if TYPE_CHECKING:
    from pipeline.exporters._stored import Stored

_PLACED: Final = frozenset({"indicators", "goals", "projects", "funding"})


def case_of(rows: Mapping[str, Sequence[Row]], settings: Settings) -> Case:
    """The case of one submission's rows."""
    places = {
        (str(row["table"]), str(row["row_id"]), str(row["field"])): row for row in reversed(rows["provenance"]) if row["table"] in _PLACED
    }
    return Case({name: found for name, found in rows.items() if name != "provenance"}, settings, places)


def cases(stored: Stored, profile: Profile) -> list[Case]:
    """Every submission of a conversion, in the order of the documents' keys.

    Args:
        stored: the conversion's Parquet.
        profile: whose settings each case gets, by its region, year and family.
    """
    by = _by_document(stored)
    found = []
    for document in stored.rows(TABLES["documents"]):
        own = by[str(document["document_id"])]
        rows = {name: own.get(name, []) for name in TABLES} | {"documents": [document]}
        year, region, family = document["fiscal_year"], text(document, "region_code"), text(document, "form_family")
        found.append(case_of(rows, profile.settings(region, year if isinstance(year, int) else None, family)))
    return found


def _by_document(stored: Stored) -> dict[str, dict[str, list[Row]]]:
    by: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, table in TABLES.items():
        if name == "documents":
            continue
        for row in _needed(stored, name) if name == "provenance" else stored.rows(table):
            by[str(row.get("document_id") or str(row["indicator_id"]).split("-")[0])][name].append(row)
    return by


def _needed(stored: Stored, name: str) -> Iterator[Row]:
    """Places of values that an issue may cite: the rest of a table a hundred times as long stays on the disk."""
    for row in stored.rows(TABLES[name]):
        if row["table"] in _PLACED and row["piece"] == 1:
            yield row
