"""Tables cut in two are one again where the second part says so, in Word files and web pages; other neighbours stay apart."""

from __future__ import annotations

import pytest

from extractors.continued import join_continued
from extractors.document import Cell, Grid, Paragraph, Role, Where

HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
ABOVE = [HEAD, ("产出指标", "数量指标", "管网", "≥35公里"), ("产出指标", "质量指标", "合格率", "100%")]


def grid(rows, block=1) -> Grid:
    """A grid of plain cells; equal texts below each other in the first column are one merged cell."""
    cells: list[Cell] = []
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            above = next((cell for cell in cells if cell.column == c and cell.row + cell.row_span == r), None)
            if c == 1 and text and above is not None and above.text == text:
                above.row_span += 1
            else:
                cells.append(Cell(r, c, 1, 1, text, Where(block=block, row=r, column=c)))
    return Grid(len(rows), len(rows[0]), tuple(cells), Where(block=block))


def texts(block: Grid):
    return [[block.at(row, column).text for column in range(1, block.columns + 1)] for row in range(1, block.rows + 1)]


LINES = ["续表", "（续表）", "续表1", "接上表", "续上页", "表2（续）", "", " \u3000"]


@pytest.mark.parametrize("line", [None, *LINES])
@pytest.mark.parametrize("blanks", [1, 2])
def test_a_repeated_heading_with_a_blank_level_cell_goes_on(line, blanks):
    first = ("", "质量指标" if blanks == 1 else "", "验收率", "≥98%")
    below = grid([HEAD, first, ("效益指标", "社会效益", "受益人口", "≥4200人")], 3)
    between = [] if line is None else [Paragraph(line, Where(block=2))]
    (joined, *rest), remarks = join_continued([grid(ABOVE), *between, below])
    assert texts(joined)[3:] == [["产出指标", "质量指标", "验收率", "≥98%"], ["效益指标", "社会效益", "受益人口", "≥4200人"]]
    assert [cell.text for cell in joined.repeated] == list(HEAD)
    assert [(block.text, block.role) for block in rest] == [(line, Role.HEADER)] * len(between)
    assert [remark.note.code for remark in remarks] == ["table.join"]
    assert sorted({cell.where.block for cell in joined.cells}) == [1, 3]


@pytest.mark.parametrize(
    "below",
    [
        [HEAD, ("效益指标", "社会效益", "受益人口", "≥4200人")],  # its own level
        [("", "质量指标", "验收率", "≥98%")],  # no heading
        [("甲", "乙", "丙", "丁"), ("", "质量指标", "验收率", "≥98%")],  # another heading
        [HEAD, ("", "", "", "")],  # a row that says nothing
        [HEAD],
        [HEAD[:3], ("", "验收率", "≥98%")],  # other columns
    ],
)
def test_others_stay_apart(below):
    blocks = [grid(ABOVE), grid(below, 2)]
    assert join_continued(blocks) == (tuple(blocks), ())


@pytest.mark.parametrize("line", ["二、某项目绩效目标表", "续签合同", "表2", "说明：续表"])
def test_a_line_that_says_something_parts_two_tables(line):
    blocks = [grid(ABOVE), Paragraph(line, Where(block=2)), grid([HEAD, ("", "质量指标", "验收率", "≥98%")], 3)]
    assert join_continued(blocks) == (tuple(blocks), ())


def test_a_third_part_goes_on_too():
    part = [HEAD, ("", "质量指标", "验收率", "≥98%")]
    (joined,), remarks = join_continued([grid(ABOVE), grid(part, 2), grid(part, 3)])
    assert (joined.rows, [row[0] for row in texts(joined)[1:]], len(remarks)) == (5, ["产出指标"] * 4, 2)


def test_a_blank_cell_that_covers_rows_makes_the_cell_above_longer():
    below = grid([HEAD, ("", "质量指标", "验收率", "≥98%")], 2)
    longer = Grid(
        3,
        4,
        (
            *(cell for cell in below.cells if cell.row == 1),
            Cell(2, 1, 2, 1, ""),
            *below.cells[5:],
            *(Cell(3, c, 1, 1, str(c)) for c in (2, 3, 4)),
        ),
    )
    (joined,), _ = join_continued([grid(ABOVE), longer])
    assert [row[0] for row in texts(joined)[1:]] == ["产出指标"] * 4


def merged(pen, text, kind):
    return pen.tc(text, f'<w:vMerge w:val="{kind}"/>')


@pytest.mark.parametrize("between", ["", "<w:p/>", "<w:p/><w:p/>"])
def test_a_merge_that_goes_on_in_the_next_table_of_a_word_file(pen, between):
    above = pen.tbl(pen.tr(*HEAD), pen.tr(merged(pen, "产出指标", "restart"), "数量指标", "管网", "≥35公里"))
    below = pen.tbl(pen.tr(merged(pen, "", "continue"), "质量指标", "合格率", "100%"), pen.tr("效益指标", "社会效益", "人口", "≥4200人"))
    (joined, _) = pen.read(above + between + below + pen.p("后")).blocks
    assert texts(joined)[1:] == [
        ["产出指标", "数量指标", "管网", "≥35公里"],
        ["产出指标", "质量指标", "合格率", "100%"],
        ["效益指标", "社会效益", "人口", "≥4200人"],
    ]


def test_in_web_pages_too(pen):
    from extractors.readers import html

    def table(*rows):
        return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows) + "</table>"

    page = table(HEAD, ("产出指标", "数量指标", "管网", "≥35公里")) + "<p>续表</p>" + table(HEAD, ("", "质量指标", "合格率", "100%"))
    joined, line = html.read(page.encode()).blocks
    assert texts(joined)[2] == ["产出指标", "质量指标", "合格率", "100%"]
    assert line.role is Role.HEADER
