"""What a regression found: a verdict on each field of each row that a truth names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

ROW: Final = "[row]"
ORDER: Final = "[order]"
"""What stands in the place of a column where a whole row, or its place among the others, is judged."""


class What(StrEnum):
    """The verdict on one field. Null that agrees with null is none: it proves too little to be counted."""

    CORRECT = "correct"
    WRONG = "wrong"
    OMITTED = "omitted"
    INVENTED = "invented"


MISSES: Final = (What.WRONG, What.OMITTED, What.INVENTED)
Counts = Counter[tuple[str, What]]
"""Verdicts by field (`indicators.value`, `indicators.[row]`)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read, or where the print stands that was not: counted from 1 as everywhere."""

    page: int | None = None
    block: int | None = None
    row: int | None = None
    column: int | None = None
    text: str | None = None

    def __str__(self) -> str:
        named = (("page", self.page), ("block", self.block), ("row", self.row), ("column", self.column))
        return " ".join(f"{name} {number}" for name, number in named if number is not None) or "no place"


@dataclass(frozen=True, slots=True)
class Miss:
    """One field that is not as the truth says. `row` calls the row by its project and name; `truth` and `read` are as shown to a person.

    `key` is the key of the row that was read (see `places.row_key`), None where none was.
    """

    what: What
    field: str
    row: str
    truth: str | None
    read: str | None
    place: Place = Place()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """How many cited places there are, at how many the text stands, and those at which it does not (the first of them)."""

    cited: int = 0
    held: int = 0
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One container of one sample, read and judged. `checked` says whether a person vouches for its truth."""

    sample: str
    container: str
    checked: bool
    format: str
    template: str
    method: str
    status: str
    coverage: Decimal | None
    counts: Counts
    misses: tuple[Miss, ...]
    places: Places

    @property
    def perfect(self) -> bool:
        """Whether nothing of it is wrong, omitted, invented or out of order."""
        return not self.misses
