"""A printed label, taken apart: its words, and what stands in brackets behind them.

`产出指标（50分）` is 产出指标 with weight 50; `项目资金（万元）` is 项目资金 and binds the amounts it governs to 万元;
`*1.项目名称：` is 项目名称. Folded for comparison only: what is stored stays as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from normalizers.text import fold

MONEY = ("万元", "元", "亿元", "千元", "百万元", "百元", "角")

_MARKS = regex.compile(r"^[*★☆※▲△●■◆□✱﹡#]++")
# 1. 1、 (1) 一、 （一） before a label; never the digits of 2022年 or of 3月底.
_NUMBER = regex.compile(r"^(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.]?|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.](?!\d)|[①-⑳])")
_AMONG = regex.compile(r"^其中[:,，]?(?=.)")
_BRACKET = regex.compile(r"\(([^()]*+)\)|\[([^\[\]]*+)\]|【([^【】]*+)】")
_UNIT = regex.compile(r"^(?:金额)?(?:单位)?:?(?:人民币)?:?(" + "|".join(MONEY) + r"|%)$")
_WEIGHT = regex.compile(r"^(?:权重|分值|满分|共)?:?\d{1,3}(?:\.\d{1,4})?(?:[-~至]\d{1,3})?(?:分|%)?$")
_TAIL_WEIGHT = regex.compile(r"(?<=[^\d.\-])\d{1,3}(?:\.\d{1,2})?分$")
_FORMULA = regex.compile(r"^[A-Z](?:\d)?(?:[-+/×*÷][A-Z]\d?)*(?:[×*]100%?)?=?$")
# Words in brackets that say how to fill the form in, not what it asks.
_ADVICE = regex.compile(
    r"^(?:盖章|公章|签章|签字|签名|加盖公章|单位公章|必填|选填|可选|如有|不超过\d+字|限?\d+字(?:以内|左右)?|[^()]{0,12}字以内|打[√✓]|可?多选|单选)$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """`core`: folded words without marks, number, advice, weight and unit; `bare`: without any bracket; the rest as found.

    `among` says that 其中： stood before it; `head` and `tail` count nothing: a label is claimed whole.
    """

    core: str
    bare: str
    unit: str | None = None
    weight: str | None = None
    among: bool = False


@lru_cache(maxsize=32768)
def parse_label(text: str) -> Label:
    """Take a printed label apart; any text may be asked about, a long one is its own core."""
    words = fold(text)
    if len(words) > 60:
        return Label(words, words)
    words = _MARKS.sub("", words)
    words = _NUMBER.sub("", words, count=1)
    words = _MARKS.sub("", words).rstrip(":")
    words, among = _AMONG.subn("", words, count=1)
    words, unit, weight = _annotations(words)
    if weight is None and (tail := _TAIL_WEIGHT.search(words)):
        words, weight = words[: tail.start()], tail.group().rstrip("分")
    core = words.rstrip(":").strip("\"'“”")
    bare = _BRACKET.sub("", core).rstrip(":,，、")
    return Label(core, bare, unit, weight, bool(among))


def _annotations(words: str) -> tuple[str, str | None, str | None]:
    """The words without brackets that hold a unit, a weight, a formula or advice; unit and weight apart."""
    unit = weight = None
    kept: list[str] = []
    end = 0
    for found in _BRACKET.finditer(words):
        inner = next(g for g in found.groups() if g is not None)
        money = _UNIT.match(inner)
        # (0-20)分 prints the word outside the bracket.
        score = _WEIGHT.match(inner) and (not inner.isdigit() or words[found.end() : found.end() + 1] == "分" or len(inner) <= 3)
        if not (money or score or _FORMULA.match(inner) or _ADVICE.match(inner)):
            continue
        kept.append(words[end : found.start()])
        end = found.end()
        if money:
            unit = unit or money.group(1)
        elif score:
            weight = weight or inner.rstrip("分")
            end += words[end : end + 1] == "分"
    kept.append(words[end:])
    return "".join(kept), unit, weight
