"""A remark about data, without a place.

A normaliser or the engine says *what* it noticed; the pipeline knows *where*, and the catalogue of
findings (`pipeline.findings`) turns code and arguments into sentences in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """`code` names an entry of the findings catalogue (`value.unread`); `args` fill its sentences, in order of name."""

    code: str
    args: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **args: str) -> Note:
        """A note whose arguments are given by name: `Note.of("value.unread", raw="约莫")`."""
        return cls(code, tuple(sorted(args.items())))
