"""A value as a form would print it, such that reading the print gives the value again."""

from __future__ import annotations

import datetime
from decimal import Decimal

from normalizers.categories import GRADES, LABELS
from normalizers.value import Comparator, Precision, Value, plain

SYMBOLS: dict[Comparator, str] = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "=", "approx": "约"}
_CHANGE = {"increase": "提高", "decrease": "下降"}
_BOOLEAN = {"yes_no": "是/否", "yes": "是", "no": "否"}
# Labels that print their comparator themselves.
_COMPARED = {
    ("within_budget", "le"): "不超预算",
    ("not_decreasing", "ge"): "不低于上年",
    ("not_increasing", "le"): "不高于上年",
    ("increase", "gt"): "高于上年",
    ("decrease", "lt"): "低于上年",
}


def printed_value(value: Value) -> str | None:
    """The print of a value (`≥90%`, `2022年9月底前`, `及时`); None for text and for what has no print (a date without a year)."""
    sign = SYMBOLS.get(value.comparator, "") if value.comparator else ""
    if value.kind == "quantity" and value.value is not None:
        # A fall that is printed with its minus is a rate of growth: 增速-3.2%.
        change = "增速" if value.category and value.value < 0 else _CHANGE.get(value.category or "", "")
        return change + sign + _number(value.value, value.unit)
    if value.kind == "range" and value.value is not None and value.value_upper is not None:
        ends = _number(value.value, value.unit), _number(value.value_upper, value.unit)
        return _CHANGE.get(value.category or "", "") + "~".join(ends)
    if value.kind == "date":
        return _date(value, sign)
    if value.kind == "boolean":
        return _BOOLEAN.get(value.category or "")
    if value.kind == "qualitative" and value.category:
        return (
            _COMPARED.get((value.category, value.comparator or "")) or (sign if value.category in GRADES else "") + LABELS[value.category]
        )
    if value.kind == "missing":
        return (sign + "**" + value.unit) if value.unit else sign + "**" if sign else "/"
    if value.kind == "composite":
        return _parts(value)
    return None


def _number(number: Decimal, unit: str | None) -> str:
    if unit == "年" and number == number.to_integral_value() and 1900 <= number < 2100:
        unit = "周年"
    if unit == "季度":
        unit = "个季度"
    return plain(number) + (unit or "")


def _parts(value: Value) -> str | None:
    prints = []
    for part in value.parts:
        text = printed_value(part.value)
        if text is None:
            return None
        prints.append(f"{part.label}:{text}" if part.label else text)
    return "；".join(prints)


def _date(value: Value, sign: str) -> str | None:
    first, last, precision = value.date, value.date_upper, value.date_precision
    if first is None or precision is None:
        return None
    if value.comparator == "between" and last is not None:
        if precision == "year" and first.year == last.year and (first.month, last.month) in ((1, 6), (7, 12)):
            return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
        start, end = _named(first, precision, ends=False), _named(last, precision, ends=True)
        if start is None or end is None:
            return None
        return start if start == end and precision != "day" else f"{start}至{end}"
    if precision == "day":
        return sign + _day(first)
    if value.comparator in (None, "eq", "approx"):
        edge = _named(first, precision, ends=True)
        return sign + edge + "底" if edge else None
    whole = _named(first, precision, ends=value.comparator in ("le", "gt"))
    return sign + whole if whole else None


def _day(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _named(date: datetime.date, precision: Precision, *, ends: bool) -> str | None:
    """The period of a precision that begins (or ends) on a day; None where none does."""
    edge = date + datetime.timedelta(days=1) if ends and date < datetime.date.max else date
    if precision == "day":
        return _day(date)
    if edge.day != 1:
        return None
    if precision == "month":
        return f"{date.year}年{date.month}月"
    if precision == "quarter":
        return f"{date.year}年第{(date.month + 2) // 3}季度" if edge.month in (1, 4, 7, 10) else None
    if edge.month == 1:
        return f"{date.year}年"
    return f"{date.year}年{'上' if ends else '下'}半年" if edge.month == 7 else None
