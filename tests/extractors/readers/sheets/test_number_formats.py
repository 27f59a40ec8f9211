"""Two hundred and more format codes: what a number shows under each, and where LibreOffice shows something else."""

import csv
import io
import os
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.readers.sheets.cells import CellTexts, Style
from extractors.readers.sheets.number_format import general, shown, shown_text

CORPUS = [
    line.split("\t") for line in Path(__file__).with_name("number_formats.tsv").read_text("utf-8").splitlines()[1:]
]  # code, value, shown, what LibreOffice 7.4 shows where that is something else


def test_the_corpus_is_large_enough():
    assert len(CORPUS) >= 200
    assert len({code for code, *_ in CORPUS}) >= 120


@pytest.mark.parametrize(("code", "value", "expected", "other"), CORPUS)
def test_what_a_number_shows(code, value, expected, other):
    assert shown(Decimal(value), code).text == expected
    assert not other or other != expected


@pytest.mark.prove
def test_libreoffice_shows_the_same(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row, (code, value, *_) in enumerate(CORPUS, 1):
        cell = book.active.cell(row, 1, float(value))
        cell.number_format = code
    book.active.column_dimensions["A"].width = 60
    book.save(tmp_path / "formats.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", str(tmp_path), str(tmp_path / "formats.xlsx")]
    subprocess.run(command, env=os.environ | {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, check=True, capture_output=True, timeout=180)
    printed = [row[0] if row else "" for row in csv.reader(io.StringIO((tmp_path / "formats.csv").read_text("utf-8")))]
    assert len(printed) == len(CORPUS)
    wrong = [
        (code, value, theirs)
        for (code, value, expected, other), theirs in zip(CORPUS, printed, strict=True)
        if theirs.split() != ("" if other == "(nothing)" else other or expected).split()
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("serial", "code", "expected"),
    [("0", "yyyy-mm-dd", "1904-01-01"), ("43901", "yyyy/m/d", "2024/3/12"), ("1.5", "d h:mm", "2 12:00")],
)
def test_days_count_from_1904_in_old_macintosh_books(serial, code, expected):
    assert shown(Decimal(serial), code, epoch_1904=True).text == expected


@pytest.mark.parametrize(
    ("serial", "expected"), [("0", "1900-1-0"), ("1", "1900-1-1"), ("59", "1900-2-28"), ("60", "1900-2-29"), ("61", "1900-3-1")]
)
def test_the_first_days_of_1900_are_those_that_excel_shows(serial, expected):
    assert shown(Decimal(serial), "yyyy-m-d").text == expected


@pytest.mark.parametrize("value", ["-1", "2958466", "1e300"])
def test_what_is_no_day_is_printed_as_a_number(value):
    assert "年" not in shown(Decimal(value), 'yyyy"年"').text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("2.9999999999999996", "3"),
        ("130303220040611", "130303220040611"),
        ("13030322004061100025", "1.30303E+19"),
        ("123456789012.34", "123456789012.34"),
        ("0.000012345678", "1.23457E-05"),
    ],
)
def test_general(value, expected):
    assert shown(Decimal(value), "").text == expected
    assert general(Decimal(value).normalize()) or expected == "0"


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [("甲", "@", "甲"), ("甲", '@"局"', "甲局"), ("甲", ";;;", ""), ("甲", "0.00", "甲"), ("甲", '0;-0;0;"【"@"】"', "【甲】")],
)
def test_texts_under_a_format(text, code, expected):
    assert shown_text(text, code) == expected


@pytest.mark.parametrize(
    ("code", "value", "same"),
    [
        ('"≥"0%', "0.9", False),
        ("0%", "0.9", True),
        ("0%", "0.905", False),
        ("#,##0.00", "12345.678", False),
        ("#,##0.00", "12345.6", True),
        ("¥#,##0.00", "5", True),
        ('0"元"', "5", False),
        ("yyyy/m/d", "45363", True),
        ("0.0", "0.30000000000000004", True),
    ],
)
def test_whether_print_and_stored_value_say_the_same(code, value, same):
    assert shown(Decimal(value), code).same is same
    notes = CellTexts().number(value, Style(code)).notes
    assert [note.code for note in notes] == ([] if same else ["format.numeric-text"])


@pytest.mark.parametrize(
    "code", ["0" * 300, "[" * 200, '"' * 99, ";" * 200, "\\", "_", "[>1E999]0", "0.0.0.0", "E+", "/", "%%%%", "[$-", ".,.,"]
)
@pytest.mark.parametrize("value", ["0", "-1.5", "1e308", "1e-308", "123456"])
def test_odd_codes_print_something_and_end(code, value):
    assert isinstance(shown(Decimal(value), code).text, str)


def test_beyond_so_many_cells_the_rest_is_counted():
    texts = CellTexts()
    said = [texts.number(f"{n}.123", Style("0")).notes for n in range(1_500)]
    assert sum(map(bool, said)) == 1_000
    assert texts.unsaid == 500
