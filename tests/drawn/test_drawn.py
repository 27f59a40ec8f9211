"""The gate over drawn forms: 200 of one seed by default, 2,000 of the same and of a fresh one in `make prove`."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from pipeline.submission import process

from .containers import WRITERS
from .families import draw
from .figures import cases, count
from .gates import CONTAINERS, faults, report
from .invariants import disagreements
from .recipe import recipes

SEED = 15
FRESH_SLACK = 0.03  # figures of another seed are other figures


def _gate(seed: int, number: int, slack: float = 0.0) -> None:
    done = list(cases(recipes(seed, number), CONTAINERS))
    for name, figures in sorted(count(done).items()):
        print(figures.line(name))
    wrong = faults(done, slack)
    assert not wrong, f"seed {seed}\n" + "\n".join(wrong) + "\n" + report(done)


def test_two_hundred_drawn_forms_are_read_as_well_as_before() -> None:
    _gate(SEED, 200)


@pytest.mark.prove
def test_two_thousand_drawn_forms_are_read_as_well_as_before() -> None:
    _gate(SEED, 2000, FRESH_SLACK)


@pytest.mark.prove
def test_a_fresh_seed_is_read_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    seed = secrets.randbelow(10**6)
    with capsys.disabled():
        print(f"\nfresh seed of the drawn forms: {seed} (python -m tests.drawn --seed {seed} --count 2000)")
    _gate(seed, 2000, FRESH_SLACK)


APART = {"html": 0, "pdf": 2, "txt": 7}
"""How many of the forms may say something else than in Word: text has no spans, a page may begin with a table."""


def test_containers_of_one_form_agree() -> None:
    apart: dict[str, list[str]] = {container: [] for container in APART}
    for recipe in recipes(SEED, 66):
        drawn = draw(replace(recipe, title_lines=False))  # in pages and text two lines are two paragraphs: the gate counts what is lost
        rows = {container: process(write(drawn), f"form.{container}", "form").rows for container, write in WRITERS.items()}
        for container, several in apart.items():
            several += [f"{recipe} {one}" for one in list(disagreements(rows["docx"], rows[container]))[:1]]
    for container, several in apart.items():
        assert len(several) <= APART[container], f"{container}\n" + "\n".join(several[:5])
