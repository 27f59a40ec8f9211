from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Cell, Grid
from pipeline.display import cut, pad, wide, wrap
from pipeline.explain.drawing import draw


def test_a_chinese_character_takes_two_columns() -> None:
    assert (wide("指标a"), pad("指标", 6), cut("绩效指标描述", 7), wrap("绩效指标", 5)) == (5, "指标  ", "绩效指…", ["绩效", "指标"])


@given(st.text(), st.integers(2, 20))
def test_wrapping_loses_nothing_and_keeps_to_its_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(wide(line) <= width for line in lines)
    assert "".join(lines) == "".join(c if c.isprintable() else "␣" for c in text)


def test_a_grid_is_drawn_with_its_spans() -> None:
    cells = (Cell(1, 1, 2, 1, "产出"), Cell(1, 2, 1, 1, "数量"), Cell(1, 3, 1, 1, "≥4次"), Cell(2, 2, 1, 2, "质量指标"))
    assert draw(Grid(2, 3, cells)) == [
        "┌────┬────┬────┐",
        "│产出│数量│≥4次│",
        "│    ├────┴────┤",
        "│    │质量指标 │",
        "└────┴─────────┘",
    ]


@given(st.lists(st.text(max_size=60), min_size=4, max_size=4))
def test_every_line_of_a_drawing_is_equally_wide(texts: list[str]) -> None:
    cells = tuple(Cell(1 + i // 2, 1 + i % 2, 1, 1, text) for i, text in enumerate(texts))
    lines = draw(Grid(2, 2, cells), 40)
    assert len({wide(line) for line in lines}) == 1
