"""Every rule fires on its bad example, and neither on the good one nor where what it needs is not there."""

from __future__ import annotations

import pytest

from pipeline.findings.kinds import SUBMISSION
from pipeline.rules.norms import norms
from pipeline.rules.run import issues, modules, rules
from pipeline.rules.todo import TODO

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{example.kind}-{number}")
    for rule in rules().values()
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_examples(make_case, rule, example):
    cases = [make_case(example)] + [make_case(other, f"{number}.docx") for number, other in enumerate(example.apart)]
    hits = [issue for issue in issues(cases) if issue.code == rule.code]
    assert len(hits) == example.hits
    for issue in hits:
        assert issue.message.endswith("。")
        assert "{" not in issue.message + issue.message_en


@pytest.mark.parametrize("rule", rules().values(), ids=rules())
def test_a_rule_is_whole(rule):
    kinds = [example.kind for example in rule.examples]
    assert set(kinds) == {"bad", "good", "gaps"}
    assert all(example.hits for example in rule.examples if example.kind == "bad")
    assert not any(example.hits for example in rule.examples if example.kind != "bad")
    assert rule.todo.endswith("。")
    assert rule.zh.endswith("。")
    assert rule.zh.count("。") == 1
    assert rule.en.endswith(".")
    assert set(rule.basis) <= norms().keys()
    assert rule.covers <= SUBMISSION


def test_codes_are_said_once():
    codes = [module.RULE.code for module in modules()]
    assert len(codes) == len(set(codes)) > 50
    assert not set(codes) & SUBMISSION, "what the conversion reports already is not shipped twice"


def test_every_finding_about_a_submission_says_what_to_do():
    assert set(TODO) == SUBMISSION
    assert all(set(basis) <= norms().keys() for _, _, basis in TODO.values())
