"""Text that is known to be text: ratios, classes, ranks, rules to follow. None of its figures is a target's number."""

from __future__ import annotations

import regex

from normalizers.notes import Note
from normalizers.rules import Produce, Rule
from normalizers.scope import Scope
from normalizers.tables import compiled
from normalizers.value import Value


def _text(why: str) -> Produce:
    def produce(_: regex.Match[str], scope: Scope) -> Value:
        return Value("text", rule=why, notes=(Note.of("value.text", why=why),))

    return produce


def _rule(name: str, needs: str, pattern: str, *examples: str) -> Rule:
    return Rule(name, compiled(pattern), _text(name), tuple((text, "text") for text in examples), frozenset(needs))


_CLASS = r"(?:[ⅠⅡⅢⅣⅤⅥⅰⅱⅲIVX]{1,4}+|[一二三四五六七八九甲乙丙丁]|[A-Ea-e\d]?[A-Ea-e]|\d)"

RULES: tuple[Rule, ...] = (
    _rule(
        "ratio",
        ":∶比",
        r"[\p{Han}≥≤><=]{0,12}+\d++(?:\.\d++)?+[:∶比]\d++(?:\.\d++)?+(?:[:∶]\d++)?+[\p{Han}]{0,12}+",
        "1:1",
        "1：1.5",
        "师生比1:20",
    ),
    _rule(
        "class",
        "级类等星",
        rf"[\p{{Han}}]{{0,14}}?(?:{_CLASS}(?:类(?!别)|等(?!次|级)|星级?)|(?:[ⅠⅡⅢⅣⅤⅥIVX]{{1,4}}|[一二三四五六七八九]|\d?[A-Ea-e]{{1,5}}|\d)级|[特甲乙]级)(?![\d.])[\p{{Han}}、()]{{0,14}}+",
        "Ⅲ类及以上水质",
        "二级",
        "5A级景区",
        "国家三级以上标准",
    ),
    _rule(
        "rank",
        "前第",
        r"[\p{Han}]{0,14}?(?:前[\d一二三四五六七八九十]{1,3}+[名位强]?|第[\d一二三四五六七八九十]{1,3}+(?!时间)(?:[名位]|方|年|轮|批次?|期)?)[\p{Han}]{0,8}+",
        "前三名",
        "第1位",
        "全省排名前10名",
        "第三方评估",
    ),
    _rule(
        "standard",
        "GDHCJITNS",
        r"[\p{Han}《》]{0,10}?(?:GB|DB|HJ|CJJ|JTG|ISO|TSG|NY|SL)(?:/T)?[\s\d/.\-—]++(?:[^%≥≤><=]{0,30})",
        "GB3095-2012二级",
        "符合GB/T19001-2016标准",
    ),
    _rule("ticket", "+", r"[TtDdNn]\+\d{1,2}+[\p{Han}]{0,6}+", "T+1", "T+1日到账"),
    _rule("multiplied", "*×xX", r"[\p{Han}]{0,10}+\d{1,3}+[\p{Han}]{0,2}+[*×xX]\d{1,3}+[\p{Han}]{0,10}+", "7*24小时", "5×8小时"),
    _rule("generation", "G", r"[345]G(?:网络|基站|信号)?", "5G"),
    _rule("number of a line", "12", r"(?:12345|110|119|120|12315|12333|12388|12369|12328)[\p{Han}]{0,12}+", "12345热线"),
    _rule(
        "clock",
        ":点时",
        r"[\p{Han}]{0,8}+(?:[01]?\d|2[0-4])(?:[:][0-5]\d|[点时])(?:[前后整之]|以[前后])?[\p{Han}]{0,8}+",
        "18:00前",
        "每天8点前",
    ),
)
# These would else be read as numbers.
FIRST: tuple[Rule, ...] = tuple(
    rule for rule in RULES if rule.name in ("ratio", "class", "rank", "standard", "ticket", "multiplied", "clock", "generation")
)
