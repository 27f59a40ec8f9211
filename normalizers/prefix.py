"""What stands before a number: a name, a frequency (每人每月), a change (提高), a comparator (不低于), a minus, words that change nothing.

Read from the number backwards, the longest word of the lexicon at a time, as long as the grammar takes it. What is left over must be a
name (`words.is_name`): where it holds any other word, the number is not read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from normalizers.comparators import BEFORE, sign_of, together
from normalizers.unit_table import is_bare_unit
from normalizers.units import per_unit
from normalizers.value import Comparator
from normalizers.words import FRONT, Piece, is_name, last_word


@dataclass(frozen=True, slots=True)
class Prefix:
    """`label` is the name that is left ("" for none); `per` are denominators in the order printed; `change` is the direction of a change;
    `in_front` says that the comparator stands before the label (≤预算数68.5万元); `pieces` give each character its role."""

    label: str = ""
    comparator: Comparator | None = None
    change: str | None = None
    per: tuple[str, ...] = ()
    negative: bool = False
    dash: bool = False
    averaged: bool = False
    near: bool = False
    in_front: bool = False
    pieces: tuple[Piece, ...] = ()


# 提高到 names the level that is reached, not the change; 达到 is a word of the lexicon.
_REACHED = regex.compile(
    r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|缩短|压缩|压减|减|降|升|增|控制|延长|恢复|稳定|回升|发展)(?:到了|到|至|为|在)$"
)
# What a change is compared with: 较上年, 比去年同期, 同比.
_BASE = regex.compile(
    r"(?:(?:较|比|同|与|跟)(?:上|去|前|往|历)一?(?:年度|年|期)(?:同期|度|末|底|水平)?(?:相比|比较|比)?"
    r"|(?:较|比|与)(?:基期|基年|基准年|同期|以前年度|计划|预算|项目实施前|实施前)(?:相比)?"
    r"|同比|环比|上年同期|相比|每年递?|^年递?|逐年|平均|年均|有所|将|可|较),?$"
)
_PER = regex.compile(r"(?:平均)?每一?(?P<what>[^每]{1,6}+)$")
_PER_FRONT = regex.compile(r"(?:平均)?每一?")
_AVERAGES = {
    "人均": "人", "户均": "户", "亩均": "亩", "年均": "年", "月均": "月", "日均": "天",
    "半年": "半年", "一年": "年", "按年": "年", "按季度": "季度", "按月": "月",
}  # fmt: skip
# 不超过预算68.5万元: a bound may stand before the name. 低于 and 超过 there say by how much (低于预算5%) and are not read.
_BOUND_IN_FRONT = regex.compile(r"(?:不超过|不超|不低于|不少于|不高于|不多于|不大于|不小于|至少|最多|≥|≤)(?=\p{Han})")
# 自合同签订之日起60日内: what a time runs from.
_SINCE = regex.compile(r"[自从](?P<event>\p{Han}{2,16}?)(?:之日)?[起后]")
_SPACE = "\"'“”:—"
_SIGNS = frozenset("≥≤><=")
# A dash behind one of these is a minus, whatever is counted; behind any other word it may part the word from its number.
_BEFORE_MINUS = frozenset({"comparator", "filler", "increase", "decrease"})


@lru_cache(maxsize=16384)
def read_prefix(text: str) -> Prefix | None:
    """The prefix of a number; None where it says something that the number alone does not."""
    if not text:
        return _NOTHING
    if text in ("—", "——", "~"):
        # A long dash before a number may be a bullet or a minus.
        return None
    if since := _SINCE.fullmatch(text):
        read = read_prefix(since["event"] + "后")
        return read and replace(read, pieces=(Piece(0, len(text), "name"),))
    reading = _Reading(text)
    reading.minus()
    while reading.rest and any(take() for take in reading.grammar):
        pass
    return reading.done()


_NOTHING = Prefix()


class _Reading:
    """A prefix being read from its end."""

    def __init__(self, text: str) -> None:
        self.rest = text
        self.comparator: Comparator | None = None
        self.change: str | None = None
        self.per: list[str] = []
        self.averaged = self.near = self.yardstick = False
        self.negative = self.dash = self.contradiction = self.in_front = False
        self.pieces: list[Piece] = []
        self.grammar: tuple[Callable[[], bool], ...] = (
            self._repeated, self._comparator, self._per, self._reached, self._change, self._each, self._base, self._filler,
        )  # fmt: skip

    def _take(self, length: int, role: str) -> bool:
        end = len(self.rest)
        self.pieces.insert(0, Piece(end - length, end, role))
        self.rest = self.rest[: end - length]
        return True

    def _word(self) -> tuple[str, str]:
        return last_word(self.rest, "front") or ("", "")

    def minus(self) -> None:
        """A minus directly before the number. `dash`: it stands behind a name, where it may also be a separator."""
        word, role = self._word()
        if role == "minus":
            self.negative = self._take(len(word), "minus")
        elif self.rest.endswith("-"):
            self.negative = self._take(1, "minus")
            word, role = self._word()
            self.dash = bool(self.rest) and role not in _BEFORE_MINUS and self.rest[-1] not in ":—"
        elif self.rest.endswith("+"):
            self._take(1, "sign")
        if self.negative and (self.rest.endswith("-") or self._word()[1] == "minus"):
            # -负5%: which of the two is no minus is not printed.
            self.contradiction = True

    def _repeated(self) -> bool:
        return len(self.rest) > 1 and self.rest[-1] == self.rest[-2] and self.rest[-1] in _SIGNS and self._take(1, "comparator")

    def _comparator(self) -> bool:
        word, role = self._word()
        if role != "comparator":
            return False
        self.near = self.near or word == "近"
        # 超过目标5%: by how much, and not more than what.
        self.contradiction = self.contradiction or (self.yardstick and word not in _SIGNS)
        self.comparator, agree = together(BEFORE[word], self.comparator)
        self.contradiction = self.contradiction or not agree
        return self._take(len(word), "comparator")

    def _reached(self) -> bool:
        found = _REACHED.search(self.rest)
        return found is not None and self._take(len(found[0]), "filler")

    def _change(self) -> bool:
        word, role = self._word()
        if role not in ("increase", "decrease") or self.change is not None:
            return False
        if FRONT.get(self.rest[: -len(word)][-1:]) == "negation":
            # 不增长5%: no change of 5 %.
            return False
        self.change = role
        return self._take(len(word), role)

    def _each(self) -> bool:
        word, role = self._word()
        return role == "distribution" and len(word) == len(self.rest) and self._take(len(word), "distribution")

    def _base(self) -> bool:
        found = _BASE.search(self.rest) if self.change is not None else None
        return found is not None and self._take(len(found[0]), "base")

    def _filler(self) -> bool:
        if self.rest[-1] in ":—-(":
            return self._take(1, "mark")
        if self.rest[-1] in "Xx" and len(self.rest) == 1:
            return self._take(1, "filler")
        word, role = self._word()
        self.yardstick = self.yardstick or role == "yardstick"
        return role in ("filler", "yardstick") and self._take(len(word), role)

    def _per(self) -> bool:
        unit = _AVERAGES.get(self.rest)
        if unit is not None:
            self.averaged = self.rest.endswith("均")
            self.per.insert(0, unit)
            return self._take(len(self.rest), "denominator")
        found = _PER.search(self.rest)
        unit = per_unit(found["what"]) if found else None
        if found is None or unit is None:
            return False
        self.per.insert(0, unit)
        return self._take(len(found[0]), "denominator")

    def _per_in_front(self, label: str) -> str:
        """每亩补贴, 每年组织培训: the frequency stands before a verb; what is left is the label."""
        front: list[str] = []
        at = 0
        while found := _PER_FRONT.match(label, at):
            for length in range(4, 0, -1):
                what = label[found.end() : found.end() + length]
                unit = per_unit(what) if len(what) == length and what != "个" else None
                if unit is not None:
                    front.append(unit)
                    self.pieces.insert(len(front) - 1, Piece(at, found.end() + length, "denominator"))
                    at = found.end() + length
                    break
            else:
                break
        self.per[:0] = front
        return label[at:].lstrip(",:")

    def _turned(self) -> bool:
        """Whether another direction stands directly before the change (降幅扩大, 增速下降): whose direction it is, is not told."""
        role = self._word()[1]
        return self.change is not None and role in ("increase", "decrease") and role != self.change

    def done(self) -> Prefix | None:
        """The prefix, where what is left over is a name."""
        rest = self.rest.strip(_SPACE)
        if self.contradiction or self._turned():
            return None
        if rest.startswith(("每", "平均每")):
            rest = self._per_in_front(rest)
        if self.comparator is None and (found := _BOUND_IN_FRONT.match(rest)):
            self.comparator, rest, self.in_front = sign_of(found[0]), rest[found.end() :], True
        if rest and (not is_name(rest) or is_bare_unit(rest)):
            return None
        if rest:
            at = self.rest.find(rest)
            self.pieces.insert(0, Piece(at, at + len(rest), "name"))
        return Prefix(
            rest,
            self.comparator,
            self.change,
            tuple(self.per),
            self.negative,
            self.dash and bool(rest),
            self.averaged,
            self.near,
            self.in_front,
            tuple(sorted(self.pieces, key=lambda piece: piece.start)),
        )
