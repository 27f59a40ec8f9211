"""Drawings that draw each other without end are refused before PDFium sees them; those of real files are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.readers.pdf import read
from extractors.readers.pdf_expansion import refuse_expanding
from tests.hostile import pdfs

INLINE = b"<</XObject<</X 10 0 R>>>>"


@pytest.mark.parametrize(
    "data",
    [
        pdfs.circle(INLINE, {}),
        pdfs.circle(INLINE, {}, packed=True),
        pdfs.circle(b" 11 0 R", {11: INLINE}),
        pdfs.circle(b"<</XObject 11 0 R>>", {11: b"<</X 10 0 R>>"}),
        pdfs.circle(b" 11 0 R", {12: pdfs.packed_objects({11: INLINE})}, packed=True),
        pdfs.doubling_forms(25, 2),
        pdfs.doubling_forms(6, 10),
    ],
    ids=["itself", "deflated", "resources apart", "table apart", "in an object stream", "doubled 25 times", "tenfold 6 times"],
)
def test_drawings_without_end_are_too_large(data: bytes) -> None:
    with pytest.raises(ReadError) as raised:
        read(data)
    assert raised.value.code == "too-large"


@pytest.mark.parametrize(
    "data", [pdfs.one(), pdfs.doubling_forms(8, 2), pdfs.looped_forms(), b"", b"/Subtype/Form", b"1 0 obj/Subtype/Form stream\n"]
)
def test_what_ends_is_not_refused(data: bytes) -> None:
    refuse_expanding(data)


def test_no_sample_is_refused(samples: Path) -> None:
    for path in sorted(samples.rglob("*.pdf")):
        refuse_expanding(path.read_bytes())


def test_a_page_whose_size_is_unreadable_is_as_large_as_its_text() -> None:
    data = pdfs.one(b"1 0 0 1 100000 100000 cm " + pdfs.WORDS, box=b"1e5 1e5 100595 100842")
    (paragraph,) = read(data).blocks
    assert getattr(paragraph, "text", None) == "Budget performance goals 2022"
    box = paragraph.where.box
    assert box is not None
    assert 0 <= box.x0 < box.x1 < 300
    assert 0 <= box.y0 < box.y1 < 100


def test_text_outside_a_readable_page_is_not_on_it() -> None:
    with pytest.raises(ReadError, match="no-text"):
        read(pdfs.one(box=b"10000 10000 10595 10842"))
