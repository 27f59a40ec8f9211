"""The tree of a page, walked once in document order, without recursion.

element ──style sheets──> box, look ──> text of the line being written, table, row, cell ──> blocks
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from extractors.document import Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.numerals import printed
from extractors.printing import COLOUR_UNCLEAR, CONTROL, GENERATED, HIDDEN, left_out
from extractors.readers.html.boxes import BLOCK, CELL, GRID, GROUPS, INLINE, ITEM, ROW, TABLE, box_of, columns_of
from extractors.readers.html.fields import all_text, input_text, integer, is_typed, options_of
from extractors.readers.html.generated import generated_text
from extractors.readers.html.looks import PLAIN, UNSURE, Look, Looks
from extractors.readers.html.sheets import NOTHING, Declarations, Sheet, sheet_of
from extractors.readers.html.spaces import FIELD, marked, settled
from extractors.readers.html.tables import Tables
from extractors.symbols import from_font
from normalizers.notes import Note

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
# What never stands on the page, or nobody can read out of it.
_EMBEDDED: Final = frozenset(("applet", "canvas", "embed", "frame", "iframe", "math", "object", "svg"))
_DRAWN: Final = {"svg": ("text",), "math": ("math",)}  # what of these is print; what would have to be fetched is no part of the file
_VOID: Final = frozenset(("embed", "source", "track", "wbr", "keygen", "param"))  # the parser knows no end of these
_SILENT: Final = "audio colgroup datalist del head link meta meter noframes progress rp rt script style template title video"
_UNPRINTED: Final = (_EMBEDDED - _VOID).union(_SILENT.split())
_OUTLINE: Final = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.I)
_LISTS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FIELDS: Final = frozenset(("select", "button", "input"))
_TAGGED: Final = frozenset((*_HEADINGS, "p", "br", "ol", "li", "a"))
_NATIVE: Final = frozenset(("tr", "td", "th", *GROUPS))
_SPECIAL: Final = _EMBEDDED | _UNPRINTED | _FIELDS | {"del", "dialog"}
Resolve = Callable[[str], etree._Element | str | None]
"""Another part of the same file by its address: a page as its tree, a style sheet as its text; None where the file holds none."""


@dataclass(slots=True)
class _Open:
    """An element that is open: its box, its look, why its text is no print, what the style sheet prints at its end.

    `native`: it is a tr; `closed`: of what is in it only the summary is shown.
    """

    box: str
    look: Look
    why: str
    after: str = ""
    native: bool = False
    closed: bool = False


class Walker(Tables):
    """Walks a page, or several one after the other."""

    def __init__(self, limits: Limits, resolve: Resolve = lambda _: None) -> None:
        super().__init__(limits)
        self._resolve = resolve
        self._sheet = Sheet()
        self._looks = Looks()
        self._open = [_Open(BLOCK, PLAIN, "")]
        self._lists: list[tuple[etree._Element, str, int]] = []
        self._counts: dict[str, int] = {}
        self._added: dict[str, None] = {}
        self._nested = 0

    def walk(self, root: etree._Element) -> None:
        """Walk the tree below a root."""
        outer, self._sheet = self._sheet, sheet_of(root, self._resolve)
        if self._sheet.missing:
            self._open[-1] = _Open(BLOCK, UNSURE, "")
        events = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in events:
            if event == "start":
                depth += 1
                if depth > self._limits.elements:
                    raise ReadError("too-large", f"elements nested deeper than {self._limits.elements}", "网页元素嵌套过深")
                if self._start(element):
                    events.skip_subtree()
            else:
                depth -= 1
                self._end(element)
                if element is not root:
                    self._text(element.tail)
        self._flush()
        if not self._sheet.is_whole:
            self.partial = True
            self.remarks.append(Remark(Note.of("part.unread", part="style", reason="too-large")))
        self._sheet = outer

    def finish(self) -> None:
        """What was met and not read, once for the document."""
        for text in self._added:
            self.remarks += left_out(GENERATED, text, Where())
        for tag, count in sorted(self._counts.items()):
            note = Note.of("text.deleted", count=str(count)) if tag == "del" else Note.of("part.embedded", kind=tag, count=str(count))
            self.remarks.append(Remark(note))

    # ------------------------------------------------------------ elements

    def _start(self, element: etree._Element) -> bool:
        """Open an element; True if nothing of what is in it is printed."""
        parent = self._open[-1]
        tag = element.tag
        declared, before, after = self._sheet.declared(element) if self._sheet.count or element.get("style") else NOTHING
        told = declared is not NOTHING.own or tag in _SPECIAL or element.get("hidden") is not None
        skipped = (told and self._is_skipped(element, tag, declared)) or (parent.closed and tag != "summary" and self._hide(element))
        self._open.append(_Open(INLINE, parent.look, parent.why) if skipped else self._opened(element, tag, declared, after))
        if skipped:
            return True
        now = self._open[-1]
        if now.box != INLINE:
            self._flush()
            self._box(element, now, declared)
        if tag in _TAGGED:
            self._tag(element, tag, declared)
        if before or now.after:
            self._generated(element, now, before)
        self._text(element.text)
        return False

    def _opened(self, element: etree._Element, tag: str, declared: Declarations, after: Declarations) -> _Open:
        parent = self._open[-1]
        look, why = self._looks.of(parent.look, parent.why, element, declared)
        closed = tag == "details" and element.get("open") is None
        if closed:
            look = replace(look, visible=False)
            why = look.why
        elif tag == "summary" and len(self._open) > 1:
            look = replace(look, visible=self._open[-2].look.visible)
            why = look.why
        box = ITEM if parent.box == GRID else box_of(element, declared)
        if parent.box == ROW and box in (BLOCK, INLINE) and not parent.native:
            box = CELL  # of a row that is a flex box
        return _Open(box, look, why, generated_text(element, after) if after else "", tag == "tr", closed)

    def _is_skipped(self, element: etree._Element, tag: str, declared: Declarations) -> bool:
        if tag in ("frame", "iframe") and self._framed(element):
            return True
        if tag in _EMBEDDED or tag == "del":
            self._count(element, tag)
        if tag in _UNPRINTED:
            return True
        if element.get("hidden") is not None or (tag == "dialog" and element.get("open") is None):
            return self._hide(element)
        if declared and self._looks.is_gone(declared):
            return self._hide(element)
        if tag == "tr" and declared.get("visibility") == "collapse":
            return self._hide(element)
        return tag in _FIELDS and self._is_field(element, tag)

    def _count(self, element: etree._Element, tag: str) -> None:
        """Count what is not read and might have said something."""
        if tag != "del" or all_text(element):
            self._counts[tag] = self._counts.get(tag, 0) + 1
            self.partial |= tag in _DRAWN and any(all_text(part) for part in element.iter(*_DRAWN[tag]))

    def _hide(self, element: etree._Element) -> bool:
        """Name the text of an element that is not shown; what stands in a line or a cell has its place there."""
        text = all_text(element)
        if element.tag in ("tr", "td", "th", "tbody", "table") or (not self._line.parts and self._frames[-1].cell is None):
            self._flush()
            self.remarks += left_out(HIDDEN, text, Where(block=len(self.blocks) + 1))
            if element.tag == "tr":
                self._hidden_row(element)
        else:
            self._line.leave(HIDDEN, text)
        return True

    def _is_field(self, element: etree._Element, tag: str) -> bool:
        """Read a field of a form; False for anything else."""
        if tag == "select":
            chosen, others = options_of(element)
            self._line.leave(CONTROL, others)
            self._field(chosen)
        elif tag == "button":
            self._line.leave(CONTROL, all_text(element))
        elif tag == "input":
            text, is_button = input_text(element)
            if is_button:
                self._line.leave(CONTROL, text)
            elif is_typed(element):
                self._field(text)
            else:
                self._text(text)
        else:
            return False
        return True

    def _field(self, text: str) -> None:
        self._text(f"{FIELD}{text}{FIELD}")

    def _framed(self, element: etree._Element) -> bool:
        """Read the page that a frame shows, where the file holds it."""
        address = element.get("src") or ""
        page = self._resolve(address) if address and self._nested < self._limits.depth else None
        if not isinstance(page, etree._Element):
            return False
        self._flush()
        self._nested += 1
        self.walk(page)
        self._nested -= 1
        return True

    def _box(self, element: etree._Element, now: _Open, declared: Declarations) -> None:
        box = now.box
        if box == BLOCK:
            return
        if box != TABLE and element.tag not in _NATIVE and (not self._tables or self._in_cell()) and box in (ROW, CELL, *GROUPS):
            parent = element.getparent()
            if parent is not None:
                self._open_table(parent, mirrored=now.look.leftwards)  # a box of a table around which there is none
        if box == TABLE:
            self._open_table(element, mirrored=now.look.leftwards)
        elif box == GRID:
            self._open_table(element, mirrored=now.look.leftwards, columns=columns_of(declared))
        elif box == ITEM:
            self._open_item(element, declared)
        elif box == CELL:
            self._open_cell(element)
        elif box == ROW:
            self._open_row()
        elif box in GROUPS and self._tables and not self._deep:
            self._open_group(box)

    def _tag(self, element: etree._Element, tag: str, declared: Declarations) -> None:
        if tag in _HEADINGS or tag == "p":
            outline = _OUTLINE.search(element.get("style") or "")
            self._level = int(outline.group(1)) if outline else _HEADINGS.get(tag)
        elif tag == "br":
            self._line.put("\n")
        elif tag == "ol":
            numbered = "none" not in (declared.get("list-style") or declared.get("list-style-type") or "").split()
            number_format = _LISTS.get(element.get("type") or "1", "decimal") if numbered else ""
            self._lists.append((element, number_format, integer(element.get("start"), 1) - 1))
        elif tag == "li":
            self._item(element)
        elif tag == "a" and element.get("name"):
            self._bookmarks.append(element.get("name") or "")

    def _end(self, element: etree._Element) -> None:
        tag, now = element.tag, self._open[-1]
        if now.after:
            self._text(now.after)
        self._open.pop()
        if now.box != INLINE:
            self._flush()
        if self._deep or (self._tables and self._tables[-1].element is element):
            self._flush()
            self._close_table(element)
        if self._frames[-1].element is element:
            self._close_cell()
        elif now.box == ROW and self._tables and not self._deep:
            self._tables[-1].row = None
        elif now.box in GROUPS and self._tables and not self._deep:
            self._tables[-1].group = None
        if self._lists and self._lists[-1][0] is element:
            self._lists.pop()
        if tag in _HEADINGS or tag == "p":
            self._level = None

    # ------------------------------------------------------------ text

    def _text(self, text: str | None) -> None:
        if text:
            now = self._open[-1]
            shown = from_font(text, now.look.symbols)[0] if now.look.symbols else text
            made = shown if now.look.keeps_space else marked(shown)
            if now.why:
                self._line.leave(now.why, settled(made))
            else:
                if now.look.ground is None and now.look.unsure and made.strip():
                    self._line.doubts.append(COLOUR_UNCLEAR)
                self._line.put(made, above=now.look.raised, lined=now.look.lined)

    def _generated(self, element: etree._Element, now: _Open, before: Declarations) -> None:
        """What a style sheet prints before an element. What it adds to every cell alike belongs to the page, not to the cells."""
        texts = generated_text(element, before), now.after
        if element.tag in ("td", "th", "tr", "table") and not element.get("class") and not element.get("id"):
            self._added.update(dict.fromkeys(text for text in texts if text))
            now.after = ""
        elif texts[0]:
            self._text(texts[0])

    def _item(self, element: etree._Element) -> None:
        if self._lists and element.getparent() is self._lists[-1][0]:
            parent, number_format, count = self._lists.pop()
            count = integer(element.get("value"), count + 1)
            self._lists.append((parent, number_format, count))
            self._text(f"{printed(count, number_format)}. " if number_format else "")
