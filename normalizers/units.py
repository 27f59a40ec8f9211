"""The grammar of units: a multiplier, a unit of the table or a compound of two (人公里, 床日, 头次), denominators (元/人·月), brackets.

unit = [multiplier] factor [["·"] factor] {("/" | "每") denominator {"·" denominator}}; which two factors form a compound without a sign
between them follows from their dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from normalizers.numerals import EXACT, MULTIPLIERS
from normalizers.printing import tidy
from normalizers.tables import compiled
from normalizers.unit_table import BY_NAME, CAPITALS, LONGEST, SPELLED, UNITS, Unit, dimension, spelled
from normalizers.words import BEHIND, word_at

__all__ = [
    "BY_NAME", "UNITS", "CellUnit", "Reading", "Unit", "cell_unit", "dimension", "per_unit", "read_multiplier", "read_unit",
    "sole_counter", "spelled", "times",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit at the start of a text: how many characters it takes, its canonical name (None for a multiplier alone), its multiplier."""

    length: int
    name: str | None
    multiplier: Decimal | None


_NO_UNITS = frozenset("GKAWw")  # 5G, 4K, 5A, 10W: no grams, no amperes, and W often stands for 万
# Spellings that a single letter of something longer must not be taken for (t of tb), and 千 and 百 that belong to the unit.
_LETTER = regex.compile(r"[A-Za-zμ]")
_MULTIPLIER = compiled(r"(?:[万百千]?亿|[百千十]?万|千(?![米克瓦伏卡]|分[比率点之])|百(?!分)|仟|佰|万亿)")
_REMARK = compiled(r"\((?P<other>[\p{Han}]{1,4}+)\)")
# A denominator that the table does not know may still be a counted thing (元/床, 次/标段): a few Han characters up to the next sign.
_DENOMINATOR = compiled(
    r"(?:/|每|[·.*×])(?P<sheer>(?:10{0,5}+|\d{1,3}+)?+(?P<many>[十百千]?万|[百千亿])?+(?P<what>(?:(?!每)[\p{Han}²³㎡㎥A-Za-zμ])*+))"
)
_IN_BRACKETS = regex.compile(r"/\((?P<inner>[^()/]{1,12}+)\)")
_ROUND = regex.compile(r"(?:10*)?[十百千]?[万亿百千]?")
_MEASURED = frozenset({"duration", "mass", "volume", "length", "area"})
_PER_MANY = regex.compile(r"/10*[万千]?(?![\d])")
# Counted things by occurrence (头次, 组次), what is carried over a length (人公里), what is held for a time (床日, 人年, 台时).
_COUNTED = frozenset(
    {"piece", "count", "place", "organisation", "household", "case", "vehicle", "animal", "plant", "group", "kind", "machine", "set"}
)
_CARRIED = frozenset({"person", "mass", "vehicle"})
_HELD = frozenset({"person", "machine", "vehicle", "bed", "household"})
_SECOND = (("次", _COUNTED), ("公里", _CARRIED), ("海里", _CARRIED), ("小时", _HELD), *((c, _HELD) for c in "日天年月时班"))
_JOIN = regex.compile(r"[·*×]")
# 个 before a unit that is one by itself (个批次, 个课时) is no unit of its own.
_AFTER_GE = frozenset({"time", "batch", "labour", "person-time", "rank"})
_HAN = compiled(r"\p{Han}")
_NOT_COUNTED = compiled(r"(?:以上|以下|以内|左右|及|以|内|不|未|达|完成|的|标准|补助|补贴|发放|执行|计算|支付|拨付|给予|安排|控制|予以)")


def _simple(text: str) -> tuple[int, str] | None:
    """The longest unit of the table that a text begins with."""
    if text[:1] in CAPITALS and not _LETTER.match(text[1:2]):
        return 1, text[0]
    if text[:1] in _NO_UNITS and not _LETTER.match(text[1:2]):
        return None
    low = text[: LONGEST + 1].lower()
    for length in range(min(len(low), LONGEST), 0, -1):
        name = SPELLED.get(low[:length])
        if name is not None and not (_LETTER.match(low[length - 1]) and _LETTER.match(low[length : length + 1])):
            if name == "个" and (after := _simple(text[1:])) and dimension(after[1]) in _AFTER_GE:
                return after[0] + 1, after[1]
            return length, name
    return None


