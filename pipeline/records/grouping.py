"""Raw records sorted by what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.raw import Kind, RawRecord


@dataclass(frozen=True, slots=True)
class Raws:
    """The raw records of one project (or of the department: number None), by kind."""

    number: int | None
    by_kind: dict[Kind, list[RawRecord]]

    def of(self, kind: Kind) -> list[RawRecord]:
        """Those of one kind, in the order of the print."""
        return self.by_kind.get(kind, [])


@dataclass(frozen=True, slots=True)
class Head:
    """What the parts of a submission inherit: the unit of its amounts as printed, its fiscal year."""

    unit: str | None
    year: int | None


def grouped(records: Sequence[RawRecord]) -> tuple[Raws, list[Raws]]:
    """The department's raw records, and each project's, by the projects' numbers."""
    own = Raws(None, {})
    projects: dict[int, Raws] = {}
    for raw in records:
        raws = own if raw.project is None else projects.setdefault(raw.project, Raws(raw.project, {}))
        raws.by_kind.setdefault(raw.kind, []).append(raw)
    return own, [projects[number] for number in sorted(projects)]
