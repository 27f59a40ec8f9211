"""Moments: a printed day, month, quarter, half-year or year as its first and last day."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

import regex

from normalizers.numerals import chinese
from normalizers.tables import compiled
from normalizers.value import Precision


@dataclass(frozen=True, slots=True)
class Moment:
    """The days that a print covers. `edge` is "end" for 底 and 末 (then only the last day is meant), "start" for 初; without a year
    (none printed, no fiscal year known) `first` and `last` are None."""

    first: datetime.date | None
    last: datetime.date | None
    precision: Precision
    edge: str | None
    has_year: bool


_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[一二]?十[一二三四五六七八九]?|三十一?|二十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零0一二三四五六七八九]{3})"

MOMENT = (
    rf"(?:(?P<year{{n}}>{_YEAR})年(?:度(?!第))?+|(?P<relative{{n}}>本年度|本年|当年度|当年|今年|次年度|次年|明年|下年度|下一年度?|翌年))?+的?+"
    rf"(?:(?P<month{{n}}>{_MONTH})月份?+(?:(?P<day{{n}}>{_DAY})[日号])?+"
    r"|第?(?P<quarter{n}>[1-4一二三四])个?季度?|[Qq](?P<quarter_letter{n}>[1-4])(?!\d)|(?P<half{n}>[上下]半年度?)|(?P<whole{n}>全年度?|整年|年度?(?=[底末内终中初]))"
    r"|(?P<numeric{n}>(?:19|20)\d\d(?P<sign{n}>[./-])(?:1[0-2]|0?[1-9])(?:(?P=sign{n})(?:[12]\d|3[01]|0?[1-9]))?(?!\d|[./]\d)[日月]?+|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)))?+"
    r"(?P<edge{n}>底|末|终|初|上旬|中旬|下旬|(?<=年)中|(?<=年度)中)?+"
)
_RELATIVE = {"次": 1, "明": 1, "下": 1, "翌": 1}
_TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def pattern(name: str = "") -> str:
    """The pattern of a moment, its groups marked by a name so that two can stand in one pattern."""
    return MOMENT.replace("{n}", name)


def year_of(text: str | None) -> int | None:
    """A printed year in digits or characters (二〇二二)."""
    if not text:
        return None
    number = int(text) if text.isdecimal() else chinese(text.replace("0", "〇"))
    return None if number is None else int(number)


def small(text: str) -> int:
    """A month, day or quarter in digits or characters."""
    number = int(text) if text.isdecimal() else chinese(text)
    return 0 if number is None else int(number)


def moment(found: regex.Match[str], name: str, year: int | None) -> Moment | None:
    """The moment that a match of `pattern(name)` found; `year` is what a print without a year takes.

    None where nothing (or no real day) is printed.
    """
    group = {
        key: found[key + name]
        for key in ("year", "relative", "month", "day", "quarter", "quarter_letter", "half", "whole", "numeric", "edge")
    }
    if not any(group[key] for key in ("year", "relative", "month", "quarter", "quarter_letter", "half", "whole", "numeric")):
        return None
    printed = year_of(group["year"])
    if group["relative"] and year is not None:
        printed = year + _RELATIVE.get(group["relative"][0], 0)
    if group["numeric"]:
        return _numeric(group["numeric"], group["edge"])
    return _spelled(group, printed or year, printed is not None)


def _numeric(text: str, edge: str | None) -> Moment | None:
    if text.isdecimal():
        return _moment(int(text[:4]), int(text[4:6]), int(text[6:]), "day", edge, True)
    parts = [int(part) for part in regex.split(r"[./-]", text.rstrip("日月"))]
    if text[-1] == ("月" if len(parts) == 3 else "日"):
        return None
    if len(parts) == 3:
        return _moment(parts[0], parts[1], parts[2], "day", edge, True)
    return _moment(parts[0], parts[1], None, "month", edge, True)


def _spelled(group: dict[str, str | None], year: int | None, has_year: bool) -> Moment | None:
    edge = group["edge"]
    if edge in _TENTHS and not group["month"]:
        # 2024年中旬: a third of a month, and no month.
        return None
    if group["month"]:
        month = small(group["month"])
        if group["day"]:
            return _moment(year, month, small(group["day"]), "day", edge, has_year)
        return _moment(year, month, None, "month", edge, has_year)
    if quarter := group["quarter"] or group["quarter_letter"]:
        return _span(year, small(quarter) * 3 - 2, small(quarter) * 3, "quarter", edge, has_year)
    if group["half"]:
        return _span(year, 1, 6, "year", edge, has_year) if group["half"][0] == "上" else _span(year, 7, 12, "year", edge, has_year)
    if edge == "中":
        # The middle of a year is its half: 30 June.
        return _span(year, 1, 6, "year", "末", has_year)
    return _span(year, 1, 12, "year", edge, has_year)


def _moment(year: int | None, month: int, day: int | None, precision: Precision, edge: str | None, has_year: bool) -> Moment | None:
    if day is None:
        if edge in _TENTHS and year is not None:
            first, last = _TENTHS[edge]
            end = min(last, calendar.monthrange(year, month)[1])
            return Moment(datetime.date(year, month, first), datetime.date(year, month, end), precision, None, has_year)
        return _span(year, month, month, precision, edge, has_year)
    if edge is not None:
        return None
    if year is None:
        return Moment(None, None, precision, None, False) if 1 <= day <= calendar.monthrange(2000, month)[1] else None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    date = datetime.date(year, month, day)
    return Moment(date, date, precision, None, has_year)


def _span(year: int | None, start: int, end: int, precision: Precision, edge: str | None, has_year: bool) -> Moment | None:
    where = {"底": "end", "末": "end", "终": "end", "初": "start"}.get(edge or "")
    if year is None:
        return Moment(None, None, precision, where, False)
    if not 1 <= year <= 9999:
        return None
    return Moment(datetime.date(year, start, 1), datetime.date(year, end, calendar.monthrange(year, end)[1]), precision, where, has_year)


ANY = compiled(pattern())


_DIGIT = regex.compile(r"\d")
# What is printed like a date, its parts whatever they are; a month behind 个 is a duration, a day behind a month only.
_PRINTED = (
    regex.compile(r"(?<!\d)(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|份|底|末|初|[上中下]旬|前|之前|以前|$)"),
    regex.compile(r"(?<!\d)(?P<year>\d{4})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"),
    regex.compile(r"(?<!\d)(?P<year>\d{4})年(?P<month>(?!))?(?P<day>(?!))?"),
)


def no_such_date(text: str, fiscal_year: int | None) -> str | None:
    """What a (folded) text prints like a date and no calendar holds (2024年2月30日, 13月底, 9999年); None where every date exists."""
    if not _DIGIT.search(text):
        return None
    for shape in _PRINTED:
        for found in shape.finditer(text):
            year = int(found["year"] or fiscal_year or 2000)
            month, day = int(found["month"] or 1), int(found["day"] or 1)
            if not 1900 <= year < 2100 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
                return found[0]
    return None
