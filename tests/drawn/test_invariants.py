"""Invariants see their breaches, and samples that people have checked have none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.submission import Trace, trace

from .containers import WRITERS
from .families import draw
from .invariants import breaches, disagreements, labels_as_values, projects_without_label, stray_rows, tables_without_row
from .recipe import FAMILIES, Recipe, recipes

RECIPE = Recipe("invariants", "national_goal", rows=((0, 2, 5, 9),))
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").rglob("*.docx"))


def _read(recipe: Recipe, container: str = "docx") -> Trace:
    return trace(WRITERS[container](draw(recipe)), f"form.{container}", f"form.{container}")


@pytest.fixture(scope="module")
def reading() -> Trace:
    return _read(RECIPE)


def test_a_good_reading_breaks_none(reading: Trace) -> None:
    assert list(breaches(reading)) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_samples_break_none(sample: Path) -> None:
    assert list(breaches(trace(sample.read_bytes(), sample.name, sample.name))) == []


def test_an_indicator_row_without_indicator_is_a_breach(reading: Trace) -> None:
    rows = copy.deepcopy(dict(reading.submission.rows))
    gone = rows["indicators"][1]["indicator_id"]
    rows["provenance"] = [one for one in rows["provenance"] if one["row_id"] != gone]
    assert reading.document is not None
    assert len(list(stray_rows(reading.document, rows))) == 1


def test_a_head_that_became_a_value_is_a_breach(reading: Trace) -> None:
    rows = copy.deepcopy(dict(reading.submission.rows))
    rows["projects"][0]["unit_name"] = "项目名称"
    assert list(labels_as_values(rows)) == ["projects.unit_name is the label '项目名称'"]


def test_a_project_of_a_table_without_performance_labels_is_a_breach(reading: Trace) -> None:
    lists = _read(Recipe("invariants", "national_goal", rows=((0, 2),), around=(("procurement", "before"), ("assets", "before"))))
    assert lists.document is not None
    rows = copy.deepcopy(dict(lists.submission.rows))
    first = next(block.where.block for block in lists.document.blocks if hasattr(block, "cells"))
    rows["projects"] = [rows["projects"][0] | {"project_id": "made-up", "project_name": "计算机"}]
    rows["provenance"] = [rows["provenance"][0] | {"row_id": "made-up", "block": first}]
    assert len(list(projects_without_label(lists.document, rows))) == 1


def test_a_table_without_a_row_is_a_breach(reading: Trace) -> None:
    assert reading.document is not None
    rows = copy.deepcopy(dict(reading.submission.rows))
    assert list(tables_without_row(reading.document, {**rows, "grids": []}))


@pytest.mark.parametrize("change", [lambda row: row.update(raw="别的"), lambda row: row.clear()], ids=["another value", "no row"])
def test_containers_that_differ_are_a_breach(reading: Trace, change: Callable[[dict[str, object]], None]) -> None:
    same = _read(RECIPE, "html").submission.rows
    assert list(disagreements(reading.submission.rows, same)) == []
    other = copy.deepcopy(dict(same))
    change(other["indicators"][0])
    assert list(disagreements(reading.submission.rows, other))


@pytest.mark.parametrize("family", FAMILIES)
def test_drawn_forms_break_none(family: str) -> None:
    """Whatever the labels are: what the vocabulary does not list must not end in a table without a word about it."""
    found = [f"{recipe} {one}" for recipe in recipes(5, 12, family=family) for one in breaches(_read(recipe))]
    assert not found, "\n".join(found[:5])
