"""Two bounds of one quantity: 90%-95%, 3至5次, ±3%以内, 大于90%小于95%, 60%≤X<80%."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from normalizers.notes import Note
from normalizers.numerals import ARABIC, CHINESE, EXACT, arabic, chinese
from normalizers.prefix import Prefix, read_prefix
from normalizers.quantities import missing_unit, quantity
from normalizers.rules import Rule
from normalizers.scope import EMPTY, Scope, suggested_unit
from normalizers.suffix import Suffix, read_suffix
from normalizers.tables import compiled
from normalizers.value import Value

_SEPARATOR = r"(?:-|~++|—{1,2}+|至|到)"
_LOWER, _UPPER = ("ge", "gt"), ("le", "lt")


def _range(found: regex.Match[str], scope: Scope) -> Value | None:
    """`50-60万元`, `3万-5万元`, `每年3至5次`: the unit behind the second number is both ends', unless the first has its own."""
    parse = arabic if found["low"][:1].isdecimal() else chinese
    low, high = parse(found["low"]), parse(found["high"])
    lead, first, last = read_prefix(found["lead"]), read_suffix(found["first"]), read_suffix(found["last"])
    if low is None or high is None or lead is None or first is None or last is None or first.tail or first.comparator or first.change:
        return None
    if (last.unit or "").startswith("年") and min(len(found["low"]), len(found["high"])) == 4:
        # 2022至2024年 are years of the calendar.
        return None
    if parse is chinese and (last.unit is None or last.tail):
        return None
    if (
        lead.comparator not in (None, "approx")
        or last.comparator not in (None, "approx", "le")
        or (first.unit and last.unit and first.unit not in (last.unit, last.unit.partition("/")[0]))
    ):
        return None
    if found["sign"] or lead.negative:
        low = -low
    if found["sign_high"] == "-":
        high = -high
    rest = last if last.unit or not first.unit else replace(first, tail=last.tail)
    text = found["last"] if rest is last else found["first"]
    ends = _scaled(low, high, first, rest, lead, scope, text)
    if ends is None:
        return None
    # -18℃至-20℃: below zero the colder end is often printed last.
    below, above = ends[::-1] if low < 0 and high < low else ends
    return _joined(below, above, scope, "range")


def _scaled(low: Decimal, high: Decimal, first: Suffix, rest: Suffix, lead: Prefix, scope: Scope, text: str) -> tuple[Value, Value] | None:
    lead = replace(lead, comparator=None, negative=False)
    upper = quantity(high, lead, replace(rest, comparator=None), scope, text, "range")
    own = first.multiplier is not None or first.unit is not None
    with_unit = quantity(
        low, lead, replace(rest, comparator=None, multiplier=first.multiplier if own else rest.multiplier), scope, text, "range"
    )
    if upper is None or with_unit is None or upper.value is None or with_unit.value is None:
        return None
    if not own and rest.multiplier is not None and with_unit.value > upper.value:
        # 5000-1万元: the first end already stands in single units.
        with_unit = quantity(low, lead, replace(rest, comparator=None, multiplier=None), scope, text, "range")
        if with_unit is None:
            return None
    return with_unit, upper


def _joined(low: Value, high: Value, scope: Scope, rule: str) -> Value | None:
    if low.value is None or high.value is None or low.value > high.value:
        return None
    unit = high.unit or low.unit
    notes = tuple(dict.fromkeys((*low.notes, *high.notes)))
    if unit is not None:
        notes = tuple(note for note in notes if note.code != "value.unit-missing")
    inferred = None if unit else suggested_unit(scope.context.name, scope.context.description)
    notes = tuple(note for note in notes if note.code not in ("value.unit-missing", "value.sign-conflict"))
    if unit is None:
        notes += (missing_unit(high.value, inferred),)
    if scope.sign not in (None, "eq", "approx", "between") and rule == "range":
        # 5-8 under ≥: both ends are printed, and so is a bound.
        notes += (Note.of("value.sign-conflict", cell=scope.context.sign or scope.context.name or "", printed="between"),)
    return Value(
        "range",
        "between",
        low.value,
        high.value,
        unit,
        high.unit_raw or low.unit_raw,
        inferred,
        category=high.category or low.category,
        rule=rule,
        notes=notes,
    )


def _around_zero(found: regex.Match[str], scope: Scope) -> Value | None:
    """`±3%以内` is −3 to 3."""
    number, lead, rest = arabic(found["number"]), read_prefix(found["lead"]), read_suffix(found["rest"])
    if number is None or lead is None or rest is None or lead.comparator not in (None, "le") or rest.comparator not in (None, "le"):
        return None
    high = quantity(number, replace(lead, comparator=None), replace(rest, comparator=None), scope, found["rest"], "plus or minus")
    if high is None or high.value is None:
        return None
    return _joined(replace(high, value=-high.value), high, scope, "plus or minus")


