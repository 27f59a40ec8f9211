"""The vocabulary that all forms share: what a printed label means, by the place it stands in.

`Vocabulary.find(text, place)` answers the canonical field or None; `near(text)` names the known label that an unknown
one resembles (finding `label.near`). A user's own labels come as TOML, see `load`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache

import regex

from extractors.errors import UserFileError, line_of
from extractors.vocabulary.labels import Label, parse_label
from extractors.vocabulary.terms import SHAPES, TERMS, WORDS, Place, Shape, Term
from normalizers.text import fold

__all__ = ["DEFAULT", "Label", "Place", "Term", "Vocabulary", "VocabularyError", "parse_label", "read_terms"]

# A label longer than this is listed or unknown: shapes are for short words in new combinations.
_SHAPED_MAX = 20
LISTED, SHAPED, WORDED = 0.0, 1.0, 2.0
"""Costs of a label's meaning: it stands in a list; it is built as such labels are; it holds a word of the field."""
ASIDE = "note"
"""The field of columns that stand beside the indicator's own (上年指标值): a label built so means nothing else."""
_YEAR = regex.compile(r"^(?:20\d\d年度?|本年度?|当年)(?=.)")


class VocabularyError(UserFileError):
    """A user's vocabulary contradicts itself or names a field that does not exist."""


class Vocabulary:
    """Labels of the field, folded, with the canonical fields they may mean."""

    def __init__(self, terms: Iterable[Term] = TERMS) -> None:
        self.terms = tuple(terms)
        self._fields: dict[Place, dict[str, str]] = {place: {} for place in Place}
        for term in self.terms:
            self._fields[term.place].setdefault(fold(term.label), term.field)
        self._shapes: dict[Place, list[Shape]] = {place: [s for s in SHAPES if s.place is place] for place in Place}
        self._known = {core for fields in self._fields.values() for core in fields}
        self._words = {place: [w for w in WORDS if w.place is place] for place in Place}
        self.weigh = lru_cache(maxsize=65536)(self._weigh)
        self.find = lru_cache(maxsize=65536)(self._find)
        self.near = lru_cache(maxsize=8192)(self._near)
        self.knows = lru_cache(maxsize=65536)(self._knows)
        self.lists = lru_cache(maxsize=65536)(self._lists)

    def _find(self, text: str, place: Place) -> str | None:
        """The canonical field of a printed label in a place, None where the field's words do not know it."""
        fields = self._fields[place]
        keys = _keys(parse_label(text))
        listed = next((fields[key] for key in keys if key in fields), None)
        if listed is not None or len(keys[0]) > _SHAPED_MAX:
            return listed
        built = [*keys[:2], *(key for key in keys[-1:] if key not in keys[:2] and keys[0].startswith(key))]
        return next((shape.field for shape in self._shapes[place] if any(shape.pattern.fullmatch(key) for key in built)), None)

    def _weigh(self, text: str, place: Place) -> tuple[tuple[str, float], ...]:
        """What a label may mean in a place, with the cost of each meaning, cheapest first.

        Args:
            text: the label as printed.
            place: where in a form it stands.

        Returns:
            (canonical field, cost): LISTED for a label in the list, SHAPED for one built as labels of the field are, WORDED for one
            that holds a word of the field. A listed label means nothing else; an unknown one means nothing at all.
        """
        fields = self._fields[place]
        keys = _keys(parse_label(text))
        listed = next((fields[key] for key in keys if key in fields), None)
        if listed is not None:
            return ((listed, LISTED),)
        if not keys[0] or len(keys[0]) > _SHAPED_MAX:
            return ()
        costs: dict[str, float] = {}
        built = [*keys[:2], *(key for key in keys[-1:] if key not in keys[:2] and keys[0].startswith(key))]
        for rules, cost in ((self._shapes[place], SHAPED), (self._words[place], WORDED)):
            for rule in rules:
                if rule.field not in costs and any(rule.pattern.fullmatch(key) for key in built):
                    costs[rule.field] = cost if not costs or cost > min(costs.values()) else cost + 0.5
        best = tuple(sorted(costs.items(), key=lambda item: item[1]))
        return best[:1] if best and best[0] == (ASIDE, SHAPED) else best

    def _knows(self, text: str) -> bool:
        """Whether the label is known in any place."""
        return any(self.find(text, place) is not None for place in Place)

    def _lists(self, text: str) -> bool:
        """Whether the label stands in a list, whatever the shapes say."""
        return any(key in self._known for key in _keys(parse_label(text)))

    def _near(self, text: str) -> str | None:
        """The known label that an unknown one differs from by one character; None for short, long and known ones."""
        core = parse_label(text).bare
        if not 4 <= len(core) <= 14 or self.knows(text):
            return None
        return min((known for known in self._known if len(known) >= 4 and _one_apart(core, known)), default=None)

    def extended(self, terms: Iterable[Term]) -> Vocabulary:
        """A vocabulary with a user's terms before our own; a label that both place differently is an error."""
        more = tuple(terms)
        for term in more:
            ours = self._fields[term.place].get(fold(term.label))
            if ours is not None and ours != term.field:
                raise VocabularyError(f"label {term.label!r} is already {term.place}.{ours}; it cannot be {term.place}.{term.field} too")
        return Vocabulary(more + self.terms)


