"""Rules that say what a value is by its access path, read from `rules/form.toml`, and the cheapest rule for a value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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

FIELDS: Final = ("funding.amount", "funding.execution", "plan.percent", "goal.text", "goal.actual", "pair", "attribute", "note")
_PARTS: Final = frozenset({"name", "field", "content", "cost", "nearest", "row", "column", "examples"})
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


@dataclass(frozen=True, slots=True, eq=False)
class PathRule:
    """One rule of `rules/form.toml` or of a form description; the head of that file says what the parts mean."""

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
    return tuple(path_rule(table) for table in tomllib.loads(text)["rule"])


def path_rule(table: Mapping[str, Any]) -> PathRule:
    """A rule out of its TOML table.

    Raises:
        ValueError: a part is missing, unknown or of the wrong kind; the message says which and what would do.
    """
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise ValueError("a rule needs a name")
    if unknown := sorted(table.keys() - _PARTS):
        raise ValueError(f"rule {name!r}: {', '.join(unknown)} is not one of {', '.join(sorted(_PARTS))}")
    if table.get("field") not in FIELDS:
        raise ValueError(f"rule {name!r}: field {table.get('field')!r} is not one of {', '.join(FIELDS)}")
    kinds = {kind.value for kind in Content} | {"amount", "named_amount"}
    if not isinstance(table.get("content"), dict) or not table["content"].keys() <= kinds:
        raise ValueError(f"rule {name!r}: content must be a table of costs for {', '.join(sorted(kinds))}")
    if not any(table.get(part) for part in ("nearest", "row", "column")):
        raise ValueError(f"rule {name!r}: name the labels that it goes by, as nearest, row or column")
    for given in (*table.get("nearest", ()), *table.get("row", ()), *table.get("column", ())):
        if given not in ("label", "period", "money") and str(given).partition(".")[0] not in Place.__members__.values():
            raise ValueError(f"rule {name!r}: {given!r} is no class of labels; say label, period, money or a place such as {Place.SOURCE}")
    nearest, row, column, examples = (tuple(table.get(key, ())) for key in ("nearest", "row", "column", "examples"))
    return PathRule(name, table["field"], table["content"], float(table.get("cost", 0.0)), nearest, row, column, examples)


def cheapest(path: Path, text: str, words: Vocabulary, more: tuple[PathRule, ...] = ()) -> Match | None:
    """The cheapest rule for a value with this path and print; None where none fits.

    Args:
        path: the labels that govern the value.
        text: the value as printed; "" for a blank cell.
        words: the lexicon.
        more: rules of the form that the document was recognised as.
    """
    row, column = (tuple(label.text for label in labels) for labels in (path.row, path.column))
    found = _decide(words, more, row, column, path.labels[:1] == path.row[:1], kinds_of(text))
    if found is None:
        return None
    labels = (*path.row, *path.column)
    rule, cost, first, last = found
    return Match(rule, cost, labels[first], labels[last] if last is not None else None)


_Decision = tuple[PathRule, float, int, int | None]


@lru_cache(maxsize=16384)
def _decide(
    words: Vocabulary, more: tuple[PathRule, ...], row: tuple[str, ...], column: tuple[str, ...], beside: bool, kinds: frozenset[str]
) -> _Decision | None:
    """The cheapest rule for labels and kinds of print, with the places of its labels among those of row and column together."""
    found = [match for rule in (*more, *path_rules()) if (match := _match(rule, (row, column), beside, kinds, words)) is not None]
    return min(found, key=lambda match: match[1], default=None)


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of a value's print, `amount` among them where it may be one of money."""
    kind = content_of(text)
    if kind is not Content.BLANK and amount_like(text):
        return frozenset({kind.value, "amount"})
    return frozenset({kind.value, "named_amount"}) if _NAMED.fullmatch(fold(text)) else frozenset({kind.value})


def _match(
    rule: PathRule, paths: tuple[tuple[str, ...], tuple[str, ...]], beside: bool, kinds: frozenset[str], words: Vocabulary
) -> _Decision | None:
    fits = min(rule.content.get(kind, UNNAMED) for kind in kinds)
    if fits >= UNNAMED:
        return None
    row, column = paths
    cost, labels = rule.cost + fits, []
    nearest = (row[:1], 0) if beside else (column[:1], len(row))
    for classes, (candidates, start) in ((rule.nearest, nearest), (rule.row, (row, 0)), (rule.column, (column, len(row)))):
        if not classes:
            continue
        found = _cheapest_label(classes, candidates, words)
        if found is None:
            return None
        cost += found[0]
        labels.append(start + found[1])
    return rule, cost, labels[0], labels[-1] if len(labels) > 1 else None


def _cheapest_label(classes: Sequence[str], labels: Sequence[str], words: Vocabulary) -> tuple[float, int] | None:
    best: tuple[float, int] | None = None
    passed = 0.0
    for at, label in enumerate(labels):
        costs = [cost for name in classes if (cost := class_cost(name, label, words)) is not None]
        if costs and (best is None or passed + min(costs) < best[0]):
            best = (passed + min(costs), at)
        passed += _passing(label, words)
    return best


def _passing(label: str, words: Vocabulary) -> float:
    if _COUNTING.fullmatch(fold(label)) or words.find(label, Place.BLOCK) is not None:
        return BEHIND_NUMBER
    return BEHIND_KNOWN if words.knows(label) else BEHIND_UNKNOWN


def class_cost(name: str, label: str, words: Vocabulary) -> float | None:
    """What it costs to take a label for one of a class; None where it is none."""
    if name == "label":
        return 0.0
    if name == "period":
        return 0.0 if is_period(label) else None
    if name == "money":
        return 0.0 if label_unit(label) not in (None, "%") else None
    place, _, meaning = name.partition(".")
    costs = [cost for found, cost in words.weigh(label, Place(place)) if not meaning or found == meaning]
    if not costs:
        return None
    return min(costs) * LEXICON + (ELSEWHERE if min(costs) > LISTED and words.lists(label) else 0.0)