def _around_number(found: regex.Match[str], scope: Scope) -> Value | None:
    """`20±2℃` is 18 to 22."""
    middle, spread = arabic(found["middle"]), arabic(found["spread"])
    prefix, suffix = read_prefix(found["lead"]), read_suffix(found["rest"])
    if middle is None or spread is None or prefix is None or suffix is None or prefix.comparator or suffix.comparator:
        return None
    own = read_suffix(found["first"])
    if (
        own is None
        or own.tail
        or own.comparator
        or (own.unit and own.unit != suffix.unit)
        or own.multiplier not in (None, suffix.multiplier)
    ):
        return None
    middle = -middle if prefix.negative else middle
    ends = (EXACT.subtract(middle, spread), EXACT.add(middle, spread))
    low, high = (quantity(end, replace(prefix, negative=False), suffix, scope, found["rest"], "plus or minus") for end in ends)
    return _joined(low, high, scope, "number plus or minus") if low and high else None


def two_bounds(low: Value, high: Value, scope: Scope, rule: str) -> Value | None:
    """The range of a lower and an upper bound of one quantity, in either order; an end that is not included is noted."""
    if low.kind != "quantity" or high.kind != "quantity":
        return None
    if low.comparator in _UPPER and high.comparator in _LOWER:
        low, high = high, low
    if low.comparator not in _LOWER or high.comparator not in _UPPER or (low.unit and high.unit and low.unit != high.unit):
        return None
    joined = _joined(low, high, scope, rule)
    if joined is None:
        return None
    ends = [end for end, value in (("lower", low), ("upper", high)) if value.comparator in ("gt", "lt")]
    if ends and joined.value == joined.value_upper:
        # <5%、5%以上: nothing lies between.
        return None
    return replace(joined, notes=(*joined.notes, *(Note.of("value.open-end", end=end) for end in ends)))


def _bounds(found: regex.Match[str], scope: Scope) -> Value | None:
    """`大于90%小于95%`: what stands between the numbers is parted wherever both halves can be read."""
    between = found["between"]
    plain = Scope(scope.context, unit=scope.unit)
    for at in range(len(between) + 1):
        first = one(found["lead"], found["low"], between[:at].rstrip(",;、且并和"), plain)
        front = between[at:].lstrip(",;、且并和")
        second = one(front, found["high"], found["rest"], plain) if first and _same_label(found["lead"], front) else None
        if first and second and _multiplies_alone(first, between[:at], second, found["rest"]):
            return None
        if first and second and (value := two_bounds(first, second, scope, "two bounds")):
            return value
    return None


def _multiplies_alone(first: Value, behind_first: str, second: Value, behind_second: str) -> bool:
    """Whether one bound multiplies without a unit and the other has one (100万以内；18℃以上): they are of two things."""
    if (first.unit is None) == (second.unit is None):
        return False
    return not _MULTIPLE.isdisjoint(behind_first if first.unit is None else behind_second)


_MULTIPLE = frozenset("万亿千百")


def _same_label(first: str, second: str) -> bool:
    """Whether the second bound is of what the first is of: it has no name of its own, or the same."""
    one, other = read_prefix(first), read_prefix(second)
    return one is not None and other is not None and other.label in ("", one.label)


def one(lead_text: str, digits: str, rest_text: str, scope: Scope) -> Value | None:
    """One quantity of its three texts; None where one of them cannot be read."""
    lead, rest, number = read_prefix(lead_text), read_suffix(rest_text), arabic(digits)
    if lead is None or rest is None or number is None:
        return None
    return quantity(number, lead, rest, scope, rest_text, "number", digits)


_TURNED = {"<": "gt", "≤": "ge", "《": "gt", "<=": "ge"}
_FIRST_SIGN = {"gt": ">", "ge": "≥"}


def _variable(found: regex.Match[str], scope: Scope) -> Value | None:
    """`60%≤X<80%`: the first sign is turned, for the number stands before it."""
    low = one(_FIRST_SIGN[_TURNED[found["below"]]], found["low"], found["first"], EMPTY)
    high = one(found["above"], found["high"], found["rest"], EMPTY)
    return two_bounds(low, high, scope, "variable between") if low and high else None


