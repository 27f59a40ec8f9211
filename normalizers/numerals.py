"""Numbers: Arabic with separators, Chinese in ordinary and financial characters, multipliers, and damage done by spreadsheets."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

import regex

# A context of our own: the caller's decimal context must not change a result.
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
SIX = Decimal("0.000001")
LARGEST = Decimal(10) ** 14  # decimal128(20, 6) holds fourteen digits before the point

# Groups of three may be parted by a comma or a blank; any other comma ends the number.
ARABIC = r"(?:[1-9１-９]\d{0,2}+(?:,\d{3}(?!\d))++|\d{1,3}+(?: \d{3}(?![\d ]))++|\d++)(?:\.\d++)?+"
DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"两": 2, "○": 0, "贰": 2}
)
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_CHARACTERS = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
CHINESE = f"[{CHINESE_CHARACTERS}]++"
MULTIPLIERS = {
    "万亿": Decimal(10**12),
    "千亿": Decimal(10**11),
    "百亿": Decimal(10**10),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "亿": Decimal(10**8),
    "万": Decimal(10**4),
    "千": Decimal(1000),
    "仟": Decimal(1000),
    "百": Decimal(100),
    "佰": Decimal(100),
}
GLYPHS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
          "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10)}  # fmt: skip


def arabic(text: str) -> Decimal | None:
    """`1,200.5` and `1 200.5` as a decimal; None for more digits than a column holds."""
    if len(text) > 40:
        return None
    try:
        return Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None


def chinese(text: str) -> Decimal | None:
    """`一百二十`, `叁`, `两千`, `二〇二二` as a decimal; None where the characters are no number (`万一`)."""
    if not text or len(text) > 20:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(c in DIGITS for c in text):
        # A row of digits is read by place (二〇二二); 两 and two bare digits (三五 is "three to five") are not.
        return _row(text)
    total = 0
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = text.partition(unit)
        if found:
            part = _group(head, total)
            if part is None or unit in rest:
                return None
            total, text = total + part * scale, rest
    if not text:
        return Decimal(total)
    part = _group(text, total)
    return None if part is None else Decimal(total + part)


def chinese_decimal(text: str) -> Decimal | None:
    """九十八点五 as a decimal."""
    head, point, tail = text.partition("点")
    whole = chinese(head)
    if whole is None or not point:
        return whole
    places = [chinese(c) for c in tail]
    if not places or any(p is None or p > 9 for p in places):
        return None
    return EXACT.add(whole, Decimal("0." + "".join(str(p) for p in places)))


def _group(text: str, before: int) -> int | None:
    """Four digits of a number. Behind a larger group they begin with 千 or 零: 两万五 says 25000 in speech and is not read."""
    if before and not (text.startswith(("零", "〇")) or text[1:2] in ("千", "仟")):
        return None
    return _below_ten_thousand(text, first=before == 0)


def _row(text: str) -> Decimal | None:
    if len(text) == 1:
        return Decimal(DIGITS[text])
    if len(text) == 4 and "两" not in text:
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return None


def _below_ten_thousand(text: str, first: bool) -> int | None:
    """`三百零五`; a leading 十 is ten only at the very start.

    After a larger unit a bare digit must follow 零 (一百五 is no form's number).
    """
    total, digit, last = 0, None, 10**5
    zero = False
    for char in text:
        if char in TENS:
            scale = TENS[char]
            if scale >= last or (digit is None and not (scale == 10 and first and total == 0)) or digit == 0:
                return None
            total, digit, last, zero = total + (1 if digit is None else digit) * scale, None, scale, False
        elif char in DIGITS:
            if DIGITS[char] == 0:
                if digit is not None or zero:
                    return None
                zero = True
                digit = None if len(text) > 1 else 0
                continue
            if digit is not None:
                return None
            digit = DIGITS[char]
        else:
            return None
    if digit is None:
        return total if (text and not zero) or text == "零" else None
    if total and last > 10 and not zero:
        return None
    return total + digit


# A short decimal, then a run of zeros or nines, then noise: what a spreadsheet prints of a binary fraction.
RESIDUE = regex.compile(r"\d++\.\d*?(?:0{4,}+[1-9]\d{2,}|9{5,}+\d*|0{7,}[1-9])")


def residue(text: str) -> Decimal | None:
    """The decimal that was meant by `0.0900000762939453` (0.09), to six places; None where the text is an ordinary number."""
    if len(text) < 10 or not RESIDUE.fullmatch(text):
        return None
    return canonical(Decimal(text).quantize(SIX, context=EXACT))


def canonical(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    number = number.normalize(EXACT)
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else number


def scaled(number: Decimal, multiplier: Decimal | None) -> tuple[Decimal, bool] | None:
    """The number in base units, rounded half-even to six places, and whether digits were lost.

    None where it is larger than a column holds.
    """
    if multiplier is not None:
        number = EXACT.multiply(number, multiplier)
    if abs(number) >= LARGEST:
        return None
    rounded = number
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        rounded = number.quantize(SIX, context=EXACT)
    return canonical(rounded), rounded != number
