"""Labels set sideways in either direction, and in vertical columns of one or two, read as the same labels set level."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from pipeline.submission import Options, process
from tests.extractors.tables.undrawn.drawing import FORM, TITLE, XS, Drawing, FormCell, Style, draw_form, edges, pdf, row_heights

HIGH = Style(padding=14.0)


def turned(page: Drawing, x: float, y: float, text: str, up: bool, size: float = 9.0) -> None:
    """A line of text on its side: from y upwards with its feet at x, or from y downwards."""
    code = text.encode("utf-16-be").hex()
    matrix = f"0 1 -1 0 {x:.2f} {page.height - y:.2f}" if up else f"0 -1 1 0 {x:.2f} {page.height - y:.2f}"
    page.content.append(f"BT /F1 {size} Tf {matrix} Tm <{code}> Tj ET")


Setter = Callable[[Drawing, tuple[float, float, float, float], str], None]


def upwards(page: Drawing, box: tuple[float, float, float, float], text: str) -> None:
    turned(page, (box[0] + box[2]) / 2, (box[1] + box[3] + 9 * len(text)) / 2, text, up=True)


def downwards(page: Drawing, box: tuple[float, float, float, float], text: str) -> None:
    turned(page, (box[0] + box[2]) / 2, (box[1] + box[3] - 9 * len(text)) / 2, text, up=False)


def upwards_in_two_lines(page: Drawing, box: tuple[float, float, float, float], text: str) -> None:
    half = (len(text) + 1) // 2
    for at, part in enumerate((text[:half], text[half:])):
        turned(page, (box[0] + box[2]) / 2 + 12 * at, box[3] - 4, part, up=True)


def downwards_in_two_lines(page: Drawing, box: tuple[float, float, float, float], text: str) -> None:
    half = (len(text) + 1) // 2
    for at, part in enumerate((text[:half], text[half:])):
        turned(page, (box[0] + box[2]) / 2 - 12 * at, box[1] + 4, part, up=False)


def column(page: Drawing, box: tuple[float, float, float, float], text: str) -> None:
    for at, char in enumerate(text):
        page.text((box[0] + box[2]) / 2 - 4, (box[1] + box[3] - 9 * len(text)) / 2 + 9 * at, char, 9)


def two_columns(page: Drawing, box: tuple[float, float, float, float], text: str) -> None:
    half = (len(text) + 1) // 2
    for at, char in enumerate(text):
        page.text((box[0] + box[2]) / 2 + 4 - 14 * (at // half), box[1] + 4 + 10 * (at % half), char, 9)


def levels(data: bytes) -> list[tuple[object, ...]]:
    found = process(data, "form.pdf", "form.pdf", Options())
    return [(row["level1"], row["level2"], row["level3"], row["raw"]) for row in found.indicators]


@cache
def twin() -> list[tuple[object, ...]]:
    page = Drawing()
    page.text(200, 50, TITLE, 14)
    draw_form(page, 90, HIGH)
    return levels(pdf(page))


@pytest.mark.parametrize("setter", [upwards, downwards, upwards_in_two_lines, downwards_in_two_lines, column, two_columns])
@pytest.mark.parametrize("rows", [5, 2])
def test_first_levels(setter: Setter, rows: int) -> None:
    """The labels that stand over so many rows at least are set by the setter."""
    page = Drawing()
    page.text(200, 50, TITLE, 14)
    chosen = [cell for cell in FORM if cell.column == 0 and cell.row > 6 and cell.rows >= max(rows, 2)]
    draw_form(page, 90, HIGH, [cell._replace(text="") if cell in chosen else cell for cell in FORM])
    ys = [90.0]
    for height in row_heights(FORM, XS, HIGH):
        ys.append(ys[-1] + height)
    placed: list[tuple[FormCell, tuple[float, float, float, float]]] = [(cell, box) for cell, box in edges(FORM, XS, ys) if cell in chosen]
    for cell, box in placed:
        setter(page, box, cell.text)
    assert levels(pdf(page)) == twin()
