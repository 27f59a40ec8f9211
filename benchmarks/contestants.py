"""Who runs, and the process in which one runs: `python -m benchmarks.contestants NAME FILE [--memory]`.

Each contestant is a factory: it imports its tool and hands back a function of the file's bytes. Peers do what their own
documentation shows for the task at hand, and no less work is asked of us than of them: all of them end with the text of
every cell. Run as a script this answers lines on stdin with JSON lines on stdout, so that rounds interleave across
environments: `time` -> seconds, `rows` -> the tables as lists of rows of texts. Needs nothing but its own tool.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

Rows = list[list[str]]
Run = Callable[[bytes], object]


def ours_pdf() -> Run:
    """Our PDF reader, with joined pages, spans and places."""
    return read_with("extractors.readers.pdf")


def ours_docx() -> Run:
    """Our Word reader."""
    return read_with("extractors.readers.docx")


def read_with(module: str) -> Run:
    """A reader of ours, whose `read` takes bytes."""
    read: Run = import_module(module).read
    return read


def pdfium_text() -> Run:
    """PDFium's own text of every page: the floor, no tables."""
    import pypdfium2

    def run(data: bytes) -> list[str]:
        texts = []
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                textpage = page.get_textpage()
                texts.append(textpage.get_text_range())
                textpage.close()
                page.close()
        return texts

    return run


def pdfplumber_tables() -> Run:
    """pdfplumber's `extract_tables`, pages closed as it advises for long files."""
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # a line a page about Type 3 fonts: printing it is not its work

    def run(data: bytes) -> list[list[list[str | None]]]:
        tables = []
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                tables.extend(page.extract_tables())
                page.close()
        return tables

    return run


def unzip_lxml() -> Run:
    """The main part inflated and parsed into a tree: the floor, nothing read from it."""
    import zipfile

    from lxml import etree

    def run(data: bytes) -> object:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return etree.fromstring(package.read("word/document.xml"))

    return run


def docx_row_cells(wanted: Callable[[Any], bool] = lambda row: True) -> Run:
    """python-docx over `row.cells`, each merged cell once."""
    import docx

    def rows(table: Any) -> Iterable[list[str]]:
        seen = set()
        for row in filter(wanted, table.rows):
            texts = []
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    texts.append(cell.text)
            yield texts

    def run(data: bytes) -> list[Rows]:
        return [list(rows(table)) for table in docx.Document(io.BytesIO(data)).tables]

    return run


def docx_ruled_rows() -> Run:
    """The same without rows that have no rules at their sides: in print they stand above a table, as no cells of it."""
    return docx_row_cells(lambda row: len(row._tr.xpath("w:tc/w:tcPr/w:tcBorders/w:left[@w:val='nil']")) < len(row._tr.tc_lst))


def camelot_lattice() -> Run:
    """camelot's `lattice` flavour, its own for ruled tables."""
    import camelot

    def run(data: bytes) -> list[Rows]:
        return [table.data for table in camelot.read_pdf(io.BytesIO(data), pages="all", flavor="lattice")]

    return run


def docx2python_body() -> Run:
    """docx2python's `body`: nested lists of tables, rows, cells, paragraphs."""
    from docx2python import docx2python

    def run(data: bytes) -> object:
        with docx2python(io.BytesIO(data)) as document:
            return document.body

    return run


def mammoth_html() -> Run:
    """mammoth's HTML, tables with their spans."""
    import mammoth

    return lambda data: mammoth.convert_to_html(io.BytesIO(data)).value


def ours_scan() -> Run:
    """Our reader of scans: pages drawn, set straight, grids found, lines read."""
    from extractors.readers.pdf import read
    from extractors.scanning import Scanning

    return lambda data: read(data, scanning=Scanning())


def ours_recognition() -> Run:
    """Our fast network on all lines of the pages, which the first run finds: nothing but recognition."""
    import extractors.ocr.page as pages
    from extractors.ocr.recognise import FAST_READER
    from extractors.ocr.sheet import sheet_of, spans_of

    lines: dict[int, list[Any]] = {}

    def run(data: bytes) -> object:
        if len(data) not in lines:
            sheets = [sheet_of(picture, 200.0)[0] for picture in drawn(data)]
            lines[len(data)] = [pages._crop(sheet.grey, span, 200.0) for sheet in sheets for span, _ in spans_of(sheet)]
        return FAST_READER.read(lines[len(data)])

    return run


def rapidocr_page() -> Run:
    """rapidocr's default call on the picture of each page."""
    import logging

    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    engine = RapidOCR()
    return lambda data: [engine(picture) for picture in drawn(data)]


def drawn(data: bytes) -> list[Any]:
    """The pages of a PDF as pictures of 200 dpi."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=200 / 72).to_numpy().copy() for page in document]


CONTESTANTS: dict[str, Callable[[], Run]] = {
    "ours-scan": ours_scan,
    "ours-recognition": ours_recognition,
    "rapidocr": rapidocr_page,
    "ours-pdf": ours_pdf,
    "ours-docx": ours_docx,
    "pdfium-text": pdfium_text,
    "pdfplumber": pdfplumber_tables,
    "unzip-lxml": unzip_lxml,
    "python-docx": docx_row_cells,
    "python-docx-ruled": docx_ruled_rows,
    "camelot": camelot_lattice,
    "docx2python": docx2python_body,
    "mammoth": mammoth_html,
}


def rows_of(result: object) -> Rows:
    """Rows of non-blank texts without white space, of our documents and of peers' nested lists alike; [] for anything else."""
    if hasattr(result, "blocks"):
        tables = [_grid_rows(block) for block in result.blocks if hasattr(block, "cells")]
    else:
        tables = result if isinstance(result, list) and all(isinstance(table, list) for table in result) else []
    return [row for table in tables for row in map(_printed, table) if row]


def _grid_rows(grid: Any) -> Rows:
    rows: Rows = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row - 1].append(cell.text)
    return rows


def _printed(row: Iterable[str | None]) -> list[str]:
    return [text for text in ("".join((cell or "").split()) for cell in row) if text]


def timed(run: Run, data: bytes) -> float:
    """Seconds of one run: the smaller of wall and CPU time, so that neither a busy machine nor a tool's own threads count against it."""
    cpu, wall = time.process_time(), time.perf_counter()
    run(data)
    return min(time.process_time() - cpu, time.perf_counter() - wall)


def peak_over_imports(name: str, path: Path) -> int:
    """Bytes by which the process grew over its imports while reading, the file's own bytes included (Linux)."""
    run = CONTESTANTS[name]()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # proc(5): 5 resets the peak to what is resident now
    before = _status("VmRSS")
    run(path.read_bytes())
    return _status("VmHWM") - before


def _status(key: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024
    raise LookupError(f"/proc/self/status has no {key}: memory is measured on Linux only")


def serve(name: str, path: Path) -> None:
    """Answer requests until stdin ends."""
    run, data = CONTESTANTS[name](), path.read_bytes()
    for line in sys.stdin:
        answer: object = rows_of(run(data)) if line.strip() == "rows" else timed(run, data)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    if sys.argv[3:] == ["--memory"]:
        print(peak_over_imports(sys.argv[1], Path(sys.argv[2])))
    else:
        serve(sys.argv[1], Path(sys.argv[2]))
