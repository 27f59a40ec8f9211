"""The words around a number and the part each plays: the table `words`, with the comparators, as one lexicon for either side.

A word that the lexicon does not list is part of a name where its characters are letters of a name. Every character that can change a
meaning (不, 半, 至, 每, 倍 …) is a word of the lexicon by itself, so that it is never taken for a letter of a name: only a longer word
that holds it inertly (不锈钢, 半导体, 节约) is a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from normalizers.comparators import BEFORE
from normalizers.numerals import CHINESE_CHARACTERS
from normalizers.tables import compiled, table
from normalizers.unit_table import MEASURES, dimension, spelled

Side = Literal["front", "behind"]

Role = str
"""comparator, filler, increase, decrease, minus, distribution, noun, name, and the roles of the table that no quantity accounts for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters [start, end) of a folded text and the role it plays."""

    start: int
    end: int
    role: Role


def _lexicon(side: Side) -> dict[str, Role]:
    rows = [(role, words.split()) for role, of, words, _ in table("words") if of in (side, "both")]
    words = {word: role for role, listed in rows for word in listed}
    # Behind a number a comparator of two characters or more (不少于) is no name either; one alone may begin a word (近郊).
    return words | {word: "comparator" for word in BEFORE if side == "front" or len(word) > 1}


FRONT, BEHIND = _lexicon("front"), _lexicon("behind")
_OF_SIDE = {"front": FRONT, "behind": BEHIND}
_LONGEST = {side: max(map(len, words)) for side, words in _OF_SIDE.items()}
# What a name is written with; a figure, a sign or a mark is no letter of a name.
_LETTER = compiled(r"[\p{Han}A-Za-z“”\"'《》〈〉、·/:&—()\-]")
# 第二批, 第一阶段: an ordinal inside a name.
_ORDINAL = regex.compile(r"第[一二三四五六七八九十]{1,3}")


# 两次培训, 三年: a numeral in characters before a word of counting is a figure of its own; in 九江 or 三农 it is a letter.
_FIGURE = regex.compile(r"[一二三四五六七八九十两几半]+个?(?:[次名户项家所台场月批天处件份期条年人周季个成]|小时|分之)")


_FIGURES = frozenset("零一二三四五六七八九十两几半")


def word_at(text: str, at: int, side: Side) -> str | None:
    """The longest word of the lexicon that stands at a place; None where none does."""
    words = _OF_SIDE[side]
    for end in range(min(len(text), at + _LONGEST[side]), at, -1):
        if text[at:end] in words:
            return text[at:end]
    return None


def last_word(text: str, side: Side) -> tuple[str, Role] | None:
    """The longest word of the lexicon that a text ends with, and its role."""
    words = _OF_SIDE[side]
    for start in range(max(0, len(text) - _LONGEST[side]), len(text)):
        if (role := words.get(text[start:])) is not None:
            return text[start:], role
    return None


def pieces(text: str, start: int, side: Side) -> list[Piece]:
    """The words of a text from left to right, each with its role; what the lexicon lacks is `name` letter by letter, or `sign`."""
    words, at = _OF_SIDE[side], 0
    out: list[Piece] = []
    while at < len(text):
        if ordinal := _ORDINAL.match(text, at):
            end, role = ordinal.end(), "order" if ordinal.end() == len(text) else "noun"
        elif (word := word_at(text, at, side)) is not None:
            end, role = at + len(word), words[word]
            if role in ("name", "share") and side == "front" and (figure := _FIGURE.match(text, at)):
                end, role = figure.end(), "numeral"
        elif side == "front" and (figure := _FIGURE.match(text, at)):
            end, role = figure.end(), "numeral"
        else:
            end, role = at + 1, "name" if _LETTER.match(text[at]) else "sign"
        if out and role == "name" == out[-1].role:
            out[-1] = Piece(out[-1].start, start + end, role)
        else:
            out.append(Piece(start + at, start + end, role))
        at = end
    return out


# What a name in front of a number may hold: its own verbs and directions (增长率, 减排量) change nothing there.
_IN_NAMES = frozenset({"name", "noun", "filler", "yardstick", "increase", "decrease", "joiner", "measure", "identifier"})
_NUMERALS = frozenset(CHINESE_CHARACTERS)
_IN_NOUNS = frozenset({"name", "noun", "filler", "uncounted"})


def is_name(text: str) -> bool:
    """Whether words in front of a number are a name and nothing more: every word of them is known to change nothing."""
    if len(text) > 40 or (len(text) == 1 and (text.isascii() or text in _NUMERALS)):
        # A4, Z95: a letter or numeral alone before a figure is a part of it.
        return False
    found = pieces(text, 0, "front")
    return all(piece.role in _IN_NAMES for piece in found) and (not found or found[-1].role not in ("joiner", "measure", "identifier"))


def holds_figure(text: str) -> bool:
    """Whether words hold a numeral in characters that counts something (零伤亡, 三次), and so a fact of their own."""
    if _FIGURES.isdisjoint(text):
        return False
    return "零" in text or any(piece.role == "numeral" for piece in pieces(text, 0, "front"))


def is_counted(text: str) -> bool:
    """Whether words behind a unit name what is counted; one character alone must be a word of the lexicon (5棵树)."""
    if len(text) > 24 or text.count("(") != text.count(")") or dimension(spelled(text)) in MEASURES:
        return False
    found = pieces(text, 0, "behind")
    # 5年制 is a word; in 项目编制 the same character ends one.
    letters = all(piece.role in _IN_NOUNS or (piece.role == "affix" and piece is not found[0]) for piece in found)
    return letters and (len(text) > 1 or found[0].role in ("noun", "filler"))


def is_remark(text: str) -> bool:
    """Whether words in brackets only remark on a quantity (抽样调查, 预算数): no bound, negation, frequency or figure of their own."""
    return all(piece.role in _IN_NOUNS for piece in pieces(text, 0, "behind"))


def is_done(text: str) -> bool:
    """Whether words behind a measure only say what is done (办结, 完成)."""
    return all(piece.role == "filler" for piece in pieces(text, 0, "behind"))
