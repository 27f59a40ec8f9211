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
    """`pattern` must match the whole folded text; `produce` may still decline (None). `examples`: printed text, its `brief` value."""

    name: str
    pattern: regex.Pattern[str]
    produce: Produce
    examples: tuple[tuple[str, str], ...]
