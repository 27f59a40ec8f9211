"""One quantity: a number with what stands before and behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from normalizers.comparators import together
from normalizers.notes import Note
from normalizers.numerals import ARABIC, EXACT, arabic, residue, scaled
from normalizers.prefix import Prefix, read_prefix
from normalizers.rules import Rule
from normalizers.scope import EMPTY, Scope, asks_when, conflict, suggested_unit
from normalizers.suffix import Suffix, read_suffix
from normalizers.tables import compiled
from normalizers.unit_table import MEASURES, dimension
from normalizers.value import Comparator, Value, plain

_REST = r"(?P<rest>(?:[^\d/]++|/(?!\d))*+(?:/\d{1,6}+\p{Han}\D*+)?+)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words around a number say, whatever the number: its comparator, its unit, what multiplies it, the direction of a change."""

    comparator: Comparator | None = None
    change: str | None = None
    negative: bool = False
    half: bool = False
    unit: str | None = None
    unit_raw: str | None = None
    multiplier: Decimal | None = None
    notes: tuple[Note, ...] = ()


def quantity(number: Decimal, prefix: Prefix, suffix: Suffix, scope: Scope, rest_text: str, rule: str, digits: str = "") -> Value | None:
    """A quantity of its parts; None where words and signs contradict each other, or the number is larger than a column holds."""
    words = phrase(prefix, suffix, scope, rest_text)
    if words is None:
        return None
    if suffix.unit is None and words.unit == "个月" and words.unit_raw == "月" and number <= 12 and asks_when(scope):
        words = replace(words, notes=(*words.notes, Note.of("value.ambiguous-month", value=plain(number))))
    return _finished(number, words, scope, rule, digits)


def phrase(prefix: Prefix, suffix: Suffix, scope: Scope, rest_text: str) -> Phrase | None:
    """The words on both sides of a number as one; None where they contradict each other or leave the unit of a frequency open."""
    comparator, agree = _bound(prefix, suffix)
    if not agree or (prefix.change and suffix.change and prefix.change != suffix.change):
        return None
    if comparator is None and prefix.per and rest_text[:1] in _DAYS:
        # 每月1日 and 每年6月 come back; they are no durations.
        return None
    unit, multiplier, unit_raw = _unit(suffix, scope, rest_text)
    if _unsure_label(prefix, unit) or (prefix.negative and not _can_be_negative(prefix, unit)):
        return None
    per = () if dimension(unit) == "ratio" and prefix.averaged else prefix.per
    if per and unit is None:
        return None
    name, notes = _per(unit, per) if per and unit else unit, scope.notes
    if suffix.unit is not None and scope.unit is not None and (note := conflict(name, multiplier, scope.unit, unit_raw or "")):
        notes += (note,)
    if comparator is None:
        comparator = scope.sign
    elif scope.sign is not None and scope.sign != comparator:
        notes += (Note.of("value.sign-conflict", cell=scope.context.sign or scope.context.name or "", printed=comparator),)
    return Phrase(comparator, prefix.change or suffix.change, prefix.negative, suffix.half, name, unit_raw, multiplier, notes)


def _bound(prefix: Prefix, suffix: Suffix) -> tuple[Comparator | None, bool]:
    """The comparator of the words on both sides, and whether they agree; （含） and （不含） settle whether the number itself belongs."""
    comparator, agree = together(prefix.comparator, suffix.comparator)
    if suffix.inclusive is None:
        return comparator, agree
    # （不含） excludes the number from a bound; without one it excludes nothing.
    return _inclusive(comparator, suffix.inclusive), agree and (comparator is not None or suffix.inclusive)


def _unit(suffix: Suffix, scope: Scope, rest_text: str) -> tuple[str | None, Decimal | None, str | None]:
    """The value's own unit, else the one of its cell or name: name, multiplier, as printed."""
    cell = scope.unit
    if suffix.unit is not None or cell is None:
        return suffix.unit, suffix.multiplier, rest_text[suffix.start : suffix.end] or None
    # 3.5万 under 万人次 prints its multiplier twice.
    return cell.name, suffix.multiplier or cell.multiplier, cell.raw


