"""Numbers as Word's list formats print them (ECMA-376 part 1, 17.18.59 ST_NumberFormat).

printed(12, "chineseCountingThousand") == "十二"      printed(3, "decimalEnclosedCircle") == "③"
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST: Final = 999_999_999
_LONGEST_LETTERS: Final = 30


def printed(value: int, number_format: str) -> str:
    """A count from 0 as the format prints it; decimal where the format is unknown or has no sign for the number."""
    if not 0 <= value <= _MOST:
        return str(value)
    return _FORMATS.get(number_format, str)(value) or str(value)


def _letters(value: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    turn, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (turn + 1) if value > 0 and turn < _LONGEST_LETTERS else ""


def _roman(value: int) -> str:
    if value >= 4000:
        return ""
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (value // worth)
        value %= worth
    return out


def _grouped(value: int, digits: str, units: tuple[str, str, str], *, bare_ten: bool) -> str:
    """一千零二十三: units between the digits, one zero for a gap; `bare_ten`: ten to nineteen lose their 一."""
    if value == 0:
        return digits[0]
    out = ""
    for size, name in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        part, value = divmod(value, size)
        if part:
            gap = bool(out) and part < 1000
            out += (digits[0] if gap else "") + _below_ten_thousand(part, digits, units) + name
    return out[1:] if bare_ten and out.startswith(digits[1] + units[0]) else out


def _below_ten_thousand(value: int, digits: str, units: tuple[str, str, str]) -> str:
    out, gap = "", False
    for size, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + unit
        gap = digit == 0
    return out


def _counting(value: int) -> str:
    """十一, 二十, 九十九; from a hundred on digit by digit: 一〇〇."""
    return _counting_thousand(value) if value < 100 else _spelled(value)


def _counting_thousand(value: int) -> str:
    return _grouped(value, "零" + _DIGITS[1:] if value else _DIGITS, ("十", "百", "千"), bare_ten=True)


def _legal(value: int) -> str:
    return _grouped(value, _LEGAL, ("拾", "佰", "仟"), bare_ten=False)


def _spelled(value: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(value))


def _from(start: str, most: int, zero: str = "") -> Callable[[int], str]:
    """Signs that stand one after the other in Unicode, from 1 to `most`."""
    return lambda value: chr(ord(start) + value - 1) if 1 <= value <= most else (zero if value == 0 else "")


def _circled(value: int) -> str:
    for first, sign, last in ((1, "①", 20), (21, "㉑", 35), (36, "㊱", 50)):
        if first <= value <= last:
            return chr(ord(sign) + value - first)
    return "⓪" if value == 0 else ""


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 1 <= value <= len(signs) else ""


def _zodiac_pair(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 1 <= value <= 60 else ""


def _wide(value: int) -> str:
    return str(value).translate({ord("0") + i: 0xFF10 + i for i in range(10)})


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "none": lambda value: "",
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting_thousand,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting_thousand,
    "japaneseCounting": _counting_thousand,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": lambda value: _grouped(value, "零壹貳參肆伍陸柒捌玖", ("拾", "佰", "仟"), bare_ten=False),
    "japaneseLegal": lambda value: _grouped(value, "零壱弐参四伍六七八九", ("拾", "百", "阡"), bare_ten=False),
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "taiwaneseDigital": _spelled,
    "ideographTraditional": _cycled(_STEMS),
    "ideographZodiac": _cycled(_BRANCHES),
    "ideographZodiacTraditional": _zodiac_pair,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
}
