"""What a cell shows: its stored value under its number format, as Excel in a Chinese locale prints it.

    value, code ──sections──> Shown(text, same)

A stored number is a Decimal made of the digits in the file; it is rounded to the fifteen digits that a spreadsheet keeps before
anything else, so that the residue of binary floating point is never print. General prints integers and amounts in full up to
fifteen digits: Excel turns to powers of ten at twelve, where WPS and LibreOffice go on printing the digits that the file holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from extractors.readers.sheets.format_code import Section, Shape, Token, sections_of
from extractors.readers.sheets.format_date import date_text
from extractors.readers.sheets.format_digits import digits_text, exponent_text, fraction_text
from extractors.readers.sheets.format_numerals import chinese

DIGITS: Final = 15
"""Significant digits of a number in a spreadsheet (IEEE 754 doubles, cut by Excel on entry and on display)."""
_KEPT: Final = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_WIDE: Final = 11  # characters that General gives to a number with decimals
_DANGLING: Final = re.compile(r"(?<=\d)\.(?!\d)|^\.$")
"""The point of `#.##` behind an integer: Excel prints 12., which says no more than 12."""
_SIMPLE: Final = re.compile(r"(#,##)?0(?:\.(0{1,6}))?(%?)")
_MOST_SIMPLE: Final = 8  # decimal places before the first digit of a number to which this applies
_STEPS: Final = tuple(Decimal(1).scaleb(-places) for places in range(7))
LARGEST: Final = 320  # digits before the point: nothing a double holds has more, and a file that says so is hostile


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell prints. `same`: a person who sees the text reads the stored value; else it is rounded, or the format adds words."""

    text: str
    same: bool = True


def shown(value: Decimal, code: str, *, epoch_1904: bool = False) -> Shown:
    """What a number prints under a format.

    Args:
        value: the digits of the file.
        code: the format, such as `0.00%`; "" is General.
        epoch_1904: whether days count from 1904 (old Macintosh workbooks) instead of 1900.
    """
    if not value.is_finite() or value.adjusted() > LARGEST:
        return Shown(str(value))
    kept = _KEPT.plus(value)
    if (simple := _SIMPLE.fullmatch(code)) and -_MOST_SIMPLE < kept.adjusted() < DIGITS:
        return _simply(kept, *simple.groups())
    section, signed = _choose(sections_of(code), kept)
    if section is None:
        return Shown(general(kept))
    text = None if kept < 0 and section.shape is Shape.DATE else _text(section, abs(kept), epoch_1904)
    if text is None:  # no day of the calendar
        return Shown(general(kept))
    negative = signed and kept < 0 and any(c in text for c in "123456789一二三四五六七八九壹贰叁肆伍陆柒捌玖")  # no minus before 0
    same = not section.says and (section.shape is Shape.DATE or _says(text, section) == abs(kept))
    return Shown(f"-{text}" if negative else text, same or (not kept and not section.says and not any(map(str.isdecimal, text))))


def _simply(value: Decimal, grouped: str | None, decimals: str | None, percent: str) -> Shown:
    """The commonest formats (0, 0.00, #,##0.00, 0%) at once; what they print is what the sections would."""
    scaled = value.scaleb(2) if percent else value
    rounded = scaled.quantize(_STEPS[len(decimals or "")], ROUND_HALF_UP)
    text = format(rounded, ",f") if grouped else format(rounded, "f")
    return Shown((text if rounded else text.lstrip("-")) + percent, rounded == scaled)


def shown_text(text: str, code: str) -> str:
    """What a text prints under a format: itself, but where the format has a section for texts."""
    sections = sections_of(code)
    own = sections[3] if len(sections) == 4 else next((s for s in sections[-1:] if s.shape is Shape.TEXT), None)
    if own is None:
        return text
    return "".join(text if token is Token.TEXT else piece for token, piece in own.tokens if token in (Token.TEXT, Token.LITERAL))


def is_date(code: str) -> bool:
    """Whether a format prints positive numbers as days or times."""
    return sections_of(code)[0].shape is Shape.DATE


def general(value: Decimal) -> str:
    """A number as General prints it: up to eleven characters with decimals, integers up to fifteen digits."""
    if not value:
        return "0"
    magnitude = value.adjusted()
    if magnitude >= DIGITS:
        return _scientific(value)
    if magnitude >= _WIDE - 1:
        return _plain(_rounded(value, max(DIGITS - 1 - magnitude, 0)) if magnitude >= _WIDE else _rounded(value, 0))
    if magnitude >= 0:
        return _plain(_rounded(value, _WIDE - 2 - magnitude))
    if magnitude >= -4:
        return _plain(_rounded(value, _WIDE - 2))
    text = _plain(value)
    return text if len(text.lstrip("-")) <= _WIDE else _scientific(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(value: Decimal) -> str:
    digits = Context(prec=6, rounding=ROUND_HALF_UP).plus(value)
    exponent = digits.adjusted()
    sign = "+" if exponent >= 0 else "-"
    return f"{_plain(digits.scaleb(-exponent))}E{sign}{abs(exponent):02d}"


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether a minus is still to be printed before it."""
    numbers = sections[:3]
    if len(numbers) > 1 and numbers[-1].shape is Shape.TEXT:  # the last section is that of texts
        numbers = numbers[:-1]
    if any(section.condition for section in numbers):
        return _by_condition(numbers, value)
    if len(numbers) == 1:
        return numbers[0], True
    if value < 0:
        return numbers[1], False
    return numbers[2 if len(numbers) > 2 and not value else 0], False


def _by_condition(numbers: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    for at, section in enumerate(numbers):
        if section.condition is not None:
            operator, bound = section.condition
            if _holds(operator, value, bound):
                return section, not (operator in ("<", "<=") and bound <= 0 and at <= 1)
        elif at == len(numbers) - 1 or (at == 1 and value < 0):
            return section, at != 1 or len(numbers) > 2
        elif at == 0 and value > 0:
            return section, True
    return None, True


def _holds(operator: str, value: Decimal, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[operator]


def _text(section: Section, value: Decimal, epoch_1904: bool) -> str | None:
    """The print of a number without its sign; None where it is no day of the calendar."""
    if section.shape is Shape.DATE:
        return date_text(section, value, epoch_1904)
    if section.shape in (Shape.GENERAL, Shape.TEXT):
        whole = general(value)
        whole = chinese(whole, section.numerals) if section.numerals else whole
        return "".join(whole if token in (Token.GENERAL, Token.TEXT) else text for token, text in section.tokens).strip()
    if section.shape is Shape.EMPTY:
        return "".join(text for token, text in section.tokens).strip()
    makers = {Shape.NUMBER: digits_text, Shape.EXPONENT: exponent_text, Shape.FRACTION: fraction_text}
    return _DANGLING.sub("", makers[section.shape](section, value)).strip()


def _says(text: str, section: Section) -> Decimal | None:
    """The number that a text without words says to a person; None where it says none."""
    digits = "".join(c for c in text if c in "0123456789.")
    if section.shape in (Shape.FRACTION, Shape.EXPONENT) or section.numerals or not digits.strip("."):
        return None
    if digits.count(".") > 1 or "E" in text:
        return None
    scale = sum(token is Token.PERCENT for token, _ in section.tokens)
    return Decimal(digits).scaleb(-2 * scale)
