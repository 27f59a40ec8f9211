"""Nothing printed: blanks, dashes, placeholders, a unit or a sign without a number."""

from __future__ import annotations

import regex

from normalizers.comparators import sign_of
from normalizers.rules import Rule
from normalizers.scope import Scope, bad_event
from normalizers.tables import compiled
from normalizers.units import dimension, read_unit, spelled
from normalizers.value import Value

_SIGN = r"(?P<sign>[≥≤><=》《]{0,3}+)"
# One x between sign and unit is a placeholder too; x before a sign (x≥90%) is a variable.
_STARS = r"(?:\*++|[Xx×]{2,}+|_{1,}+|[○〇●]{2,}+|…++|\.{3,}+|[?？]++|[Xx](?=[\p{Han}%]))"


def _blank(_: regex.Match[str], scope: Scope) -> Value | None:
    return missing(scope, "blank")


def missing(scope: Scope, rule: str, sign: str = "", unit: str | None = None, unit_raw: str | None = None) -> Value:
    """A target that is not printed, with the sign and unit that are."""
    cell = scope.unit
    return Value(
        "missing",
        sign_of(sign) or scope.sign,
        unit=unit or (cell.name if cell else None),
        unit_raw=unit_raw or (cell.raw if cell and not unit else None),
        rule=rule,
        notes=scope.notes,
    )


def _none(_: regex.Match[str], scope: Scope) -> Value | None:
    if bad_event(scope.context.name):
        return Value("boolean", category="no", rule="no bad event", notes=scope.notes)
    return missing(scope, "none")


def _placeholder(found: regex.Match[str], scope: Scope) -> Value | None:
    text = found["unit"].strip("。;,、")
    reading = read_unit(text)
    if reading is not None and reading.length == len(text):
        return missing(scope, "placeholder", found["sign"], reading.name, text)
    return missing(scope, "placeholder", found["sign"]) if not text or len(text) <= 8 else None


def _no_number(found: regex.Match[str], scope: Scope) -> Value | None:
    text = found["unit"]
    if not text:
        return missing(scope, "no number", found["sign"]) if found["sign"] else None
    reading = read_unit(text)
    if reading is None or reading.length != len(text) or text in _PERIODS or _may_be_a_number(text, reading.name):
        return None
    return missing(scope, "no number", found["sign"], "个月" if reading.name == "月" else reading.name, text)


def _may_be_a_number(text: str, unit: str | None) -> bool:
    """十万元 and 千人 are figures as often as units; 千米 and 千元 are units."""
    return text[0] == "十" or (text[0] in "百千" and spelled(text) is None and dimension(unit) != "money")


# Alone these are words of a schedule, no unit that waits for its number.
_PERIODS = frozenset({"年度", "季度", "月度", "学期", "学年", "季", "周年", "首次"})

RULES: tuple[Rule, ...] = (
    Rule(
        "blank",
        compiled(r"[/\\\-—_·.…、,，。;:()|]*+|不适用|不涉及|[Nn]/?[Aa]|暂无|待定|未填|空白?|[Nn]ull|[Nn]one|略|待填|同上"),
        _blank,
        (("/", "missing"), ("——", "missing"), ("不适用", "missing"), ("N/A", "missing")),
        frozenset("/\\-—_·.…、,，。;:()|不NnA暂待未空略同"),
    ),
    Rule("none", compiled(r"无[。.]?"), _none, (("无", "missing"),), frozenset("无")),
    Rule(
        "placeholder",
        compiled(rf"{_SIGN}{_STARS}(?:\d*\*++|[,\d]*+(?=\D|$))?+(?P<unit>[^\d*≥≤><=]{{0,12}}+)"),
        _placeholder,
        (("≥**人次", "missing ge 人次"), ("XX人", "missing 人"), ("≤****000元", "missing le 元"), ("**", "missing")),
        frozenset("*Xx×_○〇●…?？."),
    ),
    Rule(
        "masked number",
        compiled(rf"{_SIGN}\d[\d,.]*+(?:\*{{2,}}+[\d*,.]*+|\*(?!\d))(?P<unit>[^\d*≥≤><=]{{0,12}}+)"),
        _placeholder,
        (("≥9*%", "missing ge %"), ("12**元", "missing 元")),
        frozenset("*"),
    ),
    Rule(
        "no number",
        compiled(rf"{_SIGN}(?P<unit>[^\d≥≤><=]{{0,12}}+)"),
        _no_number,
        (("万亩", "missing 亩"), ("≧%", "missing ge %"), ("≥", "missing ge")),
    ),
)
MASKED: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.name in ("placeholder", "masked number"))
