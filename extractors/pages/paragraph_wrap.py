"""What a line break may not cut: why a line ended where it did.

UAX 14: closing signs cling to what is before them, opening ones to what is after, quotation marks to both.
"""

from __future__ import annotations

import re

from extractors.tables.runs import Line

LATIN_WIDTH = 0.55  # of a character's height, the usual width of a Latin letter or a digit

_CLOSING = "，。、；：！？）》」』】〕］％%,.;:!?)]}…·"
_QUOTES = "“”‘’\"'"
_OPENING = "（《「『【〔［([{"
_WORD = re.compile(r"[A-Za-z0-9@#&+\-*/_.,:%‰]+")


def is_word_char(char: str) -> bool:
    """Whether a character belongs to a word or number that no line break cuts."""
    return _WORD.fullmatch(char) is not None


def first_width(line: Line) -> float:
    """The width, in points, of the first piece of a line that no break may cut: a word, a number, or a character with its signs."""
    text = line.text.lstrip()
    at, width, clings = 0, 0.0, True
    while at < len(text) and (clings or text[at] in _CLOSING or text[at] in _QUOTES):
        word = _WORD.match(text, at)
        clings = text[at] in _OPENING or text[at] in _QUOTES
        width += (word.end() - at) * LATIN_WIDTH if word else 1.0
        at = word.end() if word else at + 1
    return width * line.em
