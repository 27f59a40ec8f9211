"""Which column of a table holds what: the cheapest consistent assignment of fields to columns.

Headings and contents are weighed together. A column's cost for a field is what the lexicon asks for its heading plus what its cells'
kinds cost there (`rules/indicators.toml`); each field is given once. Costs are dimensionless: 1 is the price of a heading that stands in
no list but is built as such headings are.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final

from extractors.interpret.assignment import assignment
from extractors.interpret.content import Content

NOTE: Final = "note"
"""A column that no field takes: its cells are attributes of their rows."""
INDICATORS: Final = "indicators"
"""The context of a table in which some heading names a level, an indicator or a target: only there do contents tell fields."""
UNKNOWN: Final = 3.0
"""Cost of a heading that says nothing the lexicon knows."""
OTHER: Final = {0.0: 6.0, 1.0: 4.5, 2.0: 3.1}
"""Cost of reading a heading as something else than its cheapest meaning, by that meaning's cost."""
NOTE_ASIDE: Final = 3.2
NOTE_UNKNOWN: Final = 3.6
NOTE_OF: Final = {0.0: 5.0, 1.0: 4.2, 2.0: 3.6}
"""Cost of leaving a column to the attributes: under a heading that says so, an unknown one, another, by its meaning's cost."""
TRUST: Final = {0.0: 0.25, 1.0: 0.5, 2.0: 1.0}
"""How much contents count beside a heading, by the cost of its meaning; 1 under an unknown heading."""
EMPTY: Final = 0.8
"""Content cost of a column without print: it says nothing for or against."""
MISPLACED: Final = 3.0
"""Cost of a field that stands left of one it should follow."""
_ENOUGH: Final = 100.0  # above every possible cost: weights of the pairing are positive


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """One field of an indicator table; see the head of `rules/indicators.toml`."""

    name: str
    field: str
    content: Mapping[str, float]
    by_content: bool = False
    aside: bool = False
    guess: float = 0.0
    company: tuple[str, ...] = ()
    wanted: float = 0.0
    after: tuple[str, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()


@cache
def column_rules() -> tuple[ColumnRule, ...]:
    """The rules as printed in their file, in its order."""
    text = resources.files(__package__).joinpath("rules/indicators.toml").read_text("utf-8")
    return tuple(_rule(table) for table in tomllib.loads(text)["rule"])


def _rule(table: Mapping[str, Any]) -> ColumnRule:
    after, company, examples = (tuple(table.get(key, ())) for key in ("after", "company", "examples"))
    by_content, aside = bool(table.get("by_content")), bool(table.get("aside"))
    guess, wanted = float(table.get("guess", 0)), float(table.get("wanted", 0))
    return ColumnRule(table["name"], table["field"], table["content"], by_content, aside, guess, company, wanted, after, examples)


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What speaks for a column's meaning: its heading's meanings with their costs, and the kinds of its printed cells."""

    meanings: Mapping[str, float]
    contents: Counter[Content] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A field for each column (`note` for none), the columns whose heading did not say so, and the margin of the decision."""

    fields: tuple[str, ...]
    by_content: frozenset[int]
    margin: float


def assign_fields(columns: Sequence[ColumnEvidence], context: frozenset[str] = frozenset()) -> Assigned:
    """The cheapest reading of a table's columns, from left to right.

    Args:
        columns: evidence of each column, left to right.
        context: what is known of the form: `review` where it reports or judges results.

    Returns:
        The fields, which of them rest on contents alone, and the smallest difference of a column's cost to its next best field that no
        other column holds.
    """
    rules = _rules_for(columns)
    named = context.union(*(column.meanings for column in columns))
    costs = [[_cost(columns, at, rule, named) for rule in rules] for at in range(len(columns))]
    rests = [_note(column) for column in columns]
    gains = [[rule.wanted - cost for cost, rule in zip(line, rules, strict=True)] for line in costs]
    weights = [[max(rest + gain, 0.0) for gain in line] for line, rest in zip(gains, rests, strict=True)]
    pairs = dict(assignment(weights)) if rules else {}
    fields = tuple(rules[pairs[at]].field if at in pairs else NOTE for at in range(len(columns)))
    guessed = frozenset(at for at in pairs if rules[pairs[at]].field not in columns[at].meanings)
    return Assigned(fields, guessed, _margin(weights, pairs))


def _rules_for(columns: Sequence[ColumnEvidence]) -> list[ColumnRule]:
    """The rules that any column may follow, and one of its own for each other field that a heading names (a list's project)."""
    rules = list(column_rules())
    known = {rule.field for rule in rules} | {NOTE}
    for column in columns:
        for name in column.meanings:
            if name not in known:
                known.add(name)
                rules.append(ColumnRule(name, name, {}))
    return rules


def _cost(columns: Sequence[ColumnEvidence], at: int, rule: ColumnRule, named: frozenset[str]) -> float:
    column = columns[at]
    cheapest = min(column.meanings.values(), default=None)
    if rule.field in column.meanings:
        label = column.meanings[rule.field]
        trust = TRUST.get(float(int(label)), 1.0)
    elif not rule.by_content or INDICATORS not in named or (rule.company and not named & {*rule.company}):
        return _ENOUGH
    else:
        aside = rule.aside and NOTE in column.meanings
        label, trust = rule.guess + (UNKNOWN if cheapest is None or aside else OTHER.get(float(int(cheapest)), UNKNOWN)), 1.0
    misplaced = any(
        columns[right].meanings.get(name) == 0.0 for right in range(at + 1, len(columns)) for name in rule.after if name != rule.field
    )
    return label + trust * _content(column, rule) + MISPLACED * misplaced + at * 0.01


def _content(column: ColumnEvidence, rule: ColumnRule) -> float:
    if not rule.content:
        return 0.0
    total = sum(column.contents.values())
    return sum(rule.content.get(kind, 0.0) * count for kind, count in column.contents.items()) / total if total else EMPTY


def _note(column: ColumnEvidence) -> float:
    if NOTE in column.meanings:
        return NOTE_ASIDE
    cheapest = min(column.meanings.values(), default=None)
    return NOTE_UNKNOWN if cheapest is None else NOTE_OF.get(float(int(cheapest)), NOTE_UNKNOWN)


def _margin(weights: Sequence[Sequence[float]], pairs: Mapping[int, int]) -> float:
    taken = set(pairs.values())
    margins = [
        weights[at][rule] - max((w for other, w in enumerate(weights[at]) if other not in taken), default=0.0) for at, rule in pairs.items()
    ]
    return min(margins, default=_ENOUGH)
