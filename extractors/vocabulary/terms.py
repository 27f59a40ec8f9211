"""The field's words as data: `labels.tsv`, one label a line (place, canonical field, label, where it was seen).

A label is added as a line there. Labels stand folded (no spaces, half-width brackets), without numbering, stars, and
without weights, units and advice in brackets: `extractors.vocabulary.labels` takes those off before it looks here.
Seen: the public form that printed it; 通行样表 for the common list of the national forms (财预〔2015〕163号, 财预〔2020〕10号,
财预〔2021〕101号); 惯用 for usage known from such forms without one document to cite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

import regex


class Place(StrEnum):
    """Where in a form a label of this meaning stands; the same words may mean something else in another place."""

    PAIR = "pair"  # beside or above one value
    COLUMN = "column"  # head of a column of an indicator table or a flat list
    SOURCE = "source"  # row (or column) of a funding block
    STAGE = "stage"  # column (or row) of a funding block
    GOAL = "goal"  # goal text or its result
    TASK = "task"  # column of 年度主要任务
    BLOCK = "block"  # merged down beside other labels; has no value of its own
    SIGNATURE = "signature"  # foot of a form
    SECTION = "section"  # heading of the narrative
    TOTAL = "total"  # a row that sums the others


@dataclass(frozen=True, slots=True)
class Term:
    """One printed label of a canonical field in one place; `seen` says where it was printed."""

    place: Place
    field: str
    label: str
    seen: str


def parse_terms(lines: Iterable[str]) -> Iterator[Term]:
    """Terms out of tab-separated lines; a line that starts with # is a comment."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            place, field, label, seen = line.rstrip("\n").split("\t")
            yield Term(Place(place), field, label, seen)


@dataclass(frozen=True, slots=True)
class Shape:
    """How labels of a canonical field are built, for printings that no list holds; `example` is one that it must read."""

    place: Place
    field: str
    pattern: regex.Pattern[str]
    example: str


def parse_shapes(lines: Iterable[str]) -> Iterator[Shape]:
    """Shapes out of tab-separated lines, in their order: the first that fits a label wins."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            place, field, pattern, example = line.rstrip("\n").split("\t")
            yield Shape(Place(place), field, regex.compile(pattern), example)


def _lines(name: str) -> list[str]:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()


TERMS: tuple[Term, ...] = tuple(parse_terms(_lines("labels.tsv")))
SHAPES: tuple[Shape, ...] = tuple(parse_shapes(_lines("patterns.tsv")))
WORDS: tuple[Shape, ...] = tuple(parse_shapes(_lines("words.tsv")))
"""Weaker than shapes: words that a label of the field usually holds. The contents of its column decide."""
