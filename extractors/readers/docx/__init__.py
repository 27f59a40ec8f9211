"""Word packages (.docx, and the macro and template kinds that differ only in their content type).

    bytes ──package──> parts ──walker──> raw blocks ──tables, here──> Document

Order: running heads, the body with text boxes, notes and comments behind the block in which they are anchored, running
feet. Remarks: `text.hidden` `text.symbol` at their piece; `text.deleted` `part.unread` `part.pictures` `part.embedded`
`table.nested-deep` for the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from lxml import etree

from extractors.collector import collector_resting
from extractors.continued import join_continued
from extractors.document import FURNITURE, Block, Cell, Document, Grid, Paragraph, Remark, Role, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.printing import FLOATING, may_float
from extractors.readers.docx.chunks import moved, read_chunk
from extractors.readers.docx.controls import settle_controls
from extractors.readers.docx.looks import WHITE, Colour, parse_colour
from extractors.readers.docx.marks import marks_of
from extractors.readers.docx.names import ID, RELATION, TYPE, VALUE, W, switched_on
from extractors.readers.docx.numbering import Numbering
from extractors.readers.docx.package import Package, open_package
from extractors.readers.docx.paragraphs import RawParagraph
from extractors.readers.docx.running import own_heads
from extractors.readers.docx.state import Context, Gathered, RawBlock, Reference
from extractors.readers.docx.styles import Styles
from extractors.readers.docx.tables import Layout, RawTable, text_remarks
from extractors.readers.docx.walker import Walker
from normalizers.notes import Note

FORMATS: Final = frozenset({"docx", "docm", "dotx", "dotm"})
_NOTE_PARTS: Final = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_RUNNING: Final = {"header": Role.HEADER, "footer": Role.FOOTER}
# Things met that print something which is not read here: what they are called in `part.embedded`, and whether it is loss.
_EMBEDDED: Final = ("alt-chunk", "sub-document", "object", "chart", "diagram")


def read(data: bytes, limits: Limits | None = None, depth: int = 0) -> Document:
    """The document in the bytes of a Word package; `depth` is how many documents it lies in.

    ReadError: empty, truncated, corrupt, encrypted, unsupported, too-large, not-a-document, no-text.
    """
    limits = limits or Limits()
    with collector_resting():
        return _Reading(open_package(data, limits), limits, depth).document()


class _Reading:
    """The reading of one package."""

    def __init__(self, package: Package, limits: Limits, depth: int) -> None:
        self._package = package
        self._depth = depth
        self._limits = limits
        self._partial = False
        self._own: frozenset[str] = frozenset()
        styles_parts, numbering_parts = package.parts_of("styles"), package.parts_of("numbering")
        styles = Styles(styles_parts[0] if styles_parts else None)
        numbering = Numbering(numbering_parts[0] if numbering_parts else None, styles.numbering_styles())
        marks = marks_of(styles, package.contents())
        self._context = Context(styles, numbering, limits, Gathered(), marks, page_colour(package))
        if any(b"showingPlcHdr" in content or b"dataBinding" in content for content in package.raw.values()):
            for root in (package.main, *package.parts.values()):
                settle_controls(root, package.data)
        package.raw.clear()
        self._layout = Layout(limits)
        self._blocks: list[Block] = []
        self._remarks: list[Remark] = list(package.remarks)
        self._notes = _notes_by_id(package)

    def document(self) -> Document:
        """Everything in reading order. ReadError("no-text") where body, boxes and notes are blank."""
        body = self._package.main.find(f"{W}body")
        if body is None:
            raise ReadError("corrupt", "the document has no body", "文档没有正文")
        sections = list(_sections(body))
        self._own = own_heads(body, self._package) if len(sections) > 1 else frozenset()
        self._heads = self._running("header", sections)
        next(self._heads, None)
        walker = Walker(self._context, self._emit)
        walker.on_chunk = self._chunk
        walker.on_section = lambda: next(self._heads, None)
        walker.walk(body)
        for _ in self._heads:  # of sections whose end the walk did not meet
            pass
        for kind, key in list(self._notes):  # notes that nothing refers to
            self._note(kind, key)
        for _ in self._running("footer", sections):
            pass
        counts = self._context.gathered.counts
        if not any(_says_something(block) for block in self._blocks):
            raise ReadError("no-text", *_ONLY_PICTURES if counts.get("picture") else ())
        blocks, joints = join_continued(self._blocks, self._layout.going_on)
        remarks = (*self._remarks, *self._layout.remarks, *joints, *_remarks(counts))
        partial = self._partial or any(_is_loss(remark.note) for remark in remarks)
        return Document("docx", "docx", blocks, remarks=remarks, partial=partial)

    # ------------------------------------------------------------ blocks

    def _emit(self, block: RawBlock | Block, boxes: list[RawBlock], notes: list[Reference]) -> None:
        self._add(block, Role.BODY)
        for box in boxes:
            self._add(box, Role.TEXT_BOX)
            if isinstance(box, RawParagraph) and may_float(box.text):
                self._remarks.append(Remark(Note.of(FLOATING, raw=box.text.strip()), Where(block=len(self._blocks))))
        for kind, key in notes:
            self._note(kind, key)

    def _add(self, block: RawBlock | Block, role: Role) -> None:
        where = Where(block=len(self._blocks) + 1)
        if isinstance(block, Paragraph | Grid):
            self._blocks.append(block)
            return
        if isinstance(block, RawTable):
            grid = self._layout.grid(block, where)
            if grid is not None:
                self._blocks.append(grid)
            return
        self._remarks += text_remarks(block, where)
        if block.text and not block.text.isspace():
            running = block.page_number and role in FURNITURE
            kept = Role.PAGE_NUMBER if running else role
            self._blocks.append(Paragraph(block.text, where, kept, block.level, block.bookmarks))

    # ------------------------------------------------------------ other parts

    def _chunk(self, key: str) -> list[Block] | None:
        """The blocks of a document inside this one, and its remarks kept; None where it cannot be read."""
        data = self._package.chunks.get(key)
        name = self._package.relations[key].target if data is not None else ""
        inner = None if data is None else read_chunk(data, name, self._limits, self._depth + 1)
        if inner is None:
            return None
        blocks, remarks = moved(inner, len(self._blocks))
        self._remarks += remarks
        self._partial |= inner.partial
        return blocks

    def _note(self, kind: str, key: str) -> None:
        """A note at its first reference; later references to the same one print only its mark."""
        element = self._notes.pop((kind, key), None)
        if element is not None:
            self._flat(element, Role(kind))

    def _running(self, kind: str, sections: list[etree._Element]) -> Iterator[None]:
        """Running heads or feet, section by section: each part once, where it is first used."""
        seen: set[str] = set()
        even = self._even_pages()
        for section in sections:
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                relation = self._package.relations.get(reference.get(RELATION) or "")
                if relation is None or relation.target in seen or relation.target not in self._package.parts:
                    continue
                if _is_used(reference.get(TYPE) or "default", section, even):
                    seen.add(relation.target)
                    self._head(self._package.parts[relation.target], _RUNNING[kind], own=relation.target in self._own)
            yield

    def _even_pages(self) -> bool:
        settings = self._package.parts_of("settings")
        toggle = settings[0].find(f"{W}evenAndOddHeaders") if settings else None
        return toggle is not None and switched_on(toggle.get(VALUE))

    def _head(self, root: etree._Element, role: Role, *, own: bool) -> None:
        """A running head or foot. The upper half of a form may stand in it: a table of rows and columns, or a label with its value.

        `own`: it is that of one section alone, among several that hold tables: what it says it says of the table.
        """
        if role is Role.HEADER and any(_is_form(table) for table in root.iter(f"{W}tbl")):
            Walker(self._context, self._emit).walk(root)
            return
        before = len(self._blocks)
        self._flat(root, role)
        for at in range(before, len(self._blocks)) if role is Role.HEADER else ():
            block = self._blocks[at]
            if isinstance(block, Paragraph) and block.role is Role.HEADER and (own or _PAIR.match(block.text.strip())):
                self._blocks[at] = replace(block, role=Role.BODY)

    def _flat(self, root: etree._Element, role: Role) -> None:
        """A part of its own as paragraphs of a role, the cells of its tables one after the other."""

        def emit(block: RawBlock | Block, boxes: list[RawBlock], _: list[Reference]) -> None:
            for piece in (block, *boxes):
                self._add(piece, role)

        Walker(self._context, emit, flat=True).walk(root)


# A label with its value: what stands so in a running head is said of the form below it.
_PAIR: Final = re.compile(r"[（(]?[\u4e00-\u9fff（）()]{2,12}[:：]\s*\S")
_CELLS_OF_A_FORM: Final = 4


def _is_form(table: etree._Element) -> bool:
    """Whether a table in a running head is more than a line of it: two rows and two columns with text at least."""
    rows = list(islice(table.iterchildren(f"{W}tr"), 100))
    filled = [sum(1 for cell in row.iterchildren(f"{W}tc") if next(cell.iter(f"{W}t"), None) is not None) for row in rows]
    return sum(count > 1 for count in filled) > 1 and sum(filled) >= _CELLS_OF_A_FORM


_ONLY_PICTURES: Final = ("it holds pictures only", "其中只有图片")


def _sections(body: etree._Element) -> Iterator[etree._Element]:
    """The properties of each section, in order: in the last paragraph of a section, those of the last one at the body's end."""
    for child in body:
        if child.tag == f"{W}p":
            yield from child.iterfind(f"{W}pPr/{W}sectPr")
        elif child.tag == f"{W}sectPr":
            yield child
        elif child.tag != f"{W}tbl":  # content controls may wrap paragraphs; a table never ends a section
            yield from child.iter(f"{W}sectPr")


