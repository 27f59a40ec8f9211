"""Lines under seals: scraps, what is left without them, and what several readings say together."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.document import DOUBT, Box
from extractors.ocr import sealed
from extractors.ocr.lines import Span
from extractors.ocr.recognise import Text
from extractors.ocr.residue import around, residue
from extractors.ocr.sealed import read_sealed, under_seal, washed, weighed
from extractors.ocr.signs import Reading
from extractors.tables.pixels_ink import Pixels
from extractors.tables.runs import OUTSIDE


def paper() -> Pixels:
    return np.full((200, 400), 240, dtype=np.uint8)


def line_under_a_seal(scrap: int) -> tuple[Pixels, Pixels, Pixels, Span]:
    """Two strokes of print and, before them, one of the given grey: grey, the light for rules, ink, the line."""
    grey, ink, span = paper(), np.zeros((200, 400), np.uint8), Span(20, 40, 140, 64)
    for x, dark in ((20, scrap), (70, 40), (130, 40)):
        grey[40:64, x : x + 10], ink[40:64, x : x + 10] = dark, 255
    ruled = grey.copy()
    ruled[40:64, 20:60] -= 5  # a seal lies there
    return grey, ruled, ink, span


def test_a_line_is_read_again_without_what_is_pale_in_it() -> None:
    grey, ruled, ink, span = line_under_a_seal(180)
    assert under_seal(grey, ruled, span)
    clean, found = washed(grey, ink, {0: span})
    assert found == {0: Span(70, 40, 140, 64)}
    assert clean[50, 25] > 230
    assert grey[50, 25] == 180  # the page itself is not touched
    assert clean[50, 75] == 40
    grey, ruled, ink, span = line_under_a_seal(100)  # print, if paler
    assert washed(grey, ink, {0: span})[1] == {}
    assert not under_seal(grey, grey, span)


@pytest.mark.parametrize(
    ("first", "without", "text", "sure"),
    [
        ("1工程验收合格率", "工程验收合格率", "工程验收合格率", False),
        ("更新改造一", "更新改造", "更新改造", False),
        ("≥92%", "≥9200", "≥92%", False),
        ("水平。", "水平", "水平。", True),
        ("满意度", "满意度", "满意度", True),
        ("8", "", "8", False),
    ],
)
def test_what_two_readings_of_a_line_say_together(first: str, without: str, text: str, sure: bool) -> None:
    found = weighed(Reading(first, 0.99), Reading(without, 0.99))
    assert (found.text, found.confidence >= DOUBT) == (text, sure)


@pytest.mark.parametrize(
    ("careful", "dim", "sure"),
    [("维护", "维护", True), ("维护。", "维护", False), ("维护", "维扩护", False), ("维护 ", "维护", True)],
)
def test_a_line_under_a_seal_is_doubted_where_the_other_network_or_the_other_light_says_something_else(
    careful: str, dim: str, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Says:
        def __init__(self, text: str) -> None:
            self.text = text

        def read(self, lines: list[Pixels]) -> list[Text]:
            return [Text(self.text, (0.99,) * len(self.text), tuple(range(len(self.text))))] * len(lines)

    monkeypatch.setattr(sealed, "CAREFUL_READER", Says(careful))
    monkeypatch.setattr(sealed, "FAST_READER", Says(dim))
    grey, ruled, ink, span = line_under_a_seal(40)
    beside = Span(200, 40, 300, 64)
    read = [Reading("维护", 0.99), Reading("维护", 0.99)]
    read_sealed(grey, ruled, ink, lambda page, at: page, [(span, 0), (beside, 1)], read)
    assert [one.text for one in read] == ["维护", "维护"]
    assert [one.confidence >= DOUBT for one in read] == [sure, True]  # where no seal lies nothing is asked


def test_scraps_of_a_seal_are_pale_low_and_under_it() -> None:
    grey, ruled = paper(), paper()
    print_, scrap, pencil = Span(20, 40, 44, 64), Span(200, 50, 206, 57), Span(300, 50, 306, 57)
    for picture in (grey, ruled):
        picture[40:64, 20:44] = 30
        picture[50:57, 200:206] = 180
        picture[50:57, 300:306] = 180
    ruled[50:57, 200:206] = 165
    spans = [*[(print_, 0)] * 4, (scrap, 2), (pencil, 3), (scrap, OUTSIDE)]
    assert residue(grey, ruled, spans, 24.0) == {4, 6}
    assert residue(grey, grey, spans, 24.0) == frozenset()
    high = Span(200, 50, 206, 72)
    for picture in (grey, ruled):
        picture[50:57, 200:206] -= 35  # less pale
    assert residue(grey, ruled, [*[(print_, 0)] * 4, (high, 0), (high, 2)], 24.0) == {4}  # alone in its cell it may be a sign
    assert around([], 72.0) == ()
    assert around([scrap, pencil], 72.0) == (Box(200.0, 50.0, 306.0, 57.0),)
