"""Dates as targets: deadlines (12月31日前), single days, periods (2022年6月-12月), and what recurs (每年12月底前, kept as text)."""

from __future__ import annotations

import datetime

import regex

from normalizers.comparators import sign_of
from normalizers.moments import Moment, moment, pattern, year_of
from normalizers.notes import Note
from normalizers.rules import Rule
from normalizers.scope import Scope
from normalizers.tables import compiled
from normalizers.unit_table import is_bare_unit
from normalizers.value import Comparator, Precision, Value
from normalizers.words import holds_figure, is_done, is_name

_WORDS = r"[\p{Han}“”\"、（）()]"
_BEFORE = r"(?P<before>不迟于|不晚于|不得迟于|不得晚于|最迟(?:于)?|最晚(?:于)?|截至|截止到?|早于|晚于|不早于|自|从|≤|≥|<=|>=|<|>|=|》|《)?+"
_AFTER = r"(?P<after>日?(?:及?以前|之前|前)|日?(?:及?以后|之后|后)|之内|以内|内|止|为止|起|开始|期间|中(?![上中下]?旬))?+"
_SEPARATOR = r"(?:-|~++|—{1,2}+|至|到)"


def _around(lead: str | None, tail: str | None, *, bound: bool) -> bool:
    """Whether the words around a date are all accounted for: a name in front; behind a bound what is to be done by then, behind a
    bare period only that it was done (2022年12月完成)."""
    lead, clause = (lead or "").rstrip(":"), (tail or "").startswith(",")
    tail = (tail or "").strip(",:。.;")
    if lead and (not is_name(lead) or is_bare_unit(lead)):
        return False
    return not tail or is_done(tail) or (bound and not clause and is_name(tail) and not holds_figure(tail))


def deadline(found: regex.Match[str], scope: Scope) -> Value | None:
    """The value of a single moment with the words around it."""
    if not _around(found["lead"], found["tail"], bound=bool(found["after"])):
        return None
    at = moment(found, "", scope.fiscal_year)
    if at is None:
        return None
    return _dated(at, found["before"], found["after"], scope, "date")


def _dated(at: Moment, before: str | None, after: str | None, scope: Scope, rule: str) -> Value | None:
    comparator = _comparator(at, before, after)
    if before and after and sign_of(before) not in (None, comparator):
        # >2022年9月前 says two things.
        return None
    if comparator is None:
        comparator = scope.sign
    elif scope.sign is not None and scope.sign != comparator and after is None:
        return None
    notes = scope.notes
    if at.first is None or at.last is None:
        notes += (Note.of("value.year-missing"),)
    if comparator is None or comparator in ("eq", "approx", "between"):
        return _standing(at, comparator, notes, rule)
    date = at.last if comparator in ("le", "gt") or at.edge == "end" else at.first
    return _value(comparator, date, None, at.precision, notes, rule)


def _standing(at: Moment, comparator: Comparator | None, notes: tuple[Note, ...], rule: str) -> Value:
    """A moment without a bound: a day, an edge (12月底), or the whole period between its two ends."""
    if at.precision == "day" or at.edge is not None:
        return _value(
            None if comparator == "between" else comparator, at.first if at.edge == "start" else at.last, None, at.precision, notes, rule
        )
    return _value("between", at.first, at.last, at.precision, notes, rule)


def _value(
    comparator: Comparator | None,
    first: datetime.date | None,
    last: datetime.date | None,
    precision: Precision,
    notes: tuple[Note, ...],
    rule: str,
) -> Value:
    return Value("date", comparator, date=first, date_upper=last, date_precision=precision, rule=rule, notes=notes)


_LATEST = ("不迟于", "不晚于", "不得迟于", "不得晚于", "最迟", "最晚", "最迟于", "最晚于", "截至", "截止", "截止到")


def _comparator(at: Moment, before: str | None, after: str | None) -> Comparator | None:
    if after is not None and after.endswith("前"):
        # 9月前 ends before September begins; 9月底前 and 12月31日前 end with that day.
        if before in ("早于", "<"):
            return "lt"
        return "le" if at.precision == "day" or at.edge == "end" or before in _LATEST else "lt"
    if after is not None and after.endswith("后"):
        return "gt"
    if after in ("起", "开始"):
        return "ge"
    if after in ("内", "之内", "以内", "止", "为止", "中"):
        return "le"
    if before is None:
        return None
    if before in _LATEST:
        return "le"
    return {"早于": "lt", "晚于": "gt", "不早于": "ge", "自": "ge", "从": "ge"}.get(before) or sign_of(before)  # type: ignore[return-value]  # the map's values are comparators


