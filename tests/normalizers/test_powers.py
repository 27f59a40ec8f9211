"""Powers of ten are numbers."""

from __future__ import annotations

import pytest

from normalizers import normalize
from normalizers.powers import written_out
from normalizers.value import brief


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("≥4.2×10^3人", "≥4200人"),
        ("≥4.2×10³人", "≥4200人"),
        ("1.5×10^-2", "0.015"),
        ("1.5×10⁻²", "0.015"),
        ("10^4亩", "10000亩"),
        ("≤3 x 10^5 吨", "≤300000 吨"),
        ("2*10^4-3*10^4人", "20000-30000人"),
    ],
)
def test_powers_are_written_out(printed, plain):
    assert written_out(printed) == plain
    assert brief(normalize(printed)) == brief(normalize(plain))


@pytest.mark.parametrize("printed", ["≥1200m2", "10", "4.2×103人", "10^99", "10^6", "10⁶", "110^3", "1.10^3", "", "100%", "10³²¹"])
def test_other_text_stays(printed):
    assert written_out(printed) == printed
