"""Pictures on pages that have text: values that are pictures, forms pasted in as pictures, and pictures that are neither."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.document import Box
from extractors.ocr.page import Scanned
from extractors.pages.model import Page, PageCell, PageTable
from extractors.readers import pdf as reader
from extractors.readers.pdf_pictures import _has_rules
from extractors.readers.pdf_scan import Scanner
from extractors.tables.runs import Line
from tests.extractors.readers.drawn_pdf import DrawnPage, codes, grids, pdf, rows
from tests.extractors.readers.test_pdf_print import BASE, FORM, XS, X, form, named

IMAGE = {
    100: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
    "stream\nA\nendstream",
    101: "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X1 100 0 R >> >> /Length 6 >>\n"
    "stream\n/X1 Do\nendstream",
}
OBJECTS = "/XObject << /X1 100 0 R /X2 101 0 R >>"


def drawn(page: DrawnPage) -> bytes:
    return pdf(page, objects=IMAGE, resources=OBJECTS)


@pytest.mark.parametrize("name", ["X1", "X2"])
@pytest.mark.parametrize("size", [(20, 12), (60, 16), (150, 20)])
def test_a_picture_in_a_blank_cell_is_named_where_pixels_are_not_read(name: str, size: tuple[int, int]) -> None:
    page = form().raw(f"q {size[0]} 0 0 {size[1]} {X} {BASE - 4} cm /{name} Do Q")
    document = reader.read(drawn(page))
    assert [(remark.note.code, remark.where.page) for remark in document.remarks] == [("page.picture-unread", 1)]


@pytest.mark.parametrize(
    "place",
    [
        f"20 0 0 12 {X + 60} {BASE - 4}",  # beside a value: a seal, a tick
        "80 0 0 40 60 780",  # a badge above the form
        "4 0 0 4 170 700",  # a dot
        "595 0 0 842 0 0",  # the paper
    ],
)
def test_other_pictures_are_not_named(place: str) -> None:
    page = DrawnPage().raw(f"q {place} cm /X1 Do Q")
    page.table(XS, 100, FORM, 24)
    assert codes(reader.read(drawn(page))) == []


def _seen(*lines: tuple[str, float, float], table: bool = False) -> Scanned:
    found = [Line(text, x, y, x + 10 * len(text), y + 10, 10.0) for text, x, y in lines]
    if not table:
        return Scanned(Page(1, 595.0, 842.0, [], found))
    cells = [PageCell(at, 0, 1, 1, Box(60, 500 + 30 * at, 500, 530 + 30 * at), [line]) for at, line in enumerate(found)]
    return Scanned(Page(1, 595.0, 842.0, [PageTable([60, 500], [500 + 30 * at for at in range(len(found) + 1)], cells)]))


@pytest.mark.parametrize("lines", [["≥12座"], ["≥12", "座"], ["100%"], ["2023年11月", "底前"], ["是"]])
def test_what_the_picture_says_fills_the_cell_and_is_named(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    top = 842 - BASE - 12
    seen = _seen(*((text, X, top + 8 * at) for at, text in enumerate(lines)), ("别处", 60, 500))
    monkeypatch.setattr(Scanner, "looks", lambda *_: seen)
    document = reader.read(drawn(form().raw(f"q 100 0 0 20 {X} {BASE - 6} cm /X1 Do Q")))
    assert rows(grids(document)[0])[1] == [FORM[1][0], "".join(lines), FORM[1][2]]
    assert named(document) == [("cell.from-picture", "".join(lines))]


def test_a_picture_pasted_over_digits_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scanner, "looks", lambda *_: _seen(("12", X + 10, 842 - BASE - 8)))
    document = reader.read(drawn(form("≥10座").raw(f"q 10 0 0 14 {X + 10} {BASE - 3} cm /X1 Do Q")))
    assert rows(grids(document)[0])[1] == [FORM[1][0], "≥12座", FORM[1][2]]
    assert named(document) == [("text.hidden", "10"), ("cell.from-picture", "12")]


@pytest.mark.parametrize("size", [40, 22])
def test_a_seal_in_a_blank_cell_is_no_value(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scanner, "looks", lambda *_: _seen(("财政局", X, 842 - BASE - 8)))
    red = {100: IMAGE[100].replace("/DeviceGray /Length 1 >>\nstream\nA", "/DeviceRGB /Length 3 >>\nstream\n\xf0\x10\x20")}
    data = pdf(form().raw(f"q {size} 0 0 20 {X} {BASE - 6} cm /X1 Do Q"), objects=IMAGE | red, resources=OBJECTS)
    document = reader.read(data)
    assert rows(grids(document)[0])[1] == [FORM[1][0], "", FORM[1][2]]


def test_the_table_of_a_pasted_form_stands_beside_the_printed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scanner, "looks", lambda *_: _seen(("项目名称", 70, 510), ("农村公路养护", 70, 540), table=True))
    monkeypatch.setattr("extractors.readers.pdf_pictures._has_rules", lambda _: True)
    document = reader.read(drawn(form("≥12座").raw("q 460 0 0 200 50 150 cm /X1 Do Q")))
    assert [rows(grid) for grid in grids(document)] == [FORM, [["项目名称"], ["农村公路养护"]]]
    assert document.method == "pdf-mixed"


@pytest.mark.parametrize("thick", [1, 2])
@pytest.mark.parametrize("ink", [0, 120])
@pytest.mark.parametrize("paper", [255, 200])
def test_rules_are_known_from_a_coarse_look(thick: int, ink: int, paper: int) -> None:
    grey = np.full((200, 300), paper, dtype=np.int16)
    for y in range(10, 200, 30):
        grey[y : y + thick, 10:290] = ink
    assert not _has_rules(grey)
    for x in range(10, 300, 70):
        grey[10:190, x : x + thick] = ink
    assert _has_rules(grey)


def test_a_photograph_has_no_rules() -> None:
    grey = np.add.outer(np.arange(200), np.arange(300)).astype(np.int16) % 256
    grey[100:, 50:250] = 20
    assert not _has_rules(grey)
