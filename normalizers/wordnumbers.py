"""Quantities whose number is no plain figure: 百分之九十五, 九成五, 半年, 三分之二, 4/5, ⅔, 3万5千, 两三次, 零投诉, 十五人."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from normalizers.events import ANY_EVENT
from normalizers.notes import Note
from normalizers.numerals import ARABIC, CHINESE, CHINESE_CHARACTERS, EXACT, GLYPHS, MULTIPLIERS, arabic, chinese, chinese_decimal
from normalizers.prefix import Prefix, read_prefix
from normalizers.quantities import quantity
from normalizers.rules import Rule
from normalizers.scope import Scope
from normalizers.suffix import Suffix, read_suffix
from normalizers.tables import compiled
from normalizers.unit_table import dimension
from normalizers.value import Value
from normalizers.words import BEHIND, FRONT, is_name, word_at

# Behind a numeral in characters these units make it an ordinal (一期, 二类), except after 两.
_ORDINAL_UNITS = frozenset("期类组层区班队门线号届档站路段季部本支度面")


def _around(found: regex.Match[str], rest: str | None = None) -> tuple[Prefix, Suffix] | None:
    """Prefix and suffix of a number; None where one of them is not read."""
    prefix, suffix = read_prefix(found["lead"]), read_suffix(found["rest"] if rest is None else rest)
    return None if prefix is None or suffix is None else (prefix, suffix)


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether the numeral begins a longer word of the lexicon (一次性, 三农, 一般)."""
    front, behind = word_at(text, start, "front"), word_at(text, start, "behind")
    nouns = (front if front and FRONT[front] == "noun" else "", behind if behind and BEHIND[behind] == "noun" else "")
    return max(map(len, nouns)) > end - start


def _chinese(found: regex.Match[str], scope: Scope) -> Value | None:
    characters, rest_text = found["number"], found["rest"]
    around = _around(found)
    if around is None or _is_a_name(found.string, *found.span("number")):
        return None
    prefix, suffix = around
    number = _written(characters, about=prefix.comparator in ("approx", "gt") or rest_text[:1] in ("余", "多"))
    if number is None or _said_otherwise(prefix, suffix, characters):
        return None
    if suffix.unit is None:
        # Without a unit behind it a numeral is a word, unless its unit stands in a cell of its own.
        alone = not rest_text and (scope.unit is not None or characters == "零")
        return quantity(number, prefix, suffix, scope, rest_text, "number in characters") if alone else None
    if len(suffix.unit) == 1 and suffix.unit in _ORDINAL_UNITS and characters[0] != "两" and not prefix.per and not prefix.comparator:
        return None
    return quantity(number, prefix, suffix, scope, rest_text, "number in characters")


def _said_otherwise(prefix: Prefix, suffix: Suffix, characters: str) -> bool:
    """A numeral in characters between words may be a part of them: only a sign, a frequency or nothing at all stands around a number."""
    if suffix.tail and suffix.tail not in ("完成", "办结", "整"):
        return True
    told = prefix.comparator is not None or bool(prefix.per) or (characters == "零" and len(prefix.pieces) > 1)
    return bool(prefix.label) and not told


def _written(characters: str, *, about: bool) -> Decimal | None:
    """A number in characters; 百, 千 and 万 alone are numbers where they are approximate (近千人, 百余人)."""
    number = chinese(characters)
    return chinese("一" + characters) if number is None and about and characters in ("百", "千", "万") else number


def _pair(found: regex.Match[str], scope: Scope) -> Value | None:
    """`两三次`, `十几个`: about the lower of the two, and said so."""
    around, low = _around(found), chinese(found["low"])
    high = chinese(found["high"]) if found["high"] not in ("几", "多") else None
    if around is None or low is None or around[1].unit is None or (found["high"] == "几") != (found["low"][-1] == "十"):
        return None
    if high is not None and not (low < 10 and high == low + 1):
        return None
    prefix, suffix = around
    if prefix.comparator not in (None, "approx") or suffix.comparator not in (None, "approx") or _said_otherwise(prefix, suffix, ""):
        return None
    value = quantity(low, replace(prefix, comparator="approx"), replace(suffix, comparator=None), scope, found["rest"], "two numerals")
    return value and replace(value, notes=(*value.notes, Note.of("value.vague", printed=found["low"] + found["high"])))


_SHARES = {"百": "%", "千": "‰"}


def _hundredths(found: regex.Match[str], scope: Scope) -> Value | None:
    number = arabic(found["number"]) if found["number"][:1].isdecimal() else chinese_decimal(found["number"])
    if found["number"] == "百":
        number = Decimal(100)
    if found["of"].endswith("万"):
        return _of_many(found, number, scope)
    rest_text = _SHARES[found["of"]] + found["rest"]
    around = _around(found, rest_text)
    if number is None or around is None:
        return None
    value = quantity(number, *around, scope, rest_text, "per cent in words")
    return value and replace(value, unit_raw=found["of"] + "分之")


