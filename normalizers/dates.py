"""Dates and periods outside of targets: labels of spending plans, the fiscal year of a title."""

from __future__ import annotations

import datetime

import regex

from normalizers.deadlines import RULES
from normalizers.moments import ANY, moment, year_of
from normalizers.printing import tidy
from normalizers.scope import Scope
from normalizers.value import Context


def period_end(label: str, fiscal_year: int | None) -> datetime.date | None:
    """The last day that a spending plan's label names (`3月底` of 2022 is 2022-03-31); None where it names none, or has no year."""
    text = tidy(label[:200])
    scope = Scope(Context(fiscal_year=fiscal_year))
    for rule in RULES:
        if (found := rule.pattern.fullmatch(text)) and (value := rule.produce(found, scope)):
            return value.date_upper or (None if value.comparator == "lt" else value.date) or _last(text, fiscal_year)
    return _last(text, fiscal_year)


def _last(text: str, fiscal_year: int | None) -> datetime.date | None:
    """The last day of the last moment in a label with other words (`截至6月底支出进度（%）`)."""
    end = None
    for found in ANY.finditer(text):
        at = moment(found, "", fiscal_year) if found[0] else None
        if at is not None:
            end = at.last
    return end


_YEARS = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)|(?P<characters>二[〇○零Oo0][〇○零一二三四五六七八九]{2})(?=年)")
_SPAN = regex.compile(r"(?:19|20)\d\d年?度?(?:-|—|~|至|到|、|/)(?:19|20)?\d\d年")
_WITH_NIAN = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=年)|(?P<characters>二[〇○零Oo0][〇○零一二三四五六七八九]{2})(?=年)")


def fiscal_year(text: str) -> int | None:
    """The one year that a title names (`（ 2023 年度）`); None where it names none, or several (2023-2025年)."""
    folded = regex.sub(r"(?<=\d) (?=\d)", "", tidy(text[:500]))
    if _SPAN.search(folded):
        return None
    for pattern in (_WITH_NIAN, _YEARS):
        years = {year_of(_zeros(found[0])) for found in pattern.finditer(folded)} - {None}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _zeros(text: str) -> str:
    return text if text.isdecimal() else text.replace("O", "〇").replace("o", "〇")
