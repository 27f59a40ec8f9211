"""Running heads that say what stands below them: several forms in a file, each with the name of its project at the top of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from extractors.readers.docx.names import RELATION, TYPE, W
from extractors.readers.docx.package import Package

_LONGEST: Final = 60  # characters: a name, no letterhead


def own_heads(body: etree._Element, package: Package) -> frozenset[str]:
    """The parts of the running heads of sections that hold tables, if each of these sections has a head, and no two say the same."""
    found: list[tuple[str, str]] = []
    for section, has_table in _sections_with_tables(body):
        if not has_table:
            continue
        target = _default_head(section, package)
        text = "" if target is None else _text(package.parts[target])
        if target is None or not 0 < len(text) <= _LONGEST:
            return frozenset()
        found.append((target, text))
    distinct = len({text for _, text in found}) == len({target for target, _ in found}) == len(found)
    return frozenset(target for target, _ in found) if distinct and len(found) > 1 else frozenset()


def _sections_with_tables(body: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    has_table = False
    for child in body:
        has_table |= child.tag == f"{W}tbl"
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield section, has_table
            has_table = False


def _default_head(section: etree._Element, package: Package) -> str | None:
    for reference in section.iterchildren(f"{W}headerReference"):
        relation = package.relations.get(reference.get(RELATION) or "")
        if relation is not None and (reference.get(TYPE) or "default") == "default" and relation.target in package.parts:
            return relation.target
    return None


def _text(root: etree._Element) -> str:
    return "".join("".join(text.text or "" for text in root.iter(f"{W}t")).split())
