"""Pages whose tables without rules are still to be found: a reader knows no words, so it keeps what it saw until the vocabulary is there.

pages as seen ──vocabulary──> tables that no rule draws ──> pages with them ──> blocks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from extractors.document import Block, Box, Remark, Where
from extractors.pages.model import Page, page_of
from extractors.tables.label_roles import Labels
from extractors.tables.lattice import Lattice
from extractors.tables.rules import Rule
from extractors.tables.runs import OUTSIDE, Run
from extractors.tables.undrawn.evidence import TableEvidence, UndrawnTable
from extractors.tables.undrawn.phrases import printed_lines
from extractors.tables.undrawn.regions import goes_on, regions
from extractors.tables.undrawn.solve import solved
from normalizers.notes import Note

LEAST_LINES = 3  # lines of print with several phrases: fewer are no table


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as a reader saw it: what `page_of` takes, and its level rules."""

    number: int
    size: tuple[float, float]
    lattices: Sequence[Lattice]
    runs: Sequence[Run]
    sideways: Sequence[Run] = ()
    comments: Sequence[str] = ()
    rules: Sequence[Rule] = ()

    def page(self) -> Page:
        """The page with its drawn tables alone."""
        page = page_of(self.number, self.size, self.lattices, self.runs, self.sideways)
        page.comments = list(self.comments)
        return page

    def evidence(self) -> TableEvidence:
        """What stands outside of its drawn tables. A single box, and one of a single row or column, draws no cells."""
        loose = self.loose()
        runs = [run for run in self.runs if run.cell == OUTSIDE or run.cell in loose]
        drawn = [(lattice.box.y0, lattice.box.y1) for lattice in self.lattices if not is_frame(lattice)]
        return TableEvidence(runs, self.rules, drawn)

    def loose(self) -> range | frozenset[int]:
        """The numbers of cells whose lattice may be a frame around a table without rules."""
        out: set[int] = set()
        base = 0
        for lattice in self.lattices:
            if is_frame(lattice):
                out.update(range(base, base + len(lattice.cells)))
            base += len(lattice.cells)
        return frozenset(out)

    def with_tables(self, tables: Sequence[UndrawnTable]) -> Page:
        """The page with tables that were found on it; frames around them go."""
        boxes = [one.lattice.box for one in tables]
        kept = [lattice for lattice in self.lattices if not (is_frame(lattice) and any(_meets(lattice.box, box) for box in boxes))]
        numbers = self._numbers(kept)
        taken = Counter(run.first for one in tables for run, _ in one.cells)
        runs = [run._replace(cell=numbers.get(run.cell, OUTSIDE)) for run in self.runs if not taken[run.first]]
        base = sum(len(lattice.cells) for lattice in kept)
        for one in tables:
            runs += [run._replace(cell=base + cell) for run, cell in one.cells]
            base += len(one.lattice.cells)
        page = page_of(self.number, self.size, [*kept, *(one.lattice for one in tables)], runs, self.sideways)
        page.comments = list(self.comments)
        return page

    def _numbers(self, kept: Sequence[Lattice]) -> dict[int, int]:
        """Cell numbers over the kept lattices by those over all."""
        out: dict[int, int] = {}
        base = after = 0
        for lattice in self.lattices:
            if any(lattice is one for one in kept):
                out.update((base + at, after + at) for at in range(len(lattice.cells)))
                after += len(lattice.cells)
            base += len(lattice.cells)
        return out


def is_frame(lattice: Lattice) -> bool:
    """Whether a lattice draws no more than a frame: a box, or one of a single row or column."""
    return len(lattice.xs) == 2 or len(lattice.ys) == 2


def _meets(one: Box, two: Box) -> bool:
    return min(one.x1, two.x1) > max(one.x0, two.x0) and min(one.y1, two.y1) > max(one.y0, two.y0)


@dataclass(frozen=True, slots=True)
class Undecided:
    """The pages of a document, and how they become its blocks."""

    pages: tuple[SeenPage | Page, ...]
    finish: Callable[[Sequence[Page]], tuple[Block, ...]]

    def settled(self, labels: Labels) -> tuple[tuple[Block, ...], tuple[Remark, ...]] | None:
        """The blocks with the tables that no rule draws, and a remark for each; None where there are none: the blocks as read stand."""
        found = _tables(self.pages, labels)
        if not any(found):
            return None
        pages = [
            deepcopy(page) if isinstance(page, Page) else page.with_tables(tables) if tables else page.page()
            for page, tables in zip(self.pages, found, strict=True)
        ]
        remarks = [
            Remark(Note.of("table.inferred-doubtful" if table.doubtful else "table.inferred"), Where(page.number))
            for page, tables in zip(self.pages, found, strict=True)
            for table in tables
        ]
        return self.finish(pages), tuple(remarks)


def _tables(pages: Sequence[SeenPage | Page], labels: Labels) -> list[list[UndrawnTable]]:
    """The tables of each page; one that ends a page goes on where the next begins with lines in its columns."""
    out: list[list[UndrawnTable]] = []
    last: UndrawnTable | None = None
    for page in pages:
        here: list[UndrawnTable] = []
        if isinstance(page, SeenPage):
            evidence = page.evidence()
            if last and (rest := goes_on(evidence, last.cuts, labels)) and (table := solved(rest, labels, last.cuts)):
                here.append(table)
                taken = {run.first for run, _ in table.cells}
                evidence = replace(evidence, runs=[run for run in evidence.runs if run.first not in taken])
            here += [table for region in regions(evidence, labels) if (table := solved(region, labels))]
        last = here[-1] if here else None
        out.append(here)
    return out


def undecided_tables(pages: Sequence[SeenPage | Page], finish: Callable[[Sequence[Page]], tuple[Block, ...]]) -> Undecided | None:
    """What a reader hands on where some page may hold a table without rules, before `finish` changes the pages; else None."""
    if not any(isinstance(page, SeenPage) and _may_hold_tables(page) for page in pages):
        return None
    return Undecided(tuple(page if isinstance(page, SeenPage) else deepcopy(page) for page in pages), finish)


def _may_hold_tables(page: SeenPage) -> bool:
    """Whether enough lines outside the drawn tables have several phrases."""
    return sum(len(line) > 1 for line in printed_lines(page.evidence().runs)) >= LEAST_LINES
