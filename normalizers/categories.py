"""Words instead of numbers: a closed set of categories for grades, manners, directions and states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from normalizers import polarity
from normalizers.comparators import BEFORE, ending, sign_of
from normalizers.notes import Note
from normalizers.rules import Rule
from normalizers.scope import Scope
from normalizers.tables import compiled, table
from normalizers.value import Comparator, Value
from normalizers.words import holds_figure


@dataclass(frozen=True, slots=True)
class Category:
    """A state that a target can ask for: its code, its Chinese label, the words that say it, examples."""

    code: str
    label: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


CATEGORIES = tuple(Category(row[0], row[1], tuple(row[2].split()), tuple(row[3].split())) for row in table("categories"))
LABELS = {category.code: category.label for category in CATEGORIES}
WORDS = {word: category.code for category in CATEGORIES for word in (*category.words, category.label)}
_LONGEST = max(map(len, WORDS))
# Grades have an order; a sign before or 以上 behind one is its comparator.
GRADES = frozenset({"excellent", "good", "fair", "pass", "poor", "high", "low", "satisfied", "compliant", "average"})
# One character means a state only by itself or after a degree (较高), not at the end of any word (最低).
_SHORT = frozenset(word for word in WORDS if len(word) == 1)
# A verb may stand first, its object after it: 提高工作效率, 保障正常运转.
_VERB_CODES = frozenset(
    {
        "increase",
        "improve",
        "decrease",
        "promoted",
        "controlled",
        "ensured",
        "stable",
        "complete",
        "compliant",
        "aware",
        "strict",
        "economical",
    }
)

_DEGREES = frozenset(row[0] for row in table("degrees"))
_LONGEST_DEGREE = max(map(len, _DEGREES))
_PHRASE = compiled(r"[\p{Han}、,，;；和及与或“”\"《》()的并且·:]{1,40}+")
_CLAUSES = frozenset(",，;；")
_SEPARATORS = regex.compile(r"[、,，;；]|并且|且|并|和(?!谐|睦|平|美|解)|及(?!时|格)|与|或")

_TIMELY = compiled(
    r"(?<![不未])(?:及时|按时|按期|如期|准时|即时|实时|限时|适时)(?!率|性)|(?:在?|按照?|按)(?:[\p{Han}]{0,8}?)(?:时间|时限|期限|工期|时间节点|进度)(?:要求|节点|计划)?(?:之?内|前)?(?:内|前|完成|办结|实施|推进|要求|支付|执行|拨付)|规定(?:的)?(?:时间|时限|期限)|按照?(?:序时|计划|规定|合同)(?:进度|时间|工期)"
)
_EVERYTHING = compiled(r"应(?P<what>[\p{Han}])尽(?P=what)|应(?P<any>[\p{Han}]{1,2})尽[\p{Han}]{1,2}")
_COMPLIANT = compiled(
    r"(?:达到|符合|满足|遵守|高于|优于|不低于)[\p{Han}、]{0,10}?(?:要求|标准|规定|规范|条件|需求|需要|制度|规程|法规|政策)"
)
_GOOD = compiled(r"(?:有|取得|具有)?(?:良好|较好|积极)的?[\p{Han}]{0,6}(?:效益|效果|影响|作用|氛围|环境|秩序|局面|成效)")
_BUDGET = compiled(
    r"(?:(?:不|未|不得|不能)(?:超过?|超出|高于|突破|大于)|(?:严格)?(?:控制)?在?|≤|<=|小于等于|低于或等于|不多于|以)(?:[\p{Han}]{0,6}?)(?:预算|概算|批复)(?:批复|安排|下达|控制)?(?:总?数|额度?|总额|金额|资金|成本|指标|价|标准)?(?:之内|以内|范围之?内|范围以内|范围|内|为限)?"
)
_BUDGETS = frozenset("算批")
_BUDGET_MARK = regex.compile(r"内|范围|限|不|未|≤|<=|小于")


def _single(text: str) -> str | None:
    """The category of one phrase: an exact word, a word at its end after adverbs and a subject, or a verb with its object."""
    exact = WORDS.get(text)
    if exact is not None:
        return exact
    if len(text) > 20 or polarity.is_open(text) or holds_figure(text):
        return None
    return (None if polarity.negates(text) else _fixed(text)) or _at_end(text) or _at_start(text)


def _fixed(text: str) -> str | None:
    """Phrases that are known by their shape."""
    if len(text) <= 18 and not _TIMES.isdisjoint(text) and _TIMELY.search(text):
        return "timely"
    if "尽" in text and (found := _EVERYTHING.search(text)) and len(text) - len(found[0]) <= 8:
        return "complete"
    if _COMPLIANT.fullmatch(text):
        return "compliant"
    return "good" if ("好" in text or "积" in text) and _GOOD.fullmatch(text) else None


# Every timely phrase has one of these characters.
_TIMES = frozenset("时期限度")


# What may follow a predicate (明显改善的效果, 正常运转) without being one.
_COMPLEMENT = regex.compile(r"(?:的?(?:情况|水平|状态|程度|目标|要求|效果|作用|趋势)|了|使用|完成|运行|开展|执行|工作|发放|运转)$")
_COMPLEMENT_ENDS = frozenset("况平态度标求果用势了成行展作放转")
_COMPARING = regex.compile(r"大于|小于|高于|低于|超过|少于|多于|等于")


def _at_end(text: str) -> str | None:
    """效果明显, 群众生活水平显著提高: the predicate stands last, perhaps with a complement."""
    found = _COMPLEMENT.search(text) if text[-1] in _COMPLEMENT_ENDS else None
    return _predicate(text, shortest=1) or (_predicate(text[: found.start()], shortest=2) if found else None)


def _degree_at(text: str, at: int) -> int:
    """The length of the longest adverb at a place; 0 where none stands there."""
    lengths = range(min(_LONGEST_DEGREE, len(text) - at), 0, -1)
    return next((length for length in lengths if text[at : at + length] in _DEGREES), 0)


def _ends_in_degree(text: str) -> bool:
    return any(text[-length:] in _DEGREES for length in range(1, min(_LONGEST_DEGREE, len(text)) + 1))


def _predicate(core: str, shortest: int) -> str | None:
    for length in range(min(len(core), _LONGEST), shortest - 1, -1):
        code = WORDS.get(core[-length:])
        if code is None:
            continue
        before = core[:-length]
        if ("于" in before or "超过" in before) and _COMPARING.search(before):
            return None
        if length > 1 or not before or _ends_in_degree(before):
            return polarity.behind(before, code)
    return None


def _at_start(text: str) -> str | None:
    """有效提升服务能力: the verb stands first, what it acts on after it."""
    text, negated = polarity.unnegated(text)
    at = 0
    while degree := _degree_at(text, at):
        if WORDS.get(text[at : at + 2]) in _VERB_CODES:
            break
        at += degree
    for length in range(min(len(text) - at, _LONGEST), 1, -1):
        code = WORDS.get(text[at : at + length])
        if code in _VERB_CODES:
            acted_on = text[at + length :]
            if len(acted_on) == 1 or polarity.negates(acted_on):
                return None
            return polarity.NEGATED.get(code) if negated else code
    return None


@lru_cache(maxsize=16384)
def category_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The category of a wording, and further ones where it names several states; None where it is text."""
    exact = WORDS.get(text)
    if exact is not None:
        return exact, ()
    if len(text) > 30:
        return None
    if not _BUDGETS.isdisjoint(text) and (found := _BUDGET.fullmatch(text)) and _BUDGET_MARK.search(found[0]):
        return "within_budget", ()
    if not _PHRASE.fullmatch(text):
        return None
    if not _SEPARATORS.search(text):
        return (whole, ()) if (whole := _single(text)) else None
    codes: list[str] = []
    for phrase in filter(None, _SEPARATORS.split(text)):
        code = _single(phrase)
        if code is None or len(codes) == 4:
            # 与 and 、 may join what a state is said of; a comma ends a clause, and each clause must say a state.
            return (whole, ()) if _CLAUSES.isdisjoint(text) and (whole := _single(text)) else None
        codes.append(code)
    several = list(dict.fromkeys(codes))
    return (several[0], tuple(several[1:])) if several else None


