"""Which box of a table an element makes: by its tag, or by `display` where pages set their tables with other elements.

<div class="t">        display: table        ──> table          display: grid, 4 columns  ──> a table of its children
  <div class="r">      display: table-row    ──> row            display: flex, row by row ──> rows of its children
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from extractors.readers.html.sheets import Declarations

TABLE, ROW, CELL, GRID, ITEM, BLOCK, INLINE = "table", "tr", "td", "grid", "item", "block", ""
GROUPS: Final = frozenset(("thead", "tbody", "tfoot"))
# Elements that end the line before them and their own.
_LINES: Final = "address blockquote center dd dir div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li menu ol p pre ul"
_PARTS: Final = "article aside body details dialog fieldset footer form header hgroup legend main nav option section summary caption"
BLOCKS: Final = frozenset(f"{_LINES} {_PARTS} frameset".split())
_NATIVE: Final = {"table": TABLE, "tr": ROW, "td": CELL, "th": CELL} | {name: name for name in GROUPS}
_DISPLAYS: Final = {
    "table": TABLE,
    "inline-table": TABLE,
    "table-row": ROW,
    "table-cell": CELL,
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-caption": BLOCK,
    "block": BLOCK,
    "flow-root": BLOCK,
    "list-item": BLOCK,
    "flex": BLOCK,
    "grid": BLOCK,
    "inline": INLINE,
    "inline-block": INLINE,
    "inline-flex": INLINE,
    "contents": INLINE,
}
_REPEAT: Final = re.compile(r"repeat\(\s*(\d{1,3})\s*,([^()]*(?:\([^()]*\)[^()]*)*)\)")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_SPAN: Final = re.compile(r"span\s+(\d{1,3})")
_LINES_OF: Final = re.compile(r"(-?\d{1,3})\s*/\s*(-?\d{1,3})$")
_LAYOUT: Final = ("table", "h1", "h2", "h3", "form", "section", "article", "iframe")
_MOST_COLUMNS: Final = 60
_LONGEST: Final = 2_000  # characters of one cell: longer text is a part of the page


def box_of(element: etree._Element, declared: Declarations) -> str:
    """The box that an element makes: one of the names above, or that of a row group."""
    tag = element.tag
    native = _NATIVE.get(tag)
    if native is not None:
        return native
    display = declared.get("display")
    if display is None:
        return BLOCK if tag in BLOCKS else INLINE
    if display in ("grid", "inline-grid") and columns_of(declared) > 1 and _is_table_of(element, columns_of(declared)):
        return GRID
    if display == "flex" and "column" not in declared.get("flex-direction", "") + declared.get("flex-flow", "") and _is_row(element):
        return ROW
    return _DISPLAYS.get(display, BLOCK if tag in BLOCKS else INLINE)


def columns_of(declared: Declarations) -> int:
    """How many columns a grid declares; 0 where it declares none in so many words."""
    text = declared.get("grid-template-columns") or declared.get("grid-template", "").rpartition("/")[2]
    text = _REPEAT.sub(lambda match: " x" * (int(match.group(1)) * max(len(match.group(2).split()), 1)), text)
    text = _BRACKETS.sub("", text)
    count = len(text.split())
    return count if count <= _MOST_COLUMNS and "auto-fi" not in text and text.strip() not in ("none", "subgrid") else 0


def spans_of(declared: Declarations, columns: int) -> tuple[int, int]:
    """How many rows and columns an item of a grid covers."""
    across = _span(declared.get("grid-column", "") or declared.get("grid-column-end", ""), columns)
    return _span(declared.get("grid-row", "") or declared.get("grid-row-end", ""), 0), min(across, columns)


def _span(text: str, end: int) -> int:
    match = _SPAN.search(text)
    if match:
        return max(int(match.group(1)), 1)
    lines = _LINES_OF.match(text)
    if lines is None:
        return 1
    first, last = int(lines.group(1)), int(lines.group(2))
    last = last + end + 2 if last < 0 and end else last
    return max(last - first, 1)


def _is_table_of(element: etree._Element, columns: int) -> bool:
    """Whether a grid is a table and no layout of the page: two rows at least, of short texts."""
    if len(element) < 2 * columns and len(element) * 2 <= columns * 2:
        return False
    if next(element.iter(*_LAYOUT), None) is not None:
        return False
    return all(sum(len(text) for text in child.itertext()) <= _LONGEST for child in element)


def _is_row(element: etree._Element) -> bool:
    """Whether a flex box is one of several rows alike: siblings of the same class with as many children."""
    parent = element.getparent()
    if parent is None or len(element) < 3 or next(element.iter(*_LAYOUT), None) is not None:
        return False
    beside = [each for each in (element.getprevious(), element.getnext()) if each is not None]
    return any(
        each.tag == element.tag and len(each) == len(element) and set(_classes(each)) & set(_classes(element) or [""]) for each in beside
    )


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split() or [""]
