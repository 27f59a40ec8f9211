"""What styles say about a paragraph: its outline level, its list, whether its text is hidden (word/styles.xml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from extractors.readers.docx.names import VALUE, W, number, switched_on

_HEADING: Final = re.compile(r"(?:heading|标题) ?([1-9])$", re.I)
_DEEPEST: Final = 9  # w:outlineLvl 9 is body text (ECMA-376 part 1, 17.3.1.20)
_LONGEST_CHAIN: Final = 50


@dataclass(frozen=True, slots=True)
class Style:
    """`level` counts from 1, None for body text; `num_id`/`num_level` are None where the style says nothing."""

    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    hidden: bool = False


PLAIN: Final = Style()


class Styles:
    """The styles of a document by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = PLAIN
        for style in () if root is None else root.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            self._elements.setdefault(key, style)
            if style.get(f"{W}type") == "paragraph" and switched_on(style.get(f"{W}default", "0")):
                self.default = self[key]

    def __getitem__(self, key: str | None) -> Style:
        """The style of that id, or the paragraph default where there is none."""
        if key is None or key not in self._elements:
            return self.default
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(key)
        return found

    def numbering_styles(self) -> dict[str, str]:
        """Style id -> num id of the styles that stand for a whole list (w:type numbering)."""
        found: dict[str, str] = {}
        for key, element in self._elements.items():
            num = element.find(f"{W}pPr/{W}numPr") if element.get(f"{W}type") == "numbering" else None
            num_id = None if num is None else child_value(num, "numId")
            if num_id is not None:
                found[key] = num_id
        return found

    def hiding(self) -> list[str]:
        """The ids of the styles that hide their text."""
        if not any(next(element.iter(f"{W}vanish"), None) is not None for element in self._elements.values()):
            return []
        return [key for key in self._elements if self[key].hidden]

    def _resolve(self, key: str) -> Style:
        """Walk up `basedOn`; the nearest word counts. A cycle or a chain without end is cut."""
        level = num_id = num_level = hidden = None
        seen: set[str] = set()
        following: str | None = key
        while following in self._elements and following not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(following)
            element = self._elements[following]
            properties = element.find(f"{W}pPr")
            level = level if level is not None else _outline(element, properties)
            if properties is not None and (num := properties.find(f"{W}numPr")) is not None:
                num_id = num_id if num_id is not None else child_value(num, "numId")
                num_level = num_level if num_level is not None else child_value(num, "ilvl")
            hidden = hidden if hidden is not None else vanishes(element.iterchildren(f"{W}rPr"))
            following = child_value(element, "basedOn")
        deep = level is None or level >= _DEEPEST
        return Style(None if deep or level is None else level + 1, num_id, None if num_level is None else number(num_level), bool(hidden))


def _outline(style: etree._Element, properties: etree._Element | None) -> int | None:
    """The outline level from 0; a built-in heading has its own even where the file leaves it unsaid."""
    if properties is not None and (value := child_value(properties, "outlineLvl")) is not None:
        return number(value, _DEEPEST)
    name = style.find(f"{W}name")
    match = _HEADING.match((name.get(VALUE) or "") if name is not None else "")
    return int(match.group(1)) - 1 if match else None


def child_value(element: etree._Element, name: str) -> str | None:
    """The w:val of a child by its local name; None where there is no such child."""
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(VALUE)


def vanishes(run_properties: Iterable[etree._Element]) -> bool | None:
    """Whether run properties hide their text (w:vanish); None where they say nothing."""
    for properties in run_properties:
        toggle = properties.find(f"{W}vanish")
        if toggle is not None:
            return switched_on(toggle.get(VALUE))
    return None


