"""DOCX: our reader beside unzip and parse alone (the floor), and beside python-docx over `row.cells`, on a book of 200 forms.

Slower peers, which nobody would give 200 forms, run on a quarter of that and in fewer rounds.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.inputs import long_docx, tables_in
from benchmarks.measure_pdf import accuracy, rows_from
from benchmarks.report import Line
from benchmarks.rounds import interleave, own_python, processes, ratio

FORMS = 200
FEW_FORMS = 50
FEW_ROUNDS = 3
SLOWER = {"docx2python": "docx2python body / ours", "mammoth": "mammoth convert_to_html / ours"}


def measure_docx(docx: Path, forms_in_it: int, peers: Path, work: Path, rounds: int) -> list[Line]:
    """All lines of one Word sample that holds `forms_in_it` forms."""
    copies = -(-FORMS // forms_in_it)
    data = long_docx(docx.read_bytes(), copies)
    book = work / f"book-{docx.name}"
    book.write_bytes(data)
    pythons = {"ours-docx": own_python(), "unzip-lxml": peers, "python-docx": peers}
    with processes(pythons, book) as running:
        times = interleave({name: process.seconds for name, process in running.items()}, rounds)
        right = accuracy(rows_from(running["ours-docx"]), rows_from(running["python-docx"]))
    what = f"{docx.name} × {copies} ({copies * forms_in_it} forms, {tables_in(data)} tables)"
    floor, cells = ratio(times, "ours-docx", "unzip-lxml"), ratio(times, "python-docx", "ours-docx")
    return [
        Line(what, "ours / unzip and lxml parse alone", str(floor), "≤ 3.5 ×", floor.median <= 3.5),
        Line(what, "python-docx row.cells, each cell once / ours", str(cells), "≥ 4 ×", cells.median >= 4),
        Line(what, "ours, against python-docx", str(right), "every cell", right.cells == right.cells_printed),
    ]


def measure_slower_docx(docx: Path, forms_in_it: int, peers: Path, work: Path, rounds: int) -> list[Line]:
    """Readers of Word that do far more, or far slower."""
    copies = -(-FEW_FORMS // forms_in_it)
    book = work / f"small-book-{docx.name}"
    book.write_bytes(long_docx(docx.read_bytes(), copies))
    with processes({"ours-docx": own_python(), **dict.fromkeys(SLOWER, peers)}, book) as running:
        times = interleave({name: process.seconds for name, process in running.items()}, min(rounds, FEW_ROUNDS))
    what = f"{docx.name} × {copies} ({copies * forms_in_it} forms)"
    return [Line(what, measure, str(ratio(times, name, "ours-docx"))) for name, measure in SLOWER.items()]
