"""What a printed cell looks like: enough to lay rows on columns, the same for every form of one make.

A `Mark` forgets the text, so that tables of one make are laid out once (a batch holds thousands of them).
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from extractors.tables.label_roles import BLOCKS, HEADERS, INDICATOR_HEADERS, LEVEL_HEADERS, LEVEL_VALUES, LabelRole, Labels, Roles
from normalizers.text import fold


class Kind(IntEnum):
    """What the characters of a cell are, whatever they mean."""

    EMPTY = 0
    SIGN = 1
    NUMBER = 2
    TINY = 3
    SHORT = 4
    LONG = 5


class Mark(NamedTuple):
    """A cell's kind and its roles as a label. `shape` is its text without digits if it is a short one with digits, else ""."""

    kind: Kind
    roles: Roles = frozenset()
    shape: str = ""

    @property
    def blank(self) -> bool:
        return self.kind is Kind.EMPTY


Row = tuple[Mark, ...]
BLANK = Mark(Kind.EMPTY)

_SIGN = re.compile(r"[≥≤=<>≧≦⩾⩽≈﹦]{1,2}|定性|定量|大于(等于)?|小于(等于)?|等于")
_NUMBER = re.compile(r"[≥≤=<>≧≦⩾⩽±约]{0,2}[-—+]?[\d,]+(\.\d+)?\D{0,6}|[-—/]+")
_TINY, _SHORT = 3, 16
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d]")


def kind_of(text: str) -> Kind:
    """The kind of a text as printed."""
    folded = fold(text[:64])
    if not folded:
        return Kind.EMPTY if not text.strip() else Kind.LONG
    if _SIGN.fullmatch(folded):
        return Kind.SIGN
    if _NUMBER.fullmatch(folded):
        return Kind.NUMBER
    if len(folded) <= _TINY:
        return Kind.TINY
    return Kind.SHORT if len(folded) <= _SHORT else Kind.LONG


def mark(text: str, labels: Labels) -> Mark:
    """The mark of a printed cell."""
    kind = kind_of(text)
    if kind is Kind.EMPTY:
        return BLANK
    folded = fold(text) if len(text) <= 2 * _SHORT else ""
    shape = _DIGITS.sub("0", folded) if kind is not Kind.LONG and _DIGITS.search(folded) else ""
    return Mark(kind, labels.roles(text) if len(text) <= 64 else frozenset(), shape)


def printed(row: Row) -> list[Mark]:
    """The cells of a row that hold text."""
    return [m for m in row if not m.blank]


def is_label(m: Mark) -> bool:
    """Whether a cell is a known label and not a level's value."""
    return bool(m.roles - LEVEL_VALUES)


def is_header(row: Row) -> bool:
    """Whether a row names columns: two level headers, headers nearly all along, or one label over and over (3月底, 6月底)."""
    levels = sum(bool(m.roles & LEVEL_HEADERS) for m in row)
    if levels >= 2 or is_series(row):
        return True
    if _alternates(row):
        return False
    texts = printed(row)
    heads = sum(bool(m.roles & HEADERS) for m in texts)
    if heads < 2 or any(m.kind is Kind.NUMBER for m in texts):
        return False
    labels = sum(map(is_label, texts))
    return labels >= len(texts) - 1 - (len(texts) >= 5) or (levels > 0 and heads * 2 >= len(texts))


def is_indicator_header(row: Row) -> bool:
    """Whether a row names the columns of an indicator table."""
    return any(m.roles & LEVEL_HEADERS for m in row) and sum(bool(m.roles & INDICATOR_HEADERS) for m in row) >= 2 and is_header(row)


def is_series(row: Row) -> bool:
    """Whether one label is printed over and over with other numbers behind a first cell: the header of a schedule."""
    texts = printed(row[1:])
    if len(texts) < 2 or row[0].blank:
        return False
    shape = texts[0].shape
    if any(m.shape != shape for m in texts) or not _LETTER.search(shape):
        return False
    return all(m.kind is not Kind.NUMBER or _dated(m) for m in texts)


def _dated(m: Mark) -> bool:
    return any(c in m.shape for c in "月季旬年")


def _alternates(row: Row) -> bool:
    """Label, blank, label, blank, perhaps behind a block's label: pairs whose values are not filled in."""
    labels = [k for k, m in enumerate(row) if is_label(m)]
    beside = [k for k in labels if k + 1 < len(row) and row[k + 1].blank]
    return len(beside) >= 2 and len(beside) >= len(labels) - 1


def is_total(row: Row) -> bool:
    """Whether the first printed cell of a row says that it is one of totals."""
    first = next(iter(printed(row)), BLANK)
    return LabelRole.TOTAL in first.roles and not is_header(row)


def leading_blanks(row: Row) -> int:
    """How many empty cells a row begins with."""
    return next((n for n, m in enumerate(row) if not m.blank), len(row))


def is_block(m: Mark) -> bool:
    return bool(m.roles & BLOCKS)


def sums(row: Row) -> bool:
    """Whether a row prints nothing but numbers behind its first text, as rows of totals do."""
    texts = printed(row)
    return len(texts) > 1 and all(m.kind is Kind.NUMBER for m in texts[1:])
