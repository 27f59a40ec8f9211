"""Layers of a PDF that are switched off: the characters in them, which no viewer shows.

PDFium hands out the text of every layer, and not which layer an object is in; pdfminer's interpreter is asked for the characters that
are painted while a layer is off. Source: ISO 32000-1, 8.11 (optional content).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from extractors.readers.pdf_covers import Sides
from extractors.readers.pdfplumber_reader import DAMAGE

MOST_FORMS: Final = 2_000  # drawn on one page; forms may draw each other without end
DEEPEST: Final = 8  # expressions inside expressions, forms inside forms

HiddenText = Mapping[int, Sequence[tuple[str, Sides]]]
"""By page, counted from 0: characters in layers that are off, each with its left, bottom, right and top; "" is one without a Unicode."""


def text_in_hidden_layers(data: bytes, most: int) -> HiddenText:
    """The characters of a file's first pages that stand in layers which a viewer does not show; none where it cannot be parsed."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        layers = _Layers(document.catalog)
        if not layers.hides:
            return {}
        manager = PDFResourceManager()
        pages = zip(range(most), PDFPage.create_pages(document), strict=False)
        return {number: found for number, page in pages if (found := _hidden_on(page, manager, layers))}
    except (*DAMAGE, RecursionError, TypeError, ValueError, KeyError, AttributeError):  # pdfminer does not check what it finds
        return {}


def _hidden_on(page: PDFPage, manager: PDFResourceManager, layers: _Layers) -> list[tuple[str, Sides]]:
    device = _Device(manager, layers)
    interpreter = _Interpreter(manager, device)
    device.begin_page(page, (1, 0, 0, 1, 0, 0))
    with suppress(_TooManyForms):
        interpreter.render_contents(page.resources, page.contents)
    return device.found


class _Layers:
    """Which layers the default configuration of a document switches off."""

    def __init__(self, catalog: Mapping[str, Any]) -> None:
        properties = _dict(catalog.get("OCProperties"))
        config = _dict(properties.get("D"))
        groups = _references(properties.get("OCGs"))
        off = set(groups) if _name(config.get("BaseState")) == "OFF" else set()
        off = (off - set(_references(config.get("ON")))) | set(_references(config.get("OFF")))
        for usage in _list(config.get("AS")):
            if _name(_dict(usage).get("Event")) == "View":
                for number, group in _grouped(_dict(usage).get("OCGs")):
                    state = _name(_dict(_dict(group.get("Usage")).get("View")).get("ViewState"))
                    off = off | {number} if state == "OFF" else off - {number} if state == "ON" else off
        self._off = off
        self.hides = bool(groups)

    def shows(self, reference: object, depth: int = 0) -> bool:
        """Whether what belongs to a layer, or to a combination of layers, is shown."""
        content = _dict(reference)
        if _name(content.get("Type")) != "OCMD":
            return not (isinstance(reference, PDFObjRef) and reference.objid in self._off)
        if content.get("VE") is not None and depth < DEEPEST:
            return self._holds(resolve1(content["VE"]), depth + 1)
        groups = content.get("OCGs")
        members = _list(groups) if isinstance(resolve1(groups), list) else [groups]
        states = [self.shows(member, depth + 1) for member in members if member is not None and depth < DEEPEST]
        policy = _name(content.get("P")) or "AnyOn"
        shown = {"AllOn": all(states), "AnyOff": not all(states), "AllOff": not any(states)}.get(policy, any(states))
        return shown or not states

    def _holds(self, expression: object, depth: int) -> bool:
        """Whether a visibility expression holds: an array of And, Or or Not and what they join."""
        if not isinstance(expression, list) or not expression or depth > DEEPEST:
            return True
        parts = [
            self._holds(resolve1(part), depth + 1) if isinstance(resolve1(part), list) else self.shows(part, depth + 1)
            for part in expression[1:]
        ]
        kind = _name(expression[0])
        return not all(parts) if kind == "Not" else any(parts) if kind == "Or" else all(parts)


class _TooManyForms(Exception):
    """A page draws more forms than any printed page does."""


class _Device(PDFPageAggregator):
    """Collects the characters that are painted while a layer is off."""

    def __init__(self, manager: PDFResourceManager, layers: _Layers) -> None:
        super().__init__(manager)
        self.layers = layers
        self.resources: Mapping[str, Any] = {}
        self.open: list[bool] = []
        self.found: list[tuple[str, Sides]] = []
        self.forms = 0

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        reference = _properties(self.resources).get(literal_name(props)) if isinstance(props, PSLiteral) else None
        self.open.append(_name(tag) != "OC" or reference is None or self.layers.shows(reference))

    def end_tag(self) -> None:
        if self.open:
            self.open.pop()

    def render_char(self, *arguments: Any, **named: Any) -> float:
        advance = super().render_char(*arguments, **named)
        item = self.cur_item._objs[-1]
        if not all(self.open) and isinstance(item, LTChar):
            text = item.get_text()
            self.found.append((text if len(text) == 1 else "", item.bbox))
        return float(advance)


class _Interpreter(PDFPageInterpreter):
    """Tells the device which resources names belong to, and which forms are in a layer."""

    device: _Device

    def subinterp(self) -> _Interpreter:
        return _Interpreter(self.rsrcmgr, self.device)

    def init_resources(self, resources: dict[Any, Any]) -> None:
        super().init_resources(resources)
        self.device.resources = resources

    def do_Do(self, name: Any) -> None:
        self.device.forms += 1
        if self.device.forms > MOST_FORMS:
            raise _TooManyForms
        stream = resolve1(self.xobjmap.get(literal_name(name)))
        reference = stream.attrs.get("OC") if isinstance(stream, PDFStream) else None
        depth, resources = len(self.device.open), self.device.resources
        self.device.open.append(reference is None or self.device.layers.shows(reference))
        super().do_Do(name)
        del self.device.open[depth:]
        self.device.resources = resources


def _properties(resources: Mapping[str, Any]) -> Mapping[str, Any]:
    return _dict(resources.get("Properties"))


def _dict(value: object) -> Mapping[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _list(value: object) -> list[Any]:
    found = resolve1(value)
    return found if isinstance(found, list) else []


def _name(value: object) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def _references(value: object) -> list[int]:
    return [each.objid for each in _list(value) if isinstance(each, PDFObjRef)]


def _grouped(value: object) -> list[tuple[int, Mapping[str, Any]]]:
    return [(each.objid, _dict(each)) for each in _list(value) if isinstance(each, PDFObjRef)]
