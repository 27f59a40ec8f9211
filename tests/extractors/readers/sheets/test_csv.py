"""Separated text: its encoding, separator and quotes are found; the list in it is the list of a workbook."""

from __future__ import annotations

import openpyxl
import pytest
from sheets_drawn import FORM, codes, put, saved, told

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.sheets import csv, xlsx


def joined(rows, separator):
    return "\n".join(separator.join(row) for row in rows) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_encodings_and_separators(encoding, separator):
    assert told(csv.read(joined(FORM, separator).encode(encoding))) == [FORM]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(ending):
    assert told(csv.read(ending.join(",".join(row) for row in FORM).encode())) == [FORM]


def test_quotes_hold_separators_quotes_and_lines():
    data = '名称,值\n"甲,乙","说""是""\n了"\n丙,5" 管\n'.encode()
    assert told(csv.read(data)) == [[["名称", "值"], ["甲,乙", '说"是"了'], ["丙", '5" 管']]]


def test_a_quote_that_is_never_closed_swallows_nothing():
    data = joined([["名称", "值"], ['"甲', "1"], *[[f"项目{n}", str(n)] for n in range(3)]], ",").encode()
    document = csv.read(data)
    assert told(document)[0][1:3] == [['"甲', "1"], ["项目0", "0"]]
    assert codes(document) == ["text.quote-open"]


def test_titles_above_the_list_and_empty_fields():
    text = "2024年项目绩效目标表,,,\n单位：甲局,,,单位：万元\n" + joined(FORM, ",") + ",,,\n"
    assert told(csv.read(text.encode())) == ["2024年项目绩效目标表", "单位：甲局", "单位：万元", FORM]


def test_codes_that_exports_keep_as_text():
    data = '编码,名称\n="013001",甲\n\t013002,乙\n1.30303E+19,丙\n'.encode()
    document = csv.read(data)
    assert told(document) == [[["编码", "名称"], ["013001", "甲"], ["013002", "乙"], ["1.30303E+19", "丙"]]]
    assert codes(document) == ["code.precision-lost"]


def test_the_separator_may_be_named():
    assert told(csv.read(("sep=;\n" + joined([["a,b", "c"], ["d,e", "f"]], ";")).encode())) == [[["a,b", "c"], ["d,e", "f"]]]


def test_the_same_list_as_a_workbook():
    rows = [["序号", "项目名称", "绩效指标", "指标值"], *[[str(n), f"项目{n}", "数量", f"≥{n}个"] for n in range(1, 30)]]
    book = openpyxl.Workbook()
    put(book.active, rows)
    assert told(csv.read(joined(rows, ",").encode("gb18030"))) == told(xlsx.read(saved(book)))


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"", Limits(), "empty"),
        (b"\x00\xff\x01\xfe" * 99, Limits(), "corrupt"),
        (b",,,\n" * 9, Limits(), "no-text"),
        (b"a,b\n" * 99, Limits(cells=50), "too-large"),
        (b"a,b\n" * 99, Limits(rows=20), "too-large"),
        (b"a," * 99, Limits(columns=20), "too-large"),
        (b"a,b\n" * 99, Limits(bytes=100), "too-large"),
        (b"a,b\n" * 99, Limits(characters=100), "too-large"),
    ],
)
def test_what_cannot_be_read(data, limits, code):
    with pytest.raises(ReadError) as caught:
        csv.read(data, limits)
    assert caught.value.code == code
