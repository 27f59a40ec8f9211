"""Folding and squeezing leave out what is not printed."""

from __future__ import annotations

import pytest

from normalizers.text import fold, squeeze

MARKS = ["\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u2066", "\u2069", "\u202a", "\u202c", "\u200e", "\u061c"]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_print_nothing_are_left_out(mark):
    assert squeeze(f"产{mark}出 {mark}指标") == "产出指标"
    assert fold(f"１{mark}０％") == "10%"


@pytest.mark.parametrize("text", ["㎡①", "a\u0301", "①②", "\u3400\U00020000", "—–"])
def test_print_stays(text):
    assert squeeze(text) == text
