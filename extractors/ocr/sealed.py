"""What is printed under a seal: read in both lights, by two networks, and once more without what may be scraps of the seal.

A line of print under a seal reads as sure as any, and is not: 工程验收合格率 with a scrap before it reads as 1工程验收合格率, a pale full
stop is gone, 维护 becomes 维扩. Thin print (the slash of a %, a full stop) is as pale there as a scrap, so that only several readings
together tell; of 719 such lines that nothing else made doubtful 4 are so, 3 of them wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.doubt import readings, unspaced
from extractors.ocr.lines import Span
from extractors.ocr.recognise import CAREFUL_READER, FAST_READER
from extractors.ocr.signs import UNSURE, Reading, printed
from extractors.tables.pixels_ink import Pixels
from normalizers.text import fold

BESIDE: Final = 0.5  # of the contrast of the darkest stroke of a line: scraps 0.1 to 0.5, but thin print under a seal too
EDGE: Final = 3  # pixels: the blurred edge of a scrap, both sides and the middle
PAPER: Final = 80  # percent of a line's box are darker than its paper
_NEAR: Final = np.ones((1, EDGE), np.uint8)

Crop = Callable[[Pixels, Span], Pixels]
"""A line's picture out of a page."""


def under_seal(grey: Pixels, ruled: Pixels, span: Span) -> bool:
    """Whether a seal lies there: only there the two lights differ."""
    return bool((part_of(grey, span) != part_of(ruled, span)).any())


def part_of(picture: Pixels, span: Span) -> Pixels:
    """The rectangle of a picture."""
    return picture[span.y0 : span.y1, span.x0 : span.x1]


def read_sealed(grey: Pixels, ruled: Pixels, ink: Pixels, crop: Crop, spans: Sequence[tuple[Span, int]], read: list[Reading]) -> None:
    """Puts what the lines under seals say, and how far that is to be believed, in place; nothing where no seal is.

    `grey` and `ruled` are the page in both lights (see `greys_of`), `ink` is its ink without rules.
    """
    lines = {} if ruled is grey else {at: span for at, (span, _) in enumerate(spans) if under_seal(grey, ruled, span)}
    clean, found = washed(grey, ink, lines)
    for at, without in zip(found, readings([crop(clean, span) for span in found.values()]), strict=True):
        read[at] = weighed(read[at], without)
    sure = {at: span for at, span in lines.items() if read[at].confidence > UNSURE}
    careful = CAREFUL_READER.read([crop(grey, span) for span in sure.values()])
    dim = FAST_READER.read([crop(ruled, span) for span in sure.values()])
    for at, *others in zip(sure, careful, dim, strict=True):
        if any(fold(printed(Reading(unspaced(other).text, 1.0)).text) != fold(read[at].text) for other in others):
            read[at] = Reading(read[at].text, UNSURE)


def washed(grey: Pixels, ink: Pixels, lines: dict[int, Span]) -> tuple[Pixels, dict[int, Span]]:
    """The page without what may be scraps in its lines, and the lines that had such, as long as what is left of them.

    A line whose strokes are all alike has none.
    """
    out = grey
    found: dict[int, Span] = {}
    for at, span in lines.items():
        scraps, kept = _apart(part_of(grey, span), part_of(ink, span))
        if scraps.any() and kept.any():
            out = grey.copy() if out is grey else out
            part = part_of(out, span)
            part[:, scraps] = np.percentile(part, PAPER)
            columns = np.flatnonzero(kept)
            found[at] = span._replace(x0=span.x0 + int(columns[0]), x1=span.x0 + int(columns[-1]) + 1)
    return out, found


def weighed(first: Reading, without: Reading) -> Reading:
    """What a line with possible scraps says, read with them and without.

    Where both say the same, that. What is gone from an end was a scrap, but for a full stop, which is pale under a seal like any thin
    stroke; anything else is left as it was. Neither is to be relied on.
    """
    if fold(first.text) == fold(without.text) or first.text == without.text + "。":
        return first
    text = without.text if without.text and (first.text.startswith(without.text) or first.text.endswith(without.text)) else first.text
    return Reading(text, min(first.confidence, UNSURE))


def _apart(grey: Pixels, ink: Pixels) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which columns of a line may hold scraps, with their edges, and which hold print.

    Columns are judged together up to the next gap: the stroke of a % is as pale as a scrap, but stands between its rings.
    """
    inked = ink.any(axis=0)
    strokes = np.cumsum(np.diff(inked, prepend=False) & inked) * inked  # 0 between, then counted from 1
    contrast = float(np.percentile(grey, PAPER)) - np.where(ink > 0, grey, 255).min(axis=0).astype(np.float32)
    darkest = np.zeros(int(strokes.max(initial=0)) + 1, np.float32)
    np.maximum.at(darkest, strokes, contrast)
    pale = darkest < BESIDE * darkest[1:].max(initial=0.0)
    pale[0] = False
    printed = inked & ~pale[strokes]
    edges = cv2.dilate(pale[strokes].astype(np.uint8)[None], _NEAR)[0].astype(bool)
    return edges & ~printed, printed
