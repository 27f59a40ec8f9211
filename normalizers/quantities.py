"""One quantity: a number with what stands before and behind it."""

from __future__ import annotations

from decimal import Decimal

import regex

from normalizers.comparators import together
from normalizers.leads import Lead, read_lead
from normalizers.notes import Note
from normalizers.numerals import ARABIC, arabic, residue, scaled
from normalizers.rests import Rest, read_rest
from normalizers.rules import Rule
from normalizers.scope import Scope, asks_when, conflict, suggested_unit
from normalizers.tables import compiled
from normalizers.units import dimension
from normalizers.value import Comparator, Value, plain

_REST = r"(?P<rest>(?:[^\d/]++|/(?!\d))*+(?:/\d{1,6}+\p{Han}\D*+)?+)"


def quantity(number: Decimal, lead: Lead, rest: Rest, scope: Scope, rest_text: str, rule: str, digits: str = "") -> Value | None:
    """A quantity of its parts; None where words and signs contradict each other, or the number is larger than a column holds."""
    comparator, agree = together(lead.comparator, rest.comparator)
    if not agree or (lead.change and rest.change and lead.change != rest.change):
        return None
    if rest.inclusive is not None:
        comparator = _inclusive(comparator, rest.inclusive)
    if lead.negative:
        number = -number
    unit, multiplier, unit_raw = rest.unit, rest.multiplier, rest_text[rest.start : rest.end] or None
    notes = scope.notes
    if unit is None and scope.unit is not None:
        unit, unit_raw = scope.unit.name, scope.unit.raw
        multiplier = multiplier if multiplier is not None and scope.unit.multiplier is not None else multiplier or scope.unit.multiplier
    elif scope.unit is not None and (note := conflict(unit, multiplier, scope.unit, unit_raw or "")):
        notes += (note,)
    if _unsure_label(lead, unit):
        return None
    if rest.unit is None and unit == "个月" and unit_raw == "月" and number <= 12 and asks_when(scope):
        notes += (Note.of("value.ambiguous-month", value=plain(number)),)
    per = () if dimension(unit) == "ratio" and lead.words and lead.words[0].endswith("均") else lead.per
    if per:
        if unit is None:
            return None
        unit = _per(unit, per)
    if comparator is None:
        comparator = scope.sign
    elif scope.sign is not None and scope.sign != comparator:
        notes += (Note.of("value.sign-conflict", cell=scope.context.sign or scope.context.name or "", printed=comparator),)
    return _finished(number, multiplier, unit, unit_raw, comparator, lead.change or rest.change, scope, notes, rule, digits)


def _unsure_label(lead: Lead, unit: str | None) -> bool:
    """合同签订后 30日 is a duration, after it nothing else is one; DN300 and C30 are names, no numbers."""
    if lead.in_front and (dimension(unit) in (None, "ratio") or lead.label.endswith(("率", "度", "比例"))):
        return True
    if lead.label.endswith("后"):
        return dimension(unit) != "duration"
    return unit is None and lead.comparator is None and lead.label[-1:].isascii() and lead.label[-1:].isalpha()


def _per(unit: str, per: tuple[str, ...]) -> str:
    """每人每月 80元 is 元/人·月; with a denominator behind the unit too, those before come first."""
    name, slash, own = unit.partition("/")
    return name + "/" + "·".join((*per, own) if slash else per)


def _inclusive(comparator: Comparator | None, included: bool) -> Comparator | None:
    """（含） makes a bound include its number, （不含） exclude it."""
    return (_INCLUDED if included else _EXCLUDED).get(comparator, comparator) if comparator else None


_INCLUDED: dict[Comparator, Comparator] = {"gt": "ge", "lt": "le"}
_EXCLUDED: dict[Comparator, Comparator] = {"ge": "gt", "le": "lt"}


def _finished(
    number: Decimal,
    multiplier: Decimal | None,
    unit: str | None,
    unit_raw: str | None,
    comparator: Comparator | None,
    change: str | None,
    scope: Scope,
    notes: tuple[Note, ...],
    rule: str,
    digits: str,
) -> Value | None:
    inferred = None
    if len(digits) >= 10 and (meant := residue(digits)) is not None:
        notes += (Note.of("value.float-residue", printed=digits, value=plain(meant)),)
        number = meant if number >= 0 else -meant
    result = scaled(number, multiplier)
    if result is None:
        return None
    value, lost = result
    if lost:
        notes += (Note.of("value.rounded", printed=digits or plain(number), value=plain(value)),)
    if unit is None:
        inferred = suggested_unit(scope.context.name, scope.context.description)
        notes += (missing_unit(value, inferred),)
    return Value("quantity", comparator, value, None, unit, unit_raw, inferred, None, None, None, change, rule, (), notes)


def missing_unit(value: Decimal, inferred: str | None) -> Note:
    """The note on a number without a unit; `inferred` is what the name suggests, empty where nothing does."""
    return Note.of("value.unit-missing", inferred=inferred or "", value=plain(value))


def _arabic(found: regex.Match[str], scope: Scope) -> Value | None:
    lead, rest_text = read_lead(found["lead"]), found["rest"]
    if lead is None or (rest := read_rest(rest_text)) is None:
        return None
    digits = found["number"]
    number = arabic(digits)
    if number is None or _ordinal(rest_text, digits, lead) or (" " in digits and _two_numbers(digits, rest, scope)):
        return None
    return quantity(number, lead, rest, scope, rest_text, "number", digits)


def _two_numbers(digits: str, rest: Rest, scope: Scope) -> bool:
    """95 100% is no number with a blank between its thousands; 1 200 and 10 200元 are."""
    unit = rest.unit or (scope.unit.name if scope.unit else None)
    return dimension(unit) == "ratio" if unit else digits.index(" ") > 1


def _ordinal(rest_text: str, digits: str, lead: Lead) -> bool:
    """A calendar year (2022年) is no duration, a day without a month (15日前) no date and no duration."""
    if rest_text[:1] == "年" and len(digits) == 4 and digits[:2] in ("19", "20"):
        return True
    return rest_text[:1] in ("日", "号") and bool(lead.per or rest_text[1:2] in ("前", "起", "后", "至") or rest_text[1:3] == "之前")


def bare(text: str, scope: Scope) -> Value | None:
    """A quantity in Arabic digits, wherever its words stand; the commonest shape."""
    found = NUMBER.fullmatch(text)
    return None if found is None else _arabic(found, scope)


NUMBER = compiled(rf"(?P<lead>\D*+)(?P<number>{ARABIC}){_REST}")
NUMBERS_IN = compiled(ARABIC)
NUMBER_RULE = Rule(
    "number",
    NUMBER,
    _arabic,
    (
        ("≥90%", "quantity ge 90 %"),
        ("100%", "quantity 100 %"),
        ("不低于3.5万人次", "quantity ge 35000 人次"),
        ("达到95%以上", "quantity ge 95 %"),
        ("每人每月80元", "quantity 80 元/人·月"),
        ("同比增长5%以上", "quantity ge 5 % increase"),
        ("提高到95%", "quantity 95 %"),
        ("覆盖率≥95%", "quantity ge 95 %"),
        ("30余人", "quantity approx 30 人"),
        ("≥-5%", "quantity ge -5 %"),
        ("＞95%（含）", "quantity ge 95 %"),
    ),
)
