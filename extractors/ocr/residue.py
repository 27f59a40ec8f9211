"""What a seal leaves once its ink is lit away: pale scraps that read as 1, t or a comma and stand alone, most in a cell.

A blank cell must stay blank: a scrap in the half of a label that goes on over the page would make a label of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractors.document import Box
from extractors.ocr.lines import POINTS, Span
from extractors.ocr.sealed import part_of, under_seal
from extractors.tables.pixels_ink import Pixels
from extractors.tables.runs import OUTSIDE

PALE: Final = 0.5  # of the contrast of the page's print: scraps 0.2 to 0.5, a printed = or / under a seal 0.67 and more
PALER: Final = 0.45  # of it: lone scraps of any height 0.2 to 0.42, a lone slash under a seal 0.52
LONE: Final = 1.45  # of the height of a character, high and wide: one character, or two digits
LOW: Final = 0.6  # of the height of a character
SMALL: Final = 0.95  # of it, high and wide, where print that dark stands in the same cell
DARKEST: Final = 2  # percent of a line's box, by which its ink is measured
SPARSE: Final = 8  # every so many pixels tell how bright the paper is


def residue(grey: Pixels, ruled: Pixels, spans: Sequence[tuple[Span, int]], em: float) -> frozenset[int]:
    """Which of the lines are such scraps.

    `grey` and `ruled` are the page in both lights (see `greys_of`), which are one where no seal is; `em` is a character's height.
    """
    if not spans:
        return frozenset()
    paper = float(np.median(grey[::SPARSE, ::SPARSE]))
    dark = [paper - float(np.percentile(part_of(grey, span), DARKEST)) for span, _ in spans]
    print_of_page = float(np.median(dark))
    print_of_cell: dict[int, float] = {}
    for (_, cell), darkness in zip(spans, dark, strict=True):
        print_of_cell[cell] = max(darkness, print_of_cell.get(cell, 0.0))
    pale = (
        at
        for at, (span, cell) in enumerate(spans)
        if (_is_lone(span, em) and dark[at] < PALER * print_of_page)
        or (cell != OUTSIDE and _is_low(span, em) and dark[at] < PALE * print_of_page)
        or (cell != OUTSIDE and _is_small(span, em) and dark[at] < PALE * print_of_cell[cell])
    )
    return frozenset(at for at in pale if under_seal(grey, ruled, spans[at][0]))


def _is_low(span: Span, em: float) -> bool:
    return span.y1 - span.y0 < LOW * em


def _is_lone(span: Span, em: float) -> bool:
    return max(span.x1 - span.x0, span.y1 - span.y0) < LONE * em


def _is_small(span: Span, em: float) -> bool:
    return max(span.x1 - span.x0, span.y1 - span.y0) < SMALL * em


def around(spans: Sequence[Span], dpi: float) -> tuple[Box, ...]:
    """One rectangle in points around all of them; none for none."""
    if not spans:
        return ()
    sides = min(s.x0 for s in spans), min(s.y0 for s in spans), max(s.x1 for s in spans), max(s.y1 for s in spans)
    return (Box(*(round(side * POINTS / dpi, 2) for side in sides)),)