def _words(found: regex.Match[str], scope: Scope) -> Value | None:
    text = found["text"]
    known = category_of(text)
    if known is None:
        return None
    comparator: Comparator | None = "le" if known[0] == "within_budget" else scope.sign
    return _state(known, comparator, scope, "words")


def _state(known: tuple[str, tuple[str, ...]], comparator: Comparator | None, scope: Scope, rule: str) -> Value:
    notes = scope.notes + tuple(Note.of("value.further-category", category=LABELS[code]) for code in known[1])
    return Value("qualitative", comparator, category=known[0], rule=rule, notes=notes)


def _grade(found: regex.Match[str], scope: Scope) -> Value | None:
    """`≥良好`, `良好以上`: a grade with a comparator."""
    before, text, after = found["before"], found["text"], found["after"]
    if not before and not after:
        return None
    comparator = sign_of(before) if before else None
    known = category_of(text)
    if known is None or known[0] not in GRADES:
        return None
    if after:
        comparator = comparator or ("le" if "以下" in after else "ge" if "以上" in after else None)
    return _state(known, comparator, scope, "grade with a comparator")


def _compared(found: regex.Match[str], scope: Scope) -> Value | None:
    """`不低于上年`: a bound that another year's value sets; its direction is the category."""
    end = ending(found["words"])
    if end is None or end[0] != len(found["words"]):
        return None
    code = {"ge": "not_decreasing", "gt": "increase", "le": "not_increasing", "lt": "decrease"}.get(end[1])
    return Value("qualitative", end[1], category=code, rule="compared with another year", notes=scope.notes) if code else None


