"""Folding: what two printings of one text have in common.

Fold to *match*, never to *store*: NFKC turns ㎡ into m2 and ① into 1, so stored text stays as printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Zero-width characters, marks of direction and marks that engines leave between glyphs; none of them is a printed fact.
INVISIBLE = dict.fromkeys((0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))

_UNSEEN = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in NFKC without white space and invisible marks: a key for comparing labels, never stored."""
    return "".join(unicodedata.normalize("NFKC", text.translate(INVISIBLE)).split())


def squeeze(text: str) -> str:
    """The text without any white space and invisible marks, characters otherwise as printed."""
    return "".join((_UNSEEN.sub("", text) if not text.isascii() and _UNSEEN.search(text) else text).split())


def solid(text: str) -> int:
    """How many characters of the text are not white space: what coverage counts."""
    return sum(not c.isspace() for c in text)
