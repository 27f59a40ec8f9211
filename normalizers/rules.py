"""A rule is a name, a pattern, a production, and examples that this very rule must read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from normalizers.scope import Scope
from normalizers.value import Value

Produce = Callable[["regex.Match[str]", Scope], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` must match the whole folded text; `produce` may still decline (None). `examples`: printed text, its `brief` value.

    `needs`: characters of which the pattern cannot do without one; where a text has none of them, the pattern is not tried.
    """

    name: str
    pattern: regex.Pattern[str]
    produce: Produce
    examples: tuple[tuple[str, str], ...]
    needs: frozenset[str] = frozenset()

    def may_match(self, letters: frozenset[str]) -> bool:
        """Whether a text of these characters has one that the pattern needs."""
        return not self.needs or not self.needs.isdisjoint(letters)
