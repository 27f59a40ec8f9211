"""What stands behind a number: multiplier, 余, unit with denominators, comparator (以上), and words that change nothing (完成)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from normalizers.comparators import beginning
from normalizers.leads import CHANGES
from normalizers.units import read_multiplier, read_unit, sole_counter, times
from normalizers.value import Comparator


@dataclass(frozen=True, slots=True)
class Rest:
    """`unit` is canonical, `start` and `end` say where it (with its multiplier) stands in the text; `tail` are words left over."""

    multiplier: Decimal | None = None
    unit: str | None = None
    start: int = 0
    end: int = 0
    comparator: Comparator | None = None
    change: str | None = None
    inclusive: bool | None = None
    tail: str = ""


_ABOUT = regex.compile(r"(?:余|多(?!媒|功|元|方|层)|来(?!访|源|电|件)|\+)")
_INCLUSIVE = regex.compile(r"\((?P<no>不)?含(?:本数|\d++(?:\.\d++)?+%?|本级|以上|以下)?\)")
_PERIOD = regex.compile(r"(?:/|每)(?P<what>[\p{Han}]{1,3}+)$")
_CHANGE_TAIL = {word: code for code, words in CHANGES.items() for word in words}
# Words behind a number that add a fact, a condition or an ordinal: then the number is not read.
_DANGER = regex.compile(
    r"^(?:[/·.\-~]|性|型|式|制|化|线|间|号|级|届|强|大|型|版|楼|区|路|院|杠|星级|维|线|度|角)|之[一二三]|以[上下内外前后]|以$|左右|前$|后$|之前|之后|前[，,完]|(?<!县|市|省|国|境|区|室|院|校|体|河|库|海|城)内|外$|或|不(?!同|良|合格|动产|满意|间断|限|停)|未(?!成年)|非(?!遗|公|税|物|法)|超|较|比(?!例|赛|率|重|对|武)|各|每|至|到(?!位|达|账|岗|期|村|户)|第|除(?!尘|雪|险|草|臭|四害)|倍|余|少于|低于|高于|大于|小于|约|"
    r"[增减升降]|提前|上年|去年|同期|为止|且|其[中余]|等[一-龥]?$|[≥≤><=≈±\d*#|]|[一二三四五六七八九十两](?:个|次|名|人|户|项|家|所|台|场|年|月|季|批|天|日|处|件)(?!性)"
)  # fmt: skip
_TAIL = regex.compile(r"[\p{Han}A-Za-z“”\"、·:%《》]{1,24}+")
_REMARK = regex.compile(r"\([^()\d]{1,30}+\)")
# Behind a number without a unit only these change nothing.
_BARE_TAIL = {"", "完成", "达标", "覆盖"}


@lru_cache(maxsize=32768)
def read_rest(text: str) -> Rest | None:
    """What stands behind a number; None where it says something more."""
    if not text:
        return _NOTHING
    inclusive = None
    if "含" in text and (found := _INCLUSIVE.search(text)):
        inclusive = found["no"] is None
        text = text[: found.start()] + text[found.end() :]
    multiplier, comparator, start, at, name = _quantity(text)
    change = None
    while True:
        if (found_after := beginning(text[at:])) and (comparator is None or comparator == "approx"):
            if found_after[1] == "le" and text[at : at + 1] == "内" and text[at + 1 : at + 2] in _NOT_WITHIN:
                break
            at, comparator = at + found_after[0], found_after[1]
        elif (
            name
            and comparator
            and (period := _PERIOD.match(text, at))
            and (per := read_unit("/" + period["what"]))
            and per.length == len(period["what"]) + 1
        ):
            name, at = name + (per.name or ""), period.end()
        else:
            break
    tail = _REMARK.sub("", text[at:]).rstrip("。;,、:.")
    for word in (tail, tail.removeprefix("的")):
        if (change := _CHANGE_TAIL.get(word)) is not None:
            tail = ""
            break
    if (name is None and tail not in _BARE_TAIL) or (tail and (not _TAIL.fullmatch(tail) or _DANGER.search(tail))):
        return None
    end = start[1]
    return Rest(multiplier, name, start[0], end, comparator, change, inclusive, tail)


_NOTHING = Rest()
_NOT_WITHIN = frozenset("容部地外科")


def _quantity(text: str) -> tuple[Decimal | None, Comparator | None, tuple[int, int], int, str | None]:
    """Multiplier, 余, the unit's place, where reading goes on, and the unit's name."""
    comparator: Comparator | None = None
    multiplier, at = read_multiplier(text)
    start = 0
    if found := _ABOUT.match(text, at):
        comparator, at = "approx", found.end()
        start = at  # 余万元: the multiplier behind 余 is of the unit as printed
        more, length = read_multiplier(text[at:])
        if multiplier is None and more is not None:
            multiplier, at = more, at + length
    elif multiplier is not None:
        at = 0
    reading = read_unit(text[at:]) or sole_counter(text[at:])
    if reading is None:
        return multiplier, comparator, (0, at), at, None
    end = at + reading.length
    multiplier = reading.multiplier if comparator is None else times(multiplier, reading.multiplier)
    while text[end : end + 1] == text[end - 1 : end] == "%":
        end += 1
    if reading.name is None:
        return multiplier, comparator, (0, 0), end, None
    after = end
    if found := _ABOUT.match(text, after):
        comparator, after = "approx", found.end()
    return multiplier, comparator, (start, end), after, reading.name
