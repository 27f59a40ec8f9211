"""The benchmark's own functions on tiny inputs; no peer is needed and no figure is judged here."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest

from benchmarks import contestants, inputs, legacy, peers, profiles
from benchmarks.measure_forms import forget, measure_forms, strangers
from benchmarks.measure_pdf import accuracy
from benchmarks.measure_values import made_values, measure_values
from benchmarks.report import Line, markdown
from benchmarks.rounds import ROOT, interleave, own_python, peak_bytes, processes, ratio
from extractors.document import Cell, Document, Grid
from normalizers.text import fold


@pytest.fixture
def word() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("指标", "指标值", "培训人数", "≥100人次"), strict=True):
        cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def word_file(word: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "form.docx"
    path.write_bytes(word)
    return path


def blank_pdf(pages: int) -> bytes:
    buffer = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for number in range(pages):
            document.new_page(100 + number, 100).close()
        document.save(buffer)
    return buffer.getvalue()


def test_a_book_has_the_pages_asked_for_in_turn() -> None:
    book = inputs.long_pdf(blank_pdf(2), 5)
    with pypdfium2.PdfDocument(book) as document:
        assert [page.get_width() for page in document] == [100, 101, 100, 101, 100]
    assert inputs.copies_for([blank_pdf(2)], 5) == 3


def test_books_are_joined_each_in_a_row() -> None:
    book = inputs.joined_pdf([blank_pdf(2), blank_pdf(1)], 2)
    with pypdfium2.PdfDocument(book) as document:
        assert [page.get_width() for page in document] == [100, 101, 100, 101, 100, 100]


def test_a_word_book_repeats_the_body_and_stays_readable(word: bytes) -> None:
    book = inputs.long_docx(word, 3)
    assert inputs.tables_in(book) == 3
    assert [table.cell(1, 1).text for table in docx.Document(io.BytesIO(book)).tables] == ["≥100人次"] * 3


def test_rows_of_ours_and_of_a_peer_are_compared_alike() -> None:
    cells = (Cell(1, 1, 2, 1, "产 出"), Cell(1, 2, 1, 1, "≥90%"), Cell(2, 2, 1, 1, ""))
    ours = contestants.rows_of(Document("pdf", "pdf-text", (Grid(2, 2, cells),)))
    assert ours == contestants.rows_of([[["产\n出", "≥90%"], [None, ""]]]) == [["产出", "≥90%"]]


def test_accuracy_counts_what_is_missing_and_what_is_made_up() -> None:
    printed = [["a", "1"], ["b", "2"], ["b", "2"]]
    assert str(accuracy([["a", "1"], ["b", "2"], ["b"]], printed)) == "cells 5/6, rows 2/3, rows not printed so 1"


def test_python_docx_reads_each_merged_cell_once(word: bytes) -> None:
    merged = docx.Document(io.BytesIO(word))
    table = merged.tables[0]
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合"
    buffer = io.BytesIO()
    merged.save(buffer)
    assert contestants.rows_of(contestants.docx_row_cells()(buffer.getvalue())) == [["合", "指标值"], ["≥100人次"]]


def test_rounds_turn_the_order_and_warm_up_first() -> None:
    clock: Iterator[int] = itertools.count(1)
    calls: list[tuple[str, int]] = []

    def run(name: str, number: int) -> float:
        calls.append((name, number))
        return float(next(clock))

    times = interleave({name: lambda number, name=name: run(name, number) for name in "ab"}, rounds=2)
    assert calls == [("a", -1), ("b", -1), ("a", 0), ("b", 0), ("b", 1), ("a", 1)]
    assert times == {"a": [3.0, 6.0], "b": [4.0, 5.0]}
    assert str(ratio(times, "b", "a")) == "1.08 × (0.83–1.33)"


def test_a_contestant_answers_from_its_own_process(word_file: Path) -> None:
    with processes(dict.fromkeys(("ours-docx", "python-docx"), own_python()), word_file) as running:
        for process in running.values():
            assert process.seconds(0) > 0
            assert process.ask("rows") == [["指标", "指标值"], ["培训人数", "≥100人次"]]


def test_a_dead_contestant_is_an_error_not_a_figure(tmp_path: Path) -> None:
    with processes({"ours-docx": own_python()}, tmp_path / "missing.docx") as running, pytest.raises((RuntimeError, BrokenPipeError)):
        running["ours-docx"].ask("time")


def test_memory_is_measured_over_imports(word_file: Path) -> None:
    assert 0 <= peak_bytes(own_python(), "unzip-lxml", word_file) < 1 << 30


def test_made_values_are_distinct_and_repeatable() -> None:
    first = list(itertools.islice(made_values(), 500))
    assert len(set(first)) == 500
    assert first == list(itertools.islice(made_values(), 500))


def test_values_are_measured_against_the_bare_pattern() -> None:
    seen: list[str] = []
    lines = measure_values(seen.append, count=20, rounds=2)
    assert len(set(seen)) == len(seen) == 60
    rate, command, pattern, compiled = lines
    assert (rate.met, pattern.met, compiled.met) == (True, True, None)
    assert int(command.figure.replace(",", "")) > 0


def test_forms_are_measured_by_container(word_file: Path) -> None:
    lines = measure_forms([word_file], contestants.ours_docx(), rounds=2)
    assert [line.what for line in lines] == ["1 docx samples"] * 2


def test_a_form_is_timed_after_others_and_never_after_its_twins() -> None:
    files = [Path(name) for name in ("a.docx", "a.pdf", "b.docx", "b.pdf", "c.pdf")]
    assert strangers(files[0], files) == [Path("b.pdf"), Path("c.pdf")]


def test_what_was_remembered_of_texts_is_forgotten() -> None:
    fold("一段文字")
    assert fold.cache_info().currsize
    forget()
    assert not fold.cache_info().currsize


def test_old_word_is_not_measured_without_libreoffice(word_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    (line,) = legacy.measure_legacy([word_file], tmp_path, rounds=1)
    assert "make reading" in line.measure
    assert line.met is None


def test_a_file_left_out_is_an_error_not_a_figure(word_file: Path) -> None:
    (job,) = legacy.jobs_of([word_file])
    assert (job.path, job.suffix, job.size) == (bytes(word_file), "docx", word_file.stat().st_size)
    legacy._all_there([True, True])
    with pytest.raises(RuntimeError, match="1 of 2 files"):
        legacy._all_there([True, False])


def test_the_profile_names_modules_of_ours() -> None:
    lines = profiles.where_time_goes("values", lambda: list(itertools.islice(made_values(), 20_000)))
    assert any("benchmarks.measure_values" in line.measure for line in lines)


def test_the_report_says_what_is_missed() -> None:
    text = markdown([Line("a book", "ours / peer", "3.00 ×", "≥ 12 ×", False)], {"peer": "1.0"}, 7)
    assert "| a book | ours / peer | 3.00 × | ≥ 12 × | **no** |" in text
    assert "Peers: peer 1.0." in text


def test_every_peer_is_pinned_by_version_alone() -> None:
    assert peers.pins()
    assert all(name and pin and "/" not in pin for name, pin in peers.pins().items())


def test_both_entries_explain_themselves() -> None:
    for entry in (["-m", "benchmarks.run"], ["benchmarks"]):
        done = subprocess.run([sys.executable, *entry, "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
        assert "--rounds" in done.stdout


def test_an_unknown_part_is_refused() -> None:
    command = [sys.executable, "-m", "benchmarks.run", "--only", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nothing" in done.stderr


def test_answers_are_json_lines(word_file: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.contestants", "unzip-lxml", str(word_file)]
    done = subprocess.run(command, input="time\nrows\n", cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, rows = map(json.loads, done.stdout.splitlines())
    assert seconds > 0
    assert rows == []
