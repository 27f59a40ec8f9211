"""What styles say about a paragraph: its outline level, its list, how its runs look (word/styles.xml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.readers.docx.looks import AUTO, PLAIN_LOOK, Colour, Look, look_of, shade_of
from extractors.readers.docx.names import VALUE, W, number, switched_on
from extractors.symbols import is_symbolic

_HEADING: Final = re.compile(r"(?:heading|标题) ?([1-9])$", re.I)
_DEEPEST: Final = 9  # w:outlineLvl 9 is body text (ECMA-376 part 1, 17.3.1.20)
_LONGEST_CHAIN: Final = 50


@dataclass(frozen=True, slots=True)
class Style:
    """`level` counts from 1, None for body text; `num_id`/`num_level` are None where the style says nothing."""

    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    look: Look = PLAIN_LOOK
    ground: Colour | None = None
    """The shading of the paragraph."""


@dataclass(frozen=True, slots=True)
class TableStyle:
    """What a table style says of its parts (`wholeTable`, `firstRow`, …, 17.18.89): how runs look, and the shading of cells."""

    looks: dict[str, Look] = field(default_factory=dict)
    grounds: dict[str, Colour] = field(default_factory=dict)


PLAIN: Final = Style()


class Styles:
    """The styles of a document by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._tables: dict[str, TableStyle] = {}
        properties = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.lowest = look_of(properties)
        self.default = PLAIN
        self._default_key = ""
        for style in () if root is None else root.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            self._elements.setdefault(key, style)
            if style.get(f"{W}type") == "paragraph" and switched_on(style.get(f"{W}default", "0")):
                self._default_key, self.default = key, self[key]

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

    def run_look(self, key: str | None) -> Look:
        """How a character style makes runs look."""
        return self[key].look if key is not None and key in self._elements else PLAIN_LOOK

    def table_style(self, key: str | None) -> TableStyle:
        """The table style of that id with what it inherits; one that says nothing where there is none."""
        if key is None or key not in self._elements:
            return _PLAIN_TABLE
        found = self._tables.get(key)
        if found is None:
            found = self._tables[key] = self._resolve_table(key)
        return found

    def used(self, keys: Iterable[str]) -> list[str]:
        """Of these ids, those of styles that there are, in order, and that of the default."""
        return sorted(key for key in {*keys, self._default_key} if key in self._elements)

    def colours(self, keys: Iterable[str]) -> tuple[set[str], set[Colour]]:
        """The colours that styles give to print, and those that they lay under it."""
        inks: set[str | None] = {self.lowest.ink}
        grounds: set[Colour | None] = set()
        for key in keys:
            is_table = self._elements[key].get(f"{W}type") == "table"
            table, style = self.table_style(key) if is_table else _PLAIN_TABLE, self[key]
            inks.update(look.ink for look in (style.look, *table.looks.values()))
            grounds.update((style.ground, style.look.ground, style.look.marker, *table.grounds.values()))
        return {ink for ink in inks if ink not in (None, AUTO)}, {ground for ground in grounds if ground is not None}

    def telling(self, keys: Iterable[str], inks: frozenset[str]) -> list[str]:
        """Of these styles, those that change what is print: by their look, by a symbol font, by one of these colours."""
        return [key for key in keys if self._is_telling(key, self._elements[key], inks)]

    def _is_telling(self, key: str, element: etree._Element, inks: frozenset[str]) -> bool:
        if element.get(f"{W}type") == "table":
            return any(look.tells or look.ink in inks for look in self.table_style(key).looks.values())
        look = self[key].look
        return look.tells or look.ink in inks or is_symbolic(look.font or "")

    def _chain(self, key: str) -> Iterator[etree._Element]:
        """A style and those on which it is based, nearest first. A cycle or a chain without end is cut."""
        seen: set[str] = set()
        following: str | None = key
        while following in self._elements and following not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(following)
            yield self._elements[following]
            following = child_value(self._elements[following], "basedOn")

    def _resolve_table(self, key: str) -> TableStyle:
        looks: dict[str, Look] = {}
        grounds: dict[str, Colour] = {}
        for element in self._chain(key):
            parts = [("wholeTable", element), *((part.get(f"{W}type") or "", part) for part in element.iterchildren(f"{W}tblStylePr"))]
            for name, part in parts:
                looks[name] = looks.get(name, PLAIN_LOOK).over(look_of(part.find(f"{W}rPr")))
                shade = shade_of(part.find(f"{W}tcPr/{W}shd")) or shade_of(part.find(f"{W}tblPr/{W}shd"))
                if shade is not None:
                    grounds.setdefault(name, shade)
        return TableStyle({name: look for name, look in looks.items() if look != PLAIN_LOOK}, grounds)

    def _resolve(self, key: str) -> Style:
        """What a style says, with what it inherits; the nearest word counts."""
        level = num_id = num_level = ground = None
        look = PLAIN_LOOK
        for element in self._chain(key):
            properties = element.find(f"{W}pPr")
            level = level if level is not None else _outline(element, properties)
            if properties is not None and (num := properties.find(f"{W}numPr")) is not None:
                num_id = num_id if num_id is not None else child_value(num, "numId")
                num_level = num_level if num_level is not None else child_value(num, "ilvl")
            if properties is not None and ground is None:
                ground = shade_of(properties.find(f"{W}shd"))
            look = look.over(look_of(element.find(f"{W}rPr")))
        deep = level is None or level >= _DEEPEST
        outline = None if deep or level is None else level + 1
        return Style(outline, num_id, None if num_level is None else number(num_level), look, ground)


_PLAIN_TABLE: Final = TableStyle()


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
