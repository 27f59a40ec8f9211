"""An indicator library out of submissions: each name with its class and unit, who sets it and how high; targets far below the peers'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.rules.case import Case, number, text
from pipeline.schema import Row

_FEWEST: Final = 8
"""Departments that an indicator must have before one is compared with the others (rule peer.lower-target)."""
_LOWEST: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An indicator of the library: its name, class and unit, and its targets of at least with the case that each stands in."""

    name: str
    level2_class: str | None
    unit: str | None
    targets: tuple[tuple[Decimal, Case, Row], ...]
    rows: int
    departments: int

    def quantile(self, share: Decimal) -> Decimal | None:
        """The target that such a share of the others does not exceed; None without targets."""
        values = sorted(value for value, _, _ in self.targets)
        return values[min(int(share * len(values)), len(values) - 1)] if values else None


def library(cases: Sequence[Case], aliases: Mapping[str, str]) -> list[Entry]:
    """Every indicator of the cases by name (or confirmed alias), class of its second level and unit; never a likeness."""
    found: dict[tuple[str, str, str], list[tuple[Case, Row]]] = defaultdict(list)
    for case in cases:
        for row in case.rows["indicators"]:
            key = text(row, "name_key")
            if key is not None and row["kind"] != "missing":
                named = aliases.get(key, key)
                found[named, text(row, "level2_class") or "", text(row, "unit") or ""].append((case, row))
    return [_entry(*key, rows) for key, rows in sorted(found.items())]


def _entry(name: str, level2: str, unit: str, rows: list[tuple[Case, Row]]) -> Entry:
    targets = [
        (value, case, row) for case, row in rows if row["comparator"] in ("ge", "gt") and (value := number(row, "value")) is not None
    ]
    departments = len({case.department for case, _ in rows})
    return Entry(name, level2 or None, unit or None, tuple(targets), len(rows), departments)


def low_targets(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Decimal, Case, Row]]:
    """Targets below the lowest tenth of at least eight departments' targets of one indicator, with that tenth."""
    for entry in entries:
        floor = entry.quantile(_LOWEST)
        named = {name for _, case, _ in entry.targets if (name := text(case.document, "department_name"))}
        if floor is None or len(named) < _FEWEST:
            continue
        yield from ((entry, floor, case, row) for value, case, row in entry.targets if value < floor)
