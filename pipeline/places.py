"""Where a print stood: the columns of `provenance` for each paragraph or cell that it came from."""

from __future__ import annotations

from extractors.document import Where
from extractors.raw import RawField, Span
from pipeline.schema import Row


def places(printed: RawField) -> list[Row]:
    """Page, block, row, column, box and text of each piece that holds some of the print, in order.

    Where it stands in one piece the text is that of the whole print.
    """
    if len(printed.spans) == 1:
        return [_place(printed.spans[0].piece.where, printed.text)] if printed.text else []
    joined: list[Span] = []
    for span in printed.spans:
        if joined and span.piece is joined[-1].piece:
            joined[-1] = Span(span.piece, joined[-1].start, span.end)
        else:
            joined.append(span)
    texts = [span.piece.text[span.start : span.end].strip() for span in joined]
    return [_place(span.piece.where, text) for span, text in zip(joined, texts, strict=True) if text]


def _place(where: Where, text: str) -> Row:
    box = where.box
    return {
        "page": where.page,
        "block": where.block,
        "grid_row": where.row,
        "grid_column": where.column,
        "x0": None if box is None else box.x0,
        "y0": None if box is None else box.y0,
        "x1": None if box is None else box.x1,
        "y1": None if box is None else box.y1,
        "text": text,
        "sheet": where.sheet,
        "cell": where.cell,
    }