def _unsure_label(prefix: Prefix, unit: str | None) -> bool:
    """合同签订后 30日 is a duration, after it nothing else is one; DN300 and C30 are names, no numbers; 近3年 may be the last three."""
    if prefix.near and dimension(unit) == "duration":
        return True
    if prefix.in_front and (dimension(unit) in (None, "ratio") or prefix.label.endswith(("率", "度", "比例"))):
        return True
    if prefix.label.endswith("后"):
        return dimension(unit) != "duration"
    return unit is None and prefix.comparator is None and prefix.label[-1:].isascii() and prefix.label[-1:].isalpha()


_HALF = Decimal("0.5")
_DAYS = frozenset("月日号")
_SIGNED = frozenset({"ratio", "ratio-change", "temperature", "money"})


def _can_be_negative(prefix: Prefix, unit: str | None) -> bool:
    """Whether a dash before the number is surely a minus: no count is negative, and behind a name only a share, money or degrees are."""
    of = dimension(unit)
    return of in _SIGNED if prefix.dash else unit is None or of is None or of in MEASURES


def _per(unit: str, per: tuple[str, ...]) -> str:
    """每人每月 80元 is 元/人·月; with a denominator behind the unit too, those before come first."""
    name, slash, own = unit.partition("/")
    return name + "/" + "·".join((*per, own) if slash else per)


def _inclusive(comparator: Comparator | None, included: bool) -> Comparator | None:
    """（含） makes a bound include its number, （不含） exclude it."""
    return (_INCLUDED if included else _EXCLUDED).get(comparator, comparator) if comparator else None


_INCLUDED: dict[Comparator, Comparator] = {"gt": "ge", "lt": "le"}
_EXCLUDED: dict[Comparator, Comparator] = {"ge": "gt", "le": "lt"}


def _finished(number: Decimal, words: Phrase, scope: Scope, rule: str, digits: str) -> Value | None:
    """The quantity of a number and the words around it; None where no column holds it, or it falls by less than nothing."""
    notes, inferred = words.notes, None
    if len(digits) >= 10 and (meant := residue(digits)) is not None:
        notes += (Note.of("value.float-residue", printed=digits, value=plain(meant)),)
        number = meant
    if words.half:
        number = EXACT.add(number, _HALF)
    if words.negative:
        number = -number
    result = scaled(number, words.multiplier)
    change = words.change
    if result is None or (number < 0 and change == "decrease"):
        return None
    if number < 0 and change:
        # 增速-3.2% is a fall.
        change = "decrease"
    value, lost = result
    if lost:
        notes += (Note.of("value.rounded", printed=digits or plain(number), value=plain(value)),)
    if words.unit is None:
        inferred = suggested_unit(scope.context.name, scope.context.description)
        notes += (missing_unit(value, inferred),)
    return Value("quantity", words.comparator, value, None, words.unit, words.unit_raw, inferred, category=change, rule=rule, notes=notes)


def filled(words: Phrase, digits: str) -> Value | None:
    """The quantity of a plain number of at most nine digits (`95`, `8.50`) between known words; None where it needs a closer look."""
    if words.negative or words.half or not digits.strip("0.") or (words.unit == "年" and len(digits) == 4):  # 1000（年）: a year?
        return None
    if words.multiplier is not None:
        return _finished(Decimal(digits), words, EMPTY, "number", digits)
    number = Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)
    unit, printed = words.unit, words.unit_raw
    return Value("quantity", words.comparator, number, None, unit, printed, None, None, None, None, words.change, "number", (), words.notes)


def missing_unit(value: Decimal, inferred: str | None) -> Note:
    """The note on a number without a unit; `inferred` is what the name suggests, empty where nothing does."""
    return Note.of("value.unit-missing", inferred=inferred or "", value=plain(value))


def _arabic(found: regex.Match[str], scope: Scope) -> Value | None:
    prefix, rest_text = read_prefix(found["lead"]), found["rest"]
    if prefix is None or (suffix := read_suffix(rest_text)) is None:
        return None
    digits = found["number"]
    number = arabic(digits)
    if number is None or _ordinal(rest_text, digits, prefix, suffix) or (" " in digits and _two_numbers(digits, suffix, scope)):
        return None
    return quantity(number, prefix, suffix, scope, rest_text, "number", digits)


