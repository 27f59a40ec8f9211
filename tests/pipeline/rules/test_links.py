"""One project over time: targets changed, indicators dropped, targets lower than last year's, forms copied; peers; aliases."""

import csv

import pytest

from pipeline.cli import main
from pipeline.links.library import library, low_targets
from pipeline.links.over_time import changes, links
from pipeline.links.pairing import alike, read_aliases
from pipeline.links.write import write_links
from pipeline.rules.rule import Example

GOALS = (
    "产出指标 | 数量指标 | 渠道长度 | ≥260公里",
    "产出指标 | 质量指标 | 工程合格率 | ≥95%",
    "产出指标 | 时效指标 | 完工时间 | 2024年10月底前",
    "效益指标 | 社会效益指标 | 受益人口 | ≥3万人",
)


def form(make_case, path, rows=GOALS, **more):
    return make_case(Example("bad", 0, indicators=tuple(rows), **{"name": "渠道维修", **more}), path)


def said(cases, aliases=None):
    return [(change.code, change.said) for link in links(cases, aliases or {}) for change in changes(link)]


def results(rows, *actual):
    return tuple(f"{row} | {one} | 20 | 20" for row, one in zip(rows, actual, strict=True))


def test_what_a_self_evaluation_changed_and_left_out(make_case):
    rows = ("产出指标 | 数量指标 | 渠道长度 | ≥250公里", GOALS[1], GOALS[2])
    own = form(make_case, "self.docx", results(rows, "251公里", "96%", "2024年9月30日"), family="self_evaluation")
    assert said([form(make_case, "goal.docx"), own]) == [
        ("self.target-changed", "甲县妇女联合会项目「渠道维修」的指标「渠道长度」批复目标为「≥260公里」，自评表填为「≥250公里」。"),
        ("self.indicator-dropped", "甲县妇女联合会项目「渠道维修」的指标「受益人口」已批复，自评表中没有。"),
    ]


def test_the_same_target_in_other_words_is_no_change(make_case):
    rows = ("产出指标 | 数量指标 | 渠道长度 | 不低于260公里", *GOALS[1:])
    own = form(make_case, "self.docx", results(rows, "265公里", "96%", "2024年9月30日", "3.1万人"), family="self_evaluation")
    assert not said([form(make_case, "goal.docx"), own])


def test_nothing_was_dropped_where_something_was_not_read(make_case):
    own = form(make_case, "self.docx", results(GOALS[:1], "265公里"), family="self_evaluation", partial=True)
    assert not said([form(make_case, "goal.docx"), own])


def test_other_projects_and_years_are_not_linked(make_case):
    own = results(GOALS[:1], "265公里")
    assert not links([form(make_case, "a.docx"), form(make_case, "b.docx", own, family="self_evaluation", name="渠道新建")], {})
    assert not links([form(make_case, "a.docx"), form(make_case, "b.docx", own, family="self_evaluation", year=2023)], {})


def test_a_year_later(make_case):
    lower = ("产出指标 | 数量指标 | 渠道长度 | ≥100公里", *GOALS[1:])
    cases = [form(make_case, "a.docx", year=2023, name="2023年渠道维修"), form(make_case, "b.docx", lower, name="2024年渠道维修")]
    assert [code for code, _ in said(cases)] == ["yoy.target-lower"]
    copied = [form(make_case, "a.docx", year=2023, budget="10万元"), form(make_case, "b.docx", budget="30万元")]
    assert said(copied) == [("yoy.copied", "甲县妇女联合会项目「渠道维修」预算比上年变动200%，指标及指标值与上年完全相同。")]
    assert not said([form(make_case, "a.docx", year=2023, budget="10万元"), form(make_case, "b.docx", budget="11万元")])


def test_what_looks_alike_is_asked_never_merged(make_case, tmp_path):
    renamed = ("产出指标 | 数量指标 | 维修渠道长度 | ≥250公里",)
    cases = [form(make_case, "a.docx", GOALS[:1]), form(make_case, "b.docx", results(renamed, "251公里"), family="self_evaluation")]
    assert [code for code, _ in said(cases)] == ["self.indicator-dropped"]
    assert list(alike(link.pairs for link in links(cases, {}))) == [("渠道长度", "维修渠道长度")]
    write_links(cases, {}, tmp_path)
    path = tmp_path / "aliases_to_confirm.csv"
    assert read_aliases(path) == {}
    path.write_text(path.read_text("utf-8").replace("渠道长度,\n", "渠道长度,y\n").replace("渠道长度,\r\n", "渠道长度,y\r\n"), "utf-8")
    aliases = read_aliases(path)
    assert aliases == {"维修渠道长度": "渠道长度"}
    assert [code for code, _ in said(cases, aliases)] == ["self.target-changed"]


@pytest.mark.parametrize(("count", "hits"), [(7, 0), (20, 1)])
def test_targets_far_below_the_peers(make_case, count, hits):
    rows = "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥{}%"
    cases = [make_case(Example("bad", 0, indicators=(rows.format(95),)), f"{n}.docx", department=f"甲县第{n}局") for n in range(count)]
    cases.append(make_case(Example("bad", 0, indicators=(rows.format(60),)), "low.docx", department="甲县末局"))
    found = [case.department for _, _, case, _ in low_targets(library(cases, {}))]
    assert found == ["甲县末局"] * hits


def test_the_command(tmp_path, capsys):
    from pipeline import convert

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("无", "utf-8")
    convert(str(tmp_path / "in"), str(tmp_path / "out"), workers=1)
    assert main(["link", str(tmp_path / "out"), "-o", str(tmp_path / "links")]) == 0
    names = sorted(path.name for path in (tmp_path / "links").iterdir())
    assert names == ["aliases_to_confirm.csv", "library.csv", "link_changes.csv", "links.csv"]
    assert next(csv.reader((tmp_path / "links" / "links.csv").read_text("utf-8").splitlines()))[0] == "kind"
    assert main(["link", str(tmp_path / "out"), "-o", str(tmp_path / "x"), "--aliases", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err
