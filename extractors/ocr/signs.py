"""What a network writes for signs that it was hardly taught, and what is printed.

The same print comes narrow or wide by chance (（%) for （%）), a ‰ comes as %0 and a space where two kinds of characters meet. Widths
follow the neighbours; a ‰ is put back, a bracket written twice and closed once taken for one, and both said to be unsure: nothing else
looks like them, but it is no certainty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractors.tables.lines import is_wide

UNSURE: Final = 0.75  # below what passes without a finding
_PER_MILLE: Final = re.compile(r"(?<=\d)[%％][0oO〇○°](?![\d.])|^[%％][0oO〇○°]$")
_TWICE: Final = re.compile(r"([(（])[(（](?=[^()（）]*[)）])")  # a bracket beside a seal's edge, read from both sides: 年度金额（（万元）
_WIDE: Final = {":": "：", ";": "；", ",": "，", "?": "？", "!": "！"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a line and how far it is to be believed: 0 to 1; below `extractors.ocr.LOW` it becomes a finding."""

    text: str
    confidence: float


def printed(reading: Reading) -> Reading:
    """The reading with its signs as they are printed."""
    text = _brackets(_full_width(_spaces(reading.text)))
    if _TWICE.search(text) and sum(map(text.count, "(（")) > sum(map(text.count, ")）")):
        return Reading(_TWICE.sub(r"\1", text), min(reading.confidence, UNSURE))
    if _PER_MILLE.search(text):
        return Reading(_PER_MILLE.sub("‰", text), min(reading.confidence, UNSURE))
    return Reading(text, reading.confidence)


def _spaces(text: str) -> str:
    """The text without the spaces that a network puts where two kinds of characters meet: only between letters is one printed."""
    out = text.strip()
    kept = [char for at, char in enumerate(out) if not char.isspace() or (_letter(out[at - 1]) and _letter(out[at + 1]))]
    return "".join(kept)


def _letter(char: str) -> bool:
    return char.isalpha() and char.isascii()


def _full_width(text: str) -> str:
    """Signs after an ideograph are of its width."""
    if not any(sign in text for sign in _WIDE):
        return text
    return text[:1] + "".join(_WIDE.get(char, char) if is_wide(before) else char for before, char in pairwise(text))


def _brackets(text: str) -> str:
    """Both brackets of a pair are of one width, the wide one where a wide character stands at either."""
    out = list(text)
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            opened.append(at)
        elif char in ")）":
            pair = [opened.pop(), at] if opened else [at]
            near = [side for place in pair for side in (text[place - 1 : place] if place else "", text[place : place + 2])]
            if any(is_wide(sign) for sign in "".join(near)):
                for place in pair:
                    out[place] = "（" if text[place] in "(（" else "）"
    for at in opened:
        if at and is_wide(text[at - 1]):
            out[at] = "（"
    return "".join(out)
