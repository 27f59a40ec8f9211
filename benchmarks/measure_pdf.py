"""PDF: our reader beside pdfplumber's `extract_tables` and beside PDFium's own text call, on ruled forms.

Time on a book of at least 37 pages (whole copies of a sample), cells against the same form's Word twin as python-docx
reads it, memory on 185 pages. A row is right when it is printed so in the twin: its non-blank cells in order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contestants import Rows
from benchmarks.inputs import copies_for, joined_pdf, long_pdf, page_count
from benchmarks.report import Line
from benchmarks.rounds import Process, Ratio, interleave, own_python, peak_bytes, processes, ratio

PAGES = 37
LONG_PAGES = 185
FEW_ROUNDS = 3
MIB = 1 << 20
# Some readers hand on a font's radicals for the characters they look like; NFKC folds the Kangxi block but not this one.
RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Cells and rows found of those printed, and rows that are not printed so."""

    cells: int
    cells_printed: int
    rows: int
    rows_printed: int
    rows_extra: int

    def __str__(self) -> str:
        return f"cells {self.cells}/{self.cells_printed}, rows {self.rows}/{self.rows_printed}, rows not printed so {self.rows_extra}"


def accuracy(found: Rows, printed: Rows) -> Accuracy:
    """What was found against what is printed, as multisets: order and place are not asked, so that cut tables cost a peer nothing."""
    cells, cells_printed = (Counter(text for row in rows for text in row) for rows in (found, printed))
    rows, rows_printed = (Counter(map(tuple, each)) for each in (found, printed))
    extra = (rows - rows_printed).total()
    return Accuracy((cells & cells_printed).total(), cells_printed.total(), (rows & rows_printed).total(), rows_printed.total(), extra)


def rows_from(process: Process) -> Rows:
    """The rows that a contestant reads, folded so that no side loses a cell by look-alike characters."""
    answer = process.ask("rows")
    if not isinstance(answer, list):
        raise TypeError("a contestant answered no list of rows")
    return [[unicodedata.normalize("NFKC", text.translate(RADICALS)) for text in row] for row in answer]


@dataclass(frozen=True, slots=True)
class Book:
    """PDFs to be read as one, with the Word twin of each."""

    name: str
    twins: Mapping[Path, Path]

    def sources(self) -> list[bytes]:
        return [pdf.read_bytes() for pdf in self.twins]

    def printed(self, peers: Path, copies: int) -> Rows:
        """What is printed between rules: the rows of the Word twins as python-docx gives them, so many times."""
        return [row for docx in self.twins.values() for row in printed_rows(peers, docx)] * copies


def printed_rows(peers: Path, docx: Path) -> Rows:
    """The ruled rows of a Word file as python-docx gives them."""
    with processes({"python-docx-ruled": peers}, docx) as running:
        return rows_from(running["python-docx-ruled"])


def measure_pdf(book: Book, peers: Path, work: Path, rounds: int) -> list[Line]:
    """All lines of one book."""
    copies = copies_for(book.sources(), PAGES)
    data = joined_pdf(book.sources(), copies)
    file = work / "book.pdf"
    file.write_bytes(data)
    pythons = {"ours-pdf": own_python(), "pdfium-text": peers, "pdfplumber": peers}
    with processes(pythons, file) as running:
        times = interleave({name: process.seconds for name, process in running.items()}, rounds)
        found = {name: rows_from(running[name]) for name in ("ours-pdf", "pdfplumber")}
    printed = book.printed(peers, copies)
    right = {name: accuracy(rows, printed) for name, rows in found.items()}
    what = f"{book.name} × {copies} ({page_count(data)} pages)"
    speed = _speed_lines(what, ratio(times, "pdfplumber", "ours-pdf"), ratio(times, "ours-pdf", "pdfium-text"))
    return [*speed, *_accuracy_lines(what, right)]


def _speed_lines(what: str, over_pdfplumber: Ratio, over_text: Ratio) -> list[Line]:
    return [
        Line(what, "pdfplumber extract_tables / ours", str(over_pdfplumber), "≥ 12 ×, aim 25 ×", over_pdfplumber.median >= 12),
        Line(what, "ours / PDFium's text call alone", str(over_text), "aim 1.5 ×", over_text.median <= 1.5),
    ]


def _accuracy_lines(what: str, right: Mapping[str, Accuracy]) -> list[Line]:
    ours, peer = right["ours-pdf"], right["pdfplumber"]
    met = ours.cells >= peer.cells and ours.rows >= peer.rows
    return [
        Line(what, "ours, against the Word twin", str(ours), "at least pdfplumber's", met),
        Line(what, "pdfplumber, against the same", str(peer)),
    ]


def measure_memory(pdf: Path, peers: Path, work: Path) -> list[Line]:
    """Peak memory over imports on a long book."""
    book = work / f"long-{pdf.name}"
    book.write_bytes(long_pdf(pdf.read_bytes(), LONG_PAGES))
    what = f"{pdf.name} to {LONG_PAGES} pages"
    ours = peak_bytes(own_python(), "ours-pdf", book)
    peer = peak_bytes(peers, "pdfplumber", book)
    return [
        Line(what, "ours, peak over imports", f"{ours / MIB:.1f} MiB", "< 40 MiB", ours < 40 * MIB),
        Line(what, "pdfplumber, peak over imports", f"{peer / MIB:.1f} MiB"),
    ]


def measure_slower_pdf(pdf: Path, docx: Path, peers: Path, rounds: int) -> list[Line]:
    """A reader that looks at pixels, on the sample itself and in fewer rounds."""
    with processes({"ours-pdf": own_python(), "camelot": peers}, pdf) as running:
        times = interleave({name: process.seconds for name, process in running.items()}, min(rounds, FEW_ROUNDS))
        found = rows_from(running["camelot"])
    what = f"{pdf.name} ({page_count(pdf.read_bytes())} pages)"
    return [
        Line(what, "camelot lattice / ours", str(ratio(times, "camelot", "ours-pdf"))),
        Line(what, "camelot, against the Word twin", str(accuracy(found, printed_rows(peers, docx)))),
    ]
