"""Verdicts of many readings in sums: by field, and apart by format, template and method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Final

from pipeline.regress.model import MISSES, ORDER, ROW, Counts, Judged, What

BY: Final[dict[str, Callable[[Judged], str]]] = {
    "format": lambda one: one.format,
    "template": lambda one: one.template,
    "method": lambda one: one.method,
}


@dataclass(frozen=True, slots=True)
class Total:
    """What some readings amount to. `lowest` is the smallest coverage among them (a reading without any counts 0)."""

    documents: int
    perfect: int
    lowest: Decimal
    whole: int
    cited: int
    held: int
    counts: Counts

    def count(self, field: str, what: What) -> int:
        """Verdicts of one kind on one field."""
        return self.counts[field, what]

    def misses(self, field: str) -> int:
        """What is wrong, omitted and invented in one field."""
        return sum(self.counts[field, what] for what in MISSES)

    @property
    def fields(self) -> list[str]:
        """The fields that were judged, sorted."""
        return sorted({field for field, _ in self.counts})

    @property
    def rows(self) -> tuple[int, int]:
        """Rows found of those that the truth has."""
        found = sum(n for (field, what), n in self.counts.items() if field.endswith(ROW) and what is What.CORRECT)
        lost = sum(n for (field, what), n in self.counts.items() if field.endswith(ROW) and what is What.OMITTED)
        return found, found + lost

    @property
    def misplaced(self) -> int:
        """Rows out of the order of the print."""
        return sum(n for (field, what), n in self.counts.items() if field.endswith(ORDER) and what is What.WRONG)

    def values(self, what: What) -> int:
        """Verdicts of one kind on values (rows and order apart)."""
        return sum(n for (field, verdict), n in self.counts.items() if verdict is what and not field.endswith("]"))


def total(readings: Iterable[Judged]) -> Total:
    """The sum of some readings."""
    found = list(readings)
    counts: Counts = Counter()
    for one in found:
        counts.update(one.counts)
    coverages = [one.coverage or Decimal(0) for one in found]
    cited, held = sum(one.places.cited for one in found), sum(one.places.held for one in found)
    whole = sum(coverage == 1 for coverage in coverages)
    return Total(len(found), sum(one.perfect for one in found), min(coverages, default=Decimal(0)), whole, cited, held, counts)


def split(readings: Sequence[Judged], by: str) -> dict[str, Total]:
    """The sums apart, by one of `BY`, sorted."""
    groups: dict[str, list[Judged]] = {}
    for one in readings:
        groups.setdefault(BY[by](one), []).append(one)
    return {name: total(groups[name]) for name in sorted(groups)}


def percent(part: int, of: int) -> str:
    """A share, rounded down, so that 100% means all; a dash where there is nothing to share."""
    if not of:
        return "—"
    return f"{(Decimal(part) * 100 / of).quantize(Decimal('0.01'), ROUND_DOWN).normalize():f}%"
