"""Files made to hurt: each is refused, or read in part, with a reason and within bounds."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sheets_drawn import FORM, changed, codes, grids, put, saved, told

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import read
from extractors.readers.sheets import xls, xlsx
from extractors.source import Source

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LIMITS = Limits(part=4_000_000, inflated=8_000_000, cells=40_000, characters=200_000, places=50_000, columns=200, rows=2_000, members=500)
DATA = Path(__file__).parent.parent / "data"


def base():
    book = openpyxl.Workbook()
    put(book.active, FORM)
    return saved(book)


BASE = base()


def part(name):
    with zipfile.ZipFile(io.BytesIO(BASE)) as archive:
        return archive.read(name)


def with_parts(parts):
    return changed(BASE, {name: (lambda _, content=content: content) for name, content in parts.items()})


def sheet(body, after="", before=""):
    return f'{before}<worksheet xmlns="{SPACE}"><sheetData>{body}</sheetData>{after}</worksheet>'.encode()


def word(text, place=""):
    address = f'r="{place}"' if place else ""
    return f'<c {address} t="inlineStr"><is><t>{text}</t></is></c>'


def with_strings(strings, body):
    relation = b'<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    relations = part("xl/_rels/workbook.xml.rels").replace(b"</Relationships>", relation)
    table = f'<sst xmlns="{SPACE}">{strings}</sst>'.encode()
    return with_parts({"xl/_rels/workbook.xml.rels": relations, "xl/sharedStrings.xml": table, SHEET: sheet(body)})


def laughs():
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f"<!DOCTYPE l [{entities}]>"


def many_members():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", part("[Content_Types].xml"))
        for number in range(600):
            archive.writestr(f"a{number}", "")
    return out.getvalue()


CITED = '<c t="s"><v>0</v></c>'
XXE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WIDE = '<?xml version="1.0" encoding="UTF-16"?>'
FORMATS = b"<cellXfs>" + b"<xf/>" * 90_000 + b"</cellXfs>"
COLUMNS = "".join(word("x") for _ in range(16_384))
FAR = f'<row r="1">{word("a", "A1")}</row><row r="1048576">{word("b", "XFD1048576")}</row>'
TALL = "".join(f'<mergeCell ref="{name}1:{name}1048576"/>' for name in map(openpyxl.utils.get_column_letter, range(2, 1_000)))

REFUSED = {
    "one string of many megabytes": (lambda: with_strings(f"<si><t>{'A' * 5_000_000}</t></si>", "<row/>"), "too-large"),
    "strings without end": (lambda: with_strings("<si><t>AAAAAAAAAAAAAAA</t></si>" * 50_000, "<row/>"), "too-large"),
    "one string cited again and again": (
        lambda: with_strings(f"<si><t>{'字' * 9_000}</t></si>", f"<row>{CITED * 50}</row>"),
        "too-large",
    ),
    "billion laughs": (lambda: with_parts({SHEET: sheet(f"<row>{word('&a11;')}</row>", before=laughs())}), "corrupt"),
    "a file of the machine as an entity": (
        lambda: with_parts({SHEET: sheet(f"<row>{word('&a;')}</row>", before=XXE)}),
        "corrupt",
    ),
    "entities in UTF-16": (
        lambda: with_parts({SHEET: sheet(f"<row>{word('&a3;')}</row>", before=WIDE + laughs()).decode().encode("utf-16")}),
        "corrupt",
    ),
    "16,384 columns": (lambda: with_parts({SHEET: sheet(f"<row>{COLUMNS}</row>" * 2)}), "too-large"),
    "merged cells over everything": (lambda: with_parts({SHEET: sheet(FAR, f"<mergeCells>{TALL}</mergeCells>")}), "too-large"),
    "formats without end": (
        lambda: with_parts({"xl/styles.xml": re.sub(rb"<cellXfs.*?</cellXfs>", FORMATS, part("xl/styles.xml"), flags=re.S)}),
        "too-large",
    ),
    "elements nested deep": (
        lambda: with_parts({SHEET: sheet(f"<row><c><is>{'<r>' * 5_000}{'</r>' * 5_000}</is></c></row>")}),
        "too-large",
    ),
    "members without end": (many_members, "too-large"),
    "a part that inflates": (lambda: with_parts({SHEET: b" " * 9_000_000}), "too-large"),
    "cut in two": (lambda: BASE[: len(BASE) // 2], "truncated"),
    "a sheet cut in two": (lambda: with_parts({SHEET: sheet("<row></row>")[: -len("</sheetData></worksheet>")]}), "truncated"),
    "no workbook": (lambda: with_parts({"xl/workbook.xml": b"<x/>"}), "not-a-document"),
    "a workbook that is no XML": (lambda: with_parts({"xl/workbook.xml": b"\x00\x01"}), "corrupt"),
    "no sheets": (lambda: with_parts({"xl/workbook.xml": f'<workbook xmlns="{SPACE}"/>'.encode()}), "no-text"),
    "sheets without end": (
        lambda: with_parts({"xl/workbook.xml": part("xl/workbook.xml").replace(b"</sheets>", b"<sheet name='a'/>" * 3_000 + b"</sheets>")}),
        "too-large",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name):
    make, code = REFUSED[name]
    data = make()
    began = time.process_time()
    with pytest.raises(ReadError) as caught:
        read(Source.of("a.xlsx", data), LIMITS)
    assert caught.value.code == code
    assert time.process_time() - began < 5


def test_cells_far_apart_cost_nothing():
    document = xlsx.read(with_parts({SHEET: sheet(FAR)}))
    assert told(document) == ["a", "b"]


def test_a_merged_cell_over_the_whole_sheet():
    document = xlsx.read(with_parts({SHEET: sheet(f"<row>{word('a')}</row>", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')}))
    assert told(document) == ["a"]


def test_many_rows_of_formats_alone():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(4, 30_000))
    body = part(SHEET).replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    assert told(xlsx.read(with_parts({SHEET: body}))) == [FORM]


@pytest.mark.parametrize("number", ["1E999999999", "9" * 5_000, "nan", "-Infinity", "1e-999999", "--1", " 5 "])
def test_numbers_that_are_none(number):
    document = xlsx.read(
        with_parts({SHEET: sheet(f"<row>{word('a')}<c><v>{number}</v></c></row>" + f"<row>{word('b')}{word('c')}</row>" * 2)})
    )
    (grid,) = grids(document)
    assert grid.at(1, 2).text == number.strip()[:5_000] or number == "1e-999999"


@pytest.mark.parametrize("place", ["ZZZZ1", "A0", "$$", "1A", "A99999999999", "é1", "XFE1"])
def test_addresses_that_are_none(place):
    document = xlsx.read(with_parts({SHEET: sheet(f"<row>{word('a')}{word('b', place)}</row><row>{word('c')}{word('d')}</row>")}))
    assert [block.where.cell for block in document.blocks if block.where.cell] == [] or told(document)


def test_parts_that_refer_to_each_other_end():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/drawing" Target="sheet1.xml"/><Relationship Id="b" Type="x/comments" Target="../workbook.xml"/>'
        '<Relationship Id="c" Type="x/vmlDrawing" Target="../../../../etc/passwd"/></Relationships>'
    )
    assert told(xlsx.read(with_parts({"xl/worksheets/_rels/sheet1.xml.rels": relations.encode()}))) == [FORM]


def test_one_sheet_named_many_times_is_read_once():
    again = b"".join(
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="s%d" sheetId="%d" r:id="rId1"/>'
        % (n, n)
        for n in range(2, 500)
    )
    data = with_parts({"xl/workbook.xml": part("xl/workbook.xml").replace(b"</sheets>", again + b"</sheets>")})
    assert told(xlsx.read(data)) == [FORM]


def test_a_broken_sheet_costs_itself_alone():
    book = openpyxl.Workbook()
    put(book.active, FORM)
    put(book.create_sheet("乙"), FORM)
    data = changed(saved(book), {"xl/worksheets/sheet2.xml": lambda xml: xml[: len(xml) // 2]})
    document = xlsx.read(data)
    assert told(document)[0] == FORM
    assert codes(document) == ["part.unread"]
    assert document.partial


def test_lists_to_choose_from_without_end():
    rows = "".join(f"<row>{word('请选择') * 20}</row>" for _ in range(300))
    lists = '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation>' * 5_000
    began = time.process_time()
    xlsx.read(with_parts({SHEET: sheet(rows, f"<dataValidations>{lists}</dataValidations>")}))
    assert time.process_time() - began < 10


@pytest.mark.parametrize("seed", range(30))
def test_old_workbooks_with_wrong_bytes(seed):
    dice = random.Random(seed)
    data = bytearray((DATA / "everything.xls").read_bytes())
    for _ in range(dice.choice([1, 5, 40])):
        data[dice.randrange(1536, len(data))] = dice.randrange(256)
    try:
        document = xls.read(bytes(data))
    except ReadError as error:
        assert error.code in ("corrupt", "truncated", "encrypted", "no-text", "too-large")  # noqa: PT017
    else:
        assert document.blocks
