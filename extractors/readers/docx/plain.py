"""Tables without surprises, nine in ten, read in one stream of the few elements that matter in them.

The stream holds what is known here and all that only the walker knows (`special`): the first of those gives the whole table
back to the walker. Nothing here counts, numbers or remembers, so a table given back half read has changed nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.text.run import CT_Text
from lxml import etree

from extractors.readers.docx.marks import PROPERTIES
from extractors.readers.docx.names import VALUE, W, number
from extractors.readers.docx.paragraphs import run_text
from extractors.readers.docx.rows import is_mirrored, read_grid
from extractors.readers.docx.state import Context
from extractors.readers.docx.story import BREAKS
from extractors.readers.docx.tables import RawCell, RawRow, RawTable
from extractors.typed_rows import MAY_HOLD_SEVERAL

_T, _TC, _TR, _TAB = f"{W}t", f"{W}tc", f"{W}tr", f"{W}tab"
_SPAN, _DOWN, _BEFORE, _AFTER = f"{W}gridSpan", f"{W}vMerge", f"{W}gridBefore", f"{W}gridAfter"
_STYLE: Final = f"{W}pStyle"
# Breaks that leave something behind within a cell, where a line end is no text.
_SIGNS: Final = {tag: sign for tag, sign in BREAKS.items() if sign not in ("", "\n")}
_KNOWN: Final = (_T, _TC, _TR, _TAB, _SPAN, _DOWN, _BEFORE, _AFTER, *_SIGNS)
# Silent in a cell: where a paragraph ends and a line breaks is no fact, and a bookmark names nothing that is kept.
_SILENT: Final = frozenset({f"{W}p", f"{W}bookmarkStart", f"{W}r", *BREAKS} - _SIGNS.keys())
# Properties that change what a row, a cell or a paragraph is, or say what it was before somebody changed it.
_PROPERTIES: Final = tuple(W + name for name in ("numPr", "hMerge", "cellDel", "hidden", "pPrChange", "trPrChange", "tcPrChange"))


class PlainTables:
    """Reads the plain tables of a document."""

    def __init__(self, context: Context, special: Iterable[str]) -> None:
        """`special`: the tags for which the walker has a handler."""
        self._styles = context.styles
        self._limits = context.limits
        self._marks = context.marks
        self._usable = context.styles.default.num_id is None and not context.marks.everywhere
        marks = (*(PROPERTIES if context.marks.runs else ()), *([f"{W}trHeight"] if context.marks.low_rows else ()))
        known = {*_KNOWN, _STYLE, *PROPERTIES}
        self._tags = (*_KNOWN, _STYLE, *marks, *(tag for tag in special if tag not in known | _SILENT), *_PROPERTIES)

    def read(self, element: etree._Element) -> RawTable | None:
        """The table, its cells' widths left unread; None if the walker must read it."""
        if not self._usable or len(element) > self._limits.rows:
            return None
        style = element.find(f"{W}tblPr/{W}tblStyle") if self._marks.styles else None
        if style is not None and style.get(VALUE) in self._marks.styles:
            return None
        stream = element.iter(*self._tags)
        next(stream)  # the table itself
        rows = self._rows(stream)
        if rows is None or _ragged(rows) or _several(rows):
            return None
        return RawTable(read_grid(element), rows, mirrored=is_mirrored(element))

    def _rows(self, stream: Iterable[etree._Element]) -> list[RawRow] | None:
        rows: list[RawRow] = []
        cells: list[RawCell] = []
        cell: RawCell | None = None
        for element in stream:
            kind = type(element)  # python-docx's own classes: told apart several times as fast as by their tags
            if kind is CT_Text:
                if cell is None:
                    return None
                cell.text += run_text(element)
            elif kind is CT_Tc:
                cell = RawCell()
                cells.append(cell)
            elif kind is CT_Row:
                rows.append(RawRow())
                cells, cell = rows[-1].cells, None
            elif not self._mark(element, rows, cell):
                return None
        return rows

    def _mark(self, element: etree._Element, rows: list[RawRow], cell: RawCell | None) -> bool:
        """Take in a property or a sign; False if the table is not plain."""
        tag = element.tag
        if tag in (_BEFORE, _AFTER) and rows:
            gap = min(max(number(element.get(VALUE)), 0), self._limits.span)
            rows[-1].before, rows[-1].after = (gap, rows[-1].after) if tag == _BEFORE else (rows[-1].before, gap)
        elif cell is None:
            return False
        elif tag == _SPAN:
            cell.span = min(max(number(element.get(VALUE), 1), 1), self._limits.span)
        elif tag == _DOWN:
            cell.merge = "restart" if element.get(VALUE) == "restart" else "continue"
        elif tag == _TAB:
            cell.text += "" if element.get(VALUE) else "\t"  # with a value it is a tab stop of the paragraph's properties
        elif tag in _SIGNS:
            cell.text += _SIGNS[tag]
        elif tag == _STYLE:
            return self._styles[element.get(VALUE)].num_id is None and element.get(VALUE) not in self._marks.styles
        else:
            return tag in PROPERTIES and self._marks.is_plain(element)
        return True


def _ragged(rows: list[RawRow]) -> bool:
    """Whether the rows end apart: then their widths, which the stream leaves out, decide."""
    return len({row.before + row.after + sum([cell.span for cell in row.cells]) for row in rows}) > 1


def _several(rows: list[RawRow]) -> bool:
    """Whether some cell may hold several items: then its lines, which the stream does not keep apart, decide."""
    return any(cell.text and MAY_HOLD_SEVERAL.match(cell.text) for row in rows for cell in row.cells)
