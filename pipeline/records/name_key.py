"""An indicator's name as a key for joining across documents.

指标1：★培训人次（≥**人次）      培训人次
受益人口(120万人)               受益人口(120万人)      a fact of the name stays
指标2：质量合格率（5分）         质量合格率
"""

from __future__ import annotations

from typing import Final

import regex

from normalizers.text import fold

_MARKS: Final = regex.compile(r"^[*★☆※▲△●■◆□✱﹡#]++")
_CIRCLED: Final = regex.compile(r"^\s*+[①-⑳]")
_NUMBER: Final = regex.compile(
    r"^(?:三级)?(?:指标)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[:.、]++(?!\d)|^指标[一二三四五六七八九十\d]{1,3}[:.、]?+"
    r"|^\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)"
)
_PLACEHOLDER: Final = r"(?:[*＊_]{1,8}+|[xX×]{2,8}+|…{1,4}+)"
_BRACKETED: Final = regex.compile(rf"\([^()]*?{_PLACEHOLDER}[^()]*+\)|\((?:[≥≤><=]{{1,2}}|单位:[^()]*+|)\)")
_WEIGHT: Final = regex.compile(r"\((?:权重|分值|满分)?:?\d{1,3}(?:\.\d{1,2})?(?:分|%)?\)$|(?<=\D)\d{1,3}(?:\.\d{1,2})?分$")
_LOOSE: Final = regex.compile(rf"[≥≤><=]{{0,2}}+{_PLACEHOLDER}[^\W\d_]{{0,4}}+$")


def name_key(name: str) -> str:
    """The name folded, without number, stars, weight, placeholders and their brackets; never empty where the name is not.

    Args:
        name: an indicator's name as printed.

    Returns:
        The key; the folded name itself where nothing else is left of it.
    """
    whole = fold(name)
    key = _MARKS.sub("", fold(_CIRCLED.sub("", name)))
    key = _MARKS.sub("", _NUMBER.sub("", key, count=1)).lstrip(":")
    key = _WEIGHT.sub("", _BRACKETED.sub("", key))
    key = _LOOSE.sub("", key).strip("*:;,、。")
    return key or whole or name
