"""Folding: what two printings of one text have in common.

Fold to *match*, never to *store*: NFKC turns ㎡ into m2 and ① into 1, so stored text stays as printed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Zero-width characters and marks that engines leave between glyphs; none of them is a printed fact.
INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in NFKC without white space and invisible marks: a key for comparing labels, never stored."""
    return "".join(unicodedata.normalize("NFKC", text.translate(INVISIBLE)).split())


def squeeze(text: str) -> str:
    """The text without any white space, characters otherwise as printed."""
    return "".join(text.split())


def solid(text: str) -> int:
    """How many characters of the text are not white space: what coverage counts."""
    return sum(not c.isspace() for c in text)
