"""The style sheets of a page: which declarations a browser applies to an element (CSS Cascade), as far as they change what is print.

Nothing is fetched. `@media` is asked for a screen of 1280 by 800 pixels; rules that say nothing about print are dropped at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import tinycss2
from lxml import etree

from extractors.readers.html.selectors import Selector, selectors_of

Declarations = dict[str, str]

# Properties that change what is print; all others are left out.
_SEEN: Final = "display visibility color background background-color background-image font-size font opacity filter content white-space"
_LINES: Final = "direction text-decoration text-decoration-line vertical-align text-indent mso-hide mso-text-raise -webkit-text-fill-color"
_PLACES: Final = "position left top right bottom clip clip-path width height max-height max-width overflow transform content-visibility"
_BOXES: Final = "grid-template-columns grid-template grid-column grid-row grid-column-end grid-row-end list-style list-style-type"
_TOLD: Final = frozenset(f"{_SEEN} {_LINES} {_PLACES} {_BOXES} flex-direction flex-flow font-family mso-symbol-font-family".split())
_SIZE: Final = re.compile(r"(?<![\w.#-])(?:\d*\.?\d+(?:px|pt|em|rem|%|cm|mm|in|pc)|0|xx-small)(?![\w.])")
_SCREEN: Final = {"width": 1280, "height": 800}
_MOST_RULES: Final = 20_000
_MOST_UNIVERSAL: Final = 500
_MOST_TESTS: Final = 5_000_000
_MOST_TEXT: Final = 2 << 20
"""Characters of the style sheets of a page that are read: the largest of real pages have a tenth."""
_DEEPEST: Final = 8


class Declared(NamedTuple):
    """What applies to an element, to what stands before it and to what stands after it."""

    own: Declarations
    before: Declarations
    after: Declarations


NOTHING: Final = Declared({}, {}, {})


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector with what it declares; later rules and heavier selectors win."""

    selector: Selector
    order: int
    plain: Declarations
    important: Declarations


@dataclass(slots=True)
class Sheet:
    """The rules of a page, by what their subject must have."""

    by_key: dict[str, list[Rule]] = field(default_factory=dict)
    universal: list[Rule] = field(default_factory=list)
    count: int = 0
    tests: int = 0
    characters: int = 0
    missing: bool = False
    """Some style sheet of the page is not in the file."""
    _known: dict[tuple[str | int | None, ...], Declared] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """The rules of one more style sheet, behind those that are there."""
        self.characters += len(text)
        if self.characters <= _MOST_TEXT:
            self._rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), 0)

    @property
    def is_whole(self) -> bool:
        """Whether all rules were read and asked."""
        return self.characters <= _MOST_TEXT and self.count < _MOST_RULES and self.tests <= _MOST_TESTS

    def _rules(self, nodes: Iterable[Any], depth: int) -> None:
        for node in nodes:
            if node.type == "at-rule" and node.content is not None and depth < _DEEPEST:
                if node.lower_at_keyword == "supports" or (node.lower_at_keyword == "media" and applies(_text(node.prelude))):
                    self._rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), depth + 1)
            elif node.type == "qualified-rule" and self.count < _MOST_RULES:
                plain, important = told(tinycss2.parse_blocks_contents(node.content))
                if plain or important:
                    self._add(node.prelude, plain, important)

    def _add(self, prelude: list[Any], plain: Declarations, important: Declarations) -> None:
        for selector in selectors_of(prelude):
            self.count += 1
            rule, subject = Rule(selector, self.count, plain, important), selector.subject
            names = [*(f"#{name}" for name in subject.ids), *(f".{name}" for name in subject.classes)]
            names += [subject.tag] if subject.tag is not None else []
            if names:
                self.by_key.setdefault(names[0], []).append(rule)
            elif len(self.universal) < _MOST_UNIVERSAL:
                self.universal.append(rule)

    def _matching(self, element: etree._Element) -> list[Rule]:
        """The rules that select an element or what stands before or after it."""
        if self.tests > _MOST_TESTS:
            return []
        found = [*self.universal, *self.by_key.get(element.tag, ())]
        names = element.get("class")
        for name in dict.fromkeys(names.split()) if names else ():
            found += self.by_key.get(f".{name}", ())
        key = element.get("id")
        if key:
            found += self.by_key.get(f"#{key}", ())
        self.tests += len(found)
        return [rule for rule in found if rule.selector.matches(element)]

    def declared(self, element: etree._Element) -> Declared:
        """What applies to the element itself, to what stands before it and to what stands after it. The same for the same rules."""
        rules = self._matching(element) if self.count else []
        style = element.get("style")
        if not rules and not style:
            return NOTHING
        key = (style, *[rule.order for rule in rules])
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST_RULES:
                self._known.clear()
            known = self._known[key] = _cascaded(rules, style)
        return known


