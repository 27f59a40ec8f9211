"""Money, percentages and scores in cells of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalizers.amounts import amount, number, percent


@pytest.mark.parametrize(
    ("raw", "unit", "yuan"),
    [
        ("0.40", "万元", "4000"),
        ("10606.7522万元", "元", "106067522"),
        ("3,309,840.00", "元", "3309840"),
        ("3，309，840.00", "单位：元", "3309840"),
        ("1 200", "万元", "12000000"),
        ("８.５", "金额单位：万元", "85000"),
        ("0", "万元", "0"),
        ("0", None, "0"),
        ("-5", "万元", "-50000"),
        ("(5.2)", "万元", "-52000"),
        ("¥100.5", "元", "100.5"),
        ("2.5亿元", None, "250000000"),
        ("50.00（万元）", None, "500000"),
        ("100", "千元", "100000"),
    ],
)
def test_amounts_are_in_yuan(raw: str, unit: str | None, yuan: str) -> None:
    read = amount(raw, unit)
    assert read.yuan == Decimal(yuan)
    assert read.notes == ()


@pytest.mark.parametrize("raw", ["", " ", "/", "—", "——", "-", "无", "…", "\u3000"])
def test_a_blank_amount_is_no_amount_and_no_fault(raw: str) -> None:
    assert (amount(raw, "万元").yuan, amount(raw, "万元").rule, amount(raw, None).notes) == (None, "blank", ())


@pytest.mark.parametrize("raw", ["约3万", "5%", "三万", "1,2", "12.5.3", "见附件", "100/200", "9" * 20])
def test_what_is_no_amount_says_so(raw: str) -> None:
    read = amount(raw, "元")
    assert read.yuan is None
    assert [note.code for note in read.notes] == ["amount.unread"]


@pytest.mark.parametrize("unit", [None, "", "人", "%"])
def test_an_amount_without_a_unit_is_not_guessed(unit: str | None) -> None:
    read = amount("100", unit)
    assert read.yuan is None
    assert [note.code for note in read.notes] == ["amount.unit-missing"]


def test_a_spreadsheet_residue_is_read_as_what_was_meant() -> None:
    read = amount("0.0900000762939453", "万元")
    assert read.yuan == 900
    assert [note.code for note in read.notes] == ["value.float-residue"]


def test_more_than_six_decimals_are_rounded_half_even_and_noted() -> None:
    read = amount("0.0000125", "元")
    assert read.yuan == Decimal("0.000012")
    assert [note.code for note in read.notes] == ["value.rounded"]


@pytest.mark.parametrize(
    ("raw", "value"), [("25%", "25"), ("100.00%", "100"), ("25", "25"), ("0.25", "0.25"), ("25％", "25"), ("-3%", "-3")]
)
def test_percentages_keep_their_printed_number(raw: str, value: str) -> None:
    assert percent(raw).value == Decimal(value)


@pytest.mark.parametrize(("raw", "value"), [("10", "10"), ("10.00", "10"), ("10分", "10"), ("（10分）", "10"), ("9.5", "9.5")])
def test_scores_are_plain_numbers(raw: str, value: str) -> None:
    assert number(raw).value == Decimal(value)


def test_blank_and_unread_numbers_differ() -> None:
    assert (percent("/").rule, percent("/").notes) == ("blank", ())
    assert [note.code for note in percent("一半").notes] == ["number.unread"]
    assert [note.code for note in number("10/10").notes] == ["number.unread"]
    assert number("99.99999999").value == 100
