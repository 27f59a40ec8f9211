"""The second reader: where it differs is a finding, where it agrees nothing is said, and it reads what the first gives up on."""

from dataclasses import replace

from extractors.document import Cell, Document, Grid, Remark, Where
from extractors.limits import Limits
from extractors.readers import pdf
from extractors.scanning import Scanning
from normalizers.notes import Note
from pipeline.crosscheck import cross_checked
from pipeline.submission import Options, process

SAMPLE = "forms/zhejiang-kaihua-xiangmu-2022/zhejiang-kaihua-xiangmu-2022.pdf"


def mistaken(data: bytes) -> tuple[Document, Cell]:
    """The sample as a reader might have it that takes one cell for another number, and that cell as it is printed."""
    document = pdf.read(data, Limits())
    grid = next(b for b in document.blocks if isinstance(b, Grid))
    wrong = next(c for c in grid.cells if c.text == "≥99.5%")
    cells = tuple(replace(c, text="≥9.95%") if c is wrong else c for c in grid.cells)
    blocks = tuple(Grid(b.rows, b.columns, cells, b.where) if b is grid else b for b in document.blocks)
    return replace(document, blocks=blocks), wrong


def test_readers_that_agree_say_nothing(samples):
    found = process((samples / SAMPLE).read_bytes(), "a.pdf", "a.pdf", Options(cross_check=True))
    assert [f["rule"] for f in found.findings if f["rule"].startswith("crosscheck")] == []


def test_a_cell_read_otherwise_is_a_finding_with_its_place(samples):
    data = (samples / SAMPLE).read_bytes()
    document, wrong = mistaken(data)
    remarks = cross_checked(document, data, Limits()).remarks
    assert [(r.note.code, dict(r.note.args), r.where) for r in remarks if r.note.code != "crosscheck.unsure"] == [
        ("crosscheck.cell", {"raw": "≥9.95%", "other": "≥99.5%", "reader": reader}, wrong.where) for reader in ("pdfplumber", "OCR")
    ]
    assert isinstance(wrong, Cell)


def test_a_file_that_the_second_reader_cannot_open_is_said(samples):
    document = pdf.read((samples / SAMPLE).read_bytes(), Limits())
    remarks = cross_checked(document, b"%PDF-1.4 nothing more", Limits()).remarks
    assert [r.note.code for r in remarks] == ["crosscheck.failed"]


def test_a_page_whose_text_layer_is_suspect_is_compared_with_its_ink(samples):
    data = (samples / SAMPLE).read_bytes()
    document, wrong = mistaken(data)
    hidden = Remark(Note.of("page.hidden-text", count="6"), Where(wrong.where.page))

    def others(*remarks: Remark, mode: str = "auto") -> list[str]:
        first = replace(document, remarks=remarks)
        found = cross_checked(first, data, Limits(), Scanning(mode)).remarks
        return [dict(r.note.args)["other"] for r in found if r.note.code == "crosscheck.cell" and r.where == wrong.where]

    assert others(hidden) == ["≥99.5%", "≥99.5%"]  # the other parser, and the ink
    assert others() == ["≥99.5%", "≥99.5%"]  # a page on which the other parser differs is suspect, too
    assert others(hidden, mode="never") == ["≥99.5%"]
