"""A category is never the opposite of the print: pairs of opposites, and negations put before words that name a direction."""

from __future__ import annotations

import pytest

from normalizers import normalize

from .corpora import FOLDER

PAIRS = [
    line.split("\t") for line in (FOLDER / "pairs" / "opposites.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]
NEGATIONS = ("不", "未", "不得", "不再", "没有", "未能", "不会")


def _category(text: str) -> str:
    value = normalize(text)
    return value.category or value.kind


@pytest.mark.parametrize(("print_", "category", "opposite", "other"), PAIRS)
def test_opposites_are_told_apart(print_: str, category: str, opposite: str, other: str) -> None:
    assert category != other
    assert (_category(print_), _category(opposite)) == (category, other)


def test_there_are_sixty_pairs() -> None:
    assert len(PAIRS) >= 60
    assert len({tuple(pair) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("subject", ["", "服务质量", "能耗", "负债规模"])
@pytest.mark.parametrize("negation", NEGATIONS)
@pytest.mark.parametrize(
    ("state", "category", "opposite"),
    [("下降", "decrease", "not_decreasing"), ("增加", "increase", "not_increasing"), ("提升", "increase", "not_increasing")],
)
def test_a_negation_turns_a_direction(subject: str, negation: str, state: str, category: str, opposite: str) -> None:
    assert _category(subject + state) == category
    assert _category(subject + negation + state) == opposite
    assert _category(subject + negation + "明显" + state) == opposite


@pytest.mark.parametrize("hedge", ["有待", "亟待", "难以", "仍需"])
@pytest.mark.parametrize("state", ["提高", "改善", "增强", "完善"])
def test_what_is_still_to_come_has_no_category(hedge: str, state: str) -> None:
    assert _category(hedge + state) == "text"
    assert _category("服务水平" + hedge + "进一步" + state) == "text"