def _notes_by_id(package: Package) -> dict[Reference, etree._Element]:
    """Notes and comments by kind and id, without the lines that separate notes from text."""
    found: dict[Reference, etree._Element] = {}
    for kind, part in _NOTE_PARTS.items():
        for root in package.parts_of(part):
            for element in root.iterchildren(f"{W}{kind}"):
                if element.get(TYPE) in (None, "normal"):
                    found.setdefault((kind, element.get(ID) or ""), element)
    return found


def _is_used(kind: str, section: etree._Element, even: bool) -> bool:
    """Whether pages of a section print that kind of running head: `first` and `even` only where they are switched on."""
    if kind == "first":
        toggle = section.find(f"{W}titlePg")
        return toggle is not None and switched_on(toggle.get(VALUE))
    return kind != "even" or even


def page_colour(package: Package) -> Colour | None:
    """The colour of the paper: white, unless the settings say that a background is shown; None where a picture fills it."""
    background = package.main.find(f"{W}background")
    settings = package.parts_of("settings")
    shown = settings[0].find(f"{W}displayBackgroundShape") if settings else None
    if background is None or shown is None or not switched_on(shown.get(VALUE)):
        return WHITE
    return parse_colour(background.get(f"{W}color")) if not len(background) else None


def _says_something(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.role not in FURNITURE and block.role is not Role.COMMENT
    return any(_has_text(cell) for cell in block.cells)


def _has_text(cell: Cell) -> bool:
    return bool(cell.text.strip()) or any(_has_text(inner) for grid in cell.nested for inner in grid.cells)


def _remarks(counts: dict[str, int]) -> Iterator[Remark]:
    """What was met beside the text, once for the document."""
    if counts.get("deletion"):
        yield Remark(Note.of("text.deleted", count=str(counts["deletion"])))
    if counts.get("picture"):
        yield Remark(Note.of("part.pictures", count=str(counts["picture"])))
    for kind in _EMBEDDED:
        if counts.get(kind):
            yield Remark(Note.of("part.embedded", kind=kind, count=str(counts[kind])))
    if counts.get("deep-table"):
        yield Remark(Note.of("table.nested-deep", count=str(counts["deep-table"])))


def _is_loss(note: Note) -> bool:
    """Whether a remark says that something printed was not read. A relationship to a part that is not there loses nothing."""
    arguments = dict(note.args)
    return note.code in ("part.embedded", "table.nested-deep") or (note.code == "part.unread" and arguments.get("reason") != "missing")
