"""Labels of scans that are wrong by one character of the same looks."""

import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.mend_labels import mend_labels
from extractors.vocabulary import DEFAULT
from normalizers.levels import NAMES


def read(text: str, confidence: float | None = 0.97) -> Document:
    cells = (Cell(1, 1, 1, 1, text, Where(page=1), confidence=confidence), Cell(1, 2, 1, 1, "按期完成", Where(page=1), confidence=0.99))
    return Document("pdf", "pdf-ocr", (Grid(1, 2, cells),))


MISREAD = [
    ("年度总体日标", "年度总体目标"),
    ("顶目名称", "项目名称"),
    ("实施单拉", "实施单位"),
    ("y年度目标", "年度目标"),
    ("1合计", "合计"),
    ("指标方向~", "指标方向"),
    ("社会效益指.标", "社会效益指标"),
    ("服务对象满意度2指标", "服务对象满意度指标"),
]


@pytest.mark.parametrize(("text", "label"), MISREAD)
def test_a_label_of_the_same_looks_is_taken_for_the_known_one_and_named(text, label):
    mended = mend_labels(read(text), DEFAULT, NAMES)
    assert mended.blocks[0].cells[0].text == label
    (remark,) = mended.remarks
    assert (remark.note.code, dict(remark.note.args)) == ("label.misread", {"raw": text, "label": label})


@pytest.mark.parametrize(
    "text",
    [
        "时效指标",  # one character from 绩效指标, which looks otherwise: a level of its own
        "项目名称",  # known as it stands
        "年度总体标",  # a character is gone: which one?
        "甲单位名称",  # no scrap reads as an ideograph
        "政府性基金拨款：0",  # a label and its value
        "指标1：",  # numbered by the form
        "数量指标1",  # so is this
        "指标（值）",  # brackets are printed
        "y备",  # one character is no label
    ],
)
def test_what_is_known_or_looks_otherwise_is_left(text):
    document = read(text)
    assert mend_labels(document, DEFAULT, NAMES) is document


def test_what_was_printed_as_text_is_never_mended():
    document = read("年度总体日标", None)
    assert mend_labels(document, DEFAULT, NAMES) is document
