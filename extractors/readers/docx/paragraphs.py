"""The text of one paragraph, put together from its runs: fields, symbols and hidden runs decided here.

    fldChar begin ── code ── separate ── result ── end      the code is never printed, its result is
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.numerals import printed
from extractors.readers.docx.names import SPACE, VALUE, W, number, switched_on
from extractors.readers.docx.styles import Style, Styles, child_value
from extractors.readers.docx.symbols import from_font, is_symbolic

_XML_SPACE: Final = " \t\r\n"
_BREAKS: Final = re.compile(r"[\r\n]+")
_PAGE_CODE: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_SYMBOL_CODE: Final = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*?\\f\s+"?([^"\\]+?)"?\s*(?:\\|$))?', re.I)
_CIRCLED_CODE: Final = re.compile(r"\s*eq\s*\\o\s*(?:\\a[lcr])?\s*[(（]\s*[○◯〇]\s*[,，、]\s*([^)）]{1,4})[)）]", re.I)
_FRACTION_CODE: Final = re.compile(r"\s*eq\s*\\f\s*[(（]([^,，()（）]{1,20})[,，]([^,，()（）]{1,20})[)）]\s*$", re.I)
# What stands around a page number on its line, in the two languages that forms use.
_PAGE_WORDS: Final = re.compile(r"[\s\d第共页頁/／\-–—―－·•.~～|()（）]|of|page", re.I)


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as printed, its place still unknown. `hidden` is the text that is not printed, `unknown` counts signs without a name."""

    text: str
    level: int | None = None
    bookmarks: tuple[str, ...] = ()
    hidden: str = ""
    unknown: int = 0
    page_number: bool = False
    continues: bool = False
    """Its end was deleted: what follows stands in the same paragraph."""


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_code: bool = True
    form: etree._Element | None = None


@dataclass(slots=True)
class Builder:
    """A paragraph under construction. `plain` says that text may be appended to `parts` without a question."""

    element: etree._Element | None
    parts: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unknown: int = 0
    plain: bool = True
    page_code: bool = False
    removed: bool = False
    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    style_id: str | None = None
    _fields: list[_Field] = field(default_factory=list)
    _font: str = ""
    _hidden_run: bool = False
    _style_hides: bool = False

    def style(self, style: Style) -> None:
        """Take over what the paragraph's style says; its own properties come later and win."""
        self.level, self.num_id, self.num_level = style.level, style.num_id, style.num_level
        self._style_hides = self._hidden_run = style.hidden
        self._settle()

    def _settle(self) -> None:
        self.plain = not (self._hidden_run or self._font or (self._fields and any(f.in_code for f in self._fields)))

    def add(self, text: str) -> None:
        """Text of a run, through whatever stands open: a field's code swallows it, a symbol font names it."""
        if any(f.in_code for f in self._fields):
            self._fields[-1].code.append(text)
        elif self._hidden_run:
            self.hidden.append(text)
        elif self._font:
            self.symbols(text, self._font)
        else:
            self.parts.append(text)

    def symbols(self, text: str, font: str) -> None:
        """Signs of a symbol font."""
        shown, unknown = from_font(text, font)
        self.unknown += unknown
        self.parts.append(shown)

    def run_properties(self, properties: etree._Element | None, styles: Styles) -> None:
        """The properties of the run that begins; None where it has none, and at its end."""
        self._hidden_run, self._font = self._style_hides, ""
        if properties is not None:
            character_style = child_value(properties, "rStyle")
            vanish = properties.find(f"{W}vanish")
            self._hidden_run |= character_style is not None and styles[character_style].hidden
            if vanish is not None:
                self._hidden_run = switched_on(vanish.get(VALUE))
            fonts = properties.find(f"{W}rFonts")
            font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
            self._font = font if is_symbolic(font) else ""
        self._settle()

    def field_mark(self, mark: etree._Element) -> None:
        """A w:fldChar. One that ends without a result may still print something: a box to tick, a sign, a fraction."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(form=mark.find(f"{W}ffData")))
        elif self._fields and kind == "separate":
            self._fields[-1].in_code = False
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            code = "".join(ended.code)
            self.page_code |= _PAGE_CODE.match(code) is not None
            shown = form_text(ended.form) or (code_text(code) if ended.in_code else "")
            if shown:
                self.add(shown)
        self._settle()

    def field_code(self, text: str) -> None:
        """A w:instrText."""
        if self._fields:
            self._fields[-1].code.append(text)

    def simple_field(self, code: str) -> None:
        """A w:fldSimple: its children are its result."""
        self.page_code |= _PAGE_CODE.match(code) is not None

    def finish(self, label: str) -> RawParagraph:
        """The paragraph, with its list number before it."""
        text = label + "".join(self.parts)
        page = self.page_code and not _PAGE_WORDS.sub("", text)
        hidden = "".join(self.hidden)
        return RawParagraph(text, self.level, tuple(self.bookmarks), hidden, self.unknown, page, self.removed)


def run_text(element: etree._Element) -> str:
    """The text of a w:t as Word keeps it: white space at its ends only if told to, a line end is a space."""
    text = element.text or ""
    if text and (text[0] in _XML_SPACE or text[-1] in _XML_SPACE) and element.get(SPACE) != "preserve":
        text = text.strip(_XML_SPACE)
    return _BREAKS.sub(" ", text) if "\n" in text or "\r" in text else text


def code_text(code: str) -> str:
    """What a field prints whose result is drawn from its code alone; "" for all that print nothing of their own."""
    symbol = _SYMBOL_CODE.match(code)
    if symbol:
        sign = int(symbol.group(1), 0) if symbol.group(1).lower().startswith("0x") else number(symbol.group(1))
        return from_font(chr(0xF000 + sign % 0x100), symbol.group(2) or "Symbol")[0]
    circled = _CIRCLED_CODE.match(code)
    if circled:
        inner = circled.group(1).strip()
        return printed(int(inner), "decimalEnclosedCircle") if inner.isdecimal() else f"({inner})"
    fraction = _FRACTION_CODE.match(code)
    return f"{fraction.group(1).strip()}/{fraction.group(2).strip()}" if fraction else ""


def form_text(form: etree._Element | None) -> str:
    """What a form field shows that has no text: the tick of a box, the chosen entry of a list."""
    if form is None:
        return ""
    box = form.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = state if state is not None else box.find(f"{W}default")
        return "☑" if state is not None and switched_on(state.get(VALUE)) else "□"
    choice = form.find(f"{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(VALUE) or "" for entry in choice.iterchildren(f"{W}listEntry")]
    chosen = number(child_value(choice, "result") or child_value(choice, "default"))
    return entries[chosen] if 0 <= chosen < len(entries) else ""
