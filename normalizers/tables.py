"""Data tables that travel with the package, and how patterns are compiled."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import regex


def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern of the `regex` package in its newer behaviour (nested sets, full possessives)."""
    return regex.compile(pattern, flags=regex.VERSION1)


@lru_cache(maxsize=16)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a data table that travels with the package; lines that begin with # are remarks."""
    text = resources.files("normalizers").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("# "))
