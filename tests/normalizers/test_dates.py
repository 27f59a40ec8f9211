"""Labels of spending plans, fiscal years of titles, and months without a year."""

from __future__ import annotations

import datetime

import pytest

from normalizers import Context, normalize
from normalizers.dates import fiscal_year, period_end
from normalizers.value import brief


@pytest.mark.parametrize(
    ("label", "month", "day"),
    [
        ("3月底", 3, 31),
        ("6月底", 6, 30),
        ("10月底", 10, 31),
        ("第一季度", 3, 31),
        ("一季度", 3, 31),
        ("1季度", 3, 31),
        ("一季度末", 3, 31),
        ("3月31日", 3, 31),
        ("年底", 12, 31),
        ("上半年", 6, 30),
        ("1-3月", 3, 31),
        ("1—6月", 6, 30),
        ("前三季度", 9, 30),
        ("全年", 12, 31),
        ("截至6月底", 6, 30),
        ("6月30日前", 6, 30),
        ("6月底支出进度（%）", 6, 30),
        ("12 月 底", 12, 31),
        ("2月底", 2, 28),
        ("第四季度", 12, 31),
        ("９月底", 9, 30),
    ],
)
def test_a_plan_label_names_its_last_day(label: str, month: int, day: int) -> None:
    assert period_end(label, 2022) == datetime.date(2022, month, day)


def test_a_label_without_a_year_or_a_date_has_no_last_day() -> None:
    assert period_end("3月底", None) is None
    assert period_end("合计", 2022) is None
    assert period_end("2月底", 2024) == datetime.date(2024, 2, 29)
    assert period_end("2023年3月底", None) == datetime.date(2023, 3, 31)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年部门预算绩效文本", 2022),
        ("（   2023年度）", 2023),
        ("（ 2019 年度）", 2019),
        ("二〇二二年度", 2022),
        ("二○二三年", 2023),
        ("预算年度：2024", 2024),
        ("(2021)", 2021),
        ("2022年部门预算（2022年）", 2022),
        ("２０２２年", 2022),
        ("2 0 2 2 年度", 2022),
        ("2023-2025年", None),
        ("2023-2025", None),
        ("2022-2023学年", None),
        ("2021年度省级2022年", None),
        ("编号20230101", None),
        ("部门预算", None),
        ("", None),
    ],
)
def test_a_title_names_one_year_or_none(text: str, year: int | None) -> None:
    assert fiscal_year(text) == year


def test_a_day_that_does_not_exist_is_no_date() -> None:
    for text in ("2022年2月30日前", "13月底前", "2022年4月31日", "2月30日前"):
        value = normalize(text, Context(fiscal_year=2022))
        assert value.kind == "text", brief(value)
        assert value.notes
