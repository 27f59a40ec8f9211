"""Where a print stood: a place for each paragraph or cell that it came from, with the text there."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Where
from extractors.raw import RawField, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Page, block, row and column from 1; the box in points from the page's top left; `text` as printed there."""

    page: int | None
    block: int | None
    row: int | None
    column: int | None
    x0: float | None
    y0: float | None
    x1: float | None
    y1: float | None
    text: str


def places(printed: RawField) -> list[Place]:
    """One place for each piece that holds some of the print, in order; the whole text where it stands in one piece."""
    if len(printed.spans) == 1:
        return [_place(printed.spans[0].piece.where, printed.text)]
    out: list[Place] = []
    last: Span | None = None
    for span in printed.spans:
        if last is not None and span.piece is last.piece:
            last = Span(last.piece, last.start, span.end)
            out[-1] = _of(last)
        else:
            last = span
            out.append(_of(span))
    return out


def _of(span: Span) -> Place:
    return _place(span.piece.where, span.piece.text[span.start : span.end].strip())


def _place(where: Where, text: str) -> Place:
    box = where.box
    if box is None:
        return Place(where.page, where.block, where.row, where.column, None, None, None, None, text)
    return Place(where.page, where.block, where.row, where.column, box.x0, box.y0, box.x1, box.y1, text)
