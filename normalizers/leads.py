"""What stands before a number: label, frequency (每人每月), change (提高), comparator (不低于), words that change nothing (达到).

Read from the number backwards, one word at a time; what is left over is the label, and must be words without a fact of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from normalizers.comparators import ending, sign_of, together
from normalizers.units import per_unit
from normalizers.value import Comparator


@dataclass(frozen=True, slots=True)
class Lead:
    """`label` is what is left ("" for none); `per` are denominators in the order printed; `change` is the direction of a change;
    `words` are those that fired, in the order printed; `in_front` says that the comparator stands before the label (≤预算数68.5万元)."""

    label: str = ""
    comparator: Comparator | None = None
    change: str | None = None
    per: tuple[str, ...] = ()
    negative: bool = False
    words: tuple[str, ...] = ()
    in_front: bool = False


INCREASE = "increase"
DECREASE = "decrease"
CHANGES = {
    INCREASE: (
        "提高",
        "增长",
        "增加",
        "提升",
        "上升",
        "增幅",
        "增收",
        "增幅达",
        "增产",
        "新增",
        "扩大",
        "上涨",
        "增高",
        "增速",
        "上调",
        "延长",
        "递增",
    ),
    DECREASE: (
        "下降",
        "降低",
        "减少",
        "缩短",
        "压减",
        "降幅",
        "降",
        "压缩",
        "减低",
        "下调",
        "削减",
        "核减",
        "减幅",
        "缩减",
        "下浮",
        "减",
        "递减",
    ),
}
_CHANGE = {word: code for code, words in CHANGES.items() for word in words if word != "新增"}
# 提高到 names the level that is reached, not the change.
_REACHED = r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|缩短|压缩|压减|减|降|升|增|控制|延长|恢复|稳定)(?:到了|到|至|为)"
_NEUTRAL = regex.compile(
    rf"(?:{_REACHED}|达到|达成|达|为|是|有|完成|实现|确保|保证|保障|保持在|保持|维持在|稳定在|控制在|控制于|控制|力争|争取|应当|应该|应|须|需|要|原则上|预计|预期|计划|目标值?|指标值?|"
    r"全年度|全年|本年度|(?<![上去前往])年度内|(?<![上去前往])年度|当年度?|年内|共计|合计|总计|累计|共|均|在|于|各阶段|即|[:：—\-(]|的|[XxＸ](?=$)|值)$"
)  # fmt: skip
_SAME_BASE = regex.compile(
    r"(?:(?:较|比|同|与|跟)(?:上|去|前|往|历)(?:一)?(?:年|年度|期)(?:同期|度|末|底|水平)?(?:相比|比较|比)?|(?:较|比|与)(?:基期|基年|基准年|同期|以前年度|计划|预算|项目实施前|实施前)(?:相比)?|同比|环比|上年同期|相比|每年递?|逐年|平均|年均|有所|将|可|较|,)$"
)  # fmt: skip
_PER = regex.compile(r"(?:每|平均每)(?:一)?(?P<what>[^每]{1,6}+)$")
_PER_FRONT = regex.compile(r"(?:平均)?每(?:一)?")
_AVERAGE = {
    "人均": "人",
    "户均": "户",
    "亩均": "亩",
    "年均": "年",
    "半年": "半年",
    "月均": "月",
    "日均": "天",
    "一年": "年",
    "按年": "年",
    "按季度": "季度",
    "按月": "月",
}
# A lead that says more than a name: another number, a comparison, an ordinal, a condition. Then the number is not read.
_DANGER = regex.compile(
    r"(?:[≥≤><=≈±*…+#$^&|\\\d])|不(?!断|满意|良|同|定期|动产|孕|合格|锈|可移动)|未(?!成年|来|婚)|低于|高于|大于|小于|少于|多于|超过|以上|以下|以内|左右|除(?!尘|雪|险|草|臭|四害|锈)|上年|去年|前年|往年|同期|同比|环比|"
    r"较(?!大|好|高|少|困难|快)|(?<!占)比(?!例|率|重|赛|选|对|武|亚迪|分|价)|各(?!类|级|项|种|方|地|界|族|单位|部门|镇|村|乡|学|区|县|大|科|基|街|中|小|阶|支|社|民主|行业|股)|每|第[一二三四五六七八九十]?$|前$|/$|到$|至$|或者?$|和$|之$|其余|剩余|没|超(?!市|声|级|高|限|前)|"
    r"[一二三四五六七八九十两几](?:个|次(?!性|验收|通过|合格|办结|交验|成优|办成)|名|人(?![一-龥]?[大均])|户|项|家|所|台|场|月|季度|批|天|处|件|份|期|条)|负(?!责|担|债|荷|面)|零下|提前|逾期|延期|延迟|推迟|倍|号$|^[A-Za-z一二三四五六七八九十]$|编号|电话|文号|〔|GB|DB|ISO|T$|后(?!$)"
)  # fmt: skip
_LABEL = regex.compile(r"[\p{Han}A-Za-z0-9（）()“”\"'《》〈〉、·/\-—:%‰&]{1,40}+")
# 不超过预算68.5万元: a bound may stand before the label. 低于 and 超过 there say by how much (低于预算5%) and are not read.
_BOUND_IN_FRONT = regex.compile(r"(?:不超过|不超|不低于|不少于|不高于|不多于|不大于|不小于|至少|最多|≥|≤)(?=\p{Han})")
# 增长率 and 十四五 are names.
_NO_DANGER = regex.compile(
    r"十[一二三四五六]五(?:期间|时期|规划)?|(?:同比|环比|较上年|比上年)?(?:增长|下降|提高|降低|增加|减少)(?:率|幅度?|速度?)$"
)
_NOT_ABOUT = {"近": "附最邻就靠", "约": "节预签履合公制违集条", "超": "赶高", "最低": "", "最高": "", "不足": ""}


@lru_cache(maxsize=16384)
def read_lead(text: str) -> Lead | None:
    """The lead of a number; None where it says something that the number alone does not."""
    if not text:
        return Lead()
    if text in ("—", "——", "~"):
        # A long dash before a number may be a bullet or a minus.
        return None
    state = _State(text)
    while state.step():
        pass
    rest = state.rest.strip("\"'“”:—")
    if state.contradiction:
        return None
    if rest.startswith("每") or rest.startswith("平均每"):
        rest = state.per_in_front(rest)
    if state.comparator is None and (found := _BOUND_IN_FRONT.match(rest)):
        state.comparator, rest = sign_of(found[0]), rest[found.end() :]
        state.in_front = True
    if rest and (not _LABEL.fullmatch(rest) or _DANGER.search(_NO_DANGER.sub("", rest))):
        return None
    return Lead(rest, state.comparator, state.change, tuple(state.per), state.negative, tuple(state.words), state.in_front)


class _State:
    """A lead being read from its end."""

    def __init__(self, text: str) -> None:
        self.rest = text
        self.comparator: Comparator | None = None
        self.change: str | None = None
        self.per: list[str] = []
        self.negative = False
        self.contradiction = False
        self.in_front = False
        self.words: list[str] = []
        if text.endswith("-") and (len(text) == 1 or text[-2] in "≥≤><=约到至达为:"):
            self.negative, self.rest = True, text[:-1]
        elif text.endswith("+"):
            self.rest = text[:-1]

    def _take(self, length: int) -> bool:
        self.words.insert(0, self.rest[-length:])
        self.rest = self.rest[:-length]
        return True

    def step(self) -> bool:
        """Take one word from the end; False where none is known."""
        if not self.rest:
            return False
        return self._repeated() or self._comparator() or self._per() or self._reached() or self._change() or self._words()

    def _repeated(self) -> bool:
        if len(self.rest) > 1 and self.rest[-1] == self.rest[-2] and self.rest[-1] in "≥≤><=":
            self.rest = self.rest[:-1]
            return True
        return False

    def _comparator(self) -> bool:
        found = ending(self.rest)
        if found is None:
            return False
        length, comparator = found
        before = self.rest[:-length]
        if before and before[-1] in _NOT_ABOUT.get(self.rest[-length:], ""):
            return False
        self.comparator, agree = together(comparator, self.comparator)
        self.contradiction = self.contradiction or not agree
        return self._take(length)

    def _reached(self) -> bool:
        found = _NEUTRAL.search(self.rest) if self.rest[-1] in "到了至为" else None
        return found is not None and self._take(len(found[0]))

    def _change(self) -> bool:
        for length in (3, 2, 1):
            code = _CHANGE.get(self.rest[-length:])
            if code is None:
                continue
            before = self.rest[: len(self.rest) - length]
            if self.change is not None or before.endswith(("不", "未", "零", "负", "无", "加", "消", "削")):
                return False
            self.change = code
            return self._take(length)
        return False

    def _words(self) -> bool:
        if self.change is not None and (found := _SAME_BASE.search(self.rest)):
            return self._take(len(found[0]))
        if found := _NEUTRAL.search(self.rest):
            return self._take(len(found[0]))
        return False

    def per_in_front(self, label: str) -> str:
        """每亩补贴, 每年组织培训: the frequency stands before a verb; what is left is the label."""
        front: list[str] = []
        while found := _PER_FRONT.match(label):
            for length in range(1, 5):
                what = label[found.end() : found.end() + length]
                unit = per_unit(what) if len(what) == length and what != "个" else None
                if unit is not None and not (length == 1 and per_unit(label[found.end() : found.end() + 2])):
                    front.append(unit)
                    self.words.insert(0, found[0] + what)
                    label = label[found.end() + length :].lstrip(",:")
                    break
            else:
                break
        self.per[:0] = front
        return label

    def _per(self) -> bool:
        for word, unit in _AVERAGE.items():
            if self.rest == word:
                self.per.insert(0, unit)
                return self._take(len(word))
        found = _PER.search(self.rest)
        named = per_unit(found["what"]) if found else None
        if found is None or named is None:
            return False
        self.per.insert(0, named)
        return self._take(len(found[0]))
