"""The table of contents of a book of forms: its lines are printed again as headings, and are no sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extractors.document import Grid, Piece
from normalizers.text import fold

_HEADING = regex.compile(r"目录|目次")
# A line of contents ends in dots, tabs or spaces and a page number.
_ENTRY = regex.compile(r"(?P<words>.*?\S)(?:[\t ]*[.．…·]{2,}[\t ]*|\t\s*|\s{2,})(?P<page>[-—]?\s*\d{1,4}\s*[-—]?)\s*")


def contents_of(blocks: Sequence[Grid | Piece]) -> frozenset[int]:
    """The `id`s of the lines that belong to a table of contents: those below 目录 that end in a page number or are printed again.

    Args:
        blocks: the document's lines and tables in reading order.
    """
    start = next((at for at, block in enumerate(blocks) if not isinstance(block, Grid) and _HEADING.fullmatch(fold(block.text))), None)
    if start is None:
        return frozenset()
    again = Counter(fold(block.text) for block in blocks if not isinstance(block, Grid))
    listed = {id(blocks[start])}
    seen: set[str] = set()
    for block in blocks[start + 1 :]:
        if isinstance(block, Grid):
            break
        words = fold(block.text)
        if words and (words in seen or not (_ENTRY.fullmatch(block.text.strip()) or again[words] > 1)):
            break
        seen.add(words)
        listed.add(id(block))
    return frozenset(listed)