def _average(found: regex.Match[str], scope: Scope) -> Value | None:
    """`不低于全国平均水平`: a bound that others' values set."""
    words = found["words"]
    end = ending(words) if words else None
    if words and words not in ("达到", "达") and (end is None or end[0] != len(words)):
        return None
    return Value("qualitative", end[1] if end else scope.sign, category="average", rule="compared with an average", notes=scope.notes)


_BOUND = "(?:" + "|".join(sorted(map(regex.escape, BEFORE), key=lambda word: (-len(word), word))) + ")"

RULES: tuple[Rule, ...] = (
    Rule(
        "compared with another year",
        compiled(rf"[\p{{Han}}]{{0,12}}?(?P<words>{_BOUND})(?:上|去|前|往)一?年度?(?:同期)?(?:水平|平均水平|数|完成数|值)?"),
        _compared,
        (
            ("不低于上年", "qualitative ge not_decreasing"),
            ("高于去年同期水平", "qualitative gt increase"),
            ("≥上年", "qualitative ge not_decreasing"),
        ),
        frozenset("年"),
    ),
    Rule(
        "compared with an average",
        compiled(
            r"(?P<words>(?:不低于|不高于|高于|低于|不超过|超过|大于|小于|优于|达到|达|≥|≤|>|<|=)?+)(?:全国|全省|全市|全县|本省|本市|行业|同行业|区域|同类|省|市|社会)?[\p{Han}]{0,6}?平均(?:水平|值|数|标准)?"
        ),
        _average,
        (
            ("不低于全国平均水平", "qualitative ge average"),
            ("≥平均水平", "qualitative ge average"),
            ("达到全省平均水平", "qualitative average"),
        ),
        frozenset("均"),
    ),
    Rule(
        "grade with a comparator",
        compiled(
            r"(?P<before>[≥≤><=]{1,2}|不低于|达到|高于|至少)?+(?P<text>[\p{Han}]{1,6}?)(?P<after>(?:\(含\))?(?:及|或)?(?:其)?以[上下](?:等次|等级|标准)?|等次|等级)?+"
        ),
        _grade,
        (("≥良好", "qualitative ge good"), ("良好以上", "qualitative ge good"), ("优秀等次", "qualitative excellent")),
    ),
    Rule(
        "words",
        compiled(r"(?P<text>\D{1,40}?)[。.;；,，!！]*+"),
        _words,
        (
            ("即时或规定时间内", "qualitative timely"),
            ("有所提升", "qualitative increase"),
            ("应改尽改", "qualitative complete"),
            ("≤预算数", "qualitative le within_budget"),
            ("在项目计划完成时间内完成", "qualitative timely"),
        ),
    ),
)