def _interval(found: regex.Match[str], scope: Scope) -> Value | None:
    low = one("≥" if found["open"] == "[" else ">", found["low"], found["first"], EMPTY)
    high = one("≤" if found["close"] == "]" else "<", found["high"], found["last"] + found["rest"], EMPTY)
    return two_bounds(low, high, scope, "interval") if low and high else None


_WORD = r"[^\d\-~—至到±,;、]"

RULES: tuple[Rule, ...] = (
    Rule(
        "range",
        compiled(
            rf"(?P<lead>(?:[^\d±]*+)(?=[-\d])|[^\d±]*?(?=-\d))(?P<sign>-)?+(?P<low>{ARABIC})(?P<first>{_WORD}{{0,8}}+){_SEPARATOR}(?P<sign_high>[+\-])?+(?P<high>{ARABIC})"
            r"(?P<last>\D*+(?:/\d{1,3}+[\p{Han}]\D*+)?+)"
        ),
        _range,
        (
            ("90%-95%", "range between 90 95 %"),
            ("3至5次", "range between 3 5 次"),
            ("50-60万元", "range between 500000 600000 元"),
            ("80—100分", "range between 80 100 分"),
            ("-3%～3%", "range between -3 3 %"),
            ("每年3-5次", "range between 3 5 次/年"),
            ("5000-1万元", "range between 5000 10000 元"),
            ("300元—500元/人", "range between 300 500 元/人"),
        ),
        frozenset("-~—至到"),
    ),
    Rule(
        "range in characters",
        compiled(
            rf"(?P<lead>[^\d零一二三四五六七八九十百千万两]*+)(?P<sign>(?!))?(?P<low>{CHINESE})(?P<first>[^\d\-~—至到零一二三四五六七八九十百千万两]{{0,4}}+){_SEPARATOR}(?P<sign_high>(?!))?(?P<high>{CHINESE})(?P<last>\D*+)"
        ),
        _range,
        (("三至五次", "range between 3 5 次"), ("五到十个工作日", "range between 5 10 个工作日")),
        frozenset("-~—至到"),
    ),
    Rule(
        "plus or minus",
        compiled(rf"(?P<lead>[^\d±]*+)(?:±|\+/-|\+-)(?P<number>{ARABIC})(?P<rest>\D*+)"),
        _around_zero,
        (("±3%以内", "range between -3 3 %"), ("误差≤±5%", "range between -5 5 %")),
        frozenset("±+"),
    ),
    Rule(
        "number plus or minus",
        compiled(rf"(?P<lead>[^\d±]*+)(?P<middle>{ARABIC})(?P<first>[^\d±,;、]{{0,4}}+)(?:±|\+/-|\+-)(?P<spread>{ARABIC})(?P<rest>\D*+)"),
        _around_number,
        (("20±2℃", "range between 18 22 摄氏度"), ("95%±2%", "range between 93 97 %")),
        frozenset("±+"),
    ),
    Rule(
        "variable between",
        compiled(
            rf"(?P<low>{ARABIC})(?P<first>[^\d≤<]{{0,6}}+)(?P<below>≤|<=|<)[\p{{Han}}A-Za-z]{{1,10}}+(?P<above>≤|<=|<)(?P<high>{ARABIC})(?P<rest>\D*+)"
        ),
        _variable,
        (("90％≤X≤95％", "range between 90 95 %"), ("60%≤得分率<80%", "range between 60 80 %")),
        frozenset("≤<"),
    ),
    Rule(
        "interval",
        compiled(
            rf"(?P<open>[\[(])(?P<low>{ARABIC})(?P<first>[%‰]?+),(?P<high>{ARABIC})(?P<last>[%‰]?+)(?P<close>[\])])(?P<rest>\D{{0,6}}+)"
        ),
        _interval,
        (("[90%,95%]", "range between 90 95 %"), ("(60,80]分", "range between 60 80 分")),
        frozenset("])"),
    ),
    Rule(
        "two bounds",
        compiled(rf"(?P<lead>[^\d]{{0,20}}+)(?P<low>{ARABIC})(?P<between>[^\d±~]{{1,14}}+)(?P<high>{ARABIC})(?P<rest>\D{{0,20}}+)"),
        _bounds,
        (
            ("大于90%小于95%", "range between 90 95 %"),
            ("≥60%且≤80%", "range between 60 80 %"),
            ("不低于5次，不超过10次", "range between 5 10 次"),
            ("90%以上95%以下", "range between 90 95 %"),
            ("≥60%且<80%", "range between 60 80 %"),
        ),
        frozenset("≥≤><≈》《〉〈=大小高低少多超满足上下内不"),
    ),
)
IN_CHARACTERS: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.name == "range in characters")