def period(found: regex.Match[str], scope: Scope) -> Value | None:
    """Both ends of a period: `2022年6月-12月`; a missing year is the other end's, else the fiscal year."""
    if not _around(found["lead"], found["tail"], bound=False):
        return None
    groups = found.groupdict()
    known = year_of(groups.get("year1")) or _numeric_year(groups.get("numeric1")) or None
    end = moment(found, "2", known or scope.fiscal_year)
    start = moment(found, "1", known or (end.last.year if end and end.last and end.has_year else scope.fiscal_year))
    if start is None or end is None or (_ORDER.index(start.precision) < _ORDER.index(end.precision) and not end.has_year):
        # 2022年-12月 says a year up to a month.
        return None
    return _between(start, end, scope, "period")


_ORDER: tuple[Precision, ...] = ("year", "quarter", "month", "day")


def _numeric_year(text: str | None) -> int | None:
    return int(text[:4]) if text else None


def _between(start: Moment, end: Moment, scope: Scope, rule: str) -> Value | None:
    precision = max(start.precision, end.precision, key=_ORDER.index)
    if start.first is None or start.last is None or end.first is None or end.last is None:
        return _value("between", None, None, precision, (*scope.notes, Note.of("value.year-missing")), rule)
    if start.first > end.last:
        return None
    first, last = (start.last if start.edge == "end" else start.first), (end.first if end.edge == "start" else end.last)
    if first > last:
        return None
    return _value("between", first, last, precision, scope.notes, rule)


def _months(found: regex.Match[str], scope: Scope) -> Value | None:
    """`1-12月`, `2022年6-9月`, `2022-2025年`, `一至三季度`, `6月1-15日`."""
    if not _around(found["lead"], found["tail"], bound=False):
        return None
    if found["first"] and found["first"] != found["unit"][: len(found["first"])]:
        # 1日-12月: two units are two things.
        return None
    start = _piece(found, found["start"], scope)
    end = _piece(found, found["end"], scope)
    return None if start is None or end is None else _between(start, end, scope, "period of one unit")


_PIECE = compiled(pattern())


def _piece(found: regex.Match[str], number: str, scope: Scope) -> Moment | None:
    whole = f"{found['prefix'] or ''}{number}{found['unit']}"
    match = _PIECE.fullmatch(whole)
    return match and moment(match, "", scope.fiscal_year)


def _three_quarters(found: regex.Match[str], scope: Scope) -> Value | None:
    year = year_of(found["year"]) or scope.fiscal_year
    month = {"两": 6, "二": 6, "三": 9, "2": 6, "3": 9}[found["count"]]
    if year is None:
        return _value("between", None, None, "quarter", (*scope.notes, Note.of("value.year-missing")), "first quarters")
    last = datetime.date(year, month, 30)
    return _value("between", datetime.date(year, 1, 1), last, "quarter", scope.notes, "first quarters")


def _school_year(found: regex.Match[str], scope: Scope) -> Value | None:
    """A school year begins on 1 September and ends on 31 August of the next year."""
    year = int(found["year"])
    if int(found["next"]) != year + 1:
        return None
    return _value("between", datetime.date(year, 9, 1), datetime.date(year + 1, 8, 31), "year", scope.notes, "school year")


def _figures(found: regex.Match[str], scope: Scope) -> Value | None:
    text = f"{found['lead']}{found['month']}月{found['day']}日前{found['tail']}"
    match = _SINGLE.fullmatch(text)
    return deadline(match, scope) if match else None


def recurring(found: regex.Match[str], scope: Scope) -> Value | None:
    """What comes back every year, quarter or month has no one date: text, and known to be so."""
    return Value("text", rule="recurring", notes=(Note.of("value.text", why="recurring"),))


_LEAD = rf"(?P<lead>{_WORDS}{{0,20}}?[,:：]?)(?:于|在|至|到|力争|确保|计划|预计|争取|拟)?+{_BEFORE}(?:于|在)?+"
_TAIL = rf"(?P<tail>[,:]?{_WORDS}{{0,24}}+)[。.;,]?+"

