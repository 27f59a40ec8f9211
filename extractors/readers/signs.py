"""What stands in the text of any document and is no text: fields of a template that nobody filled in, characters that mean nothing.

{{项目名称}}  ${unit}  «实施单位»     a field of the template: no value, named
U+FFFD, the private area             a character whose meaning only some font, or nobody, knows: kept, named
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from extractors.document import Block, Cell, Document, Grid, Paragraph, Remark, Where, grid_pieces
from extractors.printing import NO_CHARACTER, PLACEHOLDER, UNFILLED, excerpt, left_out
from normalizers.notes import Note

_FIELD: Final = re.compile(r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^{}\n]{1,60}%\}|<%[^<>\n]{1,60}%>|«[^«»\n]{1,60}»")
_WHOLE: Final = re.compile(rf"\s*(?:{_FIELD.pattern})\s*")
# The prompts of Word's content controls, as its versions print them; a prompt that stands alone was never filled in.
_PROMPT: Final = re.compile(
    r"\s*(?:(?:单击|点击)(?:或点击|或轻触|或点按)?(?:此处|这里)?(?:[可以]?输入|添加|选择|键入)[^，,；;]{0,12}|选择一?项(?:目)?|选择(?:一个)?构建基块"
    r"|(?:Click(?: or tap)?|Tap) (?:here )?to (?:enter|add|insert) [^,;]{0,30}|Choose an item)[。.]?\s*"
)
_NOTHING: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_ODD: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd«{<$]|^\\s*(?:单击|点击|选择|Click|Tap|Choose)")
_MOST: Final = 50
"""Pieces that are named one by one; the others are counted together."""


def signs_named(document: Document) -> Document:
    """The document without template fields where they are all of a piece, with a remark of each, and of characters without meaning."""
    found = [piece for piece in document.pieces() if _ODD.search(piece.text)]
    if not found:
        return document
    remarks = [remark for piece in found for remark in _unfilled(piece.text, piece.where)] + list(_without_meaning(found))
    remarks += [remark for piece in found if _PROMPT.fullmatch(piece.text) for remark in left_out(PLACEHOLDER, piece.text, piece.where)]
    if not remarks:
        return document
    blocks = tuple(_emptied(block) for block in document.blocks)
    return replace(document, blocks=blocks, remarks=(*document.remarks, *remarks))


def _unfilled(text: str, where: Where) -> Iterator[Remark]:
    for field in list(_FIELD.finditer(text))[:_MOST]:
        yield from left_out(UNFILLED, field.group(), where)


def _without_meaning(pieces: list[Paragraph | Cell]) -> Iterator[Remark]:
    counts = [(piece, len(_NOTHING.findall(piece.text))) for piece in pieces]
    named = [(piece, count) for piece, count in counts if count]
    for piece, count in named[:_MOST]:
        yield Remark(Note.of(NO_CHARACTER, raw=excerpt(piece.text), count=str(count)), piece.where)
    if len(named) > _MOST:
        rest = sum(count for _, count in named[_MOST:])
        yield Remark(Note.of(NO_CHARACTER, raw=excerpt(named[_MOST][0].text), count=str(rest)))


def _emptied(block: Block) -> Block:
    if isinstance(block, Grid):
        for cell in grid_pieces(block):
            if _is_prompt(cell.text):
                cell.text = ""
        return block
    return replace(block, text="") if _is_prompt(block.text) else block


def _is_prompt(text: str) -> bool:
    return _WHOLE.fullmatch(text) is not None or _PROMPT.fullmatch(text) is not None
