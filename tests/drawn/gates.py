"""What the reader must reach on drawn forms, and what it reaches: bounds are raised with the reader, never lowered.

The aim (issue 15): known labels 99.9 % of the indicators whole, one or two unlisted headings a form 97 %, nothing lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .figures import Case, Figures, count, read
from .labels import KNOWN, NONSENSE, UNLISTED
from .shrink import smallest

CONTAINERS: Final = ("docx", "docx", "docx", "html", "html", "html", "pdf", "txt")
"""Mostly what is read fastest."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Bounds of one label list, as shares: indicators whole (at least), documents with something silent, projects invented (at most)."""

    whole: float
    silent: float
    invented: float

    def faults(self, name: str, figures: Figures, slack: float) -> Iterator[str]:
        """What of the figures is out of bounds by more than the slack."""
        counts = figures.counts
        silent, invented = counts["silent documents"] / counts["documents"], counts["invented"] / max(counts["projects"], 1)
        if figures.whole < self.whole - slack:
            yield f"{name}: {figures.whole:.2%} of the indicators are whole, at least {self.whole:.2%} must be"
        if silent > self.silent + slack:
            yield f"{name}: something is lost in silence in {silent:.2%} of the documents, at most {self.silent:.2%} may be"
        if invented > self.invented + slack:
            yield f"{name}: {invented:.2%} projects are invented beside those drawn, at most {self.invented:.2%} may be"


GATES: Final[Mapping[str, Gate]] = MappingProxyType(
    {
        # Reached by path rules and one assignment a table, measured on the seed of the test. What is silent: remarks under a table,
        # titles over two lines in pages and text, goals left blank, heads whose lines a page break parts.
        KNOWN: Gate(whole=0.989, silent=0.12, invented=0.0),
        UNLISTED: Gate(whole=0.978, silent=0.14, invented=0.0),
        NONSENSE: Gate(whole=0.988, silent=0.23, invented=0.0),
    }
)


def faults(done: Sequence[Case], slack: float = 0.0) -> list[str]:
    """Every bound that the readings do not keep."""
    figures = count(done)
    groups = ((name, figures[f"labels {name}"]) for name in GATES if f"labels {name}" in figures)
    return [one for name, group in groups for one in GATES[name].faults(name, group, slack)]


def report(done: Iterable[Case], most: int = 3) -> str:
    """The first forms that lose something in silence, each shrunk to its smallest and printed with what is lost."""
    return "\n\n".join(smallest_case(case) for case in [case for case in done if case.verdict.silent][:most])


def smallest_case(case: Case) -> str:
    """The smallest form with one of the case's faults: its recipe, its faults, its print."""
    small = read(smallest(case.recipe, case.container, silent=bool(case.verdict.silent)), case.container)
    wrong = small.verdict.silent or small.verdict.wrong
    return "\n".join([f"{case.container} {small.recipe}", *(f"  {one}" for one in wrong[:6]), str(small.drawn)])
