"""Profiles: layers, variants, and what is said of a bad one before anything is read."""

from decimal import Decimal

import pytest

from pipeline.cli import main
from pipeline.findings.entry import Severity
from pipeline.rules.profile import ProfileError
from pipeline.rules.run import issues, profile


@pytest.fixture
def write(tmp_path):
    def made(text, name="own.toml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return made


def test_shipped_profiles_load():
    national, hebei = profile("national").settings("110000", 2024, "goal"), profile("hebei").settings("130303", 2019, "goal")
    assert national.totals == (100, 90, 80)
    assert national.severity("class.cost-missing", Severity.WARNING) is Severity.WARNING
    assert hebei.severity("class.cost-missing", Severity.WARNING) is None
    assert profile("hebei").settings("130303", 2024, "goal").severity("class.cost-missing", Severity.WARNING) is Severity.INFO
    assert hebei.number("min_goal_chars") == national.number("min_goal_chars")


def test_a_bureaus_profile_changes_what_it_names(write):
    text = """
extends = "hebei"
[rules]
"goal.too-short" = "off"
"name.too-long" = "error"
[thresholds]
min_goal_chars = 20
[basis]
"goal.missing" = "甲财绩〔2024〕1号第三条"
[[variant]]
families = ["self_evaluation"]
regions = ["1303"]
[variant.weights]
totals = [80]
"""
    own = profile(write(text))
    settings = own.settings("130303", 2024, "goal")
    assert settings.severity("goal.too-short", Severity.WARNING) is None
    assert settings.severity("name.too-long", Severity.INFO) is Severity.ERROR
    assert settings.number("min_goal_chars") == Decimal(20)
    assert settings.basis == {"goal.missing": "甲财绩〔2024〕1号第三条"}
    assert settings.totals == (100, 90, 80)
    assert own.settings("130303", 2024, "self_evaluation").totals == (80,)
    assert own.settings("130200", 2024, "self_evaluation").totals == (100, 90, 80)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[rules]\n"goal.gone" = "off"', "there is no rule 'goal.gone'"),
        ('[rules]\n"goal.missing" = "loud"', "not one of off, error, warning, info"),
        ("[thresholds]\nmin_goal = 3", "'min_goal' is none of"),
        ('[thresholds]\nmin_goal_chars = "3"', "is no number"),
        ('[classes]\nrequired = ["outputs"]', "required is a list of output"),
        ("[monitoring]\n13 = 5", "no month"),
        ("[weights]\ntotals = 90", "totals is a list"),
        ('[basis]\n"goal.gone" = "x"', "there is no such rule"),
        ("rules = 3", "rules is a table"),
        ("colour = 3", "'colour' is none of"),
        ("[[variant]]\nyears = [2020]", "a first and a last year"),
        ('[[variant]]\nfamilies = ["goals"]', "families are of"),
        ("[[variant]]\nregions = [13]", "beginnings of codes"),
        ("[[variant]]\nprovince = 1", "variant 1: 'province' is none of"),
        ('extends = "nowhere.toml"', "No such file"),
        ("[rules]\ntitle = \nx = 1", "line 2"),
    ],
)
def test_a_bad_profile_is_refused_in_one_sentence(write, capsys, text, why):
    path = write(text)
    with pytest.raises(ProfileError, match=r"toml|profile"):
        profile(path)
    assert main(["rules", "--profile", path]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1


def test_a_profile_that_extends_itself_ends(write):
    path = write('extends = "own.toml"')
    with pytest.raises(ProfileError, match="more than"):
        profile(path)


def test_a_bureaus_own_paper_comes_first(make_case, write):
    from pipeline.rules.rule import Example

    own = profile(write('[basis]\n"goal.too-short" = "甲财绩〔2024〕1号"\n"target.missing" = "甲财绩〔2024〕2号"'))
    example = Example(
        "bad", 1, goal="规范殡葬", indicators=("产出指标 | 数量指标 | 培训班次 |  ", "产出指标 | 数量指标 | 培训人次 | ≥1人次")
    )
    found = {issue.code: issue for issue in issues([make_case(example, settings=own.settings())])}
    assert found["goal.too-short"].basis == "甲财绩〔2024〕1号"
    assert found["target.missing"].basis == "甲财绩〔2024〕2号"
    assert found["target.missing"].severity is Severity.ERROR


def test_norms_of_another_place_are_not_cited(make_case):
    from pipeline.rules.norms import norms

    assert not norms()["qingdao-10"].holds_for("130303")
    assert norms()["qingdao-10"].holds_for("370203")
    assert not norms()["caiyu-2021-101"].holds_for("130303"), "nobody has read it"
    assert norms()["budget-law-32"].holds_for(None)
