"""The table of units: one canonical name each, its dimension, its spellings."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.printing import tidy
from normalizers.tables import table


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit; `dimension` says what can be compared with what, and which units form a compound."""

    name: str
    dimension: str
    spellings: tuple[str, ...]
    meaning: str


UNITS = tuple(Unit(row[0], row[1], tuple(s for s in row[2].split(",") if s), row[3]) for row in table("units"))
BY_NAME = {unit.name: unit for unit in UNITS}
SPELLED = {tidy(spelling).lower(): unit.name for unit in UNITS for spelling in (unit.name, *unit.spellings)}
LONGEST = max(map(len, SPELLED))
# Capitals that mean several things (M: 兆字节, 兆比特; T: 吨, TB) stay as printed; none is folded to a small letter's unit.
CAPITALS = frozenset("MT")


def spelled(text: str) -> str | None:
    """The canonical name of a unit that the whole (folded) text spells; None where the table has none."""
    return text if text in CAPITALS else SPELLED.get(text.lower())


def dimension(name: str | None) -> str | None:
    """What a canonical unit measures; None for a unit outside the table and for compounds."""
    unit = BY_NAME.get(name or "")
    return unit.dimension if unit else None


MEASURES = frozenset(
    {"ratio", "ratio-change", "money", "duration", "length", "area", "volume", "mass", "power", "voltage", "energy", "temperature", "sound",
     "concentration", "data", "score", "labour", "person-time", "time", "grade", "rank", "distance", "area-time", "household-time"}
)  # fmt: skip
"""Dimensions of units that measure rather than count things: behind them no noun names what is counted, but for mass, length and so on."""
OF_MATTER = frozenset({"length", "area", "volume", "mass", "money", "ratio", "time", "person-time", "household-time", "area-time"})
"""Measures that a noun of two characters or more may follow (300平方米房屋, 3场次演出, 95%学生)."""


def is_bare_unit(text: str) -> bool:
    """Whether words are a unit and nothing else, and name nothing in front of a figure; 人次 and 场次 also name what is counted."""
    name = spelled(text)
    return name is not None and (len(text) == 1 or dimension(name) in MEASURES - _NAMING)


_NAMING = frozenset({"time", "person-time", "labour", "household-time"})
