"""Rules that say what a value is by its access path, read from `rules/form.toml`, and the cheapest rule for a value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import regex

from extractors.document import Cell
from extractors.interpret.content import Content, content_of
from extractors.interpret.header_paths import Path
from extractors.interpret.plan import is_period
from extractors.interpret.view import amount_like, label_unit
from extractors.vocabulary import LISTED, Place, Vocabulary
from normalizers.text import fold

UNNAMED: Final = 4.0
"""Cost of a kind of print that a rule does not name."""
LEXICON: Final = 0.4
"""Price of one unit of the lexicon's cost, in the rules' own."""
ELSEWHERE: Final = 1.6
"""Cost of a meaning that a label has by its shape alone, while a list names it for another place (财政资金科目代码)."""
BEHIND_KNOWN: Final = 1.6
BEHIND_UNKNOWN: Final = 0.9
BEHIND_NUMBER: Final = 0.1
"""Cost of matching a label over a nearer one that the lexicon knows, that it does not know, or that only counts (目标1：, 其中：)."""
# 中央衔接资金（少数民族发展任务）50
_NAMED = regex.compile(r"(?:[^\d:;。；]{2,30}[^\d.,:])?\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|万)?(?:\([^()]{2,80}\))?")
_COUNTING = regex.compile(r"(?:年度)?目标\d{0,2}:?|\(?\d{1,2}\)?[.、:]?|其中:?")


@dataclass(frozen=True, slots=True)
class PathRule:
    """One rule of `rules/form.toml`; its head says what the parts mean."""

    name: str
    field: str
    content: Mapping[str, float]
    cost: float
    nearest: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits a value, at a cost; the label that it went by, and the one of the column where the rule asks for both."""

    rule: PathRule
    cost: float
    label: Cell
    head: Cell | None = None


@cache
def path_rules() -> tuple[PathRule, ...]:
    """The rules in the order of their file."""
    text = resources.files(__package__).joinpath("rules/form.toml").read_text("utf-8")
    return tuple(_rule(table) for table in tomllib.loads(text)["rule"])


def _rule(table: Mapping[str, Any]) -> PathRule:
    nearest, row, column, examples = (tuple(table.get(key, ())) for key in ("nearest", "row", "column", "examples"))
    return PathRule(table["name"], table["field"], table["content"], table["cost"], nearest, row, column, examples)


def cheapest(path: Path, text: str, words: Vocabulary) -> Match | None:
    """The cheapest rule for a value with this path and print; None where none fits.

    Args:
        path: the labels that govern the value.
        text: the value as printed; "" for a blank cell.
        words: the lexicon.
    """
    kinds = kinds_of(text)
    found = [match for rule in path_rules() if (match := _match(rule, path, kinds, words)) is not None]
    return min(found, key=lambda match: match.cost, default=None)


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of a value's print, `amount` among them where it may be one of money."""
    kind = content_of(text)
    if kind is not Content.BLANK and amount_like(text):
        return frozenset({kind.value, "amount"})
    return frozenset({kind.value, "named_amount"}) if _NAMED.fullmatch(fold(text)) else frozenset({kind.value})


def _match(rule: PathRule, path: Path, kinds: frozenset[str], words: Vocabulary) -> Match | None:
    fits = min(rule.content.get(kind, UNNAMED) for kind in kinds)
    if fits >= UNNAMED:
        return None
    cost, labels = rule.cost + fits, []
    for classes, candidates in ((rule.nearest, path.labels[:1]), (rule.row, path.row), (rule.column, path.column)):
        if not classes:
            continue
        found = _cheapest_label(classes, candidates, words)
        if found is None:
            return None
        cost += found[0]
        labels.append(found[1])
    return Match(rule, cost, labels[0], labels[-1] if len(labels) > 1 else None)


def _cheapest_label(classes: Sequence[str], labels: Sequence[Cell], words: Vocabulary) -> tuple[float, Cell] | None:
    best: tuple[float, Cell] | None = None
    passed = 0.0
    for label in labels:
        costs = [cost for name in classes if (cost := class_cost(name, label, words)) is not None]
        if costs and (best is None or passed + min(costs) < best[0]):
            best = (passed + min(costs), label)
        passed += _passing(label, words)
    return best


def _passing(label: Cell, words: Vocabulary) -> float:
    if _COUNTING.fullmatch(fold(label.text)) or words.find(label.text, Place.BLOCK) is not None:
        return BEHIND_NUMBER
    return BEHIND_KNOWN if words.knows(label.text) else BEHIND_UNKNOWN


def class_cost(name: str, label: Cell, words: Vocabulary) -> float | None:
    """What it costs to take a label for one of a class; None where it is none."""
    if name == "label":
        return 0.0
    if name == "period":
        return 0.0 if is_period(label.text) else None
    if name == "money":
        return 0.0 if label_unit(label.text) not in (None, "%") else None
    place, _, meaning = name.partition(".")
    costs = [cost for found, cost in words.weigh(label.text, Place(place)) if not meaning or found == meaning]
    if not costs:
        return None
    return min(costs) * LEXICON + (ELSEWHERE if min(costs) > LISTED and words.lists(label.text) else 0.0)
