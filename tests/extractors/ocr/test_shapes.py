"""What the ink of a line says by itself."""

import numpy as np
import pytest

from extractors.ocr.doubt import by_ink
from extractors.ocr.shapes import dashes, equal_strokes, unread
from extractors.ocr.signs import Reading


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


def with_strokes(*strokes: tuple[int, int, int]):
    """A line 40 pixels high on which something stands: from, to, how high."""
    line = np.full((40, 300), 232, np.uint8)
    for start, end, high in strokes:
        line[20 - high // 2 : 20 - high // 2 + high, start:end] = 60
    return line


def test_dashes_are_flat_and_alone_in_their_columns():
    line = with_strokes((10, 30, 30), (40, 70, 3), (80, 100, 30), (110, 122, 3), (140, 170, 8), (180, 183, 3))
    assert dashes(line) == [True, False]  # neither what is higher nor a point


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("5%-8%", "5%—8%", "5%-8%"),
        ("2024年1月一12月", "2024年1月—12月", "2024年1月一12月"),
        ("85%~90%", "85%—90%", "85%~90%"),
        ("5.2-3-1", "5.2-3-1", "5.2-3-1"),  # two signs, one stroke
        ("统一", "统一", "统一"),
        ("A-8", "A-8", "A-8"),
    ],
)
def test_the_dash_of_a_range_is_as_long_as_its_ink(text, long, short):
    for width, printed in ((32, long), (12, short)):
        line = with_strokes((10, 60, 30), (70, 70 + width, 3), (120, 160, 30))
        assert by_ink(line, Reading(text, 0.99)).text == printed


def test_ink_between_two_characters_that_nobody_read_is_a_character():
    line = with_strokes((0, 30, 30), (34, 64, 30), (81, 84, 30), (100, 130, 30))  # of 川 the middle stroke alone is far from both
    assert unread(line, [15 / 40, 49 / 40, 115 / 40])
    assert not unread(line, [15 / 40, 49 / 40, 82 / 40, 115 / 40])
    assert not unread(with_strokes((0, 30, 30), (34, 64, 30), (100, 130, 30)), [15 / 40, 49 / 40, 115 / 40])
