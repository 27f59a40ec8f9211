"""A first look at a picture of a page: whether it can be a page of a performance form, from a sample of its lines.

To read a page whole takes seconds, most of them for lines that are read again by slower networks. Many pictures in a folder are no forms
(photographs, certificates, contracts, charts); a dozen lines tell. A form says what it is: in its title, or in the labels of its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import cv2
import numpy as np

from extractors.ocr.lines import POINTS, Span
from extractors.ocr.page import ILLEGIBLE, LEGIBLE, MOST_LINES, Scanned, crop_of, legibility
from extractors.ocr.recognise import FAST_READER, Text
from extractors.ocr.sheet import Sheet, sheet_of, spans_of
from extractors.pages.model import page_of
from extractors.tables.pixels_ink import Pixels
from extractors.tables.runs import OUTSIDE, Run
from normalizers.notes import Note

FIRST: Final = 8  # lines from the top of the page: a title, and the head of a table
SPREAD: Final = 10  # lines from all over the rest
UPRIGHT: Final = 6.0  # what a sample scores at least (see `legibility`) where it surely lies upright: on its side columns of print score 4
TABLE: Final = 32  # lines where the page has a table
# Of these every page of a form prints some: in its title (绩效目标表, 自评表, 评价报告), its labels, the names of its levels, its values.
WORDS: Final = (
    "绩效", "指标", "目标", "预算", "评价", "自评",
    "得分", "分值", "产出", "效益", "满意度", "执行率", "资金", "权重", "完成率", "完成值", "≥", "≤", "万元",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glance:
    """What a first look shows: whether the page may belong to a form, and the page as far as it was read."""

    may_be_form: bool
    scanned: Scanned


def glance(picture: Pixels, number: int, dpi: float) -> Glance:
    """Look at a picture: height x width x 3 (blue, green, red). `number` counts from 1, `dpi` is how many pixels are an inch.

    Where the look cannot tell (a table that cannot be read, lines that are legible no way up and stand in a table) the page may be a form.
    """
    cv2.setNumThreads(1)
    sheet, notes = sheet_of(picture, dpi)
    spans = spans_of(sheet)
    if len(spans) > MOST_LINES:
        return Glance(bool(sheet.lattices), _seen(sheet, number, [], [], (*notes, Note.of("page.too-dense"))))
    if not spans:
        return Glance(False, _seen(sheet, number, [], [], tuple(notes)))
    sample = _sample(spans, bool(sheet.lattices))
    texts = FAST_READER.read([crop_of(sheet.grey, span, dpi) for span in sample])
    may_be = _says_form(texts)
    if not may_be and legibility(texts) < UPRIGHT:
        may_be = bool(sheet.lattices) or _form_when_turned(picture, sheet)
    return Glance(may_be, _seen(sheet, number, sample, texts, (*notes, Note.of("page.sampled", count=str(len(sample))))))


def _sample(spans: Sequence[tuple[Span, int]], table: bool) -> list[Span]:
    """The first lines of the page and some of the rest, those that are wider than high; of a page of few lines all."""
    if len(spans) <= FIRST + SPREAD:
        return [span for span, _ in spans]
    wide = sorted((span for span, _ in spans if span.x1 - span.x0 > span.y1 - span.y0), key=lambda span: (span.y0, span.x0))
    rest = wide[FIRST:]
    most = TABLE if table else SPREAD
    return wide[:FIRST] + rest[:: max(-(-len(rest) // most), 1)]


def _ends(spans: Sequence[tuple[Span, int]]) -> list[Span]:
    """Lines from both ends of the page: its title stands at one of them."""
    sample = _sample(spans, table=False)
    last = sorted((span for span, _ in spans if span.x1 - span.x0 > span.y1 - span.y0), key=lambda span: (span.y0, span.x0))[-FIRST:]
    return [*sample, *(span for span in last if span not in sample)]


def _says_form(texts: Sequence[Text]) -> bool:
    return any(word in text.text.replace(" ", "") for text in texts for word in WORDS)


def _form_when_turned(picture: Pixels, upright: Sheet) -> bool:
    """Whether the page, which cannot be read as it lies, is a form another way up. Upside down the same lines stand in the other order."""
    for quarter in (0, 1):
        sheet = sheet_of(np.ascontiguousarray(np.rot90(picture)), upright.dpi)[0] if quarter else upright
        spans = spans_of(sheet)
        if len(spans) > MOST_LINES:
            return False
        crops = [crop_of(sheet.grey, span, sheet.dpi) for span in _ends(spans)]
        for turned in (2,) if quarter == 0 else (0, 2):
            texts = FAST_READER.read([np.ascontiguousarray(np.rot90(crop, turned)) for crop in crops])
            if legibility(texts) >= LEGIBLE and _says_form(texts):
                return True
    return False


def _seen(sheet: Sheet, number: int, sample: Sequence[Span], texts: Sequence[Text], notes: tuple[Note, ...]) -> Scanned:
    """The page with the lines that were read, outside any table; with none where what was read is no print."""
    height, width = sheet.grey.shape
    size = width * POINTS / sheet.dpi, height * POINTS / sheet.dpi
    legible = median([text.least for text in texts if text.text] or [0.0]) >= ILLEGIBLE
    pairs = [(span, text) for span, text in zip(sample, texts, strict=True) if text.text and legible]
    runs = [_run(span, text.text, POINTS / sheet.dpi, at) for at, (span, text) in enumerate(pairs)]
    return Scanned(page_of(number, size, [], runs, []), notes=notes, size=sum(len(text.text) for _, text in pairs))


def _run(span: Span, text: str, scale: float, at: int) -> Run:
    x0, y0, x1, y1 = (round(side * scale, 2) for side in span)
    return Run(text, x0, y0, x1, y1, round(y1 - y0, 2), OUTSIDE, at)
