"""Sheets to a Document, whatever format they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from extractors.document import Block, Document, Grid, Paragraph, Remark, Role
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.sheets.cells import CellTexts
from extractors.readers.sheets.layout import Layout
from extractors.readers.sheets.model import Sheet
from normalizers.notes import Note

_LOSS: Final = frozenset({"part.unread", "part.embedded", "formula.no-value", "cell.error"})


def to_document(file_format: str, sheets: Iterable[Sheet], texts: CellTexts, limits: Limits, remarks: Iterable[Remark] = ()) -> Document:
    """The document that sheets make, in their order.

    Args:
        file_format: the format, which is the method too.
        sheets: each is laid out as it comes, so that only one need be held.
        texts: what made their cells' texts: it knows what was not said one by one.
        limits: bounds of the tables.
        remarks: what is to be said of the file.

    Raises:
        ReadError: "no-text" where no visible sheet has any; "too-large".
    """
    layout = Layout(limits)
    pictures = hidden = False
    for sheet in sheets:
        layout.add(sheet)
        pictures |= any(note.code == "part.pictures" for _, _, note in sheet.remarks)
        hidden |= sheet.hidden
        sheet.rows.clear()
    if not any(map(_says_something, layout.blocks)):
        raise ReadError("no-text", *(_ONLY_PICTURES if pictures else _ONLY_HIDDEN if hidden else ()))
    said = (*remarks, *layout.remarks, *_counted(texts))
    partial = any(remark.note.code in _LOSS for remark in said)
    return Document(file_format, file_format, tuple(layout.blocks), remarks=said, partial=partial)


_ONLY_PICTURES: Final = ("it holds pictures only", "其中只有图片")
_ONLY_HIDDEN: Final = ("its sheets are hidden or blank", "工作表均已隐藏或为空")


def _counted(texts: CellTexts) -> Iterator[Remark]:
    if texts.zero_hidden:
        yield Remark(Note.of("format.zero-hidden", count=str(texts.zero_hidden)))
    if texts.unsaid:
        yield Remark(Note.of("format.numeric-text-more", count=str(texts.unsaid)))


def _says_something(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.role not in (Role.COMMENT, Role.HEADER, Role.FOOTER)
    return isinstance(block, Grid) and any(cell.text for cell in block.cells)
