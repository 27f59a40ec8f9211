"""Walls under a seal: two texts of a cell told apart by where they stand."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.sheet import sheet_of
from extractors.tables.pixels_ink import Pixels

DPI = 200.0
XS, YS = (200, 600, 1000), (200, 260, 320, 380, 440)
Place = tuple[int, int]  # where the middle of a text is, in pixels


def page(texts: list[tuple[Place, int]], gone: tuple[Place, Place], seal: bool = True) -> Pixels:
    """A table of two columns and four rows, print with a middle and a number of characters, one rule gone, the rim of a seal over it."""
    out = np.full((700, 1200, 3), 245, dtype=np.uint8)
    for y in YS:
        cv2.line(out, (XS[0], y), (XS[-1], y), (20, 20, 20), 2)
    for x in XS:
        cv2.line(out, (x, YS[0]), (x, YS[-1]), (20, 20, 20), 2)
    (x0, y0), (x1, y1) = gone
    cv2.rectangle(out, (x0 - 2, y0 - 2), (x1 + 2, y1 + 2), (245, 245, 245), -1)
    for (x, y), count in texts:
        for at in range(count):
            left = round(x - count * 14 + at * 28)
            cv2.rectangle(out, (left + 2, y - 12), (left + 25, y + 12), (20, 20, 20), 2)
            cv2.line(out, (left + 13, y - 12), (left + 13, y + 12), (20, 20, 20), 2)
    middle = (x0 - 100, (y0 + y1) // 2) if x0 == x1 else ((x0 + x1) // 2, y0 + 100)  # its rim runs along the rule
    return stamped(out, middle) if seal else out


def stamped(page: Pixels, middle: Place) -> Pixels:
    """The page with the rim of a seal, whose ink is patchy as a pad leaves it."""
    rim = np.zeros(page.shape[:2], dtype=np.uint8)
    cv2.circle(rim, middle, 100, 255, 13)
    ys, xs = np.nonzero(rim)
    red = np.array([158, 180, 190, 200, 210], dtype=np.uint8)[(xs // 2 + ys // 2) % 5]
    page[ys, xs] = np.minimum(page[ys, xs], np.stack([red // 3, red // 4, red], axis=1))
    return page


def cells(picture: Pixels) -> int:
    return sum(len(lattice.cells) for lattice in sheet_of(picture, DPI)[0].lattices)


OTHERS = [((400, 230), 4), ((800, 230), 5), ((400, 350), 3), ((800, 350), 4), ((400, 410), 4), ((800, 410), 4)]
UPRIGHT = (600, 264), (600, 316)
ACROSS = (604, 320), (996, 320)


@pytest.mark.parametrize(
    ("texts", "seal", "count"),
    [
        ([((400, 290), 4), ((800, 290), 6)], True, 8),  # a label and its value
        ([((530, 290), 4), ((645, 290), 2)], True, 7),  # elsewhere than in the middle of their cells, and close
        ([((330, 290), 3), ((900, 290), 3)], True, 8),  # elsewhere, and far apart
        ([((600, 290), 8)], True, 7),  # across
        ([((400, 290), 4)], True, 8),  # on one side alone, in its middle
        ([((330, 290), 4)], True, 7),  # on one side alone, elsewhere
        ([((400, 290), 4), ((800, 290), 6)], False, 7),  # no seal took anything
    ],
)
def test_an_upright_is_put_back_between_two_texts(texts: list[tuple[Place, int]], seal: bool, count: int) -> None:
    assert cells(page([*OTHERS, *texts], UPRIGHT, seal)) == count


@pytest.mark.parametrize(
    ("second", "third", "count"),
    [
        (290, 350, 8),  # each in the middle of its row
        (302, 338, 7),  # two lines of one text
        (278, 362, 7),
    ],
)
def test_a_line_across_is_put_back_between_two_texts_that_stand_as_in_other_rows(second: int, third: int, count: int) -> None:
    texts = [((400, 230), 4), ((800, 230), 5), ((400, 290), 3), ((400, 350), 3), ((400, 410), 4), ((800, 410), 4)]
    assert cells(page([*texts, ((800, second), 5), ((800, third), 5)], ACROSS)) == count


def test_a_wall_is_one_to_go_on_from() -> None:
    texts = [((400, 230), 4), ((800, 230), 5), ((400, 410), 4), ((800, 410), 4)]
    rows = [((400, y), 3) for y in (290, 350)] + [((800, y), 6) for y in (290, 350)]
    assert cells(page([*texts, *rows], ((600, 264), (600, 376)))) == 8


def test_beside_a_centred_label_a_paragraph_begins_where_others_do() -> None:
    texts = [((400, 230), 4), ((752, 230), 10), ((400, 350), 3), ((752, 350), 10), ((400, 410), 4), ((752, 410), 10)]
    assert cells(page([*texts, ((400, 290), 13), ((752, 290), 10)], UPRIGHT)) == 8
    assert cells(page([*texts, ((400, 290), 13), ((755, 290), 10)], UPRIGHT)) == 7