def _of_many(found: regex.Match[str], number: Decimal | None, scope: Scope) -> Value | None:
    """`万分之三` is a fraction, as 三分之二 is: no unit says parts of ten thousand."""
    around = _around(found)
    if number is None or around is None or around[1].unit is not None:
        return None
    part = EXACT.divide(number, MULTIPLIERS[found["of"]])
    return quantity(part, *around, replace(scope, unit=None), found["rest"], "fraction in words", f"{found['number']}/{found['of']}")


def _tenths(found: regex.Match[str], scope: Scope) -> Value | None:
    number = arabic(found["number"]) if found["number"].isdecimal() else chinese(found["number"])
    around = _around(found, "%" + found["rest"])
    if number is None or not 0 < number <= 10 or around is None:
        return None
    half = Decimal(5) if found["half"] == "半" else chinese(found["half"] or "零")
    if half is None or (half and number == 10):
        return None
    number = EXACT.add(EXACT.multiply(number, Decimal(10)), half)
    value = quantity(number, *around, scope, "%", "tenths")
    return value and replace(value, unit_raw="成")


def _half(found: regex.Match[str], scope: Scope) -> Value | None:
    around = _around(found)
    if around is None or around[0].label or around[1].tail not in ("", "完成", "办结"):
        return None
    if dimension((around[1].unit or "").partition("/")[0]) != "duration":
        return None
    return quantity(Decimal("0.5"), *around, scope, found["rest"], "half")


def _fraction(found: regex.Match[str], scope: Scope) -> Value | None:
    above, below = arabic(found["above"]), arabic(found["below"])
    around = _around(found)
    if above is None or below is None or not 0 < above <= below or around is None or around[0].label or around[1].tail:
        return None
    if not around[0].comparator and not around[1].comparator and above <= 12 and 28 <= below <= 31:
        # 12/31 is rather a day of the year.
        return None
    number = EXACT.divide(above, below)
    return quantity(number, *around, replace(scope, unit=None), found["rest"], "fraction", f"{found['above']}/{found['below']}")


def _glyph(found: regex.Match[str], scope: Scope) -> Value | None:
    above, below = GLYPHS[found["glyph"]]
    whole, around = arabic(found["whole"] or "0"), _around(found)
    if whole is None or around is None or around[0].label or around[1].tail:
        return None
    number = EXACT.add(whole, EXACT.divide(Decimal(above), Decimal(below)))
    return quantity(number, *around, scope, found["rest"], "fraction in one character", found["glyph"])


def _fraction_in_words(found: regex.Match[str], scope: Scope) -> Value | None:
    above, below = chinese(found["above"]), chinese(found["below"])
    around = _around(found)
    if above is None or below is None or not 0 < above < below or around is None or around[0].label:
        return None
    return quantity(EXACT.divide(above, below), *around, scope, found["rest"], "fraction in words", found["above"] + "/" + found["below"])


def _in_groups(found: regex.Match[str], scope: Scope) -> Value | None:
    """`3万5千人`, `2亿3千万元`: each group smaller than the one before it."""
    total, before = Decimal(0), None
    for digits, group in regex.findall(rf"({ARABIC})({_GROUP})", found["number"]):
        number, scale = arabic(digits), MULTIPLIERS[group]
        if number is None or (before is not None and (scale >= before or number * scale >= before)):
            return None
        total, before = EXACT.add(total, EXACT.multiply(number, scale)), scale
    around = _around(found)
    if around is None or around[1].unit is None or around[1].multiplier is not None:
        return None
    return quantity(total, *around, replace(scope, unit=None), found["rest"], "number in groups")


def _no_event(found: regex.Match[str], scope: Scope) -> Value | None:
    if not all(is_name(found[words]) for words in ("lead", "inner") if found[words]):
        return None
    return Value("quantity", scope.sign, Decimal(0), rule="zero event", notes=scope.notes)


_CHARACTERS = r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅○]"
_GROUP = r"(?:[百千]?[万亿]|[百千])"
_BOUND = r"(?P<rest>\(?(?:含\))?(?:以上|及以上|以下|左右|以内)?+)"

