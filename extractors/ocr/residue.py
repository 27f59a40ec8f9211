"""What a seal leaves in cells once its ink is lit away: pale scraps, lower than a character, that read as 1, t or a comma.

A blank cell must stay blank: a scrap in the half of a label that goes on over the page would make a label of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractors.document import Box
from extractors.grid.pixels_ink import Pixels
from extractors.grid.runs import OUTSIDE
from extractors.ocr.lines import POINTS, Span

PALE: Final = 0.5  # of the contrast of the page's print: scraps 0.2 to 0.5, a printed = or / under a seal 0.67 and more
LOW: Final = 0.6  # of the height of a character
SMALL: Final = 0.95  # of it, high and wide, where print that dark stands in the same cell
DARKEST: Final = 2  # percent of a line's box, by which its ink is measured
SPARSE: Final = 8  # every so many pixels tell how bright the paper is


def residue(grey: Pixels, ruled: Pixels, spans: Sequence[tuple[Span, int]], em: float) -> frozenset[int]:
    """Which of the lines in cells are such scraps.

    `grey` and `ruled` are the page in both lights (see `greys_of`), which are one where no seal is; `em` is a character's height.
    """
    if not spans:
        return frozenset()
    paper = float(np.median(grey[::SPARSE, ::SPARSE]))
    dark = [paper - float(np.percentile(_part(grey, span), DARKEST)) for span, _ in spans]
    print_of_page = float(np.median(dark))
    print_of_cell: dict[int, float] = {}
    for (_, cell), darkness in zip(spans, dark, strict=True):
        print_of_cell[cell] = max(darkness, print_of_cell.get(cell, 0.0))
    return frozenset(
        at
        for at, (span, cell) in enumerate(spans)
        if cell != OUTSIDE
        and ((_is_low(span, em) and dark[at] < PALE * print_of_page) or (_is_small(span, em) and dark[at] < PALE * print_of_cell[cell]))
        and _sealed(grey, ruled, span)
    )


def _is_low(span: Span, em: float) -> bool:
    return span.y1 - span.y0 < LOW * em


def _is_small(span: Span, em: float) -> bool:
    return max(span.x1 - span.x0, span.y1 - span.y0) < SMALL * em


def around(spans: Sequence[Span], dpi: float) -> tuple[Box, ...]:
    """One rectangle in points around all of them; none for none."""
    if not spans:
        return ()
    sides = min(s.x0 for s in spans), min(s.y0 for s in spans), max(s.x1 for s in spans), max(s.y1 for s in spans)
    return (Box(*(round(side * POINTS / dpi, 2) for side in sides)),)


def _sealed(grey: Pixels, ruled: Pixels, span: Span) -> bool:
    """Whether a seal lies there: only there the two lights differ."""
    return bool((_part(grey, span) != _part(ruled, span)).any())


def _part(picture: Pixels, span: Span) -> Pixels:
    return picture[span.y0 : span.y1, span.x0 : span.x1]
