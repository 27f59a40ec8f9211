"""Whole documents inside a Word file that Word prints in their place: w:altChunk (ECMA-376 part 1, 17.17.2.1) and internal w:subDoc.

Libraries that write Word files out of web pages put the page in so; Word turns it into paragraphs when it opens the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Final, cast

from extractors.document import Block, Cell, Document, Grid, Paragraph, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import detect

KINDS: Final = frozenset({"aFChunk", "subDocument"})
"""The last words of the relationship types."""
DEEPEST: Final = 2
MOST: Final = 16
_SHARE: Final = 16  # what one chunk may inflate to, as a part of what the whole file may
_WORD: Final = ("docx", "docm", "dotx", "dotm")
_READERS: Final = {"html": "html", "mht": "html", "text": "text", "wordml": "wordxml", **dict.fromkeys(_WORD, "docx")}
_PAGES: Final = (".htm", ".html", ".xhtml")


def read_chunk(data: bytes, name: str, limits: Limits, depth: int) -> Document | None:
    """The document of a chunk; None where its format is not read here or nothing can be read.

    Args:
        data: its bytes.
        name: its name in the package.
        limits: the bounds of the outer file, of which it gets a share.
        depth: how many chunks it lies in.
    """
    kind = "html" if name.lower().endswith(_PAGES) and data.lstrip()[:1] == b"<" else detect(data, name)
    reader = _READERS.get(kind)
    if reader is None or depth > DEEPEST:
        return None
    bounds = replace(limits, inflated=limits.inflated // _SHARE, cells=limits.cells // _SHARE)
    module = import_module(f"extractors.readers.{reader}")
    try:
        if reader == "docx":
            return cast(Document, module.read(data, bounds, depth))
        return cast(Document, module.read(data, bounds))
    except ReadError as error:
        return Document("docx", "docx", ()) if error.code in ("empty", "no-text") else None


def moved(document: Document, by: int) -> tuple[list[Block], list[Remark]]:
    """The blocks and remarks of a chunk, their places counted in the document around it, `by` blocks further on."""
    return [_moved(block, by) for block in document.blocks], [Remark(each.note, _further(each.where, by)) for each in document.remarks]


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, where=_further(block.where, by))
    for cell in _cells(block):
        cell.where = _further(cell.where, by)
    return replace(block, where=_further(block.where, by))


def _cells(grid: Grid) -> Iterator[Cell]:
    for cell in (*grid.cells, *grid.repeated):
        yield cell
        for inner in cell.nested:
            yield from _cells(inner)


def _further(where: Where, by: int) -> Where:
    return where if where.block is None else where._replace(block=where.block + by)
