"""What holds for any text, however it is made: nothing lost, no hole, no error, and time in step with size."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document, Grid
from extractors.errors import ReadError
from extractors.readers.text import read
from extractors.tables.from_text import VocabularyRoles, regrid
from extractors.vocabulary import DEFAULT

ROLES = VocabularyRoles(DEFAULT)
WORDS = ["", " ", "项目名称", "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "分值", "产出指标", "数量指标"]
WORDS += ["≥", "90", "%", "合计", "3月底", "6月底", "年度目标", "其中：财政拨款"]
CELL = st.sampled_from(WORDS) | st.text("甲乙12|\n\t", max_size=6)
TABLE = st.lists(st.lists(CELL, min_size=1, max_size=9), min_size=1, max_size=9)
SOUP = st.text("\t\t\n\n 一级指标产出合计3月底≥9%[]:bookmark\r\x0b\u3000", max_size=200)


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace())


def printed(document: Document) -> Counter[str]:
    return letters("".join(piece.text for piece in document.pieces()))


def whole(document: Document) -> None:
    """Every place of every grid is covered by exactly one cell."""
    for block in document.blocks:
        if isinstance(block, Grid):
            assert sum(cell.row_span * cell.column_span for cell in block.cells) == block.rows * block.columns
            assert all(block.at(r, c) for r in range(1, block.rows + 1) for c in range(1, block.columns + 1))


@given(SOUP)
@settings(deadline=None, max_examples=300)
def test_any_text_keeps_every_character(text: str) -> None:
    try:
        flat = read(text.encode())
    except ReadError:
        return
    document = regrid(flat, ROLES)
    whole(document)
    assert printed(document) == printed(flat)
    if "[bookmark:" not in text:
        assert printed(document) == letters(text)


@given(TABLE)
@settings(deadline=None, max_examples=300)
def test_any_table_keeps_its_rows_and_their_cells(rows: list[list[str]]) -> None:
    text = "".join("".join(f"\t{cell.strip()}\n" for cell in row) + "\n" for row in rows)
    try:
        document = regrid(read(text.encode()), ROLES)
    except ReadError:
        return
    whole(document)
    assert printed(document) == letters("".join(cell for row in rows for cell in row))


def test_a_document_that_is_not_flat_is_left_alone() -> None:
    document = Document("docx", "docx", ())
    assert regrid(document, ROLES) is document


def form(n: int) -> str:
    indicators = "".join(f"\t\n\t\n\t\n\t名称{n}之{k}\n\t≥{k}%\n\t{k}\n\n" for k in range(9))
    return (
        f"项目支出绩效目标表{n}\n\t项目名称\n\t项目{n}\n\n\t项目资金\n\t年度资金总额\n\t{n}\n\n\t\n\t其中：财政拨款\n\t{n}\n\n"
        f"\t绩效指标\n\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\t分值\n\n\t\n\t产出指标\n\t数量指标\n\t数{n}\n\t1个\n\t5\n\n{indicators}\n"
    )


def test_time_grows_with_size() -> None:
    def seconds(make: Callable[[], str]) -> float:
        data = make().encode()
        start = time.process_time()
        regrid(read(data), ROLES)
        return time.process_time() - start

    seconds(lambda: "".join(map(form, range(40))))
    small = seconds(lambda: "".join(map(form, range(60))))
    large = seconds(lambda: "".join(map(form, range(600))))
    assert large < 40 * small + 0.2  # ten times the size, not a hundred times the time
