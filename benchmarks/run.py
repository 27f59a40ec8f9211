"""python -m benchmarks.run [--rounds N] [--only PART,...] [--samples DIR]: measure, print, write RESULTS.md.

Parts: pdf, memory, docx, values, forms, rows, scans, legacy, batches, exports, profile. With --only or --samples the table is
printed and nothing is written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.batches import measure_batches
from benchmarks.contestants import CONTESTANTS
from benchmarks.exports import measure_exports
from benchmarks.inputs import SAMPLES, copies_for, joined_pdf, long_docx
from benchmarks.legacy import measure_legacy
from benchmarks.measure_docx import measure_docx, measure_slower_docx
from benchmarks.measure_forms import measure_forms
from benchmarks.measure_pdf import PAGES, Book, measure_memory, measure_pdf, measure_slower_pdf
from benchmarks.measure_rows import files, measure_rows
from benchmarks.measure_values import made_values, measure_values
from benchmarks.ocr import measure_scans
from benchmarks.peers import peer_python, pins
from benchmarks.profiles import where_time_goes
from benchmarks.report import Line, markdown

RESULTS = Path(__file__).with_name("RESULTS.md")
BOOK = "shanhaiguan-fulian-2022"  # the goal book: five projects
PRINTS = {"LibreOffice": f"{BOOK}.pdf", "Chromium": f"{BOOK}.chromium.pdf", "LibreOffice, rows cut by page breaks": f"{BOOK}.short.pdf"}
PDF, DOCX = f"{BOOK}.pdf", f"{BOOK}.docx"
FORMS_IN_IT = 5
VALUES = 5_000
SCANS, SCAN_ROUNDS = 4, 3
LEGACY_ROUNDS = 3
DRAWN = 30


def books(samples: Path) -> list[Book]:
    """The goal book as printed in three ways, and the forms of all families joined."""
    prints = [Book(f"goal book ({maker})", {samples / name: samples / DOCX}) for maker, name in PRINTS.items() if (samples / name).exists()]
    forms = {pdf: pdf.with_suffix(".docx") for pdf in sorted(samples.glob("forms/*/*.pdf")) if pdf.with_suffix(".docx").exists()}
    return [*prints, *([Book(f"{len(forms)} forms joined", forms)] if forms else [])]


def pdf_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Speed and cells on each book."""
    peers = peer_python()
    lines = [line for book in books(samples) for line in measure_pdf(book, peers, work, rounds)]
    return lines + measure_slower_pdf(samples / PDF, samples / DOCX, peers, rounds)


def memory_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Peak memory on the long book of either maker."""
    names = [PRINTS["LibreOffice"], PRINTS["Chromium"]]
    return [line for name in names for line in measure_memory(samples / name, peer_python(), work)]


def docx_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Speed on a Word book."""
    book = measure_docx(samples / DOCX, FORMS_IN_IT, peer_python(), work, rounds)
    return book + measure_slower_docx(samples / DOCX, FORMS_IN_IT, peer_python(), work, rounds)


def values_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Values beside a bare pattern."""
    from normalizers import normalize

    return measure_values(normalize, VALUES, rounds)


def scans_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Scans of the first page of a form of each family."""
    forms = [file.read_bytes() for file in sorted(samples.glob("forms/*/*.pdf"))[:SCANS]]
    return measure_scans(forms, peer_python(), work, min(rounds, SCAN_ROUNDS))


def legacy_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """The samples as old Word, a batch of them."""
    return measure_legacy(sorted(samples.rglob("*.docx")), work / "legacy", min(rounds, LEGACY_ROUNDS))


def forms_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Every form from bytes to rows beside its container."""
    files = [file for suffix in ("docx", "pdf") for file in sorted(samples.rglob(f"*.{suffix}"))]
    return measure_forms(files, process_bytes(), rounds)


def rows_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Records beside the rows of a plain extractor: samples, and forms drawn with labels that the vocabulary does not list."""
    from tests.drawn.__main__ import dump
    from tests.drawn.labels import UNLISTED
    from tests.drawn.recipe import recipes

    dump(recipes(1, DRAWN, labels=UNLISTED), ("docx", "pdf", "html"), work / "drawn")
    return measure_rows(files([samples / "forms"]), "samples") + measure_rows(files([work / "drawn"]), "drawn forms, unlisted labels")


def batches_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Folders of thousands, made of the forms of all families."""
    return measure_batches(samples, work, rounds)


def exports_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Many indicators into every format, once: it is memory that is asked."""
    return measure_exports(work)


def profile_part(samples: Path, work: Path, rounds: int) -> list[Line]:
    """Where the time goes, stage by stage."""
    from normalizers import normalize

    pdf, docx = (samples / PDF).read_bytes(), (samples / DOCX).read_bytes()
    book, word = joined_pdf([pdf], copies_for([pdf], PAGES)), long_docx(docx, 20)
    values = list(islice(made_values(seed=1), VALUES))
    read_pdf, read_docx, process = CONTESTANTS["ours-pdf"](), CONTESTANTS["ours-docx"](), process_bytes()
    return [
        *where_time_goes("reading a PDF book", lambda: read_pdf(book)),
        *where_time_goes("reading a Word book", lambda: read_docx(word)),
        *where_time_goes("reading values", lambda: [normalize(value) for value in values]),
        *where_time_goes("a PDF book, bytes to rows", lambda: process(book), top=16),
    ]


def process_bytes() -> Callable[[bytes], object]:
    """The whole way of one submission."""
    from pipeline.submission import Options, process

    return lambda data: process(data, "form", "form", Options())


PARTS: dict[str, Callable[[Path, Path, int], list[Line]]] = {
    "pdf": pdf_part,
    "memory": memory_part,
    "docx": docx_part,
    "values": values_part,
    "forms": forms_part,
    "rows": rows_part,
    "scans": scans_part,
    "legacy": legacy_part,
    "batches": batches_part,
    "exports": exports_part,
    "profile": profile_part,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 also where a target is missed: the table says so, a measurement is no test."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=(__doc__ or "").partition(": ")[2])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas")
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    given = parser.parse_args(arguments)
    chosen = given.only.split(",")
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory(prefix="jixiao-bench-") as work:
        lines = [line for name in chosen for line in PARTS[name](given.samples, Path(work), given.rounds)]
    text = markdown(lines, pins(), given.rounds)
    print(text)
    if chosen == list(PARTS) and given.samples == SAMPLES:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
