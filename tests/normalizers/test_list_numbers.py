"""The number of a list item before a value is none of its digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalizers import normalize
from normalizers.list_numbers import list_number
from normalizers.value import Context, brief


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1. ≥12座", "≥12座"),
        ("12.≤8.5万元/座", "≤8.5万元/座"),
        ("3. 100%", "100%"),
        ("1、≥12座", "≥12座"),
        ("（2）95%", "95%"),
        ("(1) 100%", "100%"),
        ("①≥4200人", "≥4200人"),
        ("2） 35公里", "35公里"),
        ("4. 2023年11月底前", "2023年11月底前"),
        ("6. 4200人", "4200人"),
    ],
)
def test_a_value_behind_a_list_number(printed, value):
    assert brief(normalize(printed)) == brief(normalize(value))
    assert normalize(printed).kind in ("quantity", "date")


@pytest.mark.parametrize(
    "printed", ["3.5%", "1. 5座", "1.100%", "0. 125", "12座", "1.≥5座 2.≥6座", "①≥5座②≥6座", "1. 100.5元", "3、5%", "12.5", ""]
)
def test_what_may_be_a_part_of_the_value_stays(printed):
    assert list_number(printed) == 0


def test_scans_keep_their_digits():
    assert normalize("3. 100%", Context(ocr=True)).value != Decimal(100)
