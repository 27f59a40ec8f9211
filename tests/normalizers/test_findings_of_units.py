"""What is remarked on a value's unit and sign: a contradiction is named, what is printed is never asked for."""

from __future__ import annotations

import pytest

from normalizers import Context, normalize


def _codes(raw: str, **context: str) -> list[str]:
    return [note.code for note in normalize(raw, Context(**context)).notes]  # type: ignore[arg-type]  # texts alone


@pytest.mark.parametrize(
    ("raw", "context"),
    [
        ("300（万元）", {}),
        ("≥95（%）", {}),
        ("每年5次", {"unit": "次/年"}),
        ("5次/年", {"unit": "次/年"}),
        ("1000元", {"unit": "元/人·年"}),
        ("500元/年·人", {"unit": "元/人·年"}),
        ("95%", {"unit": "%（百分比）"}),
        ("3.5万人次", {"unit": "万人次"}),
        ("5万人", {"unit": "万人"}),
        ("120", {"name": "受益人口(≥**人)"}),
        ("2-3", {"unit": "万元", "sign": "="}),
        ("24小时内办结率100%", {"unit": "%"}),
    ],
)
def test_nothing_is_remarked_where_the_prints_agree(raw: str, context: dict[str, str]) -> None:
    assert _codes(raw, **context) == []


@pytest.mark.parametrize(
    ("raw", "context", "code"),
    [
        ("95%", {"unit": "‰"}, "value.unit-conflict"),
        ("5次", {"unit": "人"}, "value.unit-conflict"),
        ("5元/人", {"unit": "元/户"}, "value.unit-conflict"),
        ("5万元", {"unit": "元"}, "value.unit-conflict"),
        ("≥5", {"unit": "次", "sign": "≤"}, "value.sign-conflict"),
        ("5-8", {"unit": "次", "sign": "≥"}, "value.sign-conflict"),
        ("5", {}, "value.unit-missing"),
        ("2024年2月30日前", {}, "value.no-such-date"),
        ("13月底前", {}, "value.no-such-date"),
        ("9999年", {}, "value.no-such-date"),
        ("两三次", {}, "value.vague"),
    ],
)
def test_a_contradiction_is_named(raw: str, context: dict[str, str], code: str) -> None:
    assert _codes(raw, **context) == [code]


def test_a_date_that_does_not_exist_is_named_as_printed() -> None:
    (note,) = normalize("完成时间：2024年2月30日前").notes
    assert dict(note.args) == {"date": "2024年2月30日"}