def _two_numbers(digits: str, suffix: Suffix, scope: Scope) -> bool:
    """95 100% is no number with a blank between its thousands; 1 200 and 10 200元 are."""
    unit = suffix.unit or (scope.unit.name if scope.unit else None)
    return dimension(unit) == "ratio" if unit else digits.index(" ") > 1


def _ordinal(rest_text: str, digits: str, prefix: Prefix, suffix: Suffix) -> bool:
    """A calendar year (2022年) is no duration, a day without a month (15日前) no date and no duration."""
    if len(digits) == 4 and digits.isdecimal() and suffix.unit == "年":
        return True
    return rest_text[:1] in ("日", "号") and bool(prefix.per or rest_text[1:2] in ("前", "起", "后", "至") or rest_text[1:3] == "之前")


_CLASS = compiled(
    r"(?:[ⅠⅡⅢⅣⅤ]{1,3}+|[一二三四五六]|[1-5]?A{1,5}+|[1-9])(?:级|类|星级?|等)(?:[及或]?以上)?(?=\p{Han})|(?<=\p{Han})[1-5]A(?=\p{Han})"
    r"|(?<!\d)(?:12345|12315|12333|12388|12369|12328|110|119|120|122|[3-6]G)(?=\p{Han})"
)


def _with_class(found: regex.Match[str], scope: Scope) -> Value | None:
    """`创建4A级景区1个`, `Ⅲ类水质达标率100%`: the class is part of the name; the figure behind the name is the target."""
    name = _CLASS.sub("", found["lead"])
    prefix, suffix = read_prefix(name), read_suffix(found["rest"])
    number = arabic(found["number"])
    if prefix is None or suffix is None or number is None or len(prefix.label) < 2 or suffix.unit is None:
        return None
    return quantity(number, prefix, suffix, scope, found["rest"], "number behind a class", found["number"])


_LIMIT = (
    r"(?P<limit>[\p{Han}]{0,12}?(?:\d{1,3}+(?:\.\d++)?+|[一二两三四五六七八九十]{1,3}|半)"
    r"个?(?:工作日|小时|分钟|秒|天|日|周|月|年)(?P<within>(?:之|以)?内)?)的?(?=\p{Han})"
)


def _limited(found: regex.Match[str], scope: Scope) -> Value | None:
    """`24小时内办结率100%`: the limit belongs to the name of what is measured, and the figure behind it is the target."""
    whole = NUMBER.fullmatch(found["measured"])
    value = _arabic(whole, scope) if whole else None
    prefix = read_prefix(whole["lead"]) if whole else None
    if value is None or prefix is None or not (prefix.label or dimension(value.unit) == "ratio"):
        return None
    if not found["within"] and (not prefix.label.endswith("率") or found["limit"].endswith(("年", "月", "周"))):
        return None
    return replace(value, rule="behind a time limit", limit=found["limit"])


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
LIMIT_RULE = Rule(
    "behind a time limit",
    compiled(rf"{_LIMIT}(?P<measured>\D{{2,24}}+(?:{ARABIC})\D*+)"),
    _limited,
    (
        ("24小时内办结率100%", "quantity 100 %"),
        ("6小时内扑灭率≥95%", "quantity ge 95 %"),
        ("2小时内到场率不低于90%", "quantity ge 90 %"),
        ("两个工作日内回复率≥98%", "quantity ge 98 %"),
        ("30分钟到场率95%", "quantity 95 %"),
    ),
)
CLASS_RULE = Rule(
    "number behind a class",
    compiled(
        rf"(?P<lead>(?=[^≥≤><=]*?(?:[级类星等A]|\dG|1[12]))(?:\D|\d(?=[AG级类星])|(?<!\d)(?:123(?:45|15|33|88|69|28)|1(?:10|19|2[02]))(?=\p{{Han}}))*+)(?P<number>{ARABIC}){_REST}"
    ),
    _with_class,
    (("创建国家4A级景区1个", "quantity 1 个"), ("Ⅲ类水质达标率100%", "quantity 100 %"), ("二级及以上天数比例≥80%", "quantity ge 80 %")),
)
