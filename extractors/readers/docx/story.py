"""Paragraphs and runs of one part of a Word document, as its elements come in document order.

runs ──> Builder ──end of paragraph──> the frame on top: the story itself, a cell, a text box
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

from extractors.document import Block, Paragraph
from extractors.errors import ReadError
from extractors.printing import same_colour
from extractors.readers.docx.equations import equation_text
from extractors.readers.docx.looks import AUTO, PLAIN_LOOK, Colour, Look, look_of, parse_colour, shade_of
from extractors.readers.docx.marks import BLACK_INK
from extractors.readers.docx.names import ID, NAME, RELATION, VALUE, W, number, switched_on
from extractors.readers.docx.paragraphs import Builder, RawParagraph, run_text
from extractors.readers.docx.state import Context, Emit, Frame, RawBlock, Reference

_CUSTOM: Final = f"{W}customMarkFollows"
_T, _PPR, _RPR = f"{W}t", f"{W}pPr", f"{W}rPr"
# Content that is not printed: deleted and moved away, the reading aid above a word.
UNPRINTED: Final = (f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}delText")
REFERENCES: Final = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote", "comment")}
_FOREIGN: Final = {f"{W}altChunk": "alt-chunk", f"{W}subDoc": "sub-document"}
BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "", f"{W}ptab": "\t"}


class Story:
    """The handlers for what stands in paragraphs. `_emit` receives each block of the story with its text boxes and notes."""

    def __init__(self, context: Context, emit: Emit) -> None:
        self._context = context
        self._emit = emit
        self._frames = [Frame(None)]
        self._builders = [Builder()]
        self._now = self._builders[0]
        self._notes: list[Reference] = []
        self.on_section: Callable[[], object] | None = None
        self.on_chunk: Callable[[str], list[Block] | None] | None = None
        self._section_ended = False

    def _begin(self, element: etree._Element | None) -> Builder:
        """A new paragraph; without an element it takes what stands in a frame outside any paragraph."""
        self._now = Builder(element=element)
        self._builders.append(self._now)
        return self._now

    def _end_of_stray(self) -> None:
        """Text outside any paragraph is text too: a paragraph of its own, where it stands."""
        if self._now.element is None and (self._now.parts or self._now.left):
            stray, self._builders[-1] = self._now, Builder()
            self._now = self._builders[-1]
            self._receive(stray.finish(""))

    def _drop_builder(self) -> None:
        self._builders.pop()
        self._now = self._builders[-1]

    def _paragraph(self, element: etree._Element) -> None:
        self._end_of_stray()
        now = self._begin(element)
        first = element[0] if len(element) else None
        properties = first if first is not None and first.tag == _PPR else None
        if properties is None:
            self._styled(now, None)
        else:
            self._paragraph_properties(properties, now)

    def _styled(self, now: Builder, key: str | None) -> None:
        style = self._context.styles[key]
        now.style(style)
        if self._context.marks.runs:
            now.base = style.look.over(self._table_look().over(self._context.styles.lowest))
            now.run(now.base)

    def _table_look(self) -> Look:
        """How the style of the table around makes runs look."""
        return PLAIN_LOOK

    def _paragraph_properties(self, properties: etree._Element, now: Builder) -> None:
        found = {child.tag: child for child in properties}
        style = found.get(f"{W}pStyle")
        now.style_id = None if style is None else style.get(VALUE)
        self._styled(now, now.style_id)
        list_properties = found.get(f"{W}numPr")
        if list_properties is not None:
            for child in list_properties:
                if child.tag == f"{W}numId":
                    now.num_id = child.get(VALUE)
                elif child.tag == f"{W}ilvl":
                    now.num_level = number(child.get(VALUE))
        outline = found.get(f"{W}outlineLvl")
        if outline is not None:
            level = number(outline.get(VALUE), 9)
            now.level = level + 1 if 0 <= level < 9 else None
        mark = found.get(f"{W}rPr")
        now.removed = mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)

    def _paragraph_end(self, element: etree._Element) -> None:
        now = self._now
        if now.element is not element:
            return
        self._drop_builder()
        self._receive(now.finish(self._label(now)))

    def _label(self, now: Builder) -> str:
        if now.num_id is None or now.num_id == "0" or now.removed:
            return ""
        numbering = self._context.numbering
        level = now.num_level
        return numbering.label(now.num_id, numbering.level_of_style(now.num_id, now.style_id) if level is None else level)

    def _receive(self, paragraph: RawParagraph) -> None:
        self._spend(len(paragraph.text))
        frame = self._frames[-1]
        if frame.carried:
            paragraph.text, frame.carried = frame.carried + paragraph.text, ""
        if paragraph.continues:
            frame.carried = paragraph.text
        elif len(self._frames) == 1:
            self._deliver(paragraph)
        else:
            frame.blocks.append(paragraph)

    def _spend(self, characters: int) -> None:
        """Count characters of text against the limit."""
        gathered, most = self._context.gathered, self._context.limits.characters
        gathered.characters += characters
        if gathered.characters > most:
            raise ReadError("too-large", f"more than {most} characters of text", f"文字超过 {most} 字")

    def _deliver(self, block: RawBlock) -> None:
        frame = self._frames[0]
        boxes, notes = [box for boxes in frame.boxes for box in boxes], self._notes
        frame.boxes, self._notes = [], []
        self._emit(block, boxes, notes)
        if self._section_ended and self.on_section is not None:
            self._section_ended = False
            self.on_section()

    def _section(self, element: etree._Element) -> bool:
        self._section_ended = True
        return True

    def _end_of_story(self) -> None:
        """What still hangs: text outside any paragraph, text whose last paragraph mark was deleted, anchors behind both."""
        self._end_of_stray()
        frame = self._frames[0]
        if frame.carried or frame.boxes or self._notes:
            frame.carried, rest = "", RawParagraph(frame.carried)
            self._deliver(rest)

    # ------------------------------------------------------------ runs

    def _text(self, element: etree._Element) -> None:
        now = self._now
        text = run_text(element)
        if now.plain:
            now.parts.append(text)
        else:
            now.add(text)

    def _left(self, element: etree._Element) -> None:
        self._now.leave(element.get("code") or "", element.text or "")

    def _tab(self, element: etree._Element) -> None:
        if element.get(VALUE) is None:  # with a value it is a tab stop of the paragraph's properties
            self._now.add("\t")

    def _break(self, element: etree._Element) -> None:
        self._now.add(BREAKS[element.tag])

    def _symbol(self, element: etree._Element) -> None:
        code = element.get(f"{W}char") or ""
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            sign = "\N{REPLACEMENT CHARACTER}"
        self._now.symbols(sign, element.get(f"{W}font") or "")

    def _run(self, element: etree._Element) -> None:
        first = element[0] if len(element) else None
        now = self._now
        if first is None or first.tag != _RPR:
            now.run(now.base, unseen=self._is_unseen(now.base))
            return
        character_style = first.find(f"{W}rStyle")
        look = now.base
        if character_style is not None:
            look = self._context.styles.run_look(character_style.get(VALUE)).toggled_over(look)
        look = look_of(first).over(look)
        now.run(look, unseen=self._is_unseen(look))

    def _is_unseen(self, look: Look) -> bool:
        """Whether a run's colour is that of what lies under it."""
        inks = self._context.marks.inks
        ink = look.ink or AUTO
        if ink == AUTO:  # black on a highlighting; on a shading Word turns it white where the shading is dark
            if look.marker is None or BLACK_INK not in inks:
                return False
            ink = BLACK_INK
        if ink not in inks:
            return False
        ground = look.marker or look.ground or self._ground()
        colour = parse_colour(ink)
        return ground is not None and colour is not None and same_colour(colour, ground)

    def _ground(self) -> Colour | None:
        """The colour under the paragraph; None where nobody can tell."""
        return self._paragraph_ground() or self._context.page

    def _paragraph_ground(self) -> Colour | None:
        element = self._now.element
        own = None if element is None else shade_of(element.find(f"{W}pPr/{W}shd"))
        return own or self._context.styles[self._now.style_id].ground

    def _run_end(self, element: etree._Element) -> None:
        self._now.run(self._now.base)

    def _field_mark(self, element: etree._Element) -> bool:
        self._now.field_mark(element)
        return True

    def _field_code(self, element: etree._Element) -> None:
        self._now.field_code(element.text or "")

    def _simple_field(self, element: etree._Element) -> None:
        self._now.simple_field(element, element.get(f"{W}instr") or "")

    def _simple_field_end(self, element: etree._Element) -> None:
        self._now.simple_field_end(element)

    def _equation(self, element: etree._Element) -> bool:
        self._now.add(equation_text(element))
        return True

    def _bookmark(self, element: etree._Element) -> None:
        name = element.get(NAME)
        if name and name != "_GoBack":  # where Word's cursor stood last
            self._now.bookmarks.append(name)

    def _reference(self, element: etree._Element) -> None:
        self._notes.append((REFERENCES[element.tag], element.get(ID) or ""))
        if element.get(_CUSTOM) is not None and switched_on(element.get(_CUSTOM)):
            self._now.mark_follows()

    def _unprinted(self, element: etree._Element) -> bool:
        if element.tag in (f"{W}del", f"{W}moveFrom") and next(element.iter(f"{W}delText", _T), None) is not None:
            self._context.gathered.count("deletion")
        return True

    def _foreign(self, element: etree._Element) -> bool:
        """Another document in its place: its blocks in the story; in a cell its paragraphs, if it holds nothing else."""
        self._end_of_stray()
        blocks = self.on_chunk(element.get(RELATION) or "") if self.on_chunk is not None else None
        inside = len(self._frames) > 1
        if blocks is None or (inside and not all(isinstance(block, Paragraph) for block in blocks)):
            self._context.gathered.count(_FOREIGN[element.tag])
        elif inside:
            self._frames[-1].blocks += [RawParagraph(block.text) for block in blocks if isinstance(block, Paragraph)]
        else:
            for block in blocks:
                self._emit(block, [], [])
        return True
