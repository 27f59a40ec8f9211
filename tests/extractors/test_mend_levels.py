"""Headings of levels on scans are put back by the headings beside them, and only where one answer is left."""

import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.mend_levels import mend_levels


def header(*read: tuple[str, float | None]) -> Document:
    """A row of headings as they were read, with their confidences, over a row of values."""
    cells = [Cell(1, at, 1, 1, text, Where(page=1), confidence=sure) for at, (text, sure) in enumerate(read, 1)]
    cells += [Cell(2, at, 1, 1, "甲", Where(page=1), confidence=0.99) for at in range(1, len(read) + 1)]
    return Document("pdf", "pdf-ocr", (Grid(2, len(read), tuple(cells)),))


def first_row(document: Document) -> list[str]:
    return [cell.text for cell in document.blocks[0].cells if cell.row == 1]


@pytest.mark.parametrize(
    "read",
    [
        [("一级指标", 0.99), ("二级指标", 0.99), ("级指标", 0.5), ("指标值", 0.99)],
        [("级指标", 0.75), ("级指标", 0.75), ("-级指标", 0.75), ("指标值", 0.99)],
        [("1级指标", 0.3), ("二级指标", None), ("三级指标", 0.99), ("指标值", 0.99)],
        [("一级指标", 0.99), ("级指标", 0.99), ("三级指标", 0.99), ("指标值", 0.99)],  # nobody doubts it, but nobody prints it
        [("--级指标", 0.99), ("级指标", 0.99), ("三级指标", 0.99), ("指标值", 0.99)],  # nor this
    ],
)
def test_the_headings_beside_it_say_which_level_it_is(read):
    document = mend_levels(header(*read))
    assert first_row(document) == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert {remark.note.code for remark in document.remarks} == {"label.repaired"}
    assert {dict(remark.note.args)["raw"] for remark in document.remarks} == {
        text for text, _ in read if text not in ("一级指标", "二级指标", "三级指标", "指标值")
    }


def test_a_heading_joined_with_what_stands_below_it_keeps_its_place_in_the_row():
    document = mend_levels(header(("级指标", 0.5), ("级指标数量指标", 0.5), ("三级指标", 0.99), ("指标值", 0.99)))
    assert first_row(document) == ["一级指标", "级指标数量指标", "三级指标", "指标值"]


def test_headings_that_a_form_prints_twice_are_asked_side_by_side():
    read = ["一级指标", "级指标", "三级指标", "指标值", "二级指标", "三级指标"]
    document = mend_levels(header(*((text, 0.5 if text == "级指标" else 0.99) for text in read)))
    assert first_row(document) == ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标"]


@pytest.mark.parametrize(
    "read",
    [
        [("级指标", 0.5), ("指标值", 0.99)],  # which of three?
        [("一级指标", 0.99), ("级指标", 0.99)],  # nobody doubts it
        [("三级指标", 0.99), ("级指标", 0.5)],  # there is no fourth
        [("级指标", 0.5), ("一级指标", 0.99), ("二级指标", 0.99)],  # nothing stands before the first
    ],
)
def test_what_is_open_is_left_as_it_was_read(read):
    document = header(*read)
    assert mend_levels(document) is document
