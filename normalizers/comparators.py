"""Comparators: every sign and word, before and after the number.

民法典 art. 1259 settles the words: 以上, 以下, 以内 include the number itself; 超过, 不满, 以外 do not.
"""

from __future__ import annotations

from functools import lru_cache

from normalizers.value import Comparator

SIGNS: dict[str, Comparator] = {
    "≥": "ge", ">=": "ge", "=>": "ge", "》=": "ge", "≥=": "ge", ">≥": "ge", "≮": "ge",
    ">": "gt",
    "〉": "gt",
    "〈": "lt", "》": "gt",
    "≤": "le", "<=": "le", "=<": "le", "《=": "le", "≤=": "le", "<≤": "le", "≯": "le",
    "<": "lt", "《": "lt",
    "=": "eq", "==": "eq",
    "≈": "approx",
}  # fmt: skip

# Words that stand before the number, by what they mean. 不得, 不能, 应不 … are spelled out by `_negated`.
WORDS: dict[Comparator, tuple[str, ...]] = {
    "ge": ("大于等于", "大于或等于", "大于且等于", "高于等于", "高于或等于", "多于等于", "至少", "最少", "最低", "起码", "不亚于", "保底"),
    "gt": ("大于", "高于", "多于", "超过", "超", "逾", "突破", "优于"),
    "le": ("小于等于", "小于或等于", "低于等于", "低于或等于", "少于等于", "少于或等于", "至多", "最多", "最高", "上限", "最大"),
    "lt": ("小于", "低于", "少于", "不足", "不满", "未满", "不到", "短于"),
    "eq": ("等于", "恰好"),
    "approx": ("约", "大约", "大概", "约为", "近", "将近", "接近", "约计", "大致", "几乎", "近乎", "几近"),
}
_NEGATED: dict[str, Comparator] = {
    "低于": "ge", "少于": "ge", "小于": "ge", "短于": "ge", "少": "ge", "低": "ge",
    "高于": "le", "多于": "le", "大于": "le", "超过": "le", "超": "le", "超出": "le", "突破": "le", "长于": "le", "晚于": "le",
}  # fmt: skip
_NOT = ("不", "不得", "不能", "不应", "不会", "不可", "未", "不宜", "不许", "不允许")


def _before() -> dict[str, Comparator]:
    words: dict[str, Comparator] = dict(SIGNS)
    words |= {word: comparator for comparator, spellings in WORDS.items() for word in spellings}
    words |= {no + word: comparator for no in _NOT for word, comparator in _NEGATED.items()}
    return words


BEFORE = _before()
_LONGEST = max(map(len, BEFORE))

# Words that stand after number and unit.
AFTER: dict[str, Comparator] = {
    "以上": "ge", "及以上": "ge", "或以上": "ge", "和以上": "ge", "及其以上": "ge", "之上": "ge", "(含)以上": "ge", "以上(含)": "ge",
    "以下": "le", "及以下": "le", "或以下": "le", "和以下": "le", "及其以下": "le", "之下": "le", "(含)以下": "le", "以下(含)": "le",
    "以内": "le", "及以内": "le", "之内": "le", "内": "le", "以内(含)": "le", "(含)以内": "le",
    "左右": "approx", "上下": "approx", "余": "approx", "多": "approx", "+": "approx",
    "以上(不含)": "gt", "(不含)以上": "gt", "以下(不含)": "lt", "(不含)以下": "lt", "封顶": "le", "为限": "le",
}  # fmt: skip
_LONGEST_AFTER = max(map(len, AFTER))


@lru_cache(maxsize=512)
def sign_of(text: str) -> Comparator | None:
    """The comparator that a whole (folded) text spells: a sign cell's, a placeholder's; a sign printed twice is one."""
    if len(text) > 1 and len(set(text)) == 1:
        text = text[0]
    return BEFORE.get(text)


def ending(text: str) -> tuple[int, Comparator] | None:
    """The longest comparator that a text ends with: its length and meaning."""
    for length in range(min(len(text), _LONGEST), 0, -1):
        if (found := BEFORE.get(text[-length:])) is not None:
            return length, found
    return None


def beginning(text: str) -> tuple[int, Comparator] | None:
    """The longest comparator that a text after a number begins with."""
    for length in range(min(len(text), _LONGEST_AFTER), 0, -1):
        if (found := AFTER.get(text[:length])) is not None:
            return length, found
    return None


_WITH_BOUND: dict[tuple[Comparator, Comparator], Comparator] = {
    ("gt", "ge"): "gt",
    ("lt", "le"): "lt",
    ("ge", "gt"): "gt",
    ("le", "lt"): "lt",
}


def together(before: Comparator | None, after: Comparator | None) -> tuple[Comparator | None, bool]:
    """The comparator of a number with words on both sides, and whether they agree (≥90%以上; 超过90%以上; not ≥90%以下).

    A bound beats 左右: ≥100人左右 is a bound.
    """
    if before is None or after is None or before == after:
        return before or after, True
    if (before, after) in _WITH_BOUND:
        return _WITH_BOUND[before, after], True
    if "approx" in (before, after):
        return (after if before == "approx" else before), True
    return before, False
