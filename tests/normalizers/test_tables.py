"""The tables of units, categories, comparators and degrees: closed, consistent, each entry readable."""

from __future__ import annotations

from decimal import Decimal

from normalizers import Context, normalize
from normalizers.categories import CATEGORIES, LABELS, WORDS
from normalizers.comparators import AFTER, BEFORE
from normalizers.units import UNITS
from normalizers.value import brief


def test_every_unit_is_read_behind_a_number_and_in_a_cell_of_its_own() -> None:
    for unit in UNITS:
        for spelling in (unit.name, *unit.spellings):
            cell = normalize("37", Context(unit=spelling))
            assert cell.value == 37, spelling
            assert cell.unit == unit.name, spelling
            if spelling in ("月", "分值", "分数", "个百分比点") or not spelling[0].isalnum():
                continue
            value = normalize(f"≥37{spelling}")
            assert (value.kind, value.unit) == ("quantity", unit.name), f"{spelling}: {brief(value)}"


def test_no_spelling_means_two_units() -> None:
    spelled = [spelling for unit in UNITS for spelling in (unit.name, *unit.spellings)]
    assert len(spelled) == len(set(spelled))


def test_every_comparator_is_read_in_its_place() -> None:
    for word, comparator in BEFORE.items():
        assert brief(normalize(f"{word}37人")) == f"quantity {comparator} 37 人", word
    for word, comparator in AFTER.items():
        text = f"37{word}人" if word in ("余", "多", "+") else f"37人{word}"
        assert brief(normalize(text)) == f"quantity {comparator} 37 人", word


def test_every_word_of_a_category_is_read_as_it() -> None:
    for category in CATEGORIES:
        assert category.examples
        for word in (*category.words, *category.examples, category.label):
            value = normalize(word)
            assert (value.kind, value.category) == ("qualitative", category.code), f"{word}: {brief(value)}"


def test_categories_are_closed_and_no_word_has_two() -> None:
    words = [(word, category.code) for category in CATEGORIES for word in category.words]
    assert len({word for word, _ in words}) == len(words)
    assert set(WORDS.values()) == set(LABELS)


def test_a_negation_is_not_the_opposite() -> None:
    for text, positive in (
        ("不及时", "timely"),
        ("未完成", "complete"),
        ("不合格", "compliant"),
        ("不满意", "satisfied"),
        ("不下降", "increase"),
        ("未超预算", "over_budget"),
        ("效果不明显", "effective"),
        ("不准确", "accurate"),
        ("非长期", "long_term"),
    ):
        assert normalize(text).category != positive, text


def test_numbers_are_exact_and_plain() -> None:
    assert normalize("0.1%").value == Decimal("0.1")
    assert normalize("10157.6平方米").value == Decimal("10157.6")
    assert str(normalize("100.00%").value) == "100"
    assert str(normalize("300万元").value) == "3000000"
    assert normalize("1" * 30 + "元").kind == "text"
    assert normalize("99999999999999.999999元").value == Decimal("99999999999999.999999")
