"""Rules however they are drawn border the same cells, and what nobody sees borders none: a form against its twin in plain strokes."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from extractors.document import Grid
from extractors.readers.pdf import read
from tests.extractors.tables.undrawn.drawing import FORM, TITLE, XS, Drawing, Edge, Style, draw_form, edges, pdf, row_heights

STYLE = Style("none", padding=10.0)
ROWS = row_heights(FORM, XS, STYLE)
YS = [90.0 + sum(ROWS[:at]) for at in range(len(ROWS) + 1)]
BOXES = [box for _, box in edges(FORM, XS, YS)]
K = 0.5523  # of its radius: where the control points of a quarter of a circle stand

Pen = Callable[[Drawing, Edge], None]


def grid_of(page: Drawing) -> list[tuple[int, int, int, int, str]]:
    (grid,) = (block for block in read(pdf(page)).blocks if isinstance(block, Grid))
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def form(before: Callable[[Drawing], None] | None, after: Callable[[Drawing], None] | None = None) -> Drawing:
    page = Drawing()
    page.text(200, 50, TITLE, 14)
    if before:
        before(page)
    if after:
        after(page)
    draw_form(page, 90, STYLE)
    return page


def sides(box: Edge) -> list[Edge]:
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def strokes(page: Drawing) -> None:
    for box in BOXES:
        for side in sides(box):
            page.line(*side)


@cache
def twin() -> list[tuple[int, int, int, int, str]]:
    return grid_of(form(strokes))


def thick(width: float) -> Pen:
    return lambda page, box: [page.line(*side, width) for side in sides(box)] and None


def thick_areas(width: float) -> Pen:
    def draw(page: Drawing, box: Edge) -> None:
        for x0, y0, x1, y1 in sides(box):
            page.fill(x0 - width / 2, y0 - width / 2, x1 + width / 2, y1 + width / 2, 0.0)

    return draw


def straight_curves(page: Drawing, box: Edge) -> None:
    for x0, y0, x1, y1 in sides(box):
        points = [(x0 + (x1 - x0) * at / 3, page.height - (y0 + (y1 - y0) * at / 3)) for at in range(4)]
        (a, b), *rest = points
        page.content.append(f"0.5 w {a:.2f} {b:.2f} m " + " ".join(f"{x:.2f} {y:.2f}" for x, y in rest) + " c S")


def one_curved_path(page: Drawing, box: Edge) -> None:
    """All four sides as straight curves of one path."""
    x0, y0, x1, y1 = box[0], page.height - box[3], box[2], page.height - box[1]
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    parts = [f"{x0} {y0} m"]
    for (ax, ay), (bx, by) in pairwise(corners):
        parts.append(f"{(2 * ax + bx) / 3:.2f} {(2 * ay + by) / 3:.2f} {(ax + 2 * bx) / 3:.2f} {(ay + 2 * by) / 3:.2f} {bx} {by} c")
    page.content.append("0.5 w " + " ".join(parts) + " h S")


def rounded(radius: float) -> Pen:
    def draw(page: Drawing, box: Edge) -> None:
        x0, y0, x1, y1 = box[0], page.height - box[3], box[2], page.height - box[1]
        r, k = radius, radius * (1 - K)
        page.content.append(
            f"0.5 w {x0 + r} {y0} m {x1 - r} {y0} l {x1 - k} {y0} {x1} {y0 + k} {x1} {y0 + r} c {x1} {y1 - r} l "
            f"{x1} {y1 - k} {x1 - k} {y1} {x1 - r} {y1} c {x0 + r} {y1} l {x0 + k} {y1} {x0} {y1 - k} {x0} {y1 - r} c "
            f"{x0} {y0 + r} l {x0} {y0 + k} {x0 + k} {y0} {x0 + r} {y0} c h S"
        )

    return draw


def dots(step: float, size: float) -> Pen:
    def draw(page: Drawing, box: Edge) -> None:
        for x0, y0, x1, y1 in sides(box):
            length = math.hypot(x1 - x0, y1 - y0)
            for at in range(int(length / step) + 1):
                x, y = x0 + (x1 - x0) * at * step / length, y0 + (y1 - y0) * at * step / length
                page.fill(x - size / 2, y - size / 2, x + size / 2, y + size / 2, 0.0)

    return draw


def dashed(pattern: str) -> Pen:
    def draw(page: Drawing, box: Edge) -> None:
        page.content.append(f"[{pattern}] 0 d")
        for side in sides(box):
            page.line(*side)
        page.content.append("[] 0 d")

    return draw


def pictures(page: Drawing, box: Edge) -> None:
    """A pixel drawn long, as some programs draw rules."""
    for x0, y0, x1, y1 in sides(box):
        wide, high = max(x1 - x0, 0.8), max(y1 - y0, 0.8)
        place = f"{wide:.2f} 0 0 {high:.2f} {x0:.2f} {page.height - y0 - high:.2f}"
        page.content.append(f"q {place} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q")


PENS: dict[str, Pen] = {
    "4.5 points": thick(4.5),
    "3 points": thick(3.0),
    "6 points": thick(6.0),
    "areas of 4.5 points": thick_areas(4.5),
    "areas of 5.5 points": thick_areas(5.5),
    "straight curves": straight_curves,
    "a path of straight curves": one_curved_path,
    "corners of 2 points": rounded(2),
    "corners of 4 points": rounded(4),
    "corners of 6 points": rounded(6),
    "dots 4 points apart": dots(4, 0.8),
    "dots 6 points apart": dots(6, 1.0),
    "dots 8 points apart": dots(8, 1.0),
    "dots 10 points apart": dots(10, 1.2),
    "dots of 2 points": dots(5, 2.0),
    "dashes 3 2": dashed("3 2"),
    "dashes 1 8": dashed("1 8"),
    "dashes and dots": dashed("8 3 1 3"),
    "pictures": pictures,
}


@pytest.mark.parametrize("pen", PENS)
def test_rules_border_cells(pen: str) -> None:
    def draw(page: Drawing) -> None:
        for box in BOXES:
            PENS[pen](page, box)

    assert grid_of(form(draw)) == twin()


def full_grid(page: Drawing) -> None:
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, YS[0], x, YS[-1])


def merged_boxes() -> list[Edge]:
    return [box for cell, box in edges(FORM, XS, YS) if cell.rows > 1 or cell.columns > 1]


def white_covers(inset: float, gray: float = 1.0) -> Callable[[Drawing], None]:
    def draw(page: Drawing) -> None:
        for x0, y0, x1, y1 in merged_boxes():
            page.fill(x0 + inset, y0 + inset, x1 - inset, y1 - inset, gray)

    return draw


def white_rules(width: float) -> Callable[[Drawing], None]:
    """The rules inside merged cells drawn again in white."""

    def draw(page: Drawing) -> None:
        page.content.append("1 G")
        for x0, y0, x1, y1 in merged_boxes():
            for y in YS:
                if y0 < y < y1:
                    page.line(x0 + 0.4, y, x1 - 0.4, y, width)
            for x in XS:
                if x0 < x < x1:
                    page.line(x, y0 + 0.4, x, y1 - 0.4, width)
        page.content.append("0 G")

    return draw


@pytest.mark.parametrize(
    "cover",
    [white_covers(0.5), white_covers(1.0), white_covers(1.5), white_covers(1.0, 0.9), white_rules(0.5), white_rules(1.0), white_rules(2.0)],
)
def test_rules_under_a_cover_border_nothing(cover: Callable[[Drawing], None]) -> None:
    assert grid_of(form(full_grid, cover)) == twin()


def test_white_rules_on_paper_border_nothing_where_others_are_drawn() -> None:
    def white(page: Drawing) -> None:
        page.content.append("1 G")
        full_grid(page)
        page.content.append("0 G")

    assert grid_of(form(white, strokes)) == twin()


def test_white_rules_on_colour_border_cells() -> None:
    def coloured(page: Drawing) -> None:
        page.fill(XS[0], YS[0], XS[-1], YS[-1], 0.8)
        page.content.append("1 G")
        strokes(page)
        page.content.append("0 G")

    assert grid_of(form(coloured)) == twin()
