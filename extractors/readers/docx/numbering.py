"""List numbers as Word prints them: counted while the document is walked (word/numbering.xml, ECMA-376 part 1, 17.9).

paragraph ──numId, level──> num ──> abstractNum ──> level: start, format, text `%1.%2`, what follows
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from extractors.numerals import printed
from extractors.readers.docx.names import VALUE, W, number, switched_on
from extractors.readers.docx.styles import child_value
from extractors.symbols import from_font

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_LONGEST_CHAIN: Final = 10
# What stands between number and text: a tab stop is white space on paper, whatever its width.
_GAPS: Final = {"tab": " ", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose step restarts it, 0 for never, None for any higher one."""

    start: int = 0
    number_format: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _Instance:
    """A num: the abstract list whose counters it shares, its levels, and where it starts anew."""

    abstract: str
    levels: tuple[Level, ...]
    overrides: dict[int, int]


class Numbering:
    """The lists of a document with their counters. `label` must be called once for each numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None = None, linked: dict[str, str] | None = None) -> None:
        """`linked`: style id -> num id, for lists that are defined by a numbering style."""
        self._instances: dict[str, _Instance] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, linked or {})

    def _load(self, root: etree._Element, linked: dict[str, str]) -> None:
        abstracts = {a.get(f"{W}abstractNumId") or "": a for a in root.iterchildren(f"{W}abstractNum")}
        nums = {n.get(f"{W}numId") or "": n for n in root.iterchildren(f"{W}num")}
        for num_id, num in nums.items():
            abstract_id = child_value(num, "abstractNumId") or ""
            for _ in range(_LONGEST_CHAIN):  # a list may borrow another's levels by way of a numbering style
                link = child_value(abstracts[abstract_id], "numStyleLink") if abstract_id in abstracts else None
                if link is None or linked.get(link) not in nums:
                    break
                abstract_id = child_value(nums[linked[link]], "abstractNumId") or ""
            if abstract_id in abstracts:
                self._instances[num_id] = _instance(abstract_id, abstracts[abstract_id], num)

    def level_of_style(self, num_id: str, style: str | None) -> int:
        """The level of a list that is linked to a paragraph style; the first where none is."""
        instance = self._instances.get(num_id)
        levels = instance.levels if instance else ()
        return next((i for i, level in enumerate(levels) if style and level.style == style), 0)

    def label(self, num_id: str, level: int) -> str:
        """The next number of the list at a level (from 0), with the gap behind it; "" where there is no such list."""
        instance = self._instances.get(num_id)
        if instance is None or not 0 <= level < _LEVELS:
            return ""
        counters = self._counters.setdefault(instance.abstract, [None] * _LEVELS)
        self._step(instance, num_id, counters, level)
        definition = instance.levels[level]
        text = _PLACE.sub(lambda m: _shown(instance, counters, int(m.group(1)) - 1, legal=definition.legal), definition.text)
        return text + definition.gap if text else ""

    def _step(self, instance: _Instance, num_id: str, counters: list[int | None], level: int) -> None:
        for i, override in instance.overrides.items():
            if i <= level and (num_id, i) not in self._started:
                self._started.add((num_id, i))
                counters[i] = override - (i == level)
        for i in range(level):
            if counters[i] is None:
                counters[i] = instance.levels[i].start
        now = counters[level]
        counters[level] = instance.levels[level].start if now is None else now + 1
        for i in range(level + 1, _LEVELS):
            restart = instance.levels[i].restart
            if restart is None or level < restart:
                counters[i] = None


def _shown(instance: _Instance, counters: list[int | None], level: int, *, legal: bool) -> str:
    value, definition = counters[level], instance.levels[level]
    shown = definition.start if value is None else value
    if definition.number_format == "none":
        return ""
    return printed(shown, "decimal" if legal else definition.number_format)


def _instance(abstract_id: str, abstract: etree._Element, num: etree._Element) -> _Instance:
    levels = [Level()] * _LEVELS
    for element in abstract.iterchildren(f"{W}lvl"):
        index = number(element.get(f"{W}ilvl"))
        if 0 <= index < _LEVELS:
            levels[index] = _level(element)
    overrides: dict[int, int] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        index = number(override.get(f"{W}ilvl"))
        if not 0 <= index < _LEVELS:
            continue
        redefined = override.find(f"{W}lvl")
        if redefined is not None:
            levels[index] = _level(redefined)
        if (start := child_value(override, "startOverride")) is not None:
            overrides[index] = number(start)
            levels[index] = replace(levels[index], start=overrides[index])
    return _Instance(abstract_id, tuple(levels), overrides)


def _level(element: etree._Element) -> Level:
    legal, restart = element.find(f"{W}isLgl"), child_value(element, "lvlRestart")
    text = child_value(element, "lvlText") or ""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    number_format = child_value(element, "numFmt") or "decimal"
    if number_format == "bullet":
        text = from_font(text, "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")[0]
    return Level(
        start=number(child_value(element, "start")),
        number_format=number_format,
        text=text,
        gap=_GAPS.get(child_value(element, "suff") or "tab", " "),
        legal=legal is not None and switched_on(legal.get(VALUE)),
        restart=None if restart is None else number(restart),
        style=child_value(element, "pStyle"),
    )
