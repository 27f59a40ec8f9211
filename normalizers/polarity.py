"""The grammar of negation over states: whether a phrase says a state, its opposite, or neither.

phrase = [subject] [negation [auxiliary …]] [degree …] state [complement], or [negation [auxiliary …]] [degree …] verb object. A negation
that stands anywhere else, a hedge (有待, 乏力), and two directions in one phrase (降幅扩大) leave no category.
"""

from __future__ import annotations

import re
from functools import lru_cache

from normalizers.tables import compiled, table


def _words(role: str) -> tuple[str, ...]:
    return tuple(word for row in table("polarity") if row[0] == role for word in row[1].split())


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


# What a state becomes when it is negated; a state that is not listed becomes none that has a name.
NEGATED = {
    "increase": "not_increasing",
    "decrease": "not_decreasing",
    "not_increasing": "increase",
    "not_decreasing": "decrease",
    "complete": "incomplete",
    "timely": "timely_not",
    "compliant": "noncompliant",
    "satisfied": "satisfied_not",
    "effective": "ineffective",
}
_NEGATION, _AUXILIARY = _words("negation"), _words("auxiliary")
_INERT = re.compile(_any(_words("inert")))
_ANY_NEGATION = re.compile(_any(_NEGATION))
_MARKS = frozenset(word[0] for word in _NEGATION)
_HEDGE = re.compile(_any(_words("hedge")))
_DEGREES = tuple(row[0] for row in table("degrees"))
_BETWEEN = _any((*_DEGREES, *_AUXILIARY))
_NEGATED_END = compiled(rf"(?P<negation>{_any(_NEGATION)}){_BETWEEN}*+$")
_NEGATED_START = compiled(rf"(?P<negation>{_any(_NEGATION)})(?:{_any(_AUXILIARY)})*+")
_DIRECTION = re.compile(_any(_words("direction")))
_UP = frozenset(_words("up"))
# 防止 and 避免 ask that something does not come about: what it becomes is another question.
_WARDED = re.compile(r"防止|避免|杜绝")


def _hidden(text: str) -> str:
    """The text with the words that hold a negation inertly put out of sight, letter for letter."""
    return _INERT.sub(lambda found: "〇" * len(found[0]), text)


@lru_cache(maxsize=8192)
def is_open(text: str) -> bool:
    """Whether a phrase leaves its state open: a hedge, or two directions that are not the same."""
    if _HEDGE.search(text):
        return True
    directions = {found[0] in _UP for found in _DIRECTION.finditer(text)}
    return len(directions) > 1


def negates(text: str) -> bool:
    """Whether a text holds a negation at all."""
    return not _MARKS.isdisjoint(text) and _ANY_NEGATION.search(_hidden(text)) is not None


def behind(before: str, code: str) -> str | None:
    """The category of a state behind the words `before` it: its own, its opposite's behind a negation, or None."""
    if _MARKS.isdisjoint(before):
        return code
    hidden = _hidden(before)
    if not _ANY_NEGATION.search(hidden):
        return code
    found = _NEGATED_END.search(hidden)
    if found is None or _ANY_NEGATION.search(hidden[: found.start()]) or _WARDED.search(found["negation"]):
        return None
    return NEGATED.get(code)


def unnegated(text: str) -> tuple[str, bool]:
    """A phrase without the negation that it begins with, and whether it began with one."""
    found = _NEGATED_START.match(_hidden(text)) if text[:1] in _MARKS else None
    if found is None or _WARDED.search(found["negation"]):
        return text, False
    return text[found.end() :], True
