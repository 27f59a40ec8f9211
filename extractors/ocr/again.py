"""Cells that nobody could read, read once more without all that is paler than their darkest ink.

A seal on a copy is grey and runs through lines and between them: lines are found anew in what is black. What comes out so is the better
guess and stays a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, cast

import cv2
import numpy as np

from extractors.ocr.doubt import by_ink
from extractors.ocr.lines import Span
from extractors.ocr.recognise import CAREFUL_READER
from extractors.ocr.signs import UNSURE, Reading, printed
from extractors.tables.pixels_ink import Pixels

HOPELESS: Final = 0.6  # the confidence of a line below which its cell is read once more
LEGIBLE: Final = 0.8  # the least likely character of a second reading that is believed
SCRAP: Final = 3  # characters: what a scrap of a seal is read as, which goes where the rest of the cell is legible
BLACK: Final = 0.55  # of the way from the darkest ink to paper: what is paler is no print

Lines = list[tuple[Span, int]]
Cell = Callable[[Pixels, int], list[Span]]
"""The lines of a cell, by its number, in the ink of a page."""


def read_again(
    grey: Pixels, ink: Pixels, crop: Callable[[Pixels, Span], Pixels], lines_of: Cell, spans: Lines, read: list[Reading]
) -> None:
    """Puts better readings of hopeless cells in place. `crop` cuts a line out of a grey page; cells below 0 are none."""
    hopeless = sorted({cell for (_, cell), one in zip(spans, read, strict=True) if cell >= 0 and one.confidence < HOPELESS})
    for cell in hopeless:
        mine = [at for at, (_, other) in enumerate(spans) if other == cell]
        box = _around([spans[at][0] for at in mine])
        black, lit = _darkest(grey, ink, box)
        found = lines_of(black, cell)
        lines = [crop(lit, span) for span in found]
        texts = list(zip(found, lines, CAREFUL_READER.read(lines), strict=True))
        whole = [(span, line, text) for span, line, text in texts if text.least >= HOPELESS or len(text.text) > SCRAP]
        if not whole or min(text.least for _, _, text in whole) < LEGIBLE:
            continue
        for at in reversed(mine):
            del spans[at], read[at]
        spans += [(span, cell) for span, _, _ in whole]
        read += [printed(by_ink(line, Reading(text.text, min(text.least, UNSURE)))) for _, line, text in whole]


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(s.x0 for s in spans), min(s.y0 for s in spans), max(s.x1 for s in spans), max(s.y1 for s in spans))


def _darkest(grey: Pixels, ink: Pixels, box: Span) -> tuple[Pixels, Pixels]:
    """The page's ink and its grey, what is paler than the darkest print in a box taken for paper; both as large as the page."""
    part = grey[box.y0 : box.y1, box.x0 : box.x1]
    dark, paper = (int(level) for level in np.percentile(part, (1, 80)))
    reach = max(round((paper - dark) * BLACK), 1)
    levels = np.arange(256)  # a table of them is looked up: there are fewer levels than pixels
    lit = ((levels - dark) * 255 // reach).clip(0, 255).astype(np.uint8)
    black = (levels < dark + reach).astype(np.uint8) * np.uint8(255)
    return cast(Pixels, cv2.bitwise_and(ink, cv2.LUT(grey, black))), cast(Pixels, cv2.LUT(grey, lit))
