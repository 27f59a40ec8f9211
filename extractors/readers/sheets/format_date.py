"""Days and times under a format: serial numbers of either epoch to print."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

from extractors.readers.sheets.format_code import Piece, Section, Token
from extractors.readers.sheets.format_numerals import chinese

_DAY: Final = 86_400
_LAST: Final = 2_958_466  # the day after 9999-12-31 in the epoch of 1900
_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK: Final = "一二三四五六日"
_EXACT: Final = Context(prec=60)


class _Moment(NamedTuple):
    """A day and a time. `day` is 0 and 29 February 1900 exists where Excel says so, so a date object cannot hold it."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: int
    parts: int  # of a second, in the unit that the format prints
    whole: int  # days of the serial number


def date_text(section: Section, serial: Decimal, epoch_1904: bool) -> str | None:
    """What a serial number prints as a day or a time; None where it is no day of the calendar.

    Args:
        section: a section of date tokens.
        serial: days since the epoch, the time as a fraction of a day, not negative.
        epoch_1904: whether the epoch is that of 1904.
    """
    tokens = _minutes(section.tokens)
    finest = max((len(text) - 1 for token, text in tokens if token is Token.DATE and text.startswith(".")), default=0)
    moment = _moment(serial, epoch_1904, finest)
    if moment is None:
        return None
    halves = any(token is Token.DATE and text.upper() in _HALVES for token, text in tokens)
    out = []
    for token, text in tokens:
        if token is Token.DATE:
            out.append(_piece(text, moment, halves, finest, section))
        elif token in (Token.LITERAL, Token.SLASH, Token.COMMA, Token.POINT) or token is Token.DIGIT:
            out.append(text)
    return "".join(out).strip()


_HALVES: Final = {"AM/PM": ("AM", "PM"), "A/P": ("A", "P"), "上午/下午": ("上午", "下午")}


def _moment(serial: Decimal, epoch_1904: bool, finest: int) -> _Moment | None:
    """The moment of a serial number, rounded to the finest unit that is printed; None beyond the calendar."""
    unit = 10**finest
    ticks = int((serial * _DAY * unit).quantize(Decimal(1), ROUND_HALF_UP, _EXACT)) if serial < _LAST else _LAST * _DAY * unit
    whole, rest = divmod(ticks, _DAY * unit)
    if whole + (1462 if epoch_1904 else 0) >= _LAST:
        return None
    seconds, parts = divmod(rest, unit)
    if epoch_1904:
        day = _EPOCH_1904 + timedelta(whole)
    elif whole == 0:  # Excel prints the day before 1 January 1900 as its day 0
        return _Moment(1900, 1, 0, 5, seconds, parts, whole)
    elif whole == 60:  # and a leap day that never was
        return _Moment(1900, 2, 29, 2, seconds, parts, whole)
    else:
        day = _EPOCH_1900 + timedelta(whole + (whole < 60))
    weekday = (whole + 5) % 7 if not epoch_1904 else day.weekday()
    return _Moment(day.year, day.month, day.day, weekday, seconds, parts, whole)


def _minutes(tokens: tuple[Piece, ...]) -> list[Piece]:
    """The tokens with m for minutes as n: behind hours or before seconds."""
    out = list(tokens)
    dates = [at for at, (token, text) in enumerate(out) if token is Token.DATE and not text.startswith(".") and text.upper() not in _HALVES]
    for order, at in enumerate(dates):
        text = out[at][1]
        if text.startswith("m") and len(text) <= 2:
            before = out[dates[order - 1]][1] if order else ""
            after = out[dates[order + 1]][1] if order + 1 < len(dates) else ""
            if before.lstrip("[").startswith("h") or after.lstrip("[").startswith("s"):
                out[at] = Token.DATE, "n" * len(text)
    return out


def _piece(text: str, moment: _Moment, halves: bool, finest: int, section: Section) -> str:
    """What one token prints."""
    numerals = section.numerals
    if text.upper() in _HALVES:
        return _HALVES["上午/下午" if section.chinese else text.upper()][moment.seconds >= _DAY // 2]
    if text.startswith("["):
        return _elapsed(text[1:-1], moment)
    if text.startswith("."):
        return f".{moment.parts:0{finest}d}"[: len(text)]
    letter, width = text[0], len(text)
    if letter in "yegb":
        return _year(moment.year, letter, width, numerals)
    if letter == "m":
        return _month(moment.month, width, section)
    if letter in "da":
        return _day(moment, letter, width, section)
    return _clock(letter, width, moment, halves, numerals)


def _year(year: int, letter: str, width: int, numerals: int) -> str:
    if letter == "g":
        return ""
    if letter == "b":
        year += 543
    text = str(year) if width > 2 or letter == "e" else f"{year % 100:02d}"
    return chinese(text, numerals, grouped=False) if numerals else text


def _month(month: int, width: int, section: Section) -> str:
    if width >= 3 and section.chinese:
        return f"{chinese(str(month), 1)}月".replace("一十", "十")
    if width >= 3:
        name = _MONTHS[month - 1]
        return name[0] if width == 5 else name[:3] if width == 3 else name
    return _number(month, width, section.numerals)


def _day(moment: _Moment, letter: str, width: int, section: Section) -> str:
    if letter == "a" or (section.chinese and width >= 3):
        return _WEEK[moment.weekday] if width == 3 else f"星期{_WEEK[moment.weekday]}"
    if width >= 3:
        name = _DAYS[moment.weekday]
        return name[:3] if width == 3 else name
    return _number(moment.day, width, section.numerals)


def _clock(letter: str, width: int, moment: _Moment, halves: bool, numerals: int) -> str:
    hours, rest = divmod(moment.seconds, 3600)
    if halves:
        hours = hours % 12 or 12
    return _number({"h": hours, "n": rest // 60, "s": rest % 60}[letter], width, numerals)


def _number(value: int, width: int, numerals: int) -> str:
    if numerals:
        said = chinese(str(value), numerals)
        return said.removeprefix("一") if said.startswith("一十") else said
    return f"{value:02d}" if width >= 2 else str(value)


def _elapsed(letters: str, moment: _Moment) -> str:
    total = moment.whole * _DAY + moment.seconds
    count = {"h": total // 3600, "m": total // 60, "n": total // 60, "s": total}[letters[0]]
    return f"{count:0{len(letters)}d}"
