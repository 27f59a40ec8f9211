"""What every family draws with: the labels of a recipe, its money, its lines, and the truth that grows with the print."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from .content import BODIES, PLACES, SUBJECTS, Indicator, indicator
from .form import Block, Cell, Drawn, Fault, Line, Print, Sheet
from .labels import KNOWN, of, undated
from .recipe import Recipe

Truth = dict[str, Any]
_TEN_THOUSAND = 10000


@dataclass(frozen=True, slots=True)
class Project:
    """What a form says of one project, before any layout."""

    number: int
    name: str
    code: str
    goal: str
    long_goal: str
    fiscal: Decimal
    other: Decimal | None
    indicators: tuple[Indicator, ...]
    later: tuple[Indicator, ...]
    """The same indicators with other values, for the second of two horizons."""
    blank_target: int | None
    total: Decimal

    @property
    def parts(self) -> Decimal:
        """What the sources add up to."""
        return self.fiscal + (self.other or Decimal(0))


@dataclass(slots=True)
class Paper:
    """A document being drawn."""

    recipe: Recipe
    blocks: list[Block] = field(default_factory=list)
    projects: list[Truth] = field(default_factory=list)
    documents: Truth = field(default_factory=dict)
    more: Truth = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    """Lines that stand in the first rows of the next table, each with the fact that it states."""

    def sheet(self, columns: int) -> Sheet:
        """A table of a form, begun with the lines that wait for it."""
        sheet = Sheet(columns)
        for text, fact in self.waiting:
            sheet.put(sheet.rows, 0, text, Print.VALUE, columns=columns, fact=fact)
        self.waiting.clear()
        return sheet

    def rng(self, what: str) -> random.Random:
        """Chance of its own for each thing, so that dropping one leaves the others as they are."""
        return random.Random(f"{self.recipe.seed}/{what}")

    @property
    def year(self) -> int:
        """The form's year."""
        return self.rng("year").randint(2018, 2025)

    @property
    def department(self) -> str:
        """The body that the form names."""
        rng = self.rng("department")
        return rng.choice(PLACES) + rng.choice(BODIES)

    def label(self, role: str) -> str:
        """The printed label of a role: the recipe's odd one, else one that the vocabulary knows."""
        odd = dict(self.recipe.odd).get(role)
        known = of(role, KNOWN)
        if role == "target" and self.recipe.double:
            known = undated(known)
        return odd if odd is not None else self.rng(f"label/{role}").choice(known)

    def is_odd(self, role: str) -> bool:
        """Whether the label of a role is one that the vocabulary does not list."""
        return role in dict(self.recipe.odd)

    def line(self, text: str, kind: str = "line", *, page: bool = False) -> None:
        """A paragraph."""
        self.blocks.append(Line(text, kind, page and bool(self.blocks)))

    def add(self, sheet: Sheet) -> None:
        """A finished table."""
        table = sheet.table()
        if self.recipe.broken and table.role == "form":
            table = replace(table, cells=tuple(_broken_cell(cell) for cell in table.cells))
        self.blocks.append(table)

    def money(self, amount: Decimal | None) -> str:
        """An amount as the form prints it, in 万元."""
        if amount is None:
            return ""
        return f"{amount}万元" if self.recipe.unit_place == "value" else str(amount)

    def unit_mark(self, place: str) -> str:
        """The unit behind a label of that place."""
        return "（万元）" if self.recipe.unit_place == place else ""

    def funding(self, source: str | None, amount: Decimal | None, stage: str = "budget", **more: Any) -> list[Truth]:
        """The truth of an amount: no row where the cell is blank."""
        if amount is None:
            return []
        return [{"source": source, "stage": stage, "raw": self.money(amount), "amount_yuan": yuan(amount), **more}]

    def project(self, number: int) -> Project:
        """The project of that number with the recipe's rows."""
        rng = self.rng(f"project/{number}")
        subject = SUBJECTS[(rng.randrange(len(SUBJECTS)) + number) % len(SUBJECTS)]
        fiscal = Decimal(rng.randint(50, 90000)) / 100
        other = rng.choice((Decimal("0"), Decimal(rng.randint(10, 900)) / 100))
        name, keys = f"{subject}{rng.choice(('项目', '经费', '补助资金'))}", self.recipe.rows[number]
        seed = f"{self.recipe.seed}/{number}"
        indicators = tuple(indicator(seed, key, subject, self.year) for key in keys)
        faulty = number == 0 and self.recipe.fault
        parts = fiscal + (Decimal(0) if self.recipe.other_blank else other)
        blank = rng.randrange(len(keys)) if faulty == "blank-target" and keys else None
        if faulty:
            self.faults.append(Fault(self.recipe.fault, name, indicators[blank].level3 if blank is not None else None))
        return Project(
            number,
            name,
            f"130303{self.year % 100:02d}P{rng.randrange(10**12):012d}",
            "" if faulty == "blank-goal" else f"完成{subject}年度任务，提升公共服务水平。",
            f"建立{subject}长期管护机制，持续发挥效益。",
            fiscal,
            None if self.recipe.other_blank else other,
            indicators,
            tuple(indicator(f"{seed}/later", key, subject, self.year) for key in keys),
            blank,
            parts + (1 if faulty == "total-not-sum" else 0),
        )

    def finish(self, **truth: Any) -> Drawn:
        """The document with its truth."""
        year = {} if self.recipe.family == "near_miss" else {"fiscal_year": self.year}
        said = {
            "documents": {**year, **self.documents},
            "projects": self.projects,
            "funding": [],
            "department_indicators": [],
        }
        odd = tuple(label for _, label in self.recipe.odd)
        return Drawn(tuple(self.blocks), {**said, **self.more, **truth}, tuple(self.faults), odd, self.recipe.page_cut)


def _broken_cell(cell: Cell) -> Cell:
    return replace(cell, text=broken(cell.text)) if cell.kind is Print.LABEL else cell


def broken(label: str) -> str:
    """A label as narrow columns print it: over two lines, before a bracket or in its middle; two characters apart."""
    if "（" in label[1:]:
        return label.replace("（", "\n（", 1)
    if len(label) == 2:
        return f"{label[0]} {label[1]}"
    return f"{label[: len(label) // 2]}\n{label[len(label) // 2 :]}" if 4 <= len(label) <= 6 else label


def yuan(amount: Decimal) -> str:
    """An amount of 万元 in yuan."""
    return str(amount * _TEN_THOUSAND)


def goals(annual: str, long_term: str = "", actual: str | None = None) -> list[Truth]:
    """The truth of a project's goals; a blank one makes no row."""
    done = {"actual": actual} if actual is not None else {}
    rows = [{"horizon": "long_term", "text": long_term}] if long_term else []
    return rows + ([{"horizon": "annual", "text": annual, **done}] if annual else [])


def widths(total: int, count: int) -> Sequence[int]:
    """A width shared out as evenly as whole columns allow, the last taking the rest."""
    each = total // count
    return [each] * (count - 1) + [total - each * (count - 1)]
