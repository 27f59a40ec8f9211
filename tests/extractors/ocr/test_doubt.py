"""Which lines are read again: what the fast network is certain of is believed, but for what tempts it, and on good pages alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.ocr import doubt
from extractors.ocr.recognise import Text
from extractors.tables.pixels_ink import Pixels

SURE, UNSURE = 0.99, 0.6
PRINT = "高标准农田管护补助"


class Told:
    """A network that says what it is told to, and remembers how many lines it was asked for each time."""

    def __init__(self, *says: Sequence[Text]) -> None:
        self._says = list(says)
        self.asked: list[int] = []

    def read(self, lines: Sequence[Pixels]) -> list[Text]:
        self.asked.append(len(lines))
        return list(self._says.pop(0)) if lines else []


def text(says: str, chance: float = SURE) -> Text:
    return Text(says, (chance,) * len(says), tuple(0.5 + at for at in range(len(says))))


def read(
    monkeypatch: pytest.MonkeyPatch, first: Sequence[Text], stretched: Sequence[Text], careful: Sequence[Text]
) -> tuple[list[str], list[int]]:
    """What the lines are read as, and how many were asked for stretched and of the careful network. The third says as the careful."""
    fast, second = Told(first, stretched), Told(careful)
    third = Told([one for one in careful if not any(doubt.same(one, other) for other in first)])
    for name, network in (("FAST_READER", fast), ("CAREFUL_READER", second), ("OTHER_READER", third)):
        monkeypatch.setattr(doubt, name, network)
    lines = [np.full((40, 400), 240, dtype=np.uint8) for _ in first]
    return [one.text for one in doubt.readings(lines)], [*fast.asked[1:], *second.asked]


@pytest.mark.parametrize("says", ["≥95%", "100%", "≥3200亩", "2023年3月1日", "120.50", "2,400.00", "是", "≤100人", "12", "1050万元", "0.9"])
def test_a_value_that_is_certain_on_a_good_page_is_not_read_again(says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, [text(says)], [], []) == ([says], [0, 0])


@pytest.mark.parametrize(
    ("says", "printed"),
    [
        ("≤50", "≤5‰"),
        ("≤4.50", "≤4.5‰"),
        ("12.00", "12.0‰"),
        ("1000", "100‰"),
        ("50", "5‰"),
        ("控制在50以内", "控制在5‰以内"),
        ("低于4.50的河段", "低于4.5‰的河段"),
        ("≤4.50（含）", "≤4.5‰（含）"),
        ("元/人天", "元/人·天"),
        ("3600元/人", "3600元/人·年"),
        ("12t/hm2", "12t/(h·m2)"),
        ("≥", "="),
        ("二", "≥"),
    ],
)
def test_what_tempts_the_network_is_read_again_however_certain_it_is(says: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = printed.replace("‰", "%0")  # none of them has a ‰
    found, asked = read(monkeypatch, [text(says)], [text(network, UNSURE)], [text(network)])
    assert found == [printed]
    assert asked == [1, 1]


def test_nothing_is_certain_on_a_poor_page(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [text("≥95%", 0.984), text("管护补助", UNSURE)]
    found, asked = read(monkeypatch, first, [text("≥96%")], [text("≥96%"), text("管护补助")])
    assert found == ["≥96%", "管护补助"]
    assert asked == [1, 2]


def test_a_line_with_ink_left_is_read_again_however_certain_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubt, "unread", lambda line, centres: len(centres) == 3)
    found, asked = read(monkeypatch, [text("95%"), text(PRINT)], [], [text("≥95%")])
    assert found == ["≥95%", PRINT]
    assert asked == [0, 1]


@pytest.mark.parametrize(("says", "at", "asked"), [("12月31 日前", 5, [0, 0]), ("31 5", 2, [0, 1])])
def test_a_space_is_no_doubt_but_between_digits(says: str, at: int, asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    first = text(says)
    chances = tuple(UNSURE if place == at else chance for place, chance in enumerate(first.chances))
    others = [text(PRINT)] * 9  # a good page
    found = read(monkeypatch, [Text(first.text, chances, first.centres), *others], [], [text(says)])
    assert found == ([says.replace(" ", ""), *[PRINT] * 9], asked)


def test_a_value_not_quite_certain_confirms_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, [text("≥95%", 0.97)], [text("≥95%")], []) == (["≥95%"], [1, 0])
