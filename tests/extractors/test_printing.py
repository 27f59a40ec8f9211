"""What raised print means, and which print no eye sees."""

from __future__ import annotations

import pytest

from extractors.document import Where
from extractors.printing import HIDDEN, Raised, left_out, raised, same_colour


@pytest.mark.parametrize(
    ("before", "text", "mark"),
    [
        ("4200", "1", "1"),
        ("≥12", "1", "1"),
        ("≥1200", "[2]", "[2]"),
        ("新建蓄水池数量", "①", "①"),
        ("100%", "*", "*"),
        ("35公里", "注1", "注1"),
        ("受益人口", "（3）", "（3）"),
        ("GDP", "12", "12"),
        ("≥90", "2", "2"),
        ("≥4200人", " 1 ", "1"),
        ("满意度", "a", "a"),
        ("1200m2", "1", "1"),
    ],
)
def test_marks_of_notes_leave_the_text(before, text, mark):
    assert raised(before, text) == Raised(mark=mark)


@pytest.mark.parametrize(
    ("before", "text", "kept"),
    [
        ("≥1200m", "2", "2"),
        ("35km", "2", "2"),
        ("8万m", "3", "3"),
        ("x", "2", "2"),
        ("≥4.2×10", "3", "^3"),
        ("4.2 x 10", "-3", "^-3"),
        ("1", "st", "st"),
        ("2", "nd", "nd"),
        ("25", "o", "o"),
        ("", "1", "1"),
        ("甲", "（见附件二）", "（见附件二）"),
        ("甲", "  ", "  "),
    ],
)
def test_powers_and_ordinals_stay(before, text, kept):
    assert raised(before, text) == Raised(text=kept)


@pytest.mark.parametrize(("before", "text", "kept"), [("≥10", "3", "^3"), ("500米", "2", "2"), ("10", "4", "^4")])
def test_what_could_be_either_says_so(before, text, kept):
    assert raised(before, text) == Raised(text=kept, unclear=True)


def test_ten_inside_a_longer_number_is_no_base():
    assert raised("≥110", "3") == Raised(mark="3")


@pytest.mark.parametrize(
    ("ink", "ground", "same"),
    [
        ((255, 255, 255), (255, 255, 255), True),
        ((250, 250, 250), (255, 255, 255), True),
        ((31, 78, 121), (31, 78, 121), True),
        ((255, 255, 255), (31, 78, 121), False),
        ((217, 217, 217), (255, 255, 255), False),
        ((255, 255, 0), (255, 255, 255), False),
    ],
)
def test_colours_that_no_eye_tells_apart(ink, ground, same):
    assert same_colour(ink, ground) is same


def test_blank_text_leaves_no_remark():
    where = Where(block=1, row=2, column=3)
    assert left_out(HIDDEN, " \n\u3000", where) == ()
    (remark,) = left_out(HIDDEN, " 10 ", where)
    assert (remark.note.code, dict(remark.note.args), remark.where) == (HIDDEN, {"raw": "10"}, where)
