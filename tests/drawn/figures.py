"""Readings of many drawn forms counted by family, label list and container."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.submission import process

from .containers import WRITERS
from .families import draw
from .form import Drawn
from .judge import Verdict, judge
from .recipe import Recipe

PAGED = ("pdf", "txt")
COUNTS = (
    "documents",
    "perfect",
    "indicators",
    "whole",
    "projects",
    "lost",
    "invented",
    "faults",
    "unnoticed",
    "silent documents",
    "silent",
)


@dataclass(slots=True)
class Figures:
    """Counts of a group of readings."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Count one more reading."""
        self.counts["documents"] += 1
        self.counts["perfect"] += verdict.perfect
        self.counts["silent documents"] += bool(verdict.silent)
        self.counts["silent"] += len(verdict.silent)
        for name in ("indicators", "whole", "projects", "lost", "invented", "faults", "unnoticed"):
            self.counts[name] += getattr(verdict, name)

    @property
    def whole(self) -> float:
        """Share of the indicators that are whole."""
        return self.counts["whole"] / self.counts["indicators"] if self.counts["indicators"] else 1.0

    def line(self, name: str) -> str:
        """The figures as a line."""
        told = " ".join(f"{one} {self.counts[one]}" for one in COUNTS)
        return f"{name:<34} whole {self.whole:7.2%}  {told}"


@dataclass(frozen=True, slots=True)
class Case:
    """One form in one container, read and judged."""

    recipe: Recipe
    container: str
    drawn: Drawn
    verdict: Verdict


def read(recipe: Recipe, container: str) -> Case:
    """Draw a recipe, write it, read it and judge what was read."""
    drawn = draw(recipe)
    name = f"drawn.{container}"
    submission = process(WRITERS[container](drawn), name, name)
    return Case(recipe, container, drawn, judge(drawn, submission.rows, paged=container in PAGED))


def cases(recipes: Iterable[Recipe], containers: Sequence[str]) -> Iterator[Case]:
    """Every recipe in one container by chance, the likelier the more often it is named; the same recipe always in the same."""
    for recipe in recipes:
        yield read(recipe, random.Random(f"container/{recipe.seed}").choice(containers))


def count(done: Iterable[Case]) -> dict[str, Figures]:
    """Figures of all, of each label list, container and family, and of each list in each container."""
    figures: dict[str, Figures] = {}
    for case in done:
        recipe = case.recipe
        for name in (
            "all",
            f"labels {recipe.labels}",
            f"container {case.container}",
            f"family {recipe.family}",
            f"{recipe.labels} in {case.container}",
        ):
            figures.setdefault(name, Figures()).add(case.verdict)
    return figures
