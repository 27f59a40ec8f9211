"""Quantities whose number is written in words: 百分之九十五, 九成, 半年, 三分之二, 4/5, 零投诉, 十五人."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from normalizers.events import ANY_EVENT
from normalizers.leads import read_lead
from normalizers.numerals import CHINESE, EXACT, arabic, chinese
from normalizers.quantities import quantity
from normalizers.rests import read_rest
from normalizers.rules import Rule
from normalizers.scope import Scope
from normalizers.tables import compiled
from normalizers.value import Value

# Behind a numeral in characters these units make it an ordinal (一期, 二类), except after 两.
_ORDINAL_UNITS = frozenset("期类组层区班队门线号届档站路段季部本支度面")
_IDIOM = regex.compile(r"^(?:性|体|致|般|定|流|票否决|岗双责|条龙|站式|网通|刀切|件事|码|卡通|对一)")


def _chinese(found: regex.Match[str], scope: Scope) -> Value | None:
    characters, rest_text = found["number"], found["rest"]
    lead, rest = read_lead(found["lead"]), read_rest(rest_text)
    if lead is None or rest is None or _IDIOM.match(rest_text) or (rest.tail and rest.tail not in ("完成", "办结", "整")):
        return None
    number = _written(characters, about=lead.comparator == "approx" or rest_text[:1] in ("余", "多"))
    if number is None or (lead.label and lead.comparator is None and not (characters == "零" and lead.words)):
        return None
    if rest.unit is None:
        # Without a unit behind it a numeral is a word, unless its unit stands in a cell of its own.
        alone = not rest_text and (scope.unit is not None or characters == "零")
        return quantity(number, lead, rest, scope, rest_text, "number in characters") if alone else None
    if len(rest.unit) == 1 and rest.unit in _ORDINAL_UNITS and characters[0] != "两":
        return None
    return quantity(number, lead, rest, scope, rest_text, "number in characters")


def _written(characters: str, *, about: bool) -> Decimal | None:
    """A number in characters; 百, 千 and 万 alone are numbers where they are approximate (近千人, 百余人)."""
    number = chinese(characters)
    return chinese("一" + characters) if number is None and about and characters in ("百", "千", "万") else number


def _hundredths(found: regex.Match[str], scope: Scope) -> Value | None:
    number = arabic(found["number"]) if found["number"][:1].isdecimal() else _with_point(found["number"])
    if found["number"] == "百":
        number = Decimal(100)
    rest_text = {"百": "%", "千": "‰"}[found["of"]] + found["rest"]
    lead, rest = read_lead(found["lead"]), read_rest(rest_text)
    if number is None or lead is None or rest is None:
        return None
    value = quantity(number, lead, rest, scope, rest_text, "per cent in words")
    return value and replace(value, unit_raw=found["of"] + "分之")


def _with_point(text: str) -> Decimal | None:
    """九十八点五 as a decimal."""
    head, point, tail = text.partition("点")
    whole = chinese(head)
    if whole is None or not point:
        return whole
    places = [chinese(c) for c in tail]
    if not places or any(p is None or p > 9 for p in places):
        return None
    return EXACT.add(whole, Decimal("0." + "".join(str(p) for p in places)))


def _tenths(found: regex.Match[str], scope: Scope) -> Value | None:
    number = arabic(found["number"]) if found["number"].isdecimal() else chinese(found["number"])
    lead, rest = read_lead(found["lead"]), read_rest("%" + found["rest"])
    if number is None or not 0 < number <= 10 or lead is None or rest is None:
        return None
    number = EXACT.multiply(number, Decimal(10)) + (5 if found["half"] else 0)
    value = quantity(number, lead, rest, scope, "%", "tenths")
    return value and replace(value, unit_raw="成")


def _half(found: regex.Match[str], scope: Scope) -> Value | None:
    lead, rest = read_lead(found["lead"]), read_rest(found["rest"])
    if lead is None or lead.label or rest is None or rest.unit not in ("年", "小时", "天", "个月") or rest.tail not in ("", "完成"):
        return None
    return quantity(Decimal("0.5"), lead, rest, scope, found["rest"], "half")


def _fraction(found: regex.Match[str], scope: Scope) -> Value | None:
    above, below = arabic(found["above"]), arabic(found["below"])
    lead, rest = read_lead(found["lead"]), read_rest(found["rest"])
    if above is None or below is None or not 0 < above <= below or lead is None or lead.label or rest is None or rest.tail:
        return None
    if not lead.comparator and not rest.comparator and above <= 12 and 28 <= below <= 31:
        # 12/31 is rather a day of the year.
        return None
    number = EXACT.divide(above, below)
    return quantity(number, lead, rest, replace(scope, unit=None), found["rest"], "fraction", f"{found['above']}/{found['below']}")


def _fraction_in_words(found: regex.Match[str], scope: Scope) -> Value | None:
    above, below = chinese(found["above"]), chinese(found["below"])
    lead, rest = read_lead(found["lead"]), read_rest(found["rest"])
    if above is None or below is None or not 0 < above < below or lead is None or lead.label or rest is None:
        return None
    return quantity(
        EXACT.divide(above, below), lead, rest, scope, found["rest"], "fraction in words", found["above"] + "/" + found["below"]
    )


def _no_event(_: regex.Match[str], scope: Scope) -> Value | None:
    return Value("quantity", scope.sign, Decimal(0), rule="zero event", notes=scope.notes)


_CHARACTERS = r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅○]"

RULES: tuple[Rule, ...] = (
    Rule(
        "per cent in words",
        compiled(
            r"(?P<lead>[^百千]*+)(?P<of>[百千])分(?:之|(?=百$))(?P<number>[零〇一二三四五六七八九十百两点○]++|\d++(?:\.\d++)?+)(?P<rest>[^\d%‰]*+)"
        ),
        _hundredths,
        (
            ("百分之九十五以上", "quantity ge 95 %"),
            ("千分之三", "quantity 3 ‰"),
            ("不低于百分之98", "quantity ge 98 %"),
            ("百分之九十八点五", "quantity 98.5 %"),
            ("百分百", "quantity 100 %"),
        ),
    ),
    Rule(
        "tenths",
        compiled(
            r"(?P<lead>[^\d零一二三四五六七八九十两]*+)(?P<number>[一二三四五六七八九十]|\d)成(?P<half>半)?+(?P<rest>(?:以上|及以上|以下|左右|以内)?+)"
        ),
        _tenths,
        (("九成", "quantity 90 %"), ("八成半以上", "quantity ge 85 %"), ("达到7成", "quantity 70 %")),
    ),
    Rule(
        "half",
        compiled(r"(?P<lead>[^\d半]{0,10}+)半(?P<rest>(?:年|个月|天|个小时|小时|日)\D{0,8}+)"),
        _half,
        (("半年", "quantity 0.5 年"), ("半年内", "quantity le 0.5 年"), ("不超过半个月", "quantity le 0.5 个月")),
    ),
    Rule(
        "fraction",
        compiled(r"(?P<lead>[^\d/]{0,10}+)(?P<above>\d{1,3}+)/(?P<below>\d{1,3}+)(?P<rest>(?:以上|及以上|以下|左右|以内)?+)"),
        _fraction,
        (("4/5", "quantity 0.8"), ("≥1/2", "quantity ge 0.5")),
    ),
    Rule(
        "fraction in words",
        compiled(
            r"(?P<lead>[^\d一二三四五六七八九十百千万]{0,10}+)(?P<below>[二三四五六七八九十]++)分之(?P<above>[一二三四五六七八九十]++)(?P<rest>(?:以上|及以上|以下|左右|以内)?+)"
        ),
        _fraction_in_words,
        (("三分之二以上", "quantity ge 0.666667"), ("五分之四", "quantity 0.8")),
    ),
    Rule(
        "zero event",
        compiled(
            rf"(?:实现|确保|保持|力争|达到|做到)?+[\p{{Han}}]{{0,8}}?[零0][\p{{Han}}]{{0,4}}?(?:{ANY_EVENT}|发生|排放|新增|逾期|欠账)(?:率|数|发生)?+"
        ),
        _no_event,
        (("零投诉", "quantity 0"), ("安全生产零事故", "quantity 0"), ("零发生", "quantity 0"), ("0投诉", "quantity 0")),
    ),
    Rule(
        "number in characters",
        compiled(
            rf"(?P<lead>[^零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅○\d]*+)(?P<number>{CHINESE})(?P<rest>(?:(?!{_CHARACTERS})\D)*+)"
        ),
        _chinese,
        (
            ("十五人", "quantity 15 人"),
            ("不少于两次", "quantity ge 2 次"),
            ("两千余户", "quantity approx 2000 户"),
            ("三十个工作日内", "quantity le 30 个工作日"),
        ),
    ),
)