def _factors(text: str, at: int) -> tuple[int, str] | None:
    """A unit or a compound of two, from a place on: where it ends and its name."""
    simple = _simple(text[at:])
    if simple is None:
        return None
    length, name = simple
    return _compound(text, at + length, name) or (at + length, name)


def _compound(text: str, at: int, name: str) -> tuple[int, str] | None:
    """The compound that a second factor makes of a unit; a word that only begins like a factor (日常, 次要, 年轻) is none."""
    joined = _JOIN.match(text, at)
    if joined and (second := _simple(text[at + 1 :])):
        pair = name + text[at + 1 : at + 1 + second[0]]
        return at + 1 + second[0], spelled(pair) or spelled(f"{name}·{second[1]}") or pair
    word = word_at(text, at, "behind") or ""
    for factor, dimensions in _SECOND:
        if dimension(name) in dimensions and text.startswith(factor, at) and (len(word) <= len(factor) or BEHIND[word] != "noun"):
            return at + len(factor), spelled(name + factor) or name + factor
    return None


def sole_counter(text: str) -> Reading | None:
    """One last character behind a number that neither table nor lexicon knows, so that it can only count (1860樘): as printed."""
    multiplier, at = read_multiplier(text)
    sole = len(text) == at + 1 and _HAN.match(text, at) and text[at:] not in BEHIND
    return Reading(at + 1, text[at:], multiplier) if sole else None


@lru_cache(maxsize=8192)
def read_unit(text: str) -> Reading | None:
    """The unit that a folded text begins with, with multiplier and denominators; None where there is none."""
    multiplier, start = read_multiplier(text)
    factors = _factors(text, start)
    if factors is None:
        if _PER_MANY.match(text, start) and (parts := _denominators(text, start)):
            return Reading(parts[0], parts[1], multiplier)
        return Reading(start, None, multiplier) if start else None
    at, name = factors
    if (remark := _REMARK.match(text, at)) and (other := _other(name, remark["other"])):
        at, name = remark.end(), other
    if parts := _denominators(text, at):
        at, name = parts[0], name + parts[1]
    elif text == "月":
        name = "个月"
    return Reading(at, name, multiplier)


def read_multiplier(text: str) -> tuple[Decimal | None, int]:
    """The multiplier (万, 千 …) that a text begins with, and its length; 千米 and 百分点 have none."""
    found = _MULTIPLIER.match(text)
    return (MULTIPLIERS[found[0]], found.end()) if found else (None, 0)


def _other(name: str, other: str) -> str | None:
    """人(次) is 人次; 台(套) stays as printed; a remark that is no unit (次(全年)) is none of the unit's."""
    if spelled(other) == name:
        return name
    if known := spelled(f"{name}({other})") or (spelled(name + other) if other == "次" else None):
        return known
    return f"{name}（{other}）" if spelled(other) else None


def _denominators(text: str, at: int) -> tuple[int, str] | None:
    """`/人·月`, `/人/月`, `每人每月` as one canonical denominator and where it ends."""
    if (bracket := _IN_BRACKETS.match(text, at)) and (inner := _denominators("/" + bracket["inner"], 0)):
        return (bracket.end(), inner[1]) if inner[0] == len(bracket["inner"]) + 1 else None
    names: list[str] = []
    while found := _DENOMINATOR.match(text, at):
        if not names and found[0][0] in "·.*×":
            break
        name, length = _denominator(found)
        if name is None:
            break
        names.append(name)
        at = found.start("sheer") + length
        if at < found.end():
            break
    return (at, "/" + "·".join(names)) if names else None


