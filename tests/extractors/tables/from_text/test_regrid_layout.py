"""Layouts without a vocabulary, and within a bound of work."""

from __future__ import annotations

import pytest

from extractors.document import Grid
from extractors.readers.text import read
from extractors.tables.from_text import LabelRole, Roles, VocabularyRoles, layout, regrid
from extractors.tables.from_text.marks import mark
from extractors.tables.label_roles import HEADERS


class NoLabels:
    """A vocabulary that knows nothing."""

    def roles(self, text: str) -> Roles:
        return frozenset()


FORM = (
    "\t项目名称\n\t甲项目\n\n\t主管部门\n\t乙局\n\t实施单位\n\t丙所\n\n"
    "\t绩效指标\n\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\t分值\n\n\t\n\t产出指标\n\t数量指标\n\t次数\n\t12次\n\t50\n\n"
    "\t\n\t\n\t质量指标\n\t合格率\n\t95%\n\t50\n\n\n"
)


def grid_of(text: str, roles: NoLabels | VocabularyRoles) -> Grid:
    (grid,) = regrid(read(text.encode()), roles).blocks
    assert isinstance(grid, Grid)
    return grid


def test_without_labels_rows_of_one_count_still_stand_on_the_same_columns() -> None:
    grid = grid_of(FORM, NoLabels())
    assert (grid.rows, grid.columns) == (5, 6)
    assert [grid.at(r, 5).text for r in (3, 4, 5)] == ["指标值", "12次", "95%"]
    assert (grid.at(5, 1).text, grid.at(5, 2).text) == ("绩效指标", "产出指标")


def test_work_beyond_the_bound_leaves_rows_as_printed_and_says_so(roles: VocabularyRoles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout.Finder.__init__, "__defaults__", (1000,))
    document = regrid(read(FORM.encode()), roles)
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [remark.note.code for remark in document.remarks] == ["table.too-complex"]
    assert [(cell.text, cell.column_span) for cell in grid.row_cells(2)] == [("主管部门", 1), ("乙局", 1), ("实施单位", 1), ("丙所", 3)]


def test_a_band_too_wide_to_lay_out_is_spread_plainly(roles: VocabularyRoles) -> None:
    rows = "".join("".join(f"\t{k}\n" for k in range(n)) + "\n" for n in (150, 70, 150))
    grid = grid_of(rows + "\n", roles)
    assert (grid.rows, grid.columns, len(grid.cells)) == (3, 150, 370)


def test_tables_of_one_make_are_laid_out_once(roles: VocabularyRoles) -> None:
    finder = layout.Finder(effort=40_000)
    texts = [["项目名称", "甲"], ["主管部门", "乙局", "实施单位", "丙所"], ["一级指标", "二级指标", "三级指标", "指标值", "分值"]]
    rows = [tuple(mark(text, roles) for text in row) for row in texts]
    assert all(finder.layouts(rows) is not None for _ in range(50))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("一级\n指标", LabelRole.LEVEL1),
        ("年度指标值", LabelRole.TARGET),
        ("指标性质", LabelRole.SIGN),
        ("绩效指标（90分）", LabelRole.INDICATOR_BLOCK),
        ("项目资金\n（万元）", LabelRole.BLOCK),
        ("其中：当年财政拨款", LabelRole.FUNDING_ROW),
        ("全年执行数", LabelRole.FUNDING_COLUMN),
        ("实际完成情况", LabelRole.GOAL),
        ("任务名称", LabelRole.TASK),
        ("合　　计", LabelRole.TOTAL),
        ("产出指标（50分）", LabelRole.LEVEL1_VALUE),
        ("服务对象满意度指标", LabelRole.LEVEL2_VALUE),
        ("项目名称", LabelRole.ENTITY),
        ("联系电话：", LabelRole.PAIR),
    ],
)
def test_the_vocabulary_tells_roles(roles: VocabularyRoles, text: str, role: LabelRole) -> None:
    assert role in roles.roles(text)


@pytest.mark.parametrize("text", ["", "12次", "≥95%", "甲县水利局", "完成小流域综合治理面积三十二平方公里，新修水平梯田一千二百亩" * 3])
def test_values_have_no_header_role(roles: VocabularyRoles, text: str) -> None:
    assert not roles.roles(text) & HEADERS