def sheet_of(root: etree._Element, resolve: Callable[[str], object]) -> Sheet:
    """The style sheets of a page: its own, and of those that it links those whose text `resolve` has."""
    sheet = Sheet()
    for element in root.iter("style", "link"):
        if not applies(element.get("media") or "") or (element.get("type") or "text/css").lower() != "text/css":
            continue
        if element.tag == "style":
            sheet.add(element.text or "")
        elif (element.get("rel") or "").lower().split() == ["stylesheet"]:
            text = resolve(element.get("href") or "")
            sheet.add(text if isinstance(text, str) else "")
            sheet.missing |= not isinstance(text, str)
    return sheet


def _cascaded(rules: list[Rule], style: str | None) -> Declared:
    found = sorted(rules, key=lambda rule: (rule.selector.weight, rule.order))
    inline, urgent = told(tinycss2.parse_blocks_contents(style)) if style else ({}, {})
    made: dict[str, Declarations] = {"": {}, "before": {}, "after": {}}
    for rule in found:
        made[rule.selector.pseudo].update(rule.plain)
    made[""].update(inline)
    for rule in found:
        made[rule.selector.pseudo].update(rule.important)
    made[""].update(urgent)
    return Declared(made[""], made["before"], made["after"])


def told(nodes: Iterable[Any]) -> tuple[Declarations, Declarations]:
    """The declarations that change what is print, plain and important ones, values in lower case (generated content as written)."""
    plain: Declarations = {}
    important: Declarations = {}
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _TOLD:
            value = _text(node.value).strip()
            value = value if node.lower_name == "content" else value.lower()
            (important if node.important else plain).update(_expanded(node.lower_name, value))
    return plain, important


def _text(tokens: list[Any]) -> str:
    try:
        return str(tinycss2.serialize(tokens))
    except RecursionError:  # brackets inside brackets: no value of a page is so
        return ""


def _expanded(name: str, value: str) -> Declarations:
    """A shorthand as what it sets, so that the cascade compares like with like."""
    if name == "background":
        picture = "url(" in value or "gradient(" in value
        return {"background-color": value, "background-image": "url(" if picture else "none"}
    if name == "font":
        size = _SIZE.search(value)
        return {"font-size": size.group()} if size else {}
    return {"text-decoration-line": value} if name == "text-decoration" else {name: value}


def applies(query: str) -> bool:
    """Whether a media query holds for the screen."""
    return any(_holds(part) for part in query.lower().split(",")) or not query.strip()


def _holds(query: str) -> bool:
    words = query.replace("(", " (").split(" and ")
    return all(_condition(word.strip()) for word in words)


def _condition(word: str) -> bool:
    if word.startswith("("):
        name, _, value = word.strip("()").partition(":")
        pixels = "".join(c for c in value.strip() if c.isdigit() or c == ".").split(".")[0]
        limit, _, side = name.strip().partition("-")
        if limit in ("min", "max") and side in _SCREEN and pixels.isdigit() and len(pixels) < 8:
            size = int(pixels) * (16 if "em" in value else 1)
            return _SCREEN[side] >= size if limit == "min" else _SCREEN[side] <= size
        return limit not in ("min", "max") or not side.startswith("device")
    kind = word.removeprefix("only ").strip()
    if kind.startswith("not "):
        return kind.removeprefix("not ").strip() not in ("screen", "all")
    return kind in ("screen", "all", "")
