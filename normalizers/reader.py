"""`normalize`: a printed value and its context in, a Value out."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.value import Context, Value


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reading: the rule that fired, the text it saw, what it made of it."""

    rule: str
    text: str
    result: str


def normalize(raw: str | None, context: Context = Context()) -> Value:
    """What a printed value means. Pure; never raises on text; what it cannot read is kind `text` with a note."""
    raise NotImplementedError


def explain(raw: str | None, context: Context = Context()) -> list[Step]:
    """The steps by which `normalize` reads a value, in order."""
    raise NotImplementedError
