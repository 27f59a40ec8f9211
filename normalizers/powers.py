"""Powers of ten in a value, written out: `4.2×10^3`, `4.2×10³`, `10^4` become `4200`, `4200`, `10000`."""

from __future__ import annotations

from decimal import Decimal

import regex

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWER = regex.compile(
    r"(?<![\d.])(?:(?P<times>\d{1,12}+(?:\.\d{1,6}+)?)\s*[×xX*✕·]\s*)?10\s*"
    r"(?:\^\s*(?P<flat>[-−+]?\d{1,2})(?!\d)|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}+)(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))"
)
_ALONE = regex.compile(r"\s*10\s*(?:\^.*|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?<!\p{L})", regex.S)  # no unit, no sign: a formula
_MOST = 15


def written_out(raw: str) -> str:
    """The text with its powers of ten as plain numbers; the same text where there is none or it is out of range.

    Args:
        raw: a value as printed.

    Examples:
        `≥4.2×10^3人` `≥4200人`, `1.5×10⁻²` `0.015`, `m2` `m2`
    """
    return _POWER.sub(_number, raw) if "10" in raw and not _ALONE.fullmatch(raw) else raw


def _number(match: regex.Match[str]) -> str:
    power = int((match["flat"] or match["raised"].translate(_RAISED)).replace("−", "-"))
    if abs(power) > _MOST:
        return match.group()
    return format(Decimal(match["times"] or "1").scaleb(power), "f")
