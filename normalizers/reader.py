"""`normalize`: a printed value and its context in, a Value out.

The commonest shape, one number with words around it, is tried first and directly; its words are read once and remembered.
Everything else goes through the rules of each shape in a fixed order, the ones that need most evidence first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import regex

from normalizers import blanks, booleans, categories, deadlines, quantities, ranges, wording, wordnumbers
from normalizers.composites import composite, unsplit
from normalizers.folding import as_printed, folded
from normalizers.list_numbers import list_number
from normalizers.moments import no_such_date
from normalizers.notes import Note
from normalizers.numerals import CHINESE_CHARACTERS, GLYPHS
from normalizers.powers import written_out
from normalizers.prefix import read_prefix
from normalizers.printing import LONGEST
from normalizers.repair import repaired
from normalizers.rules import Rule
from normalizers.scope import EMPTY, Scope, asks_when, scope_of
from normalizers.steps import Step, parts, roles
from normalizers.suffix import read_suffix
from normalizers.value import Context, Value, brief

NO_CONTEXT = Context()


_DIGIT = regex.compile(r"\d")
_CALENDAR = regex.compile(r"[年月季日号旬底末]|(?:19|20)\d\d[./-]\d|(?:19|20)\d{6}|[Qq][1-4]|\d\.\d{1,2}日?[之以]?前")
_CHARACTER = regex.compile(f"[{CHINESE_CHARACTERS}半成{''.join(GLYPHS)}]")
_SIGN_OR_NUMBER = regex.compile("[\\d≥≤><=≈±%‰*]|[一二三四五六七八九十两]")
# A base year is no fact of the target: 较2021年增长5%.
_BASE_YEAR = regex.compile(r"(?P<than>较|比|与)(?:19|20)\d\d年(?:度|末|底)?(?:同期)?(?P<by>相比|比较)?,?")

WITHOUT_DIGITS: tuple[Rule, ...] = (*blanks.RULES, *booleans.RULES)
NUMBERS: tuple[Rule, ...] = (quantities.NUMBER_RULE, quantities.LIMIT_RULE, quantities.CLASS_RULE, *wordnumbers.RULES)
PERIODS: tuple[Rule, ...] = deadlines.RULES
BOUNDS: tuple[Rule, ...] = ranges.RULES
WORDINGS: tuple[Rule, ...] = (*categories.RULES, *wording.RULES)
ALL_RULES: tuple[Rule, ...] = (*WITHOUT_DIGITS, *NUMBERS, *PERIODS, *BOUNDS, *WORDINGS, deadlines.RECURRING)


def normalize(raw: str | None, context: Context = NO_CONTEXT) -> Value:
    """What a printed value means. Pure; never raises on text; what it cannot read is kind `text` with a note."""
    if raw is not None and not context.ocr and (plain := _ONE_NUMBER(raw)) is not None:
        scope, digits = scope_of(context), plain[2]
        if scope.unit is None and scope.sign is None and not scope.notes and not _LIKE_A_YEAR(digits) and "、" not in raw:
            words = _words_around(plain[1], plain[3])
            if words is not None and (value := quantities.filled(words, digits)) is not None:
                return value
    return _normalize(raw, context, None)


# The commonest print: one number of few digits, whose words are read once and remembered. What looks like a date needs a closer look.
_ONE_NUMBER = re.compile(r"([^0-9]*)([0-9]{1,6}(?:\.[0-9]{1,2})?)([^0-9]*)").fullmatch
_LIKE_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])").match
_PROBE = "37"


@lru_cache(maxsize=65536)
def _words_around(before: str, behind: str) -> quantities.Phrase | None:
    """What the words around a number say, whatever the number; None where they are no quantity's, or print no unit."""
    if len(before) + len(behind) > LONGEST // 2:
        return None
    raw = before + _PROBE + behind
    text = folded(raw)
    found = quantities.NUMBER.fullmatch(text)
    if found is None or found["number"] != _PROBE or found["rest"][:1] in _DATE_STARTS:
        return None
    prefix, suffix = read_prefix(found["lead"]), read_suffix(found["rest"])
    words = quantities.phrase(prefix, suffix, EMPTY, found["rest"]) if prefix and suffix else None
    if words is None or words.unit is None or words.unit_raw is None:
        return None
    return replace(words, unit_raw=as_printed(words.unit_raw, raw, text))


def explain(raw: str | None, context: Context = NO_CONTEXT) -> list[Step]:
    """The steps by which `normalize` reads a value, in order."""
    steps: list[Step] = []
    value = _normalize(raw, context, steps)
    steps.append(Step(f"result: {value.rule}", raw or "", brief(value)))
    steps += [Step(f"note {note.code}", raw or "", ", ".join(f"{k}={v}" for k, v in note.args)) for note in value.notes]
    return steps