def _denominator(found: regex.Match[str]) -> tuple[str | None, int]:
    what = found["what"]
    head = found.start("what") - found.start("sheer")
    prefix = found["sheer"][:head]
    simple = _simple(what)
    if not _ROUND.fullmatch(prefix) and not (simple and dimension(simple[1]) in _MEASURED):
        # 5场次/300人 are two facts; 元/100公里 and 次/2年 are units.
        return None, 0
    compound = _factors(what, 0)
    if compound and simple and compound[0] == len(what) and compound[0] > simple[0] and compound[1].endswith("公里"):
        return prefix + compound[1], head + compound[0]
    if simple is None:
        known = bool(what) and len(what) <= 4 and not _NOT_COUNTED.search(what)
        return (found["sheer"], len(found["sheer"])) if known or (not what and found["many"]) else (None, 0)
    length, name = simple
    if rest := _NOT_COUNTED.match(what, length):
        return prefix + _per(name), head + rest.start()
    if length < len(what) and what[length] in "/·.":
        return prefix + _per(name), head + length
    tail = what[length:]
    nested = _simple(tail) if tail else None
    if nested and nested[0] == len(tail) and nested[1] in _AGAIN:
        # 元/人年 without a sign between: two denominators.
        return f"{prefix}{_per(name)}·{_per(nested[1])}", head + len(what)
    if tail and regex.fullmatch(r"[\p{Han}]{1,3}", tail):
        return found["sheer"], len(found["sheer"])
    return prefix + _per(name), head + length


_AGAIN = frozenset({"年", "月", "个月", "天", "季度", "次", "学期", "学年", "小时", "周", "学时", "课时"})


def _per(name: str) -> str:
    """In a denominator a month is 月, not 个月."""
    return {"个月": "月", "个工作日": "工作日"}.get(name, name)


@lru_cache(maxsize=1024)
def per_unit(text: str) -> str | None:
    """The denominator that 每… names (每季度 → 季度, 每个村 → 村, 每万人 → 万人); None where it names no counted thing."""
    _, at = read_multiplier(text)
    name = spelled(text[at:])
    if name is not None:
        return text[:at] + _per(name)
    if text[:1] in "个名位家所台辆" and 0 < len(text) - 1 <= 3 and not _NOT_COUNTED.search(text):
        return per_unit(text[1:]) or text[1:]
    return {"半年": "半年", "学期": "学期", "生": "生", "年度": "年", "人次": "人次"}.get(text)


@dataclass(frozen=True, slots=True)
class CellUnit:
    """A unit in a cell of its own (or behind a name): canonical name, multiplier, as printed."""

    name: str | None
    multiplier: Decimal | None
    raw: str


# %(百分比): the unit and its name.
_TWICE = regex.compile(r"(?P<unit>[^()]{1,8}+)\((?P<again>[^()]{1,8}+)\)")
_NO_UNIT = {"", "/", "-", "--", "—", "——", "无", "定性", "定量", "是否", "是/否", "不适用", "文字", "文字描述", "无单位", "其他", "*", "…"}


@lru_cache(maxsize=1024)
def cell_unit(raw: str | None) -> CellUnit | None:
    """What a unit cell prints: a known unit, else its words as they stand; None where it prints none."""
    if raw is None:
        return None
    text = tidy(raw)
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        text = text[1:-1]
    if (twice := _TWICE.fullmatch(text)) and spelled(twice["unit"]) and spelled(twice["unit"]) == spelled(twice["again"]):
        text = twice["unit"]
    if text in _NO_UNIT or len(text) > 16:
        return None
    reading = read_unit(text)
    if reading is not None and reading.length == len(text):
        return CellUnit("个月" if reading.name == "月" else reading.name, reading.multiplier, raw.strip())
    multiplier, at = read_multiplier(text)
    if any(c.isdecimal() for c in text) or at == len(text):
        return CellUnit(None, multiplier, raw.strip()) if at == len(text) else CellUnit(text, None, raw.strip())
    return CellUnit(text[at:], multiplier, raw.strip())


def times(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """Two multipliers as one."""
    if first is None or second is None:
        return first if second is None else second
    return EXACT.multiply(first, second)
