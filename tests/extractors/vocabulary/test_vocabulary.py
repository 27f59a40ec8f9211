"""What a printed label means, by the place it stands in."""

import pytest

from extractors.vocabulary import DEFAULT, Place, VocabularyError, parse_label, read_terms
from extractors.vocabulary.terms import SHAPES, TERMS


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.example)
def test_every_shape_reads_its_own_example(shape):
    assert shape.pattern.fullmatch(parse_label(shape.example).core) or shape.pattern.fullmatch(parse_label(shape.example).bare)
    assert DEFAULT.find(shape.example, shape.place) == shape.field, "another label or shape takes the example"


def test_no_label_means_two_things_in_one_place():
    seen: dict[tuple[Place, str], set[str]] = {}
    for term in TERMS:
        seen.setdefault((term.place, term.label), set()).add(term.field)
    # 单位 is the unit of measure or, before the levels of a flat list, an organisation: the layout decides.
    assert {key: fields for key, fields in seen.items() if len(fields) > 1} == {(Place.COLUMN, "单位"): {"unit", "unit_name"}}


@pytest.mark.parametrize(
    ("printed", "core", "unit", "weight"),
    [
        ("产出指标（50分）", "产出指标", None, "50"),
        ("产出指标50分", "产出指标", None, "50"),
        ("成本指标（0-20）分", "成本指标", None, "0-20"),
        ("项目资金\n（万元）", "项目资金", "万元", None),
        ("*1.项目名称：", "项目名称", None, None),
        ("年 度\n总 体\n目 标", "年度总体目标", None, None),
        ("（一）财政拨款", "财政拨款", None, None),
        ("其中：财政    资金", "财政资金", None, None),
        ("实施单位（盖章）", "实施单位", None, None),
        ("执行率（B/A）", "执行率", None, None),
        ("资金支出计划（%）", "资金支出计划", "%", None),
        ("评价结论（200字以内）", "评价结论", None, None),
        ("数量指标（或建筑规模指标）", "数量指标(或建筑规模指标)", None, None),
        ("2022年目标", "2022年目标", None, None),
        ("3月底", "3月底", None, None),
    ],
)
def test_labels_come_apart(printed, core, unit, weight):
    label = parse_label(printed)
    assert (label.core, label.unit, label.weight) == (core, unit, weight)


@pytest.mark.parametrize(
    ("printed", "place", "field"),
    [
        ("单位", Place.PAIR, "amount_unit"),
        ("单位", Place.COLUMN, "unit"),
        ("2023年度总体目标", Place.GOAL, "annual.text"),
        ("其中：中央补助（万元）", Place.SOURCE, "central"),
        ("预算数", Place.SOURCE, "total"),
        ("预算数", Place.STAGE, "adjusted"),
        ("同名项目上年预算执行数（元）", Place.STAGE, None),
        ("本项目的任意一句话", Place.PAIR, None),
    ],
)
def test_the_place_decides(printed, place, field):
    assert DEFAULT.find(printed, place) == field


def test_a_label_one_character_off_is_near():
    assert DEFAULT.near("项目起始时间") == "项目开始时间"
    assert DEFAULT.near("项目名称") is None
    assert DEFAULT.near("风马牛不相及") is None


def test_own_labels_come_as_toml():
    words = DEFAULT.extended(read_terms('[pair]\nproject_name = ["工程全名"]\n[goal.annual]\ntext = ["今年要办的事"]'))
    assert words.find("工程全名", Place.PAIR) == "project_name"
    assert words.find("今年要办的事：", Place.GOAL) == "annual.text"
    assert DEFAULT.find("今年要办的事", Place.GOAL) is None


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[pair", "not TOML"),
        ('[pairs]\nproject_name = ["甲乙"]', "is not one of the places"),
        ('[pair]\nproject = ["甲乙"]', "is no field"),
        ("[pair]\nproject_name = 3", "takes a list"),
        ('[pair]\nproject_name = ["甲乙"]\nunit = ["甲 乙"]', "stands under"),
    ],
)
def test_a_wrong_vocabulary_says_what_is_wrong(toml, says):
    with pytest.raises(VocabularyError, match=says):
        read_terms(toml)


def test_own_labels_may_not_contradict_ours():
    with pytest.raises(VocabularyError, match=r"already pair\.project_name"):
        DEFAULT.extended(read_terms('[pair]\nunit = ["项目名称"]'))