def _normalize(raw: str | None, context: Context, steps: list[Step] | None) -> Value:
    scope = scope_of(context)
    if raw is None:
        return blanks.missing(scope, "blank")
    if len(raw) > LONGEST:
        return Value("text", rule="too long", notes=(Note.of("value.unread"),))
    if not context.ocr and (listed := list_number(raw)):
        return _normalize(raw[listed:], context, steps)
    raw = written_out(raw)
    text = folded(raw)
    if steps is not None and text != raw:
        steps.append(Step("fold", raw, text))
    if context.ocr and (value := _mended(text, scope, steps)) is not None:
        return value
    value = _read(text, raw, scope, steps)
    if value.limit is not None:
        value = replace(value, limit=as_printed(value.limit, raw, text))
    if value.unit_raw is not None and value.unit_raw not in raw and (scope.unit is None or value.unit_raw != scope.unit.raw):
        return replace(value, unit_raw=as_printed(value.unit_raw, raw, text))
    return value


def _mended(text: str, scope: Scope, steps: list[Step] | None) -> Value | None:
    """What a scan's text says when its damage is repaired; None where there is none, or where the repair would say nothing."""
    mended = repaired(text, scope)
    if mended is None:
        return None
    name, whole = mended
    inner: list[Step] | None = None if steps is None else [Step(f"repair: {name}", text, whole)]
    value = _read(whole, whole, scope, inner)
    if value.kind == "text":
        return None
    if steps is not None and inner is not None:
        steps += inner
    return replace(value, notes=(*value.notes, Note.of("value.repaired", repair=name, to=whole)))


def _read(text: str, raw: str, scope: Scope, steps: list[Step] | None) -> Value:
    value = single(text, scope, steps)
    if value is not None:
        return value
    if (value := composite(text, raw, scope, single)) is not None:
        return value
    if (value := _first(wording.RULES, text, scope, steps)) is not None:
        return value
    if (value := _first((deadlines.RECURRING,), text, scope, steps)) is not None:
        return value
    return _unread(text, scope)


def _unread(text: str, scope: Scope) -> Value:
    """What no rule reads: several numbers that could not be parted, a number among words, or words alone."""
    if (date := no_such_date(text, scope.fiscal_year)) is not None:
        return Value("text", rule="no such date", notes=(Note.of("value.no-such-date", date=date),))
    numbers = len(quantities.NUMBERS_IN.findall(text))
    if numbers > 1:
        return unsplit()
    if _SIGN_OR_NUMBER.search(text):
        return Value("text", rule="unread", notes=(Note.of("value.unread"),))
    return Value("text", rule="words unread", notes=(Note.of("value.text", why="words"),))


def single(text: str, scope: Scope, steps: list[Step] | None = None) -> Value | None:
    """The one fact of a text; None where no rule reads it whole."""
    if not text:
        return blanks.missing(scope, "blank")
    if "、" in text and _lists_facts(text):
        return None
    if not _DIGIT.search(text):
        return _in_words(text, scope, steps)
    text = _prepared(text, scope)
    found = quantities.NUMBER.fullmatch(text)
    if found is None:
        if (inner := _in_fiscal_year(text, scope, steps)) is not None:
            return inner
    elif found["rest"][:1] not in _DATE_STARTS and not _is_calendar(text, scope):
        value = _number(found, text, scope, steps)
        if value is not None:
            return value
    return _with_digits(text, scope, steps, found)


# Beside a unit cell 年, or where the name asks when, a four-digit number is the calendar year.
_CALENDAR_YEAR = regex.compile(r"[≥≤><=]{0,2}+20[0-4]\d")
# The figures of these names are no numbers of the target.
_PARTICLES = regex.compile(r"PM(?:2\.5|10)(?P<name>(?:(?:年|日|月|季)?(?:平均|均)?(?:质量)?(?:浓度|指标|值|数值))?)(?=[≥≤><=不低高\d])")
# 95%以上（含95%）: the number again, in brackets.
_INCLUDED = regex.compile(r"\((?P<no>不)?含(?P<number>\d++(?:\.\d++)?+)(?P<unit>[%‰\p{Han}]{0,4}+)\)")


def _prepared(text: str, scope: Scope) -> str:
    """A text without figures that are none of its own."""
    if "20" in text and _CALENDAR_YEAR.fullmatch(text) and (asks_when(scope) if scope.unit is None else scope.unit.name == "年"):
        return text + "年"
    if text[:1] == "P" and (found := _PARTICLES.match(text)):
        text = text[found.end() :]
    return _INCLUDED.sub(_including, text) if "含" in text else text


