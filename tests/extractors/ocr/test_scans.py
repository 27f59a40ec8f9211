"""A scan is read as its form is printed, in every container; what is unsure says so."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from extractors import ocr
from extractors.document import Document, Grid, Paragraph
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import image, pdf, read
from extractors.scanning import Scanning
from extractors.source import Source
from pipeline.submission import Options, process

from .conftest import PRINTED, SEALED, joined, rows, saved

TEXT_PDF = Path(__file__).parents[3] / "samples" / "shanhaiguan-fulian-2022.pdf"


@pytest.fixture(scope="module")
def document(scan: bytes) -> Document:
    return image.read(scan)


def doubted(document: Document) -> set[str]:
    return {dict(remark.note.args)["raw"] for remark in document.remarks if remark.note.code == "cell.low-confidence"}


def test_rows_are_read_as_printed_under_a_seal_askew_and_with_broken_rules(document: Document) -> None:
    found = rows(document)
    row, column = SEALED
    assert [line for at, line in enumerate(found, 1) if at != row] == [line for at, line in enumerate(PRINTED, 1) if at != row]
    assert found[row - 1][: column - 1] == PRINTED[row - 1][: column - 1]


def test_what_lies_under_the_seal_is_right_or_said_to_be_unsure(document: Document) -> None:
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    cell = grid.at(*SEALED)
    assert cell.text == "≥90%" or cell.text in doubted(document)


def test_a_sign_put_back_is_said_to_be_unsure(document: Document) -> None:
    assert "≤0.9‰" in doubted(document)


def test_every_doubt_has_its_place(document: Document) -> None:
    for remark in document.remarks:
        assert remark.where.page == 1
        assert remark.where.box is not None


def test_merged_cells_and_text_outside_the_grid(document: Document) -> None:
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    merged = grid.at(6, 1)
    assert (merged.text, merged.row, merged.row_span) == ("产出指标", 5, 3)
    outside = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert outside == ["青石县农业农村局项目支出绩效目标表", "（2023年度）", "填报人：张某", "2023年3月1日"]
    assert (document.format, document.method, document.pages) == ("jpg", "image-ocr", 1)


def test_reading_opens_no_connection(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("recognition must not ask the network")

    monkeypatch.setattr(socket, "socket", refuse)
    assert rows(image.read(scan))[0] == PRINTED[0]


def test_a_submission_of_a_scan_is_a_row_like_any_other(scan_pdf: bytes) -> None:
    found = process(scan_pdf, "form.pdf", "form.pdf")
    assert (found.document["status"], found.document["method"], found.document["fiscal_year"]) == ("ok", "pdf-ocr", 2023)
    raws = [row["raw"] for row in found.indicators]
    assert raws[:4] == ["≥3200亩", "≥95%", "是/否", "≤0.9‰"]
    assert [row["amount_yuan"] for row in found.rows["funding"]] == [1205000, 1205000]


def test_a_document_of_text_and_scans_is_read_page_by_page(scan_pdf: bytes) -> None:
    found = pdf.read(joined(TEXT_PDF.read_bytes(), scan_pdf), scanning=Scanning())
    assert found.method == "pdf-mixed"
    alone = pdf.read(TEXT_PDF.read_bytes(), scanning=Scanning())
    assert alone.method == "pdf-text"
    texts = [piece.text for piece in found.pieces()]
    assert "高标准农田管护补助" in texts
    assert texts[:20] == [piece.text for piece in alone.pieces()][:20]


def test_never_leaves_a_scan_unread_and_says_so(scan_pdf: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        pdf.read(scan_pdf, scanning=Scanning("never"))
    assert refused.value.code == "no-text"
    mixed = pdf.read(joined(TEXT_PDF.read_bytes(), scan_pdf), scanning=Scanning("never"))
    assert mixed.partial
    assert "page.no-text" in {remark.note.code for remark in mixed.remarks}


def test_always_reads_pixels_where_there_is_text() -> None:
    found = process(TEXT_PDF.read_bytes(), "form.pdf", "form.pdf", Options(ocr="never"))
    assert found.document["method"] == "pdf-text"
    first = joined_page(TEXT_PDF.read_bytes(), 0)
    assert pdf.read(first, scanning=Scanning("always")).method == "pdf-ocr"


def joined_page(data: bytes, index: int) -> bytes:
    out, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    with pypdfium2.PdfDocument(data) as source:
        out.import_pages(source, [index])
    out.save(buffer)
    out.close()
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["scan.jpg", "scan.pdf"])
def test_without_the_extra_the_answer_says_what_to_install(
    kind: str, scan: bytes, scan_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("extractors.readers", "extractors.readers.image", "extractors.readers.pdf_scan"):
        monkeypatch.setattr(f"{module}.available", lambda: False)
    with pytest.raises(ReadError) as refused:
        read(Source.of(kind, scan if kind.endswith("jpg") else scan_pdf))
    assert refused.value.code == "no-text"
    assert "jixiao[ocr]" in refused.value.message
    assert "jixiao[ocr]" in refused.value.message_zh


def test_the_models_are_installed_here() -> None:
    assert ocr.available()


@pytest.mark.parametrize("turns", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_on_its_side_is_read_upright(turns: Image.Transpose, picture: Image.Image) -> None:
    found = rows(image.read(saved(picture.transpose(turns), "PNG", dpi=(200, 200))))
    assert found[:7] == PRINTED[:7]


def test_each_picture_of_a_tiff_is_a_page(picture: Image.Image) -> None:
    small = picture.crop((0, 0, picture.width, 400))
    found = image.read(saved(small, "TIFF", save_all=True, append_images=[small], dpi=(200, 200)))
    assert (found.format, found.pages) == ("tif", 2)
    pages = [block.where.page for block in found.blocks if block.where.page is not None]
    assert {1, 2} == set(pages)


def test_blank_paper_has_no_text() -> None:
    with pytest.raises(ReadError) as refused:
        image.read(saved(Image.new("RGB", (800, 1000), "white"), "PNG"))
    assert refused.value.code == "no-text"


def test_each_page_read_from_its_pixels_is_told_and_no_more_than_the_limit_are(scan_pdf: bytes) -> None:
    told: list[int] = []
    book = joined(scan_pdf, scan_pdf, scan_pdf)
    found = pdf.read(book, Limits(scanned=2), Scanning(progress=lambda: told.append(1)))
    assert len(told) == 2
    assert found.partial
    unread = [remark.where.page for remark in found.remarks if remark.note.code == "page.no-text"]
    assert unread == [3]
