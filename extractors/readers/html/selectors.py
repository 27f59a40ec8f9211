"""Selectors of style sheets (Selectors Level 3): parsed from tokens, matched from right to left, found by what their subject must have.

    .t > td.n:first-child, #x p::before    ──>  two selectors, the second for what stands before its subject

A selector with a part that is unknown here matches nothing, as in a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from lxml import etree
from tinycss2.nth import parse_nth

_PSEUDO_ELEMENTS: Final = frozenset({"before", "after"})
_STRUCTURAL: Final = frozenset({"first-child", "last-child", "only-child", "first-of-type", "last-of-type", "root", "empty"})
_ALWAYS: Final = frozenset({"link", "any-link", "enabled"})
_MOST_COMPOUNDS: Final = 16
_MOST_ANCESTORS: Final = 256
_MOST_SIBLINGS: Final = 32


@dataclass(slots=True)
class Compound:
    """What one element must be: `*` or a tag, an id, classes, attributes (name, operator, value), pseudo-classes (name, argument)."""

    tag: str | None = None
    ids: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    pseudos: list[tuple[str, Any]] = field(default_factory=list)

    def matches(self, element: etree._Element) -> bool:
        """Whether an element is so."""
        if self.tag is not None and element.tag != self.tag:
            return False
        if self.ids and (element.get("id") or "") not in self.ids:
            return False
        if self.classes and not set(self.classes) <= set((element.get("class") or "").split()):
            return False
        return all(_has(element, *each) for each in self.attributes) and all(_is(element, *each) for each in self.pseudos)

    @property
    def weight(self) -> tuple[int, int, int]:
        """Its specificity."""
        inner = [argument for name, argument in self.pseudos if name == "not"]
        base = (len(self.ids), len(self.classes) + len(self.attributes) + len(self.pseudos) - len(inner), int(self.tag is not None))
        return _sum([base, *(compound.weight for compound in inner)])


@dataclass(slots=True)
class Selector:
    """Compounds from right to left, each with the combinator on its left; `pseudo` is "before", "after" or ""."""

    compounds: list[tuple[Compound, str]]
    pseudo: str = ""

    @property
    def subject(self) -> Compound:
        """What the element itself must be."""
        return self.compounds[0][0]

    @property
    def weight(self) -> tuple[int, int, int]:
        """Its specificity."""
        return _sum([compound.weight for compound, _ in self.compounds])

    def matches(self, element: etree._Element) -> bool:
        """Whether it selects the element. Descendant combinators take the nearest ancestor that fits."""
        at: etree._Element | None = element
        if not self.subject.matches(element):
            return False
        for (_, combinator), (compound, _) in zip(self.compounds, self.compounds[1:], strict=False):
            at = next((each for each in _related(at, combinator) if compound.matches(each)), None)
            if at is None:
                return False
        return True


def _sum(weights: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    return sum(w[0] for w in weights), sum(w[1] for w in weights), sum(w[2] for w in weights)


def _related(element: etree._Element | None, combinator: str) -> Iterator[etree._Element]:
    if element is None:
        return
    if combinator == ">":
        parent = element.getparent()
        yield from () if parent is None else (parent,)
    elif combinator == "+":
        before = element.getprevious()
        yield from () if before is None else (before,)
    elif combinator == "~":
        yield from islice(element.itersiblings(preceding=True), _MOST_SIBLINGS)
    else:
        yield from islice(element.iterancestors(), _MOST_ANCESTORS)


def _has(element: etree._Element, name: str, operator: str, value: str) -> bool:
    found = element.get(name)
    if found is None or (operator and not value):
        return found is not None and not operator
    tests = {
        "": True,
        "=": found == value,
        "~=": value in found.split(),
        "|=": found == value or found.startswith(f"{value}-"),
        "^=": found.startswith(value),
        "$=": found.endswith(value),
        "*=": value in found,
    }
    return tests.get(operator, False)


def _is(element: etree._Element, name: str, argument: Any) -> bool:
    if name == "not":
        return not argument.matches(element)
    if name in ("nth-child", "nth-last-child"):
        return _nth(element, argument, last=name == "nth-last-child")
    if name in ("first-child", "only-child") and element.getprevious() is not None:
        return False
    if name in ("last-child", "only-child") and element.getnext() is not None:
        return False
    if name in ("first-of-type", "last-of-type"):
        return next(element.itersiblings(element.tag, preceding=name == "first-of-type"), None) is None
    if name == "root":
        return element.getparent() is None
    return name != "empty" or (len(element) == 0 and not element.text)


def _nth(element: etree._Element, step: tuple[int, int], *, last: bool) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    position = parent.index(element)
    place = len(parent) - position if last else position + 1
    a, b = step
    return place == b if a == 0 else (place - b) % a == 0 and (place - b) // a >= 0


# ---------------------------------------------------------------- parsing


def selectors_of(prelude: list[Any]) -> Iterator[Selector]:
    """The selectors of a rule, from the tokens before its block."""
    for tokens in _split(prelude):
        found = _selector(tokens)
        if found is not None:
            yield found


def _split(tokens: list[Any]) -> Iterator[list[Any]]:
    one: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        elif token.type != "comment":
            one.append(token)
    yield one


def _selector(tokens: list[Any]) -> Selector | None:
    compounds: list[tuple[Compound, str]] = []
    now, combinator, pseudo, started = Compound(), "", "", False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        joined = token.value if token.type == "literal" and token.value in ">+~" else " " if token.type == "whitespace" else ""
        if joined:
            combinator = joined if joined != " " or not combinator.strip() else combinator
            at += 1
            continue
        if combinator and started:
            compounds.append((now, ""))
            compounds[-1] = (now, combinator)
            now, started = Compound(), False
        combinator = ""
        taken, element = _simple(tokens, at, now)
        if not taken or pseudo or len(compounds) >= _MOST_COMPOUNDS:
            return None
        pseudo, started, at = element, True, at + taken
    if not started:
        return None
    chain = [*compounds, (now, "")]
    ordered = [(compound, chain[index - 1][1] if index else "") for index, (compound, _) in enumerate(chain)]
    return Selector(ordered[::-1], pseudo)


def _simple(tokens: list[Any], at: int, now: Compound) -> tuple[int, str]:
    """Read one simple selector into the compound: how many tokens it took (0 for unknown), and its pseudo-element."""
    token = tokens[at]
    if token.type == "ident":
        now.tag = token.lower_value
    elif token.type == "hash":
        now.ids.append(token.value)
    elif token.type == "[] block":
        return int(_attribute(token.content, now)), ""
    elif token.type == "literal" and token.value == "." and at + 1 < len(tokens) and tokens[at + 1].type == "ident":
        now.classes.append(tokens[at + 1].value)
        return 2, ""
    elif token.type == "literal" and token.value == ":":
        return _pseudo(tokens, at + 1, now)
    elif not (token.type == "literal" and token.value == "*"):
        return 0, ""
    return 1, ""


def _attribute(tokens: list[Any], now: Compound) -> bool:
    solid = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if not solid or solid[0].type != "ident":
        return False
    operator = "".join(token.value for token in solid[1:] if token.type == "literal")
    values = [token.value for token in solid[1:] if token.type in ("ident", "string")]
    now.attributes.append((solid[0].lower_value, operator, str(values[0]) if values else ""))
    return operator == "" or bool(values)


def _pseudo(tokens: list[Any], at: int, now: Compound) -> tuple[int, str]:
    colons = 1
    while at < len(tokens) and tokens[at].type == "literal" and tokens[at].value == ":" and colons < 2:
        colons, at = colons + 1, at + 1
    if at >= len(tokens):
        return 0, ""
    token = tokens[at]
    name = getattr(token, "lower_value", getattr(token, "lower_name", ""))
    if token.type == "ident" and name in _PSEUDO_ELEMENTS:
        return colons + 1, name
    if token.type == "ident" and colons == 1 and name in _STRUCTURAL | _ALWAYS:
        if name in _STRUCTURAL:
            now.pseudos.append((name, None))
        return 2, ""
    if token.type == "function" and colons == 1:
        argument = _argument(name, token.arguments)
        if argument is not None:
            now.pseudos.append((name, argument))
            return 2, ""
    return 0, ""


def _argument(name: str, tokens: list[Any]) -> Any:
    if name == "not":  # of one compound, as in level 3, and none inside another
        inner = None if any(token.type == "function" for token in tokens) else _selector(tokens)
        return inner.subject if inner is not None and len(inner.compounds) == 1 and not inner.pseudo else None
    if name in ("nth-child", "nth-last-child"):
        return parse_nth(tokens)
    return None
