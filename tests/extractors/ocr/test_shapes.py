"""What the ink of a line says by itself."""

import numpy as np
import pytest

from extractors.ocr.shapes import equal_strokes


def strokes(upper: tuple[int, int], lower: tuple[int, int], grey: int = 90):
    line = np.full((31, 30), 232, np.uint8)
    for (start, end), y in ((upper, 11), (lower, 17)):
        line[y : y + 3, start:end] = grey
    return line


@pytest.mark.parametrize("grey", [90, 180])
@pytest.mark.parametrize("lower", [(6, 22), (6, 21)])
def test_two_strokes_of_one_length_are_an_equals_sign(lower, grey):
    assert equal_strokes(strokes((6, 22), lower, grey))


@pytest.mark.parametrize(("upper", "lower"), [((9, 19), (5, 24)), ((8, 20), (5, 24))])
def test_the_upper_stroke_of_a_two_is_shorter(upper, lower):
    assert not equal_strokes(strokes(upper, lower))


def test_one_stroke_is_neither():
    assert not equal_strokes(strokes((6, 22), (6, 6)))