def _keys(label: Label) -> list[str]:
    """The ways a label may be listed, the fullest first."""
    keys = [label.core, label.bare]
    for key in (label.core, label.bare):
        stripped = _YEAR.sub("", key)
        if stripped != key:
            keys.append(stripped)
            # 2022年度总体目标 leaves 总体目标, listed as 年度总体目标 too.
            keys.append("年度" + stripped)
    # 财政拨款小计 is the amount of 财政拨款.
    return keys + [key.removesuffix("小计") for key in keys[:2] if len(key) > 4 and key.endswith("小计")]


def _one_apart(a: str, b: str) -> bool:
    """Whether one insertion, deletion or replacement turns a into b."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[head + (len(a) == len(b)) :] == b[head + 1 :]


def read_terms(toml: str) -> tuple[Term, ...]:
    """A user's vocabulary: one TOML table a place, `field = ["label", …]` in it. VocabularyError says what is wrong."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"not TOML: {error}") from error
    known = {(term.place, term.field) for term in TERMS}
    terms: list[Term] = []
    seen: dict[tuple[str, str], str] = {}
    for place, fields in data.items():
        if place not in Place.__members__.values() or not isinstance(fields, dict):
            raise VocabularyError(f"{line_of(toml, place)}{place!r} is not one of the places {', '.join(Place)}")
        for field, labels in _flat(fields):
            if (Place(place), field) not in known:
                fits = ", ".join(sorted(f for p, f in known if p == place))
                raise VocabularyError(f"{line_of(toml, field)}{place}.{field} is no field; {place} has {fits}")
            if not isinstance(labels, list) or not all(isinstance(x, str) and x.strip() for x in labels):
                raise VocabularyError(f"{line_of(toml, field)}{place}.{field} takes a list of labels")
            for printed in labels:
                if seen.setdefault((place, fold(printed)), field) != field:
                    raise VocabularyError(
                        f"{line_of(toml, printed)}label {printed!r} stands under {place}.{seen[place, fold(printed)]} and {place}.{field}"
                    )
                terms.append(Term(Place(place), field, printed, "--vocabulary"))
    return tuple(terms)


def _flat(fields: dict[str, object]) -> Iterable[tuple[str, object]]:
    """TOML reads `annual.text = […]` as a table in a table; the field's name holds the dot."""
    for name, value in fields.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", labels) for inner, labels in value.items())
        else:
            yield name, value


DEFAULT = Vocabulary()
