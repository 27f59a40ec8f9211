"""The outline of a PDF: which paragraphs are headings, and of which level."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Block, Paragraph, Role
from extractors.readers.pdf_annotations import utf16
from normalizers.text import fold

MAX_ENTRIES = 20_000
MAX_DEPTH = 12

Entry = tuple[int, str, int]
"""Page from 1, title folded, level from 1."""


def outline(document: Any) -> list[Entry]:
    """The entries of the outline; broken or endless ones end it."""
    out: list[Entry] = []
    seen: set[int] = set()
    stack = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while stack and len(seen) < MAX_ENTRIES:
        bookmark, level = stack.pop()
        address = ctypes.cast(bookmark, ctypes.c_void_p).value if bookmark else None
        if address is None or address in seen:
            continue
        seen.add(address)
        stack.append((pdfium.FPDFBookmark_GetNextSibling(document, bookmark), level))
        if level < MAX_DEPTH:
            stack.append((pdfium.FPDFBookmark_GetFirstChild(document, bookmark), level + 1))
        target = pdfium.FPDFBookmark_GetDest(document, bookmark)
        page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        title = fold(utf16(pdfium.FPDFBookmark_GetTitle, bookmark))
        if page >= 0 and title:
            out.append((page + 1, title, level))
    return out


def levelled(blocks: Sequence[Block], entries: Sequence[Entry]) -> tuple[Block, ...]:
    """The blocks, with the levels that the outline gives to paragraphs: those on its page that begin with its title."""
    waiting: dict[int, list[tuple[str, int]]] = {}
    for page, title, level in entries:
        waiting.setdefault(page, []).append((title, level))
    return tuple(_levelled(block, waiting.get(block.where.page or 0, [])) for block in blocks)


def _levelled(block: Block, entries: list[tuple[str, int]]) -> Block:
    if not entries or not isinstance(block, Paragraph) or block.role is not Role.BODY:
        return block
    text = fold(block.text)
    for entry in entries:
        if text == entry[0] or (len(entry[0]) > 3 and text.startswith(entry[0])):
            entries.remove(entry)
            return replace(block, level=entry[1])
    return block
