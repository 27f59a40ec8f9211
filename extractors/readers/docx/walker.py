"""One part of a Word document, walked once in document order over python-docx's own elements.

    element ──STARTS, ENDS by tag──> paragraphs and runs (Story), tables, text boxes, drawings

What is not named here is transparent: content controls, smart tags, hyperlinks, insertions and custom XML may wrap
blocks, rows, cells and runs alike, and their content simply follows. There is no recursion: depth costs memory only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

from extractors.errors import ReadError
from extractors.printing import LIST_NUMBER, WATERMARK
from extractors.readers.docx.grounds import Shaded
from extractors.readers.docx.names import LEFT, MC, A, M, O, V, W, number
from extractors.readers.docx.paragraphs import RawParagraph
from extractors.readers.docx.plain import PlainTables
from extractors.readers.docx.rows import is_mirrored, read_cell_properties, read_grid, read_row_properties
from extractors.readers.docx.state import Context, Emit, Frame, RawBlock
from extractors.readers.docx.story import BREAKS, REFERENCES, UNPRINTED
from extractors.readers.docx.tables import RawCell, RawRow, RawTable
from extractors.readers.docx.watermarks import watermark_text

_TCPR: Final = f"{W}tcPr"
_RUN: Final = f"{W}r"
_BOX: Final = f"{W}txbxContent"
_WORDART: Final = f"{V}textpath"
# What a drawing or an object may hold, besides text boxes, that prints something nobody can read out of the XML here.
_DRAWN: Final = {
    f"{A}blip": "picture",
    f"{V}imagedata": "picture",
    f"{O}OLEObject": "object",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
}


class Walker(Shaded):
    """Walks one story. `flat`: tables are only the order of their paragraphs, as in a running head."""

    def __init__(self, context: Context, emit: Emit, *, flat: bool = False) -> None:
        super().__init__(context, emit)
        self._deepest = 0 if flat else context.limits.depth
        self._flat = flat
        self._chosen: dict[etree._Element, etree._Element] = {}
        self._plain = PlainTables(context, STARTS)

    def walk(self, root: etree._Element) -> None:
        """Walk the story below a root, itself included."""
        tags = [tag for tag in STARTS if tag != _RUN or self._context.marks.runs]
        events = etree.iterwalk(root, events=("start", "end"), tag=tags)
        for event, element in events:
            if event == "start":
                if STARTS[element.tag](self, element):
                    events.skip_subtree()
            elif (end := ENDS.get(element.tag)) is not None:
                end(self, element)
        self._end_of_story()

    # ------------------------------------------------------------ tables

    def _table(self, element: etree._Element) -> bool | None:
        if len(self._tables) >= self._deepest:
            if not self._flat:
                self._context.gathered.count("deep-table")
            return None
        plain = self._plain.read(element) if self._deepest > 0 else None
        if plain is not None:
            self._spend(sum([len(cell.text) for row in plain.rows for cell in row.cells]))
            self._finished(plain)
            return True
        self._tables.append((element, RawTable(read_grid(element), mirrored=is_mirrored(element))))
        return None

    def _table_end(self, element: etree._Element) -> None:
        if not self._tables or self._tables[-1][0] is not element:
            return
        _, table = self._tables.pop()
        self._finished(table)

    def _finished(self, table: RawTable) -> None:
        if len(self._frames) == 1:
            self._deliver(table)
        else:
            self._frames[-1].blocks.append(table)

    def _row(self, element: etree._Element) -> bool | None:
        if not self._tables or not _parent_is(element, self._tables[-1][0]):
            return None  # of a table nested too deep: its text goes to the cell above
        row, properties = RawRow(), element.find(f"{W}trPr")
        if properties is not None and read_row_properties(properties, row, self._context.limits.span):
            self._context.gathered.count("deletion")
            return True
        self._rows.append((element, row))
        return None

    def _row_end(self, element: etree._Element) -> None:
        if not self._rows or self._rows[-1][0] is not element:
            return
        _, row = self._rows.pop()
        table = self._tables[-1][1]
        table.rows.append(row)
        if len(table.rows) > self._context.limits.rows:
            most = self._context.limits.rows
            raise ReadError("too-large", f"a table of more than {most} rows", f"表格超过 {most} 行")

    def _cell(self, element: etree._Element) -> bool | None:
        if not self._rows or not _parent_is(element, self._rows[-1][0]):
            return None
        cell = RawCell()
        properties = element.find(_TCPR)
        if properties is not None and read_cell_properties(properties, cell, self._context.limits.span):
            self._context.gathered.count("deletion")
            return True
        self._frames.append(Frame(element, cell=cell, depth=len(self._tables)))
        self._begin(None)
        return None

    def _cell_end(self, element: etree._Element) -> None:
        frame = self._frames[-1]
        if frame.element is not element or frame.cell is None:
            return
        self._end_of_stray()
        self._drop_builder()
        self._frames.pop()
        cell, row = frame.cell, self._rows[-1][1]
        self._fill(cell, frame)
        if cell.merge == "left" and row.cells:
            row.cells[-1].span += cell.span
            row.cells[-1].width = str(number(row.cells[-1].width) + number(cell.width))
            row.cells[-1].text += cell.text
            row.cells[-1].left += cell.left
            row.cells[-1].lines = ()
            row.cells[-1].doubts += cell.doubts
            row.cells[-1].nested = [*row.cells[-1].nested, *cell.nested]
            return
        cell.merge = "" if cell.merge == "left" else cell.merge
        row.cells.append(cell)

    def _fill(self, cell: RawCell, frame: Frame) -> None:
        """The text of a cell: its paragraphs one after the other. A text box in an otherwise empty cell is its text."""
        gathered = [block for block in frame.blocks if isinstance(block, RawParagraph)]
        nested = [block for block in frame.blocks if isinstance(block, RawTable)]
        cell.text = "".join([paragraph.text for paragraph in gathered]) + frame.carried
        if frame.boxes and not cell.text.strip():
            boxed = [block for box in frame.boxes for block in box]
            gathered += [block for block in boxed if isinstance(block, RawParagraph)]
            nested += [block for block in boxed if isinstance(block, RawTable)]
            cell.text = "".join([paragraph.text for paragraph in gathered])
        else:
            self._frames[0].boxes += frame.boxes
        cell.nested = nested
        lines = [line for paragraph in gathered for line in paragraph.text.split("\n") if line.strip()]
        cell.lines = tuple(lines) if len(lines) > 1 else ()
        if "\n" in cell.text:
            cell.text = cell.text.replace("\n", "")
        cell.unknown = sum([paragraph.unknown for paragraph in gathered])
        cell.left = tuple([left for paragraph in gathered for left in paragraph.left])
        cell.doubts = tuple([code for paragraph in gathered for code in paragraph.doubts])
        if gathered and gathered[0].numbered:
            cell.doubts = (*cell.doubts, LIST_NUMBER)

    # ------------------------------------------------------------ drawings

    def _graphic(self, element: etree._Element) -> bool:
        """Count what a drawing shows; go into it only for its text boxes."""
        has_box = False
        if (text := watermark_text(element, running=self._flat)) is not None:
            self._now.leave(WATERMARK, text)
            return True
        for part in element.iter(_BOX, _WORDART, *_DRAWN):
            if part.tag == _BOX:
                has_box = True
            elif part.tag == _WORDART:
                text = part.get("string")
                self._frames[-1].boxes += [[RawParagraph(text)]] if text else []
            else:
                self._context.gathered.count(_DRAWN[part.tag])
        return not has_box

    def _box(self, element: etree._Element) -> None:
        self._frames.append(Frame(element))
        self._begin(None)

    def _box_end(self, element: etree._Element) -> None:
        frame = self._frames[-1]
        if frame.element is not element or len(self._frames) == 1:
            return
        self._end_of_stray()
        self._drop_builder()
        self._frames.pop()
        if frame.carried:
            frame.blocks.append(RawParagraph(frame.carried))
        inner: list[RawBlock] = [*frame.blocks, *(block for box in frame.boxes for block in box)]
        self._frames[-1].boxes.append(inner)

    # ------------------------------------------------------------ one thing said twice, for old and new readers

    def _alternatives(self, element: etree._Element) -> None:
        """The first choice that says anything, else the fallback: both say the same thing."""
        branches = [child for child in element if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
        telling = [branch for branch in branches if next(branch.iter(f"{W}t", _WORDART, f"{M}t"), None) is not None]
        if branches:
            self._chosen[element] = (telling or branches)[0]

    def _alternative(self, element: etree._Element) -> bool:
        whole = element.getparent()
        return whole is None or self._chosen.get(whole) is not element


def _parent_is(element: etree._Element, ancestor: etree._Element) -> bool:
    """Whether the nearest table, row or cell around an element is this one: wrappers between them do not count."""
    for parent in element.iterancestors():
        if parent is ancestor:
            return True
        if parent.tag in (f"{W}tbl", f"{W}tr", f"{W}tc", _BOX):
            return False
    return False


# Functions, not bound methods: a walker that held its own methods would live, with the whole tree, until the collector came by.
STARTS: Final[dict[str, Callable[[Walker, etree._Element], bool | None]]] = {  # True: do not go into the element
    f"{W}p": Walker._paragraph,
    f"{W}t": Walker._text,
    LEFT: Walker._left,
    f"{W}sectPr": Walker._section,
    f"{W}tbl": Walker._table,
    f"{W}tr": Walker._row,
    f"{W}tc": Walker._cell,
    _BOX: Walker._box,
    _RUN: Walker._run,
    f"{W}tab": Walker._tab,
    f"{W}sym": Walker._symbol,
    f"{W}fldChar": Walker._field_mark,
    f"{W}instrText": Walker._field_code,
    f"{W}fldSimple": Walker._simple_field,
    f"{W}bookmarkStart": Walker._bookmark,
    f"{W}altChunk": Walker._foreign,
    f"{W}subDoc": Walker._foreign,
    f"{M}oMath": Walker._equation,
    f"{MC}AlternateContent": Walker._alternatives,
    f"{MC}Choice": Walker._alternative,
    f"{MC}Fallback": Walker._alternative,
    **dict.fromkeys(UNPRINTED, Walker._unprinted),
    **dict.fromkeys(REFERENCES, Walker._reference),
    **dict.fromkeys(BREAKS, Walker._break),
    **dict.fromkeys((f"{W}drawing", f"{W}pict", f"{W}object"), Walker._graphic),
}
ENDS: Final[dict[str, Callable[[Walker, etree._Element], None]]] = {
    f"{W}p": Walker._paragraph_end,
    f"{W}fldSimple": Walker._simple_field_end,
    f"{W}tbl": Walker._table_end,
    f"{W}tr": Walker._row_end,
    f"{W}tc": Walker._cell_end,
    _BOX: Walker._box_end,
    _RUN: Walker._run_end,
}