_SINGLE = compiled(_LEAD + pattern() + r"(?:\([^()\d]{0,10}\))?+" + _AFTER + _TAIL)

RULES: tuple[Rule, ...] = (
    Rule(
        "period of one unit",
        compiled(
            rf"(?P<lead>{_WORDS}{{0,12}}?:?)(?P<prefix>(?:(?:19|20)\d\d年度?)?(?:\d{{1,2}}月)?第?)(?P<start>\d{{1,4}}|[一二三四])(?P<first>月|年|日|季度)?{_SEPARATOR}第?(?P<end>\d{{1,4}}|[一二三四])"
            rf"(?P<unit>月份?|年度?|日|季度)(?:期间|底|末)?+{_TAIL}"
        ),
        _months,
        (
            ("1-12月", "date between 2022-01-01 2022-12-31 month"),
            ("2022—2025年", "date between 2022-01-01 2025-12-31 year"),
            ("2022年6-9月", "date between 2022-06-01 2022-09-30 month"),
            ("一至三季度", "date between 2022-01-01 2022-09-30 quarter"),
            ("2022年6月-12月", "date between 2022-06-01 2022-12-31 month"),
        ),
    ),
    Rule(
        "period",
        compiled(rf"(?P<lead>{_WORDS}{{0,12}}?:?)(?:从|自)?+{pattern('1')}(?:起|开始)?+{_SEPARATOR}{pattern('2')}(?:止|期间|内)?+{_TAIL}"),
        period,
        (
            ("2023.07-2024.01", "date between 2023-07-01 2024-01-31 month"),
            ("2022年1月1日至2022年12月31日", "date between 2022-01-01 2022-12-31 day"),
            ("2022年6月至2023年5月", "date between 2022-06-01 2023-05-31 month"),
            ("2022年第一季度至第三季度", "date between 2022-01-01 2022-09-30 quarter"),
        ),
    ),
    Rule(
        "month and day in figures",
        compiled(rf"(?P<lead>{_WORDS}{{0,12}}?)(?P<month>1[0-2]|[1-9])\.(?P<day>[12]\d|3[01]|0?[1-9])日?(?:之前|以前|前){_TAIL}"),
        _figures,
        (("12.31前", "date le 2022-12-31 day"), ("6.30前完成", "date le 2022-06-30 day")),
    ),
    Rule(
        "first quarters",
        compiled(r"(?:(?P<year>(?:19|20)\d\d)年)?+前(?P<count>[两二三23])个?季度"),
        _three_quarters,
        (("前三季度", "date between 2022-01-01 2022-09-30 quarter"),),
    ),
    Rule(
        "school year",
        compiled(r"(?P<year>(?:19|20)\d\d)(?:-|—|~|至|/)(?P<next>(?:19|20)\d\d)学年度?"),
        _school_year,
        (("2023-2024学年", "date between 2023-09-01 2024-08-31 year"),),
    ),
    Rule(
        "date",
        _SINGLE,
        deadline,
        (
            ("2022年9月前", "date lt 2022-09-01 month"),
            ("9月底前", "date le 2022-09-30 month"),
            ("12月31日前", "date le 2022-12-31 day"),
            ("2021年11月30日前完成", "date le 2021-11-30 day"),
            ("年底前", "date le 2022-12-31 year"),
            ("第三季度前", "date lt 2022-07-01 quarter"),
            ("不迟于12月", "date le 2022-12-31 month"),
            ("上半年", "date between 2022-01-01 2022-06-30 year"),
            ("2022.12.31前", "date le 2022-12-31 day"),
            ("二〇二二年十月底前", "date le 2022-10-31 month"),
            ("12月底", "date 2022-12-31 month"),
        ),
    ),
)

_EVERY = (
    r"(?:每个?(?:年|月|季度?|周|半年|学期|日|天|旬|工作日)|次月|次季|当月|当季|逐月|逐季|按月|按季度?|各季度|各月|下月|月(?=底|末|初|中)|"
    r"季(?=末)|学期末|年中(?=和)|季度末)"
)
RECURRING = Rule(
    "recurring",
    compiled(rf"[\p{{Han}}]{{0,10}}?{_EVERY}[^≥≤><=%；;]{{0,30}}+"),
    recurring,
    (("每年12月底前", "text"), ("每月10日前发放", "text"), ("次月15日前", "text"), ("每季度末", "text")),
    frozenset("每次当逐按各下月季学年"),
)
