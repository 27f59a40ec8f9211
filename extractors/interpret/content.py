"""What the print of a cell looks like, whatever its label says: the value language asked without any context."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import regex

from normalizers import normalize
from normalizers.levels import NAMES, level1_class, level2_class
from normalizers.text import fold
from normalizers.units import read_unit

SIGN = regex.compile(r"[≥≤><=＝﹦═≧≦⩾⩽＞＜《》≈]{1,2}|>=|<=|定性|定量|大于等于|小于等于|大于|小于|等于|不低于|不高于|不超过|不少于")
_DASH = regex.compile(r"[/\\—–\-一－_]{1,4}|无|\.{2,}|…+")
_ORDER = regex.compile(r"(?:目标|指标)\d{1,2}[:：]?")  # a place for a name, no name
_NUMBER = regex.compile(r"[-+]?\d[\d,，]*+(?:\.\d*+)?分?")
_PERIOD_OF_WORDS = 30


class Content(StrEnum):
    """Kinds of print that tell columns apart."""

    BLANK = "blank"
    DASH = "dash"
    SIGN = "sign"
    UNIT = "unit"
    NUMBER = "number"
    WEIGHTS = "weights"
    """A number of a column whose numbers add up as weights do; told by the column, never by a cell."""
    SCORES = "scores"
    """A number of a column whose numbers are nowhere above the weights beside them."""
    VALUE = "value"
    """A quantity with its sign or unit, a range, a choice."""
    DATE = "date"
    GRADE = "grade"
    """及时, 优, 有所提升: a state that a category names."""
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL = "level"
    """A level's name of either rank (满意度指标)."""
    WORDS = "words"
    PROSE = "prose"


_KINDS = {
    "quantity": Content.VALUE,
    "range": Content.VALUE,
    "boolean": Content.VALUE,
    "composite": Content.VALUE,
    "date": Content.DATE,
    "qualitative": Content.GRADE,
}


@lru_cache(maxsize=65536)
def content_of(text: str) -> Content:
    """The kind of a cell's print. `text` as printed, of any length."""
    folded = fold(text)
    if not folded:
        return Content.BLANK
    if _DASH.fullmatch(folded) or _ORDER.fullmatch(folded):
        return Content.DASH
    if SIGN.fullmatch(folded):
        return Content.SIGN
    if _NUMBER.fullmatch(folded):
        return Content.NUMBER
    if len(folded) > _PERIOD_OF_WORDS and folded[:1] not in "≥≤<>":
        return Content.PROSE
    if (level := _level(folded)) is not None:
        return level
    if _is_unit(folded):
        return Content.UNIT
    kind = _KINDS.get(normalize(text).kind)
    if kind is not None:
        return kind
    return Content.PROSE if regex.search(r"[。；;]", folded) else Content.WORDS


def _is_unit(folded: str) -> bool:
    """Whether a print is a unit and nothing else: 人, 万元, 元/人·月."""
    unit = read_unit(folded) if len(folded) <= 10 else None
    return unit is not None and unit.name is not None and unit.length == len(folded)


def _level(folded: str) -> Content | None:
    bare = regex.sub(r"\([^()]*\)$|\d{1,3}分$", "", folded)
    if bare.endswith("目标") and f"{bare.removesuffix('目标')}指标" in NAMES:
        bare = f"{bare.removesuffix('目标')}指标"
    if not (bare.endswith("指标") or bare in NAMES or f"{bare}指标" in NAMES) or len(bare) > 16:
        return None
    first, second = level1_class(bare), level2_class(bare)
    if first and not second:
        return Content.LEVEL1
    if second and not first:
        return Content.LEVEL2
    return Content.LEVEL if first else None
