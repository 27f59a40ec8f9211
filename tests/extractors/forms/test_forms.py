"""Form descriptions are chosen by score; a user's own are TOML files beside ours."""

import pytest

from extractors.forms import Form, FormError, choose, described, load, score

FORM = Form("x", "goals", ("绩效目标",), ("项目名称", "资金总额", "指标值", "备注"), never=("实际完成值",))


@pytest.mark.parametrize(
    ("printed", "title", "expected"),
    [
        ({"项目名称", "资金总额", "指标值", "备注"}, "项目绩效目标表", 1.0),
        ({"项目名称", "年度资金总额", "指标值"}, "项目绩效目标表", 0.75),
        ({"项目名称", "资金总额", "指标值", "备注"}, "申请表", 0.5),
        ({"项目名称", "资金总额", "指标值", "备注", "实际完成值"}, "项目绩效目标表", 0.0),
    ],
)
def test_score_is_the_share_of_labels_halved_without_the_title(printed, title, expected):
    assert score(FORM, printed, title) == expected


def test_no_form_below_the_threshold():
    assert choose([], "项目绩效目标表") == (None, ())


def test_our_forms_have_ids_of_their_own():
    ids = [form.id for form in described()]
    assert len(ids) == len(set(ids)) >= 8


def test_a_users_form_joins_ours(tmp_path):
    (tmp_path / "mine.toml").write_text('id = "mine"\nfamily = "goals"\ntitle = ["我的表"]\nlabels = ["甲", "乙"]\n', encoding="utf-8")
    assert [f.id for f in load(tmp_path)] == sorted([*(f.id for f in described()), "mine"])


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("id =", "is not TOML"),
        ('id = "mine"\nfamily = "f"\ntitle = ["a"]\nlabels = ["b"]\nlabel = ["c"]', "label is not one of"),
        ('family = "f"\ntitle = ["a"]\nlabels = ["b"]', "id must be a word"),
        ('id = "mine"\nfamily = "f"\ntitle = ["a"]\nlabels = []', "labels must be a list"),
        ('id = "hebei-goal-book"\nfamily = "f"\ntitle = ["a"]\nlabels = ["b"]', "is taken"),
    ],
)
def test_a_wrong_description_says_what_is_wrong(tmp_path, toml, says):
    (tmp_path / "mine.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(FormError, match=says):
        load(tmp_path)
