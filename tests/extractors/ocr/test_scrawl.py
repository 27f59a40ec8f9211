"""Signatures, scribbles and seals around a form: one finding a place, no text of the document, and the form is read as without them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from extractors.document import Document, Grid, Paragraph
from extractors.ocr.lines import Span
from extractors.ocr.scrawl import scrawls
from extractors.ocr.signs import Reading
from extractors.readers import image
from pipeline.submission import process

from .conftest import PRINTED, rows, saved

ROOM = 400  # pixels of paper put under the form
OUTSIDE = -1
A4 = 595.0, 842.0


def stroke(draw: ImageDraw.ImageDraw, chance: random.Random, box: tuple[float, float, float, float], turns: int) -> None:
    """A line that winds through a rectangle as a pen does: three waves over each other."""
    x0, y0, x1, y1 = box
    waves = [(turns * (1 + at / 2), chance.uniform(0, 6)) for at in range(3)]
    steps = 60 * turns
    points = []
    for at in range(steps):
        share = at / steps
        swing = sum(math.sin(share * pace * 6 + start) for pace, start in waves) / 3
        points.append((x0 + (x1 - x0) * share + 20 * swing, (y0 + y1) / 2 + (y1 - y0) / 2 * swing))
    draw.line(points, fill=(25, 25, 50), width=4, joint="curve")


def signature(draw: ImageDraw.ImageDraw, top: int) -> None:
    stroke(draw, random.Random(3), (500, top + 60, 860, top + 170), 4)


def scribble(draw: ImageDraw.ImageDraw, top: int) -> None:
    for seed in range(3):
        stroke(draw, random.Random(seed), (200, top + 60, 1000, top + 260), 12)


def seal(draw: ImageDraw.ImageDraw, top: int) -> None:
    """A ring with a star, grey: a copy of a seal."""
    x, y, size = 700, top + 180, 130
    draw.ellipse((x - size, y - size, x + size, y + size), outline=(90, 90, 90), width=9)
    star = [(x + (50 - 30 * (n % 2)) * math.sin(n * math.pi / 5), y - (50 - 30 * (n % 2)) * math.cos(n * math.pi / 5)) for n in range(10)]
    draw.polygon(star, fill=(90, 90, 90))


def marked(picture: Image.Image, mark: Callable[[ImageDraw.ImageDraw, int], None] | None) -> bytes:
    sheet = Image.new("RGB", (picture.width, picture.height + ROOM), picture.getpixel((5, picture.height - 5)))
    sheet.paste(picture, (0, 0))
    if mark:
        mark(ImageDraw.Draw(sheet), picture.height)
    return saved(sheet, "PNG", dpi=(200, 200))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("mark", [signature, scribble, seal])
def test_ink_that_is_no_print_is_one_finding_with_its_place_and_no_text(
    mark: Callable[[ImageDraw.ImageDraw, int], None], picture: Image.Image
) -> None:
    plain, found = image.read(marked(picture, None)), image.read(marked(picture, mark))
    assert texts(found) == texts(plain)
    assert rows(found) == rows(plain)
    assert rows(found)[0] == PRINTED[0]
    assert "page.ink-unread" not in {remark.note.code for remark in plain.remarks}
    # Lines are read in batches by width, and a neighbour may change how sure a dash in a cell is: only what is said outside counts.
    (remark,) = [remark for remark in found.remarks if remark not in plain.remarks and remark.where.row is None]
    assert (remark.note.code, remark.where.page) == ("page.ink-unread", 1)
    assert remark.where.box is not None
    assert remark.where.box.y0 > picture.height * 72 / 200


def test_it_makes_no_row_and_is_named_in_both_languages(picture: Image.Image) -> None:
    plain, found = (process(marked(picture, mark), "a.png", "a.png") for mark in (None, scribble))
    assert [row["raw"] for row in found.indicators] == [row["raw"] for row in plain.indicators]
    (row,) = [row for row in found.findings if row["rule"] == "page.ink-unread"]
    assert "签名" in row["message"]
    assert "signature" in row["message_en"]
    assert row["page"] == 1


def test_ink_inside_a_cell_that_reads_as_nothing_is_a_finding_of_the_cell(picture: Image.Image) -> None:
    sheet = picture.copy()
    blank = next(
        cell
        for block in image.read(saved(picture, "PNG", dpi=(200, 200))).blocks
        if isinstance(block, Grid)
        for cell in block.cells
        if not cell.text
    )
    box = blank.where.box
    assert box is not None
    x, y = (box.x0 + box.x1) / 2 * 200 / 72, (box.y0 + box.y1) / 2 * 200 / 72
    ImageDraw.Draw(sheet).ellipse((x - 14, y - 14, x + 14, y + 14), fill=(25, 25, 50))
    found = image.read(saved(sheet, "PNG", dpi=(200, 200)))
    remarks = [remark for remark in found.remarks if (remark.where.row, remark.where.column) == (blank.row, blank.column)]
    assert [remark.note.code for remark in remarks] == ["cell.low-confidence"]


def test_strokes_near_each_other_are_one_place_and_a_doubtful_heading_is_none() -> None:
    lines = [
        (Span(20, 20, 60, 60), Reading("八", 0.4)),
        (Span(70, 10, 100, 40), Reading("1", 0.9)),  # sure, but amid them
        (Span(20, 700, 60, 740), Reading("", 0.0)),
        (Span(0, 400, 400, 440), Reading("绩效目标申报表", 0.45)),
        (Span(45, 45, 85, 85), Reading("年", 0.98)),  # print, though near
        (Span(600, 400, 640, 440), Reading("2", 0.9)),
    ]
    places, inside = scrawls([(span, OUTSIDE) for span, _ in lines], [one for _, one in lines], 72, A4)
    assert inside == {0, 1, 2}
    assert [(box.y0, box.y1) for box in places] == [(10, 60), (700, 740)]


def test_the_edge_of_the_paper_is_no_ink() -> None:
    """A coloured sheet set straight leaves wedges of another colour."""
    edges = [Span(0, 0, 4, 391), Span(349, 1, 533, 3), Span(590, 449, 595, 842), Span(0, 836, 273, 842)]
    places, inside = scrawls([(span, OUTSIDE) for span in edges], [Reading("", 0.0)] * 4, 72, A4)
    assert places == ()
    assert inside == {0, 1, 2, 3}


def test_lines_in_cells_are_left_to_their_cells() -> None:
    assert scrawls([(Span(0, 0, 9, 9), 3)], [Reading("", 0.0)], 200, A4) == ((), frozenset())