def _including(found: regex.Match[str]) -> str:
    """The bracket without its number where that is the number in front of it, unit and all; else as printed."""
    before = quantities.NUMBERS_IN.findall(found.string[: found.start()])
    again = before[-1:] == [found["number"]] and found["unit"] in found.string[: found.start()]
    return f"({found['no'] or ''}含)" if again else found[0]


# 2023.07 with a leading zero is a month; 2022.12 and 20221231 may be numbers and need more evidence.
_YEAR_MONTH = regex.compile(r"(?:19|20)\d\d\.0[1-9](?!\d)|(?:19|20)\d{2}[.-]\d{1,2}[^\d]{0,2}(?:19|20)\d\d")
_MONTH_OR_NUMBER = regex.compile(r"(?:19|20)\d\d\.1[0-2]|(?:19|20)\d\d[01]\d[0-3]\d")


def _is_calendar(text: str, scope: Scope) -> bool:
    """Whether figures are rather a date: surely, or because the indicator asks when and no unit stands beside them."""
    if "20" not in text and "19" not in text:
        return False
    return bool(_YEAR_MONTH.match(text) or (_MONTH_OR_NUMBER.fullmatch(text) and scope.unit is None and asks_when(scope)))


# The fiscal year itself before a quantity (2022年培训5次) says nothing new.
_FISCAL = regex.compile(r"(?P<year>(?:19|20)\d\d)年(?:度|全年)?(?![底末内前后上下\d至到\-~—])")


def _in_fiscal_year(text: str, scope: Scope, steps: list[Step] | None) -> Value | None:
    found = _FISCAL.match(text)
    if found is None or int(found["year"]) != scope.fiscal_year or found.end() == len(text):
        return None
    whole = quantities.NUMBER.fullmatch(text, found.end())
    value = whole and _number(whole, text, scope, None)
    if value and whole and steps is not None:
        steps += [Step("fiscal year", found[0], ""), *roles(whole), Step("number", text, brief(value))]
    return value


_DATE_STARTS = frozenset("年月季日号底末")


def _with_digits(text: str, scope: Scope, steps: list[Step] | None, found: regex.Match[str] | None) -> Value | None:
    if _CALENDAR.search(text) and (value := _first(PERIODS, text, scope, steps)):
        return value
    if found is not None and (value := _number(found, text, scope, steps)):
        return value
    if _BASE_YEAR.search(text):
        text = _BASE_YEAR.sub(r"\g<than>上年", text)
        if (value := _first(NUMBERS, text, scope, steps)) is not None:
            return value
    for rules in (NUMBERS[1:3], wording.FIRST, blanks.MASKED, BOUNDS, NUMBERS[3:], booleans.RULES, categories.RULES[:2]):
        if (value := _first(rules, text, scope, steps)) is not None:
            return value
    return None


_ALONE = frozenset().union(*(rule.needs for rule in WITHOUT_DIGITS))


def _in_words(text: str, scope: Scope, steps: list[Step] | None) -> Value | None:
    if (len(text) <= 15 or not _ALONE.isdisjoint(text)) and (value := _first(WITHOUT_DIGITS, text, scope, steps)) is not None:
        return value
    if _CALENDAR.search(text) and (value := _first(PERIODS, text, scope, steps)):
        return value
    if _CHARACTER.search(text):
        for rules in (wording.FIRST, ranges.IN_CHARACTERS, NUMBERS[3:]):
            if (value := _first(rules, text, scope, steps)) is not None:
                return value
    if (value := _first((deadlines.RECURRING,), text, scope, steps)) is not None:
        return value
    return _first(categories.RULES, text, scope, steps)


def _number(found: regex.Match[str], text: str, scope: Scope, steps: list[Step] | None) -> Value | None:
    value = quantities.NUMBER_RULE.produce(found, scope)
    if steps is not None:
        steps += roles(found)
        steps.append(Step("number", text, brief(value) if value else "declined"))
    return value


def _lists_facts(words: str) -> bool:
    """Whether a text lists a fact before its last one (零事故、及时率100%): then the words in front of the last are no name."""
    facts = (single(part, EMPTY) for part in words.split("、")[:-1] if part)
    return any(fact is not None and fact.kind in ("quantity", "range", "date", "boolean") for fact in facts)


def _first(rules: tuple[Rule, ...], text: str, scope: Scope, steps: list[Step] | None) -> Value | None:
    """What the first rule that reads the whole text makes of it."""
    letters = frozenset(text)
    for rule in rules:
        found = rule.pattern.fullmatch(text) if rule.may_match(letters) else None
        if found is None:
            continue
        value = rule.produce(found, scope)
        if steps is not None:
            steps += parts(found) if value is not None else []
            steps.append(Step(rule.name, text, "declined" if value is None else brief(value)))
        if value is not None:
            return value
    return None
