"""The classes of first and second level indicators, whatever a province calls them.

A label is folded, its numbering, weight and the word 指标 removed; then the longest known label in it decides. A combined label
(社会、经济、生态效益指标) names several classes: it has none, rather than the first of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from normalizers.printing import tidy
from normalizers.tables import compiled, table


def _labels(level: str) -> dict[str, str]:
    return {label: row[1] for row in table("levels") if row[0] == level for label in row[3].split()}


LEVEL1 = _labels("1")
LEVEL2 = _labels("2")
NAMES: Final = frozenset(f"{label}指标" for label in (*LEVEL1, *LEVEL2))
"""What levels are called in print: 产出指标, 社会效益指标."""
LABELS = {(row[0], row[1]): row[2] for row in table("levels")}

_NUMBER = compiled(r"^(?:[★☆*▲●]|\(?[\d一二三四五六七八九十]{1,3}[).、:]?|第[一二三四五六七八九]|[①-⑳])++")
_REMARK = regex.compile(r"\([^()]*+(?:分|%|\d|权重)[^()]*+\)|[:：].*$|\d+(?:\.\d+)?(?:分|%)$")
_ALTERNATIVE = regex.compile(r"\((?:或)?[^()]*+\)")
_PARTED = regex.compile(r"[、,，/和与及;]")


def level1_class(text: str | None) -> str | None:
    """The class of a first level (`产出指标` is `output`); None where none fits."""
    return _class(text, "1") if text else None


def level2_class(text: str | None) -> str | None:
    """The class of a second level (`数量指标` is `quantity`); None where none fits, or several do."""
    return _class(text, "2") if text else None


@lru_cache(maxsize=4096)
def _class(text: str, level: str) -> str | None:
    known = LEVEL1 if level == "1" else LEVEL2
    core = _REMARK.sub("", tidy(text[:100]))
    core = _NUMBER.sub("", core)
    for plain in (core.replace("指标", ""), _bare(core)):
        if plain in known:
            return known[plain]
    # What stands in brackets is another name of the same (数量指标（或建筑规模指标）), or a part of it (预算（或投资规模）控制指标).
    without, inside = _bare(_ALTERNATIVE.sub("", core)), _bare(core.replace("(", "").replace(")", ""))
    for candidate in (without, inside):
        if candidate in known:
            return known[candidate]
    return _longest(without, known)


def _bare(text: str) -> str:
    return text.replace("绩效指标", "").replace("指标", "").removesuffix("类").strip(":、,。")


def _longest(text: str, known: dict[str, str]) -> str | None:
    """The class of the longest label in a text; None where parts of the text have different classes (社会、经济、生态效益)."""
    if _PARTED.search(text):
        classes = {known.get(part) or _found(part, known) for part in _PARTED.split(text) if part}
        return classes.pop() if len(classes) == 1 else None
    return _found(text, known)


def _found(text: str, known: dict[str, str]) -> str | None:
    longest = max((label for label in known if label in text), key=len, default=None)
    if longest is None or len(text) - len(longest) > 6:
        return None
    tied = {known[label] for label in known if label in text and len(label) == len(longest) and label not in longest}
    return known[longest] if not tied - {known[longest]} else None
