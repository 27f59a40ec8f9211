"""Equations (Office Math, ECMA-376 part 1, 22.1) as one line of text: a fraction must not read as one number."""

from __future__ import annotations

from typing import Final

from lxml import etree

from extractors.readers.docx.names import VALUE, M

_DEEPEST: Final = 40


def equation_text(element: etree._Element, depth: int = 0) -> str:
    """The text of an m:oMath or a part of one: 3/4 for a fraction, √(x) for a root, a^2 for a power."""
    if depth > _DEEPEST:
        return "".join(t.text or "" for t in element.iter(f"{M}t"))
    tag = element.tag
    if tag == f"{M}t":
        return element.text or ""
    if tag == f"{M}f":
        return f"{_bound(element, 'num', depth)}/{_bound(element, 'den', depth)}"
    if tag == f"{M}rad":
        return f"{_part(element, 'deg', depth)}√{_bound(element, 'e', depth)}"
    if tag == f"{M}sSup":
        return f"{_bound(element, 'e', depth)}^{_bound(element, 'sup', depth)}"
    if tag == f"{M}d":
        return _sign(element, "begChr", "(") + _inner(element, depth) + _sign(element, "endChr", ")")
    if tag == f"{M}nary":
        return _sign(element, "chr", "∫") + _inner(element, depth)
    return _inner(element, depth)


def _inner(element: etree._Element, depth: int) -> str:
    return "".join(equation_text(child, depth + 1) for child in element if isinstance(child.tag, str))


def _part(element: etree._Element, name: str, depth: int) -> str:
    child = element.find(f"{M}{name}")
    return "" if child is None else _inner(child, depth + 1)


def _bound(element: etree._Element, name: str, depth: int) -> str:
    """A part in brackets, unless it is one number or one word."""
    text = _part(element, name, depth)
    return text if text.replace(".", "").isalnum() else f"({text})"


def _sign(element: etree._Element, name: str, default: str) -> str:
    properties = element.find(f"{M}{element.tag.rsplit('}', 1)[-1]}Pr")
    sign = None if properties is None else properties.find(f"{M}{name}")
    return default if sign is None else sign.get(f"{M}val") or sign.get(VALUE) or ""
