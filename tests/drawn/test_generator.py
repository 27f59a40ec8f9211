"""The generator itself: the same recipe gives the same bytes, containers lose nothing, truths can be judged by, failures shrink."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Document, Grid, Paragraph
from extractors.readers import docx, html, pdf
from extractors.vocabulary import DEFAULT
from normalizers.text import fold
from pipeline.regress.truth import truth

from .containers import WRITERS
from .families import draw
from .form import Line, Table
from .labels import HELD, KNOWN, LISTS, NONSENSE, OPEN, UNLISTED, labels
from .recipe import FAMILIES, FAULTS, Recipe, held_layout, recipes
from .shrink import shrink, simpler

SOME = list(recipes(7, 66))
READERS = {"docx": docx.read, "html": html.read, "pdf": pdf.read}


@pytest.mark.parametrize("container", list(WRITERS))
def test_the_same_recipe_gives_the_same_bytes(container: str) -> None:
    for recipe in SOME[:20]:
        assert WRITERS[container](draw(recipe)) == WRITERS[container](draw(replace(recipe)))


def test_the_same_seed_gives_the_same_recipes() -> None:
    assert list(recipes(7, 66)) == SOME
    assert list(recipes(8, 66)) != SOME
    assert {recipe.family for recipe in SOME} == set(FAMILIES)
    assert {recipe.labels for recipe in SOME} == set(LISTS)


@pytest.mark.parametrize("recipe", SOME, ids=[f"{at:02d}-{recipe.family}" for at, recipe in enumerate(SOME)])
def test_a_truth_can_be_judged_by(recipe: Recipe) -> None:
    """Every list and every column that it names is one that the tables have, with a value that fits."""
    assert truth(draw(recipe).truth).checked


def test_every_truth_has_its_indicators() -> None:
    for recipe in SOME:
        said = draw(recipe).truth
        found = [*said["department_indicators"], *(one for project in said["projects"] for one in project["indicators"])]
        drawn = 0 if recipe.family == "near_miss" else sum(map(len, recipe.rows))
        pairs = sum(isinstance(one["level3"], dict) for one in found) // 2
        assert len(found) == drawn * (2 if recipe.double else 1) + pairs
        assert all(one["level3"] for one in found)


@pytest.mark.parametrize("container", list(READERS))
def test_a_container_prints_every_cell_in_its_place(container: str) -> None:
    for recipe in SOME[:20]:
        drawn = draw(replace(recipe, page_cut="", title_each=True, title_lines=False))
        read = READERS[container](WRITERS[container](drawn))
        assert _cells(read) == [_drawn_cells(table) for table in drawn.tables()], recipe
        assert _lines(read) == [fold(line.text) for line in drawn.blocks if isinstance(line, Line) and line.text]


def _cells(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    grids = (block for block in document.blocks if isinstance(block, Grid))
    return [
        sorted((cell.row - 1, cell.column - 1, cell.row_span, cell.column_span, fold(cell.text)) for cell in grid.cells) for grid in grids
    ]


def _drawn_cells(table: Table) -> list[tuple[int, int, int, int, str]]:
    return sorted((cell.row, cell.column, cell.row_span, cell.column_span, fold(cell.text)) for cell in table.cells)


def _lines(document: Document) -> list[str]:
    return [fold(block.text) for block in document.blocks if isinstance(block, Paragraph) and block.text.strip()]


def test_known_labels_are_listed_and_the_others_are_not() -> None:
    """A label that the vocabulary learns moves to the list `known` here; else the figures of the other lists mean nothing."""
    for label in labels():
        if label.list == KNOWN and label.role not in ("to_date", "forecast"):  # monitoring: read by what they say, not by a list
            assert DEFAULT.knows(label.text), label
        if label.list in (UNLISTED, NONSENSE):
            assert not DEFAULT.lists(label.text), f"{label.text} is listed now: move it to `known`"


def test_what_is_held_out_stays_out_of_the_open_share() -> None:
    held = {label.text for label in labels() if label.share == HELD}
    for recipe in recipes(3, 90, share=OPEN):
        assert not {label for _, label in recipe.odd} & held
        assert not held_layout(recipe)
    assert all(recipe.held for recipe in recipes(3, 30, share=HELD))


@pytest.mark.parametrize(("family", "fault"), [(family, fault) for family, several in FAULTS.items() for fault in several])
def test_a_fault_changes_what_is_printed(family: str, fault: str) -> None:
    plain = Recipe("fault", family, rows=((0, 2, 5), (1, 4)))
    faulty = draw(replace(plain, fault=fault))
    assert str(faulty) != str(draw(plain))
    assert [one.kind for one in faulty.faults] == [fault]


def test_every_role_has_labels_of_its_own() -> None:
    texts = [(label.role, label.text) for label in labels()]
    assert len(texts) == len(set(texts))
    assert {label.share for label in labels()} == {OPEN, HELD}


def test_a_failure_shrinks_to_what_it_needs() -> None:
    """A fault that needs one feature and two rows of one project keeps exactly these."""
    large = replace(
        SOME[0], family="national_goal", rows=((0, 3, 7, 9), (1, 5)), level_weights=True, merged=False, around=(("income", "before"),)
    )
    small = shrink(large, lambda one: one.level_weights and any({3, 9} <= set(keys) for keys in one.rows))
    assert small == Recipe(large.seed, "national_goal", large.labels, ((3, 9),), level_weights=True)


def test_every_simpler_recipe_differs_and_can_be_drawn() -> None:
    for recipe in SOME[:30]:
        steps = list(simpler(recipe))
        assert recipe not in steps
        for one in steps[:12]:
            draw(one)
