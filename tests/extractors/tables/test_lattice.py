"""Rules to cells."""

from __future__ import annotations

import pytest

from extractors.tables import lattice as module
from extractors.tables.lattice import Lattice, TooDense, rules_to_lattices
from extractors.tables.rules import Rule, join_pieces

XS, YS = [0.0, 50.0, 100.0], [0.0, 20.0, 40.0]


def horizontal(ys: list[float] = YS, x0: float = 0.0, x1: float = 100.0) -> list[Rule]:
    return [(y, x0, x1) for y in ys]


def vertical(xs: list[float] = XS, y0: float = 0.0, y1: float = 40.0) -> list[Rule]:
    return [(x, y0, y1) for x in xs]


def spans(lattice: Lattice) -> set[tuple[int, int, int, int]]:
    return {cell[:4] for cell in lattice.cells}


PLAIN = {(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)}


def test_a_plain_grid() -> None:
    (found,) = rules_to_lattices(horizontal(), vertical())
    assert (found.xs, found.ys, spans(found)) == (XS, YS, PLAIN)
    assert all(cell.top and cell.bottom for cell in found.cells)
    assert found.locate(60, 10) == found.owner[1]
    assert found.locate(60, 50) is None


def test_a_missing_edge_makes_a_span() -> None:
    (found,) = rules_to_lattices([(0, 0, 100), (20, 50, 100), (40, 0, 100)], vertical())
    assert spans(found) == {(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)}


def test_an_open_edge_is_closed_where_rules_end_together() -> None:
    (found,) = rules_to_lattices(horizontal([0.0, 20.0]), vertical())
    assert (found.ys, spans(found)) == (YS, PLAIN)
    assert [cell.bottom for cell in found.cells] == [True, True, False, False]


def test_sides_that_nobody_drew_are_closed() -> None:
    (found,) = rules_to_lattices(horizontal(), vertical([50.0]))
    assert (found.xs, spans(found)) == (XS, PLAIN)


def test_a_cell_open_at_the_cut_keeps_its_place() -> None:
    """Browsers draw nothing under a merged label that goes on over the page."""
    (found,) = rules_to_lattices([(0, 0, 100), (20, 50, 100), (40, 50, 100)], vertical())
    assert spans(found) == {(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)}
    assert [cell.bottom for cell in found.cells if cell.column == 0] == [False]


def test_a_side_rule_that_nothing_touches_belongs_to_the_table_of_its_height() -> None:
    (found,) = rules_to_lattices([(0, 50, 100), (20, 50, 100), (40, 50, 100)], vertical())
    assert found.xs == XS
    assert (0, 0, 2, 1) in spans(found)


def test_two_tables_apart_are_two() -> None:
    found = rules_to_lattices(horizontal() + [(y + 100, 0.0, 100.0) for y in YS], vertical() + vertical(y0=100.0, y1=140.0))
    assert [lattice.ys for lattice in found] == [YS, [100.0, 120.0, 140.0]]


def test_an_edge_at_which_no_cell_ends_is_none() -> None:
    """An underline that touches a border."""
    (found,) = rules_to_lattices([*horizontal(), (12, 0, 30)], vertical())
    assert (found.ys, spans(found)) == (YS, PLAIN)


def test_places_without_a_cell_are_filled() -> None:
    (found,) = rules_to_lattices([(0, 0, 100), (20, 0, 100), (40, 0, 50)], [(0, 0, 40), (50, 0, 40), (100, 0, 20)])
    assert spans(found) == PLAIN
    assert sorted(set(found.owner)) == [0, 1, 2, 3]


def test_lines_that_enclose_nothing_are_no_grid() -> None:
    assert rules_to_lattices(horizontal([10.0]), []) == []
    assert rules_to_lattices([(10, 0, 100)], [(50, 0, 100)]) == []


def test_what_no_print_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PLACES", 8)
    with pytest.raises(TooDense):
        rules_to_lattices(horizontal(), vertical())


@pytest.mark.parametrize(
    ("pieces", "rules"),
    [
        ([(10, 0, 50), (10, 50, 100)], [(10, 0, 100)]),
        ([(10, 0, 50), (10.4, 52, 100)], [(pytest.approx(10.2, abs=0.1), 0, 100)]),
        ([(10, 0, 100), (11.5, 0, 100)], [(10.75, 0, 100)]),
        ([(10, at, at + 3) for at in range(0, 60, 7)], [(10, 0, 59)]),
        ([(10, 0, 50), (10, 60, 100)], [(10, 0, 50), (10, 60, 100)]),
        ([(10, 0, 50), (14, 0, 50)], [(10, 0, 50), (14, 0, 50)]),
    ],
    ids=["touching", "nearly", "double", "dashed", "apart", "parallel"],
)
def test_pieces_are_joined(pieces: list[Rule], rules: list[Rule]) -> None:
    assert join_pieces(pieces) == rules
