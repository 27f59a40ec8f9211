"""Periods of a spending plan: 3月底, 第一季度, 上半年."""

from __future__ import annotations

from functools import lru_cache

import regex

from normalizers.text import fold

_PERIOD = regex.compile(
    r"(?:截至|截止|到)?(?:20\d\d年)?(?:1?\d月(?:份|底|末)?(?:[-~－—至到]1?\d月(?:份|底|末)?)?(?:\d{1,2}日)?|第?[一二三四1-4]季度|[上下]半年|年中|年底|全年|年末)"
    r"(?:底|末)?(?:前|止|累计)?(?:\(%\))?"
)

PART_OF_YEAR = regex.compile(r"\d{1,2}月|季度|[上下]半年")
"""What a heading prints that reports results up to a day within the year."""
_DATE = regex.compile(r"20\d\d年1?\d月(?:\d{1,2}日)?")  # 2016年3月 answers 开始时间


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    """Whether a label names a period of a year: 3月底, 第一季度, 上半年."""
    return len(text) <= 24 and not _DATE.fullmatch(fold(text)) and _PERIOD.fullmatch(fold(text).rstrip(":")) is not None
