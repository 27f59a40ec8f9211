"""A submission as a rule sees it: rows by project, the profile's settings for it, and which of its rows were read with doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final

from normalizers.text import fold
from pipeline.findings.kinds import SUBMISSION
from pipeline.schema import Row

if TYPE_CHECKING:
    from pipeline.rules.profile import Settings

_UNREAD: Final = frozenset({"form.stray", "indicator.stray", "grid.unread", "indicator.no-target", "text.unassigned", "scan.stray"})
"""Findings that say that a part of the form may not have been read."""
_KNOWN: Final = frozenset(
    {"output", "benefit", "satisfaction", "cost", "quantity", "quality", "timeliness"}
    | {"economic", "social", "ecological", "sustainability", "economic_cost", "social_cost", "ecological_cost"}
)
"""The classes of the national forms; in other frameworks (投入, 过程, 履职) no class can be said to be missing."""
_MOST_UNCLASSED: Final = Decimal("0.2")
"""The share of a group's indicators without a class from which rules about classes wait."""


def text(row: Row | None, name: str) -> str | None:
    """A string column's value."""
    value = row.get(name) if row is not None else None
    return value if isinstance(value, str) and value.strip() else None


def number(row: Row | None, name: str) -> Decimal | None:
    """A decimal column's value."""
    value = row.get(name) if row is not None else None
    return value if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What belongs to one project; the department's own where `project` is None. Rows stand in the order of the print."""

    project: Row | None
    indicators: tuple[Row, ...] = ()
    goals: tuple[Row, ...] = ()
    funding: tuple[Row, ...] = ()
    plan: tuple[Row, ...] = ()

    @property
    def filled(self) -> tuple[Row, ...]:
        """The indicators that have a target, a date or grades."""
        return tuple(row for row in self.indicators if row["kind"] != "missing")

    @property
    def name(self) -> str | None:
        """The project's name; None for the department's own form."""
        return text(self.project, "project_name")

    def of_class(self, *classes: str) -> list[Row]:
        """The filled indicators whose first or second level has one of these classes."""
        return [row for row in self.filled if row["level1_class"] in classes or row["level2_class"] in classes]

    @property
    def classed(self) -> bool:
        """Whether enough indicators have a class to say that one is missing."""
        bare = sum(row["level1_class"] not in _KNOWN and row["level2_class"] not in _KNOWN for row in self.indicators)
        return bool(self.indicators) and Decimal(bare) <= _MOST_UNCLASSED * len(self.indicators)

    def family(self, document: str | None) -> str:
        """What the form is: the document's family, or, where that is mixed, what its own columns say."""
        if document is not None and document != "mixed":
            return document
        if any(row["forecast_raw"] is not None for row in self.indicators) or any(row["stage"] == "forecast" for row in self.funding):
            return "monitoring"
        reached = any(row["actual_raw"] is not None or row["score"] is not None for row in self.indicators)
        return "self_evaluation" if reached or any(row["stage"] == "executed" for row in self.funding) else "goal"


@dataclass(frozen=True, eq=False)
class Case:
    """One submission under review.

    `rows` are its rows of every table but provenance; `places` the place of each value by (table, row, column).
    """

    rows: Mapping[str, Sequence[Row]]
    settings: Settings
    places: Mapping[tuple[str, str, str], Row]

    @property
    def document(self) -> Row:
        """The documents row."""
        return self.rows["documents"][0]

    @property
    def document_id(self) -> str:
        """Its key."""
        return str(self.document["document_id"])

    @property
    def department(self) -> str:
        """Whose submission it is: the department's name as printed, else the only unit's, else the file's path."""
        units = {unit for row in self.rows["projects"] if (unit := text(row, "unit_name"))}
        own = text(self.document, "department_name")
        return own or (units.pop() if len(units) == 1 else str(self.document["path"]))

    @property
    def year(self) -> int | None:
        """The fiscal year."""
        year = self.document["fiscal_year"]
        return year if isinstance(year, int) else None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The department's own form where it has one, then the projects in order."""
        by: dict[str, dict[object, list[Row]]] = {}
        for table in ("indicators", "goals", "funding", "spending_plan"):
            by[table] = defaultdict(list)
            for row in self.rows[table]:
                by[table][row["project_id"]].append(row)
        found = [_group(None, None, by)] + [_group(row, row["project_id"], by) for row in self.rows["projects"]]
        return tuple(group for group in found if group.project is not None or group.indicators or group.goals or group.funding)

    @cached_property
    def whole(self) -> bool:
        """Whether everything of the document was read, so that what is not there was not written."""
        return self.document["status"] == "ok" and not any(row["rule"] in _UNREAD for row in self.rows["findings"])

    @cached_property
    def doubted(self) -> frozenset[str]:
        """Keys of rows that a finding about reading speaks of: nothing may be said against what may have been misread."""
        reading = [row for row in self.rows["findings"] if row["rule"] not in SUBMISSION and row["severity"] != "info"]
        named = {str(row["indicator_id"] or row["project_id"]) for row in reading if row["indicator_id"] or row["project_id"]}
        spots = {spot for row in reading if not (row["indicator_id"] or row["project_id"]) and (spot := _spot(row))}
        at = {key[1] for key, place in self.places.items() if _spot(place) in spots} if spots else set()
        return frozenset(named | at)


def _spot(row: Row) -> tuple[object, ...] | None:
    """A cell's place; None where the row names none."""
    return (row["page"], row["block"], row["grid_row"], row["grid_column"]) if row["grid_row"] is not None else None


def _group(project: Row | None, key: object, by: Mapping[str, Mapping[object, list[Row]]]) -> Group:
    indicators, goals, funding, plan = (tuple(by[table].get(key, ())) for table in ("indicators", "goals", "funding", "spending_plan"))
    return Group(project, indicators, goals, funding, plan)


def folded(rows: Iterable[Row], name: str) -> list[str]:
    """A column of several rows, folded for comparison; blanks left out."""
    return [fold(value) for row in rows if (value := text(row, name))]
