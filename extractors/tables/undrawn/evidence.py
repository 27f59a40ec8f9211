"""What was seen on a page, before anything is decided, and what a table without uprights was read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.tables.lattice import Lattice
from extractors.tables.rules import Rule
from extractors.tables.runs import Run
from extractors.tables.undrawn.costs import MISFIT, SURE
from extractors.tables.undrawn.phrases import PrintedLine


@dataclass(frozen=True, slots=True)
class TableEvidence:
    """A page's print outside its ruled grids: runs, level rules as (y, x0, x1), and the heights (top, bottom) of the ruled grids."""

    runs: Sequence[Run]
    rules: Sequence[Rule] = ()
    drawn: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one table; `heading` is the index of its line of headings, None where it goes on a table of the page before."""

    lines: tuple[PrintedLine, ...]
    heading: int | None
    rules: tuple[Rule, ...] = ()

    @property
    def em(self) -> float:
        """The usual height of its characters."""
        heights = sorted(phrase.em for line in self.lines for phrase in line)
        return heights[len(heights) // 2]


@dataclass(frozen=True, slots=True)
class UndrawnTable:
    """A lattice that was inferred, with the index of the cell of each run in it, and the places where its columns begin.

    `margin` is what the other way of reading its merged labels would have cost more, `cost` what the chosen one costs.
    """

    lattice: Lattice
    cells: list[tuple[Run, int]] = field(default_factory=list)
    cuts: tuple[float, ...] = ()
    margin: float = 0.0
    cost: float = 0.0

    @property
    def doubtful(self) -> bool:
        """Whether the labels could as well be merged otherwise, or stand where no label of such rows would."""
        return self.margin < SURE or self.cost > MISFIT