RULES: tuple[Rule, ...] = (
    Rule(
        "per cent in words",
        compiled(
            r"(?P<lead>[^百千万]*?)(?P<of>[百千]|[十百]?万)分(?:之|(?=百$))(?P<number>[零〇一二三四五六七八九十百两点○]++|\d++(?:\.\d++)?+)(?P<rest>[^\d%‰]*+)"
        ),
        _hundredths,
        (
            ("百分之九十五以上", "quantity ge 95 %"),
            ("千分之三", "quantity 3 ‰"),
            ("不低于百分之98", "quantity ge 98 %"),
            ("百分之九十八点五", "quantity 98.5 %"),
            ("百分百", "quantity 100 %"),
            ("万分之三", "quantity 0.0003"),
        ),
        frozenset("分"),
    ),
    Rule(
        "tenths",
        compiled(
            rf"(?P<lead>[^\d零一二三四五六七八九十两]*+)(?P<number>[一二三四五六七八九十]|\d)成(?P<half>[半一二三四五六七八九])?+{_BOUND}"
        ),
        _tenths,
        (("九成", "quantity 90 %"), ("八成半以上", "quantity ge 85 %"), ("达到7成", "quantity 70 %"), ("九成五", "quantity 95 %")),
        frozenset("成"),
    ),
    Rule(
        "half",
        compiled(r"(?P<lead>[^\d半]{0,10}+)半(?P<rest>(?:年|个月|天|个小时|小时|日|个工作日|个学期|个季度)\D{0,8}+)"),
        _half,
        (
            ("半年", "quantity 0.5 年"),
            ("半年内", "quantity le 0.5 年"),
            ("不超过半个月", "quantity le 0.5 个月"),
            ("半天/次", "quantity 0.5 天/次"),
        ),
        frozenset("半"),
    ),
    Rule(
        "fraction",
        compiled(rf"(?P<lead>[^\d/]{{0,10}}+)(?P<above>\d{{1,3}}+)/(?P<below>\d{{1,3}}+){_BOUND}"),
        _fraction,
        (("4/5", "quantity 0.8"), ("≥1/2", "quantity ge 0.5")),
        frozenset("/"),
    ),
    Rule(
        "fraction in one character",
        compiled(r"(?P<lead>[^\d½-⅞¼-¾]{0,10}+)(?P<whole>\d{1,3}+)?+(?P<glyph>[¼-¾⅐-⅞])(?P<rest>\D{0,10}+)"),
        _glyph,
        (("⅔以上", "quantity ge 0.666667"), ("1½小时", "quantity 1.5 小时")),
        frozenset(GLYPHS),
    ),
    Rule(
        "fraction in words",
        compiled(
            rf"(?P<lead>[^\d一二三四五六七八九十百千万]{{0,10}}+)(?P<below>[二三四五六七八九十]++)分之(?P<above>[一二三四五六七八九十]++){_BOUND}"
        ),
        _fraction_in_words,
        (("三分之二以上", "quantity ge 0.666667"), ("五分之四", "quantity 0.8")),
        frozenset("分"),
    ),
    Rule(
        "number in groups",
        compiled(rf"(?P<lead>\D*+)(?P<number>{ARABIC}{_GROUP}(?:{ARABIC}{_GROUP})++)(?P<rest>\D*+)"),
        _in_groups,
        (("3万5千人", "quantity 35000 人"), ("2亿3千万元", "quantity 230000000 元"), ("1千5百人", "quantity 1500 人")),
        frozenset("亿万千百"),
    ),
    Rule(
        "zero event",
        compiled(
            rf"(?:实现|确保|保持|力争|达到|做到)?+(?P<lead>[\p{{Han}}]{{0,8}}?)[零0](?P<inner>[\p{{Han}}]{{0,4}}?)(?:{ANY_EVENT}|发生|排放|新增|逾期|欠账)(?:率|数|发生)?+"
        ),
        _no_event,
        (("零投诉", "quantity 0"), ("安全生产零事故", "quantity 0"), ("零发生", "quantity 0"), ("0投诉", "quantity 0")),
        frozenset("零0"),
    ),
    Rule(
        "two numerals",
        compiled(
            rf"(?P<lead>[^\d一二三四五六七八九十两几]*+)(?P<low>两|[一二三四五六七八九]?十|[一二三四五六七八九])(?P<high>[二三四五六七八九几])(?P<rest>(?:(?!{_CHARACTERS})\D)*+)"
        ),
        _pair,
        (("两三次", "quantity approx 2 次"), ("五六个", "quantity approx 5 个"), ("十几个", "quantity approx 10 个")),
        frozenset("一二三四五六七八九十两"),
    ),
    Rule(
        "number in characters",
        compiled(
            rf"(?P<lead>[^零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅○\d]*+)(?P<number>{CHINESE})(?P<rest>(?:(?!{_CHARACTERS})\D)*+)"
        ),
        _chinese,
        (
            ("十五人", "quantity 15 人"),
            ("不少于两次", "quantity ge 2 次"),
            ("两千余户", "quantity approx 2000 户"),
            ("三十个工作日内", "quantity le 30 个工作日"),
            ("每周一期", "quantity 1 期/周"),
            ("一个半月", "quantity 1.5 个月"),
        ),
        frozenset(CHINESE_CHARACTERS + "○"),
    ),
)
