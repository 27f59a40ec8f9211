"""Numbers in Chinese numerals, as the marks [DBNum1] (一), [DBNum2] (壹) and [DBNum3] (１, full width) ask for."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_TENS: Final = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟")}
_MYRIADS: Final = ("", "万", "亿", "万亿", "亿亿")


def chinese(digits: str, kind: int, *, grouped: bool = True) -> str:
    """Digits as numerals of a kind; `grouped` with 十, 百, 千, 万 between them, else one by one as years are written."""
    whole, point, decimals = digits.partition(".")
    if not whole.isdecimal() or (decimals and not decimals.isdecimal()):
        return digits
    signs = _DIGITS[kind]
    said = _grouped(whole, kind) if grouped and kind in _TENS else "".join(signs[int(c)] for c in whole)
    return said + point + "".join(signs[int(c)] for c in decimals)


def _grouped(whole: str, kind: int) -> str:
    signs, zero = _DIGITS[kind], _DIGITS[kind][0]
    if not whole.strip("0"):
        return zero
    groups = []
    rest = whole.lstrip("0")
    while rest:
        groups.append(rest[-4:])
        rest = rest[:-4]
    if len(groups) > len(_MYRIADS):
        return "".join(signs[int(c)] for c in whole)
    out = ""
    for at in range(len(groups) - 1, -1, -1):
        said = _group(groups[at], kind)
        if not said:
            continue
        if out and (groups[at].zfill(4)[0] == "0" or (at + 1 < len(groups) and not groups[at + 1].strip("0"))):
            out += zero
        out += said + _MYRIADS[at]
    return out


def _group(digits: str, kind: int) -> str:
    signs, tens = _DIGITS[kind], _TENS[kind]
    out, gap = "", False
    for at, char in enumerate(digits):
        if char == "0":
            gap = bool(out)
            continue
        out += (signs[0] if gap else "") + signs[int(char)] + tens[len(digits) - 1 - at]
        gap = False
    return out
