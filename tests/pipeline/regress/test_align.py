from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from extractors.interpret.assignment import assignment, rising
from pipeline.regress.align import align
from pipeline.regress.shapes import SHAPES

INDICATORS = SHAPES["indicators"]
weight = st.integers(0, 9).map(float)


def best(weights: list[list[float]]) -> float:
    """The greatest total by trying every pairing."""
    n, m = len(weights), len(weights[0])
    if n > m:
        return best([list(line) for line in zip(*weights, strict=True)])
    return max(sum(weights[i][j] for i, j in enumerate(columns)) for columns in permutations(range(m), n))


@given(st.integers(1, 5).flatmap(lambda m: st.lists(st.lists(weight, min_size=m, max_size=m), min_size=1, max_size=5)))
def test_the_pairing_is_the_best_there_is(weights: list[list[float]]) -> None:
    pairs = assignment(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(weights[i][j] > 0 for i, j in pairs)
    assert sum(weights[i][j] for i, j in pairs) == best(weights)


def test_nothing_is_paired_with_nothing() -> None:
    assert assignment([]) == assignment([[]]) == assignment([[0.0]]) == []


def test_a_very_large_pairing_takes_the_heaviest_first() -> None:
    size = 201
    assert assignment([[1.0 if i == j else 0.5 for j in range(size)] for i in range(size)]) == [(i, i) for i in range(size)]


@given(st.permutations(range(7)))
def test_the_rising_run_is_a_longest_one(numbers: list[int]) -> None:
    run = sorted(rising(numbers))
    kept = [numbers[at] for at in run]
    assert kept == sorted(kept)
    longest = max(size for size in range(8) if _has_run(numbers, size))
    assert len(run) == longest


def _has_run(numbers: list[int], size: int) -> bool:
    from itertools import combinations

    return any(list(some) == sorted(some) for some in combinations(numbers, size))


def indicator(name: str, **more: object) -> dict[str, object]:
    return {"level1": "产出指标", "level2": "数量指标", "level3": name, "raw": "≥1个", **more}


@given(st.sets(st.integers(0, 9)))
def test_missing_rows_never_move_the_others(gone: set[int]) -> None:
    said = [indicator(f"指标{n}", level2=None) for n in range(10)]
    read = [row for n, row in enumerate(said) if n not in gone]
    found = align(said, read, INDICATORS)
    assert [said[i] for i, _ in found.pairs] == [read[j] for _, j in found.pairs]
    assert set(found.left) == gone
    assert not found.right


def test_rows_of_one_key_are_told_apart_by_what_else_they_hold() -> None:
    said = [indicator("完成率", raw="≥90%"), indicator("完成率", raw="≥50%"), indicator("完成率", raw="≥10%")]
    read = [said[2], said[0]]
    assert align(said, read, INDICATORS).pairs == ((0, 1), (2, 0))


def test_a_misread_name_finds_its_row() -> None:
    said = [indicator("妇女维权宣传培训人数"), indicator("信访代理工作覆盖率")]
    read = [indicator("信访代理作覆盖率"), indicator("妇女维权宜传培训人数")]
    assert align(said, read, INDICATORS).pairs == ((0, 1), (1, 0))


def test_one_unknown_row_between_two_known_ones_is_the_same_row() -> None:
    said = [indicator("甲"), indicator("乙乙乙"), indicator("丙")]
    read = [indicator("甲"), indicator("□□"), indicator("丙")]
    assert align(said, read, INDICATORS).pairs == ((0, 0), (1, 1), (2, 2))


def test_any_of_several_names_finds_the_row() -> None:
    said = [indicator("甲"), {"level1": "产出指标", "level2": "数量指标", "level3": {"any": ["乙", "指标二：乙"]}}]
    read = [indicator("指标二：乙"), indicator("甲")]
    assert align(said, read, INDICATORS).pairs == ((0, 1), (1, 0))


def test_projects_are_found_by_code_before_name() -> None:
    said = [{"project_code": "A1", "project_name": "道路"}, {"project_code": "A2", "project_name": "道路"}]
    assert align(said, said[::-1], SHAPES["projects"]).pairs == ((0, 1), (1, 0))
