"""How a reading is explained: each step with the text it saw, and the role of every character of what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from normalizers.prefix import read_prefix
from normalizers.suffix import read_suffix
from normalizers.words import Piece


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reading: the rule that fired (or declined) or the role of a piece, the text it saw, what it made of it."""

    rule: str
    text: str
    result: str


def roles(found: regex.Match[str]) -> list[Step]:
    """The role of every character around a number, from left to right."""
    return [*_front(found["lead"]), Step("number", found["number"], ""), *_behind(found["rest"])]


# The groups of rules that hold the words in front of a number or behind it, and the names that the numbers themselves have.
_FRONT, _BEHIND = frozenset({"lead"}), frozenset({"rest", "first", "last"})
_NUMBERS = frozenset({"low", "high", "middle", "spread", "above", "below", "whole", "glyph"})


def parts(found: regex.Match[str]) -> list[Step]:
    """The parts that a rule's pattern tells apart, in the order printed, a part inside another left out; what none takes is a word that
    the pattern itself spells (年, 分之), or a mark."""
    spans = sorted((found.span(name), name) for name in found.groupdict() if found[name])
    out: list[Step] = []
    at = 0
    for (start, end), name in spans:
        if start < at:
            continue
        if start > at:
            out.append(_between(found.string[at:start]))
        out += _part(name.rstrip("12"), found.string[start:end])
        at = end
    return [*out, _between(found.string[at:])] if at < len(found.string) else out


def _between(text: str) -> Step:
    return Step("fixed word" if any(c.isalnum() for c in text) else "mark", text, "")


def _part(name: str, text: str) -> list[Step]:
    if name in _FRONT and read_prefix(text) is not None:
        return _front(text)
    if name in _BEHIND and read_suffix(text) is not None:
        return _behind(text)
    return [Step("number" if name in _NUMBERS else name.replace("_", " "), text, "")]


def _front(words: str) -> list[Step]:
    prefix = read_prefix(words)
    return [Step("unread", words, "not accounted for")] if prefix is None else _steps(words, prefix.pieces)


def _behind(words: str) -> list[Step]:
    suffix = read_suffix(words)
    return [Step("unread", words, "not accounted for")] if suffix is None else _steps(words, suffix.pieces)


def _steps(words: str, pieces: Iterable[Piece]) -> list[Step]:
    """The pieces of a text with their roles; characters between them are marks (brackets, quotes)."""
    out: list[Step] = []
    at = 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if piece.start > at:
            out.append(Step("mark", words[at : piece.start], ""))
        if piece.end > at:
            out.append(Step(piece.role, words[max(at, piece.start) : piece.end], ""))
            at = piece.end
    return [*out, Step("mark", words[at:], "")] if at < len(words) else out
