"""Every rule reads its own examples, and no other rule reads them first."""

from __future__ import annotations

import pytest

from normalizers import Context, normalize
from normalizers.folding import unwrapped
from normalizers.printing import tidy
from normalizers.reader import ALL_RULES
from normalizers.repair import REPAIRS, repaired
from normalizers.rules import Rule
from normalizers.scope import scope_of
from normalizers.value import brief

from .corpora import all_lines

CONTEXT = Context(fiscal_year=2022)
SCOPE = scope_of(CONTEXT)
EXAMPLES = [(rule, text, expected) for rule in ALL_RULES for text, expected in rule.examples]


@pytest.mark.parametrize(("rule", "text", "expected"), EXAMPLES, ids=lambda item: item if isinstance(item, str) else None)
def test_a_rule_reads_its_example_itself(rule: Rule, text: str, expected: str) -> None:
    found = rule.pattern.fullmatch(unwrapped(tidy(text)))
    assert found is not None, f"the pattern of {rule.name!r} does not match {text!r}"
    value = rule.produce(found, scope_of(CONTEXT))
    assert value is not None, f"{rule.name!r} declines {text!r}"
    assert brief(value) == expected


@pytest.mark.parametrize(("rule", "text", "expected"), EXAMPLES, ids=lambda item: item if isinstance(item, str) else None)
def test_no_rule_reads_the_example_otherwise(rule: Rule, text: str, expected: str) -> None:
    assert brief(normalize(text, CONTEXT)) == expected


def test_every_rule_has_a_name_of_its_own_and_examples() -> None:
    names = [rule.name for rule in ALL_RULES]
    assert len(set(names)) == len(names)
    assert all(rule.examples for rule in ALL_RULES)


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_a_repair_mends_its_examples(repair) -> None:  # type: ignore[no-untyped-def]  # a Repair, parametrized
    assert repair.examples
    for name, damaged, mended in repair.examples:
        assert repaired(tidy(damaged), scope_of(Context(name=name, ocr=True))) == (repair.name, mended)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_a_rule_needs_no_character_that_it_can_do_without(rule: Rule) -> None:
    texts = {unwrapped(tidy(raw)) for _, _, raw in all_lines()} | {unwrapped(tidy(text)) for text, _ in rule.examples}
    passed_over = [
        text
        for text in sorted(texts - {""})
        if not rule.may_match(frozenset(text)) and (found := rule.pattern.fullmatch(text)) and rule.produce(found, SCOPE)
    ]
    assert not passed_over
