"""The catalogue: every code that our code can say has its sentences, and every sentence its slots."""

import ast
from functools import cache
from pathlib import Path

import pytest

from normalizers.notes import Note
from pipeline.checks import checks
from pipeline.findings import CATALOGUE, Subject, sentences

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("normalizers", "extractors", "pipeline")


def notes_in(path):
    """Code and argument names of every Note that a module makes, and codes handed on to `say`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            not isinstance(node, ast.Call)
            or not node.args
            or not isinstance(node.args[0], ast.Constant)
            or not isinstance(node.args[0].value, str)
        ):
            continue
        called = ast.unparse(node.func)
        if called in ("Note", "Note.of") or called.endswith(".say"):
            yield node.args[0].value, {keyword.arg for keyword in node.keywords if keyword.arg}, called


@cache
def made():
    return [
        (path.relative_to(ROOT), *note)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for note in notes_in(path)
    ]


def test_notes_are_found_in_every_package():
    assert {path.parts[0] for path, *_ in made()} == set(PACKAGES)


@pytest.mark.parametrize(
    ("path", "code", "args", "called"), made(), ids=lambda value: str(sorted(value) if isinstance(value, set) else value)
)
def test_every_note_has_an_entry_and_brings_its_slots(path, code, args, called):
    assert code in CATALOGUE, f"{path} says {code}, which the catalogue does not know"
    assert CATALOGUE[code].slots <= args, f"{path}: {code} needs {CATALOGUE[code].slots - args}"


def test_checks_declare_codes_of_the_catalogue():
    declared = [code for check in checks() for code in check.CODES]
    assert len(declared) == len(set(declared))
    assert set(declared) <= set(CATALOGUE)


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_sentences_fill_and_end(entry):
    note = Note(entry.code, tuple((slot, "某值") for slot in sorted(entry.slots)))
    zh, en = sentences(note, Subject("indicators", "车辆保险费", 3, "公车数量"), "raw", "≥90", 2)
    assert zh.endswith("。")
    assert en.endswith(".")
    assert "{" not in zh + en
    assert zh.count("。") == 1, "one sentence"


def test_a_sentence_names_project_indicator_and_print():
    zh, en = sentences(Note("value.unit-missing"), Subject("indicators", "车辆保险费", 3, "正常运行率", "%"), "raw", "≥90")
    assert zh == "项目“车辆保险费”第3项指标“正常运行率”的指标值“≥90”没有计量单位（疑为“%”），请补充。"
    assert en == "Project “车辆保险费”, indicator 3 “正常运行率”: the target “≥90” has no unit of measure (perhaps “%”); please add one."


def test_the_departments_own_indicators_and_the_document():
    zh, _ = sentences(Note("value.unread"), Subject("indicators", None, 2, "覆盖率"), "actual_raw", "约莫")
    assert zh == "本部门第2项指标“覆盖率”的实际完成值“约莫”未能识别，已按文字保留，请核对。"
    assert sentences(Note("date.unread"), Subject("documents"), None, "某日")[0].startswith("本材料的")


def test_prints_inside_a_sentence_are_short_and_keep_it_whole():
    zh, _ = sentences(Note("value.unread"), Subject("indicators", "“与爱同行 守望相助”活动", 1, "甲\n乙\x07"), "raw", "长" * 500)
    assert "项目“‘与爱同行守望相助’活动”第1项指标“甲乙”" in zh
    assert len(zh) < 200


def test_an_unknown_code_is_a_bug():
    with pytest.raises(KeyError):
        sentences(Note("no.such"), Subject(), None, None)
    with pytest.raises(KeyError):
        sentences(Note("budget.sum"), Subject(), None, None)
