"""The text of one paragraph, put together from its runs: fields, symbols, struck, unseen and raised runs decided here.

fldChar begin ── code ── separate ── result ── end      the code is never printed, its result is
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.printing import FIELD, HIDDEN, NOTE_MARK, STRUCK, UNFILLED, Line
from extractors.readers.docx.looks import PLAIN_LOOK, Look
from extractors.readers.docx.names import SPACE, VALUE, W, number, switched_on
from extractors.readers.docx.overstrike import code_text, draws_itself
from extractors.readers.docx.styles import Style, child_value
from extractors.symbols import from_font, is_symbolic

_XML_SPACE: Final = " \t\r\n"
_BREAKS: Final = re.compile(r"[\r\n]+")
_PAGE_CODE: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_NOTE_CODE: Final = re.compile(r"\s*NOTEREF\b", re.I)
_MERGE_CODE: Final = re.compile(r"\s*(?:MERGEFIELD|MERGEREC|ASK|FILLIN)\b", re.I)
_UNMERGED: Final = re.compile(r"\s*[«《<〈＜]{1,2}[^«»]{1,80}[»》>〉＞]{1,2}\s*$")
# What stands around a page number on its line, in the two languages that forms use.
_PAGE_WORDS: Final = re.compile(r"[\s\d第共页頁/／\-–—―－·•.~～|()（）]|of|page", re.I)


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as printed, its place still unknown.

    `left` is the text that is not print, in order, each with the code that says why; `doubts` are codes of what could be read
    otherwise; `unknown` counts signs without a name.
    """

    text: str
    level: int | None = None
    bookmarks: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    unknown: int = 0
    page_number: bool = False
    numbered: bool = False
    """It begins with an automatic number that stands before a number."""
    continues: bool = False
    """Its end was deleted: what follows stands in the same paragraph."""


@dataclass(slots=True)
class _Field:
    """An open field. `start` is where its result begins among the parts of the paragraph."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True
    form: etree._Element | None = None
    element: etree._Element | None = None
    start: int = 0


@dataclass(slots=True)
class Builder(Line):
    """A paragraph under construction. `plain` says that text may be appended to `parts` without a question."""

    element: etree._Element | None = None
    bookmarks: list[str] = field(default_factory=list)
    unknown: int = 0
    plain: bool = True
    page_code: bool = False
    removed: bool = False
    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    style_id: str | None = None
    base: Look = PLAIN_LOOK
    _fields: list[_Field] = field(default_factory=list)
    _look: Look = PLAIN_LOOK
    _font: str = ""
    _why: str = ""

    def style(self, style: Style) -> None:
        """Take over what the paragraph's style says of outline and list; its own properties come later and win."""
        self.level, self.num_id, self.num_level = style.level, style.num_id, style.num_level

    def run(self, look: Look, *, unseen: bool = False) -> None:
        """The look of the run that begins, or of the paragraph at a run's end; `unseen`: its colour is that of its ground."""
        self._look = look
        self._font = look.font if look.font is not None and is_symbolic(look.font) else ""
        self._why = HIDDEN if look.hidden or look.tiny or look.blank or unseen else STRUCK if look.struck else ""
        self._settle()

    def mark_follows(self) -> None:
        """What follows in the run is the mark of a note that its author typed."""
        self._why = self._why or NOTE_MARK
        self._settle()

    def _settle(self) -> None:
        odd = self._why or self._font or self._raised or self._look.raised or self._look.underlined or self._line_before
        self.plain = not (odd or (self._fields and any(f.in_code for f in self._fields)))

    def add(self, text: str) -> None:
        """Text of a run, through whatever stands open: a field's code swallows it, a symbol font names it."""
        if any(f.in_code for f in self._fields):
            self._fields[-1].code.append(text)
        elif self._font:
            self.symbols(text, self._font)
        else:
            self._print(text)

    def symbols(self, text: str, font: str) -> None:
        """Signs of a symbol font."""
        shown, unknown = from_font(text, font)
        self.unknown += unknown if not self._why else 0
        self._print(shown)

    def _print(self, text: str) -> None:
        self.put(text, why=self._why, above=self._look.raised, lined=bool(self._look.underlined))
        self._settle()

    def field_mark(self, mark: etree._Element) -> None:
        """A w:fldChar. One that ends without a result may still print something: a box to tick, a sign, a fraction."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(form=mark.find(f"{W}ffData")))
        elif self._fields and kind == "separate":
            self.settle()
            self._fields[-1].in_code, self._fields[-1].start = False, len(self.parts)
        elif self._fields and kind == "end":
            self._end_of_field(self._fields.pop())
        self._settle()

    def _end_of_field(self, ended: _Field) -> None:
        code = "".join(ended.code)
        self.page_code |= _PAGE_CODE.match(code) is not None
        result = "" if ended.in_code else "".join(self.parts[ended.start :]) + "".join(self._raised)
        shown = form_text(ended.form)
        if not shown and draws_itself(code) and not result.strip():
            shown, understood = code_text(code)
            if not understood:
                self.leave(FIELD, code.strip())
        if shown:
            self.add(shown)
        elif result.strip() and _NOTE_CODE.match(code):
            self._take_back(ended.start, NOTE_MARK, result)
        elif _MERGE_CODE.match(code) and _UNMERGED.match(result):
            self._take_back(ended.start, UNFILLED, result)

    def _take_back(self, start: int, code: str, result: str) -> None:
        del self.parts[start:]
        self._raised = []
        self.leave(code, result.strip())

    def field_code(self, text: str) -> None:
        """A w:instrText."""
        if self._fields:
            self._fields[-1].code.append(text)

    def simple_field(self, element: etree._Element, code: str) -> None:
        """A w:fldSimple: its children are its result."""
        self.settle()
        self._fields.append(_Field([code], in_code=False, element=element, start=len(self.parts)))

    def simple_field_end(self, element: etree._Element) -> None:
        """The end of a w:fldSimple."""
        if self._fields and self._fields[-1].element is element:
            self._end_of_field(self._fields.pop())
            self._settle()

    def finish(self, label: str) -> RawParagraph:
        """The paragraph, with its list number before it."""
        self.settle()
        text = "".join(self.parts)
        numbered = bool(label) and label[:1].isdecimal() and text.lstrip()[:1].isdecimal()
        text = label + text
        page = self.page_code and not _PAGE_WORDS.sub("", text)
        left = tuple(self.left)
        return RawParagraph(text, self.level, tuple(self.bookmarks), left, tuple(self.doubts), self.unknown, page, numbered, self.removed)


def run_text(element: etree._Element) -> str:
    """The text of a w:t as Word keeps it: white space at its ends only if told to, a line end is a space."""
    text = element.text or ""
    if text and (text[0] in _XML_SPACE or text[-1] in _XML_SPACE) and element.get(SPACE) != "preserve":
        text = text.strip(_XML_SPACE)
    return _BREAKS.sub(" ", text) if "\n" in text or "\r" in text else text


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
