"""The tree of a page, walked once in document order, without recursion.

    text ──> the line being written ──block ends──> paragraph or part of a cell ──> blocks
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.document import Block, Paragraph, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.numerals import printed
from extractors.readers.html.grids import Layout, RawCell, RawTable, Row, cell_of
from extractors.readers.html.spaces import marked, settled
from normalizers.notes import Note

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
# Elements that end the line before them and their own.
_LINES: Final = "address blockquote center dd dir div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li menu ol p pre ul"
_PARTS: Final = "article aside body details dialog fieldset footer form header hgroup legend main nav option section summary"
_TABLES: Final = "caption table thead tbody tfoot tr td th"
_BLOCKS: Final = frozenset(f"{_LINES} {_PARTS} {_TABLES}".split())
# What never stands on the page, or nobody can read out of it.
_EMBEDDED: Final = frozenset(("applet", "canvas", "embed", "iframe", "math", "object", "svg"))
_SILENT: Final = "audio colgroup datalist del head link meta noframes noscript rp rt script style template title video"
_UNPRINTED: Final = _EMBEDDED.union(_SILENT.split())
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_KEEPS_SPACE: Final = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_OUTLINE: Final = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.I)
_PREFORMATTED: Final = frozenset(["pre", "textarea", "listing", "xmp"])
_GROUPS: Final = frozenset(("thead", "tbody", "tfoot"))
_LISTS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TYPED: Final = frozenset(["text", "number", "date", "tel", "email", "url", "search", "month"])
_EXCERPT: Final = 40


@dataclass(slots=True)
class _Table:
    """A table being read: the group and the row that are open."""

    element: etree._Element
    raw: RawTable = field(default_factory=RawTable)
    group: list[Row] | None = None
    row: Row | None = None


@dataclass(slots=True)
class _Frame:
    """What finished lines go to: the page itself, or a cell."""

    element: etree._Element | None = None
    cell: RawCell | None = None
    lines: list[str] = field(default_factory=list)


class Walker:
    """Walks a page; afterwards `blocks` and `remarks` hold what it prints."""

    def __init__(self, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.remarks: list[Remark] = []
        self.partial = False
        self._limits = limits
        self._layout = Layout(limits)
        self._frames = [_Frame()]
        self._tables: list[_Table] = []
        self._line: list[str] = []
        self._level: int | None = None
        self._bookmarks: list[str] = []
        self._preformatted: list[etree._Element] = []
        self._lists: list[tuple[etree._Element, str, int]] = []
        self._characters = 0
        self._deep: list[etree._Element] = []
        self._counts: dict[str, int] = {}

    def walk(self, root: etree._Element) -> None:
        """Walk the tree below a root."""
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
        self._say_at_the_end()

    def _start(self, element: etree._Element) -> bool:
        """Open an element; True if nothing of what is in it is printed."""
        tag, style = element.tag, element.get("style") or ""
        if tag in _UNPRINTED:
            self._count(element, tag)
            return True
        if element.get("hidden") is not None or _HIDDEN.search(style):
            self._hidden(element)
            return True
        if tag in _BLOCKS:
            self._flush()
        if tag in _PREFORMATTED or (style and _KEEPS_SPACE.search(style)):
            self._preformatted.append(element)
        self._open(element, tag, style)
        self._text(element.text)
        return False

    def _count(self, element: etree._Element, tag: str) -> None:
        """Count what is not read and might have said something; `title` and the like never do."""
        if tag in _EMBEDDED or (tag == "del" and _all_text(element)):
            self._counts[tag] = self._counts.get(tag, 0) + 1

    def _open(self, element: etree._Element, tag: str, style: str) -> None:
        if tag in _HEADINGS or tag == "p":
            outline = _OUTLINE.search(style)
            self._level = int(outline.group(1)) if outline else _HEADINGS.get(tag)
        elif tag == "br":
            self._line.append("\n")
        elif tag in ("td", "th"):
            self._open_cell(element)
        elif tag == "tr":
            self._open_row()
        elif tag == "table":
            self._open_table(element)
        elif tag in _GROUPS and self._tables and not self._deep:
            self._open_group(tag)
        elif tag == "ol":
            self._lists.append((element, _LISTS.get(element.get("type") or "1", "decimal"), _integer(element.get("start"), 1) - 1))
        elif tag == "li":
            self._item(element)
        elif tag == "input":
            self._text(_input_text(element))
        elif tag == "a" and element.get("name"):
            self._bookmarks.append(element.get("name") or "")

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag == "table":
            self._close_table(element)
        elif tag in ("td", "th") and self._frames[-1].element is element:
            self._close_cell()
        elif tag == "tr" and self._tables and not self._deep:
            self._tables[-1].row = None
        elif tag in _GROUPS and self._tables and not self._deep:
            self._tables[-1].group = None
        if self._lists and self._lists[-1][0] is element:
            self._lists.pop()
        if self._preformatted and self._preformatted[-1] is element:
            self._preformatted.pop()
        if tag in _HEADINGS or tag == "p":
            self._level = None

    # ------------------------------------------------------------ text

    def _text(self, text: str | None) -> None:
        if text:
            self._line.append(text if self._preformatted else marked(text))

    def _hidden(self, element: etree._Element) -> None:
        text = _all_text(element)
        if text:
            shown = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
            self.remarks.append(Remark(Note.of("text.hidden", raw=shown), Where(block=len(self.blocks) + 1)))

    def _item(self, element: etree._Element) -> None:
        if self._lists and element.getparent() is self._lists[-1][0]:
            parent, number_format, count = self._lists.pop()
            count = _integer(element.get("value"), count + 1)
            self._lists.append((parent, number_format, count))
            self._line.append(f"{printed(count, number_format)}. ")

    def _flush(self) -> None:
        """End the line being written: a paragraph of the page, or a line of a cell."""
        if not self._line:
            return
        text = settled("".join(self._line))
        self._line = []
        self._characters += len(text)
        if self._characters > self._limits.characters:
            most = self._limits.characters
            raise ReadError("too-large", f"more than {most} characters of text", f"文字超过 {most} 字")
        frame = self._frames[-1]
        if frame.cell is not None:
            frame.lines.append(text.replace("\n", ""))
        elif text and not text.isspace():
            where = Where(block=len(self.blocks) + 1)
            self.blocks.append(Paragraph(text, where, level=self._level, bookmarks=tuple(self._bookmarks)))
            self._bookmarks = []

    # ------------------------------------------------------------ tables

    def _open_table(self, element: etree._Element) -> None:
        if self._deep or len(self._tables) >= self._limits.depth:
            self._deep.append(element)
        else:
            self._tables.append(_Table(element))

    def _open_group(self, tag: str) -> list[Row]:
        table = self._tables[-1]
        table.group, table.row = table.raw.open(tag), None
        return table.group

    def _open_row(self) -> None:
        if not self._tables or self._deep:
            return
        table = self._tables[-1]
        group = self._open_group("tbody") if table.group is None else table.group
        table.row = []
        group.append(table.row)
        table.raw.rows += 1
        if table.raw.rows > self._limits.rows:
            raise ReadError("too-large", f"a table of more than {self._limits.rows} rows", f"表格超过 {self._limits.rows} 行")

    def _open_cell(self, element: etree._Element) -> None:
        if not self._tables or self._deep:
            return
        if self._tables[-1].row is None:
            self._open_row()
        self._frames.append(_Frame(element, cell_of(element.get("rowspan"), element.get("colspan"))))

    def _close_cell(self) -> None:
        frame, row = self._frames.pop(), self._tables[-1].row
        if frame.cell is not None and row is not None:
            frame.cell.text = "".join(frame.lines)
            row.append(frame.cell)

    def _close_table(self, element: etree._Element) -> None:
        if self._deep:
            self._deep.pop()
            self._remark_deep(last=not self._deep)
            return
        if not self._tables or self._tables[-1].element is not element:
            return
        raw = self._tables.pop().raw
        cell = self._frames[-1].cell
        if cell is not None:
            cell.nested.append(raw)
            return
        grid = self._layout.grid(raw, Where(block=len(self.blocks) + 1))
        if grid is not None:
            self.blocks.append(grid)

    def _remark_deep(self, *, last: bool) -> None:
        if last:
            self.partial = True
            self.remarks.append(Remark(Note.of("table.nested-deep", count="1"), Where(block=len(self.blocks) + 1)))

    def _say_at_the_end(self) -> None:
        """What was met and not read, once for the document."""
        for tag, count in sorted(self._counts.items()):
            note = Note.of("text.deleted", count=str(count)) if tag == "del" else Note.of("part.embedded", kind=tag, count=str(count))
            self.partial |= tag != "del"
            self.remarks.append(Remark(note))


def _all_text(element: etree._Element) -> str:
    return settled(marked("".join(str(text) for text in element.itertext())))


def _integer(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 10 and digits.isascii() else default


def _input_text(element: etree._Element) -> str:
    """What a field of a web form shows."""
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    return element.get("value") or "" if kind in _TYPED else ""

