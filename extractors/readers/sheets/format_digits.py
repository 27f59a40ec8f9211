"""Digits under placeholders: 0 prints a digit always, # only where there is one, ? a space in its place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final

from extractors.readers.sheets.format_code import Piece, Section, Token
from extractors.readers.sheets.format_numerals import chinese

_EXACT: Final = Context(prec=700)
_MOST_DECIMALS: Final = 30
_MOST_DENOMINATOR: Final = 9_999


def digits_text(section: Section, value: Decimal) -> str:
    """A number that is not negative under placeholders, its literals where they stand among them."""
    tokens = list(section.tokens)
    percents = sum(token is Token.PERCENT for token, _ in tokens)
    thousands = _scaling_commas(tokens)
    point = next((at for at, (token, _) in enumerate(tokens) if token is Token.POINT), len(tokens))
    places = sum(token is Token.DIGIT for token, _ in tokens[point:])
    number = _rounded(value.scaleb(2 * percents - 3 * thousands, _EXACT), min(places, _MOST_DECIMALS))
    whole, _, decimals = format(number, "f").partition(".")
    grouped = _groups(tokens[:point])
    left = _whole(tokens[:point], "" if whole == "0" else whole, grouped, section.numerals)
    return left + _decimals(tokens[point:], decimals, section.numerals)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _digit_places(tokens: list[Piece]) -> list[int]:
    return [at for at, (token, _) in enumerate(tokens) if token is Token.DIGIT]


def _scaling_commas(tokens: list[Piece]) -> int:
    """How many commas follow the last digit before the point, or the last of all: each divides by a thousand."""
    point = next((at for at, (token, _) in enumerate(tokens) if token is Token.POINT), len(tokens))
    count = 0
    for part in (tokens[:point], tokens[point:]):
        places = _digit_places(part)
        for token, _ in part[places[-1] + 1 if places else len(part) :]:
            if token is not Token.COMMA:
                break
            count += 1
    return count


def _groups(tokens: list[Piece]) -> bool:
    """Whether a comma stands between two digits."""
    places = _digit_places(tokens)
    return bool(places) and any(token is Token.COMMA for token, _ in tokens[places[0] : places[-1]])


def _whole(tokens: list[Piece], digits: str, grouped: bool, numerals: int) -> str:
    """The part before the point: digits from the right into placeholders, what is left over before the first of them."""
    places = _digit_places(tokens)
    if numerals and places:
        return _numeral(tokens, digits or "0", places[0], numerals)
    out: list[str] = []
    left = len(digits)
    count = 0
    for at in range(len(tokens) - 1, -1, -1):
        token, text = tokens[at]
        if token is Token.DIGIT:
            take = digits[: left if left > 0 else 0] if at == places[0] else digits[left - 1 : left] if left > 0 else ""
            left -= len(take)
            printed = take or {"0": "0", "?": " "}.get(text, "")
            for char in reversed(printed):
                if grouped and count and count % 3 == 0 and char != " ":
                    out.append(",")
                out.append(char)
                count += 1
        elif token is Token.LITERAL or token is Token.PERCENT:
            out.extend(reversed(text))
    return "".join(reversed(out))


def _numeral(tokens: list[Piece], digits: str, first: int, numerals: int) -> str:
    whole = chinese(digits, numerals)
    return "".join(
        whole if at == first else text if token in (Token.LITERAL, Token.PERCENT) else "" for at, (token, text) in enumerate(tokens)
    )


def _decimals(tokens: list[Piece], digits: str, numerals: int) -> str:
    """The part from the point on."""
    significant = len(digits.rstrip("0"))
    out, at = [], 0
    for token, text in tokens:
        if token is Token.POINT:
            out.append(text)
        elif token is Token.DIGIT:
            if at < significant or text == "0":
                out.append(chinese(digits[at], numerals, grouped=False) if numerals else digits[at] if at < len(digits) else "0")
            elif text == "?":
                out.append(" ")
            at += 1
        elif token in (Token.LITERAL, Token.PERCENT):
            out.append(text)
    return "".join(out)


def exponent_text(section: Section, value: Decimal) -> str:
    """A number as a multiple of a power of ten; with several integer places the power is a multiple of their number."""
    at = next(at for at, (token, _) in enumerate(section.tokens) if token is Token.EXPONENT)
    mantissa, mark, rest = section.tokens[:at], section.tokens[at][1], section.tokens[at + 1 :]
    point = next((n for n, (token, _) in enumerate(mantissa) if token is Token.POINT), len(mantissa))
    whole = max(len(_digit_places(list(mantissa[:point]))), 1)
    places = len(_digit_places(list(mantissa[point:])))
    exponent = _exponent(value, whole)
    if value and _rounded(value.scaleb(-exponent, _EXACT), places) >= Decimal(10) ** whole:
        exponent += whole
    scaled = Section(tuple(mantissa), section.shape)
    power = Section(tuple(rest), section.shape)
    sign = "-" if exponent < 0 else "+" if mark.endswith("+") else ""
    return f"{digits_text(scaled, value.scaleb(-exponent, _EXACT))}E{sign}{digits_text(power, Decimal(abs(exponent)))}"


def _exponent(value: Decimal, whole: int) -> int:
    if not value:
        return 0
    magnitude = value.adjusted()
    return magnitude - magnitude % whole


def fraction_text(section: Section, value: Decimal) -> str:
    """A number as a fraction: of the denominator that is printed in the format, else the nearest with as many digits as it has places."""
    tokens = list(section.tokens)
    slash = next(at for at, (token, _) in enumerate(tokens) if token is Token.SLASH)
    before = _digit_places(tokens[:slash])
    gap = next((at for at in range(before[-1], before[0], -1) if tokens[at][0] is Token.LITERAL), -1) if before else -1
    below = "".join(text for token, text in tokens[slash + 1 :] if token in (Token.DIGIT, Token.LITERAL) and text.strip() in _BELOW)
    exact = Fraction(value)
    whole, rest = (exact.numerator // exact.denominator, exact % 1) if gap >= 0 else (0, exact)
    fixed = int(below) if below.strip("0").isdigit() and not below.startswith("0") else 0
    if fixed:
        numerator, denominator = _half_up(rest * fixed), fixed
    else:
        near = rest.limit_denominator(min(10 ** max(len(below), 1) - 1, _MOST_DENOMINATOR))
        numerator, denominator = near.numerator, near.denominator
    if gap >= 0 and numerator == denominator:
        whole, numerator, denominator = whole + 1, 0, fixed or 1
    if gap < 0:
        return f"{numerator}/{denominator}"
    if not numerator:
        return str(whole)
    return f"{whole} {numerator}/{denominator}" if whole else f"{numerator}/{denominator}"


def _half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


_BELOW: Final = frozenset("0123456789#?")
