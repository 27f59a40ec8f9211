"""Labels cut by a page break are put together by the field's words, and only they."""

import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.mend import mend
from extractors.vocabulary import DEFAULT


def cut(upper: str, lower: str, lower_page: int = 2) -> Document:
    """A label's two halves at the left of two rows, the second on the next page."""
    cells = (
        Cell(1, 1, 1, 1, upper, Where(page=1)),
        Cell(1, 2, 1, 1, "甲", Where(page=1)),
        Cell(2, 1, 1, 1, lower, Where(page=lower_page)),
        Cell(2, 2, 1, 1, "乙", Where(page=lower_page)),
    )
    return Document("pdf", "pdf-text", (Grid(2, 2, cells),))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("绩效", "指标"),
        ("满意", "度指标"),
        ("服务对象", "满意度指标"),
        ("年度主要", "任务"),
        ("可持续影响", "指标"),
        ("项目资", "金（万元）"),
        ("效益指", "标"),
        ("产", "出指标"),
        ("社会效", "益指标"),
        ("可持续影", "响指标"),
        ("服务对象满意", "度指标"),
    ],
)
def test_halves_of_a_label_are_one_cell_over_both_rows(upper, lower):
    document = mend(cut(upper, lower), DEFAULT)
    cells = document.blocks[0].cells
    assert [(c.text, c.row_span) for c in cells] == [(upper + lower, 2), ("甲", 1), ("乙", 1)]
    assert document.blocks[0].evidence


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("产出指标", "效益指标"),
        ("产出", "数量指标"),
        ("项目名称", "主管部门"),
        ("（90分）", "自评总分"),
        ("年度目标", "绩效指标"),
        ("甲", "乙"),
    ],
)
def test_two_labels_stay_two(upper, lower):
    document = cut(upper, lower)
    assert mend(document, DEFAULT) is document


def test_within_a_page_geometry_has_the_word():
    document = cut("绩效", "指标", lower_page=1)
    assert mend(document, DEFAULT) is document
