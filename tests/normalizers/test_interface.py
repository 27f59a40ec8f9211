"""The public interface: normalize, explain, the JSON lines, the official triple, OCR repairs only where asked for."""

from __future__ import annotations

import json
from decimal import Decimal, localcontext

import pytest

from normalizers import Context, explain, from_official, normalize, to_official
from normalizers.jsonl import KEYS, context_of, to_json
from normalizers.value import brief


def test_json_lines_have_the_keys_of_the_command() -> None:
    line = to_json(normalize("≥8.50万元", Context(fiscal_year=2022)))
    assert tuple(line) == KEYS
    assert (line["value"], line["unit"], line["unit_raw"], line["comparator"]) == ("85000", "元", "万元", "ge")
    assert to_json(normalize("2022年6月-12月"))["date_upper"] == "2022-12-31"
    assert to_json(normalize("30000000亿元"))["value"] is None


def test_an_input_line_may_be_partial_odd_or_numeric() -> None:
    assert context_of({"raw": "1", "amount_unit": "万元"}) == ("1", Context())
    assert context_of({"raw": None, "fiscal_year": None}) == (None, Context())
    line = json.loads('{"raw": 95.50, "name": "满意度", "fiscal_year": 2022, "ocr": true}', parse_float=Decimal)
    assert context_of(line) == ("95.50", Context(name="满意度", fiscal_year=2022, ocr=True))
    assert context_of({"raw": "1", "fiscal_year": "2022"})[1].fiscal_year == 2022
    assert context_of({"raw": "1", "fiscal_year": "去年"})[1].fiscal_year is None


def test_an_unknown_key_is_refused_by_name():
    with pytest.raises(ValueError, match="unknown key 'more', 'name_': the keys are raw, name"):
        context_of({"raw": "1", "name_": "满意度", "more": [1]})


def test_explain_names_the_rules_that_fired() -> None:
    steps = explain("每年不少于2.5万人次", Context(fiscal_year=2022))
    roles = [(step.rule, step.text) for step in steps[:-2]]
    assert roles == [("denominator", "每年"), ("comparator", "不少于"), ("number", "2.5"), ("unit", "万人次")]
    assert steps[-1].result == "quantity ge 25000 人次/年"
    assert explain("292%", Context(name="满意度", ocr=True))[0].rule == "repair: ≥ read as 2"
    assert explain(None)[-1].result == "missing"


def test_repair_only_where_it_was_asked_for() -> None:
    assert brief(normalize("292%", Context(name="满意度"))) == "quantity 292 %"
    mended = normalize("292%", Context(name="满意度", ocr=True))
    assert brief(mended) == "quantity ge 92 %"
    assert [note.code for note in mended.notes] == ["value.repaired"]
    assert brief(normalize("292%", Context(name="收入增长率", ocr=True))) == "quantity 292 %"


@pytest.mark.parametrize(
    ("raw", "triple"),
    [
        ("≥90%", (1, "90", "%")),
        ("＞5次", (2, "5", "次")),
        ("=3个", (3, "3", "个")),
        ("＜1.5小时", (4, "1.5", "小时")),
        ("≤30万元", (5, "300000", "元")),
        ("及时", (6, "及时", None)),
        ("100%", (6, "100%", None)),
        ("2022年9月前", (6, "<2022年9月", None)),
        ("/", (None, None, None)),
    ],
)
def test_the_official_triple(raw: str, triple: tuple[int | None, str | None, str | None]) -> None:
    official = to_official(normalize(raw))
    assert (official.sign, official.value, official.unit) == triple
    assert (official.reason is None) == (triple[0] is not None and (triple[0] < 6 or raw == "及时"))


def test_words_are_written_back_as_printed_where_they_are_given() -> None:
    assert to_official(normalize("按合同约定")).sign is None
    assert to_official(normalize("按合同约定"), "按合同约定").value == "按合同约定"
    assert brief(from_official("5", "30", "万元")) == "quantity le 300000 元"
    assert brief(from_official(6, "良好", "")) == "qualitative good"
    with pytest.raises(ValueError, match="is not one of"):
        from_official(7, "1", "个")


def test_the_callers_decimal_context_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert normalize("12345.678万元").value == Decimal("123456780")
        assert normalize("2/3").value == Decimal("0.666667")


def test_printed_units_stand_beside_canonical_ones() -> None:
    for raw, unit, printed in (("８.５ 万 元", "元", "万 元"), ("300㎡", "平方米", "㎡"), ("5名", "人", "名"), ("95％", "%", "％")):
        value = normalize(raw)
        assert (value.unit, value.unit_raw) == (unit, printed)


def test_parts_keep_label_order_and_print() -> None:
    value = normalize("培训人数 ≥100 人；合格率：９５％")
    assert [(part.label, part.raw) for part in value.parts] == [("培训人数", "≥100 人"), ("合格率", "９５％")]
    assert [brief(part.value) for part in value.parts] == ["quantity ge 100 人", "quantity 95 %"]
    assert value.parts[1].value.unit_raw == "％"


def test_a_multiplier_behind_the_word_about_is_of_the_unit_as_printed():
    found = {text: normalize(text).unit_raw for text in ("300余万元", "300万余元", "20多万人次", "1000余亩", "3.2万户左右")}
    assert found == {"300余万元": "万元", "300万余元": "元", "20多万人次": "万人次", "1000余亩": "亩", "3.2万户左右": "万户"}
