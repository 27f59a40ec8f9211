"""What one cell's print looks like without any context: what the reading of forms asks of a column's cells."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

from normalizers.categories import GRADES, WORDS
from normalizers.comparators import sign_of
from normalizers.levels import LEVEL1, LEVEL2, level1_class, level2_class
from normalizers.numerals import ARABIC
from normalizers.printing import LONGEST, tidy
from normalizers.reader import normalize
from normalizers.tables import compiled
from normalizers.units import read_unit

Look = Literal["blank", "sign", "unit", "number", "target", "date", "boolean", "grade", "state", "level", "placeholder", "words"]

_NUMBER = compiled(rf"[+-]?{ARABIC}")
_SIGN_WORDS = frozenset({"定性", "定量"})
_LEVEL = regex.compile(r"[\p{Han}()、]{1,14}指标(?:\(.{1,12}\))?")
_OF_KIND: dict[str, Look] = {"quantity": "target", "range": "target", "composite": "target", "date": "date", "boolean": "boolean"}


@lru_cache(maxsize=65536)
def look(text: str) -> Look:
    """What a cell's print looks like, from its characters alone; cheap (remembered by text), never raises.

    Args:
        text: the cell as printed, at any width and spacing.

    Returns:
        blank: nothing, a dash, a slash, 不适用, 无.
        sign: a comparator alone (≥, 大于等于), or 定性 and 定量, which stand in the same column.
        unit: a unit of the table alone (%, 万元, 人次, 元/人·月).
        number: a number alone (95, 1,200, -3.5), whatever it counts: a target without its unit, a weight, a score, an amount.
        target: a number with a sign, words or a unit (≥95%, 不低于5次, 3至5人), a range, or several facts in one cell.
        date: a day, a deadline or a period (12月31日前, 2024年6月, 全年).
        boolean: yes, no or the choice between them (是, 否, 是/否, 无事故).
        grade: a wording with an order (优, ≥良好, 合格, 较高, 满意).
        state: any other wording that a category names (及时, 有所提升, 全覆盖).
        level: a level's class (数量指标, 社会效益指标, 满意度).
        placeholder: a sign or unit that waits for its number (≥**人, XX人).
        words: everything else.
    """
    folded = tidy(text[: LONGEST + 1])
    if len(folded) > LONGEST:
        return "words"
    if folded in _SIGN_WORDS or sign_of(folded):
        return "sign"
    if _NUMBER.fullmatch(folded):
        return "number"
    unit = read_unit(folded) if folded else None
    if unit is not None and unit.name is not None and unit.length == len(folded):
        return "unit"
    return _level(folded) or _by_value(folded)


def _level(folded: str) -> Look | None:
    """A level's class as printed: a known class with 指标 behind it, or one of the classes' own labels and nothing else."""
    if folded in WORDS:
        return None
    if folded in LEVEL1 or folded in LEVEL2:
        return "level"
    known = _LEVEL.fullmatch(folded) and (level1_class(folded) or level2_class(folded))
    return "level" if known else None


def _by_value(folded: str) -> Look:
    value = normalize(folded)
    if value.kind == "qualitative":
        return "grade" if value.category in GRADES else "state"
    if value.kind == "missing":
        return "placeholder" if value.comparator or value.unit or value.rule in ("placeholder", "masked number") else "blank"
    return _OF_KIND.get(value.kind, "words")
