"""The other formats of spreadsheets: what is seen of a workbook is the same in each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sheets_drawn import EVERYTHING, EVERYTHING_SAID, FORM, codes, everything, grids, saved, sheetml, told
from xlsb_drawn import record, wide, xlsb

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import read
from extractors.readers.sheets import ods, xls
from extractors.readers.sheets import sheetml as sheetml_reader
from extractors.readers.sheets.records import rk_number
from extractors.source import Source

# Written by LibreOffice 7.4 from `everything()`: make_data.py beside this.
DATA = Path(__file__).parent.parent / "data"
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
)


def bytes_of(kind):
    if kind == "xlsx":
        return saved(everything())
    if kind == "xlsb":
        return xlsb(everything())
    if kind == "sheetml":
        return sheetml(everything())
    return (DATA / f"everything.{kind}").read_bytes()


@pytest.mark.parametrize("kind", ["xlsx", "sheetml", "xls", "ods", "xlsb"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a", "a.et"])
def test_every_format_shows_the_same_whatever_its_name(kind, name):
    source = Source.of(name, bytes_of(kind))
    document = read(source)
    assert told(document) == EVERYTHING
    assert codes(document) == EVERYTHING_SAID
    assert source.format == ("et" if kind == "xls" and name == "a.et" else kind)
    assert document.format == source.format
    assert not document.partial


@pytest.mark.parametrize("kind", ["xlsx", "sheetml", "xls", "ods", "xlsb"])
def test_places_are_those_on_the_screen(kind):
    document = read(Source.of("a", bytes_of(kind)))
    cells = {cell.text: (cell.where.sheet, cell.where.cell) for grid in grids(document) for cell in grid.cells}
    assert cells["≥90%"] == ("目标表", "C5")
    assert cells["甲乙"] == ("目标表", "E8")
    assert cells["≥4辆"] == ("第二张", "E3")
    assert [remark.where.cell for remark in document.remarks if remark.note.code == "text.struck"] == ["C6"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["xls", "ods", "sheetml", "xlsb"])
def test_what_is_cut_off_is_named(kind, share):
    data = bytes_of(kind)
    with pytest.raises(ReadError) as caught:
        read(Source.of(f"a.{kind}", data[: int(len(data) * share)]))
    assert caught.value.code in ("truncated", "corrupt", "not-a-document")


def content(body, styles=""):
    return (
        f"{HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def packed(text, **members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def row(*cells, **options):
    attributes = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in options.items())
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def cell(text, extra=""):
    return f"<table:table-cell {extra}><text:p>{text}</text:p></table:table-cell>" if text else f"<table:table-cell {extra}/>"


def test_repeated_cells_and_rows_of_an_ods():
    body = row(cell("a", 'table:number-columns-repeated="3"'), cell("", 'table:number-columns-repeated="16000"'))
    body += row(cell("b"), cell("c"), cell("d"), number_rows_repeated="2") + row(cell(""), number_rows_repeated="1048000")
    document = ods.read(packed(content(f'<table:table table:name="t">{body}</table:table>')))
    assert told(document) == [[["a", "a", "a"], ["b", "c", "d"], ["b", "c", "d"]]]


@pytest.mark.parametrize(
    ("attributes", "text", "said"),
    [
        ('office:value-type="float" office:value="12345.678"', "12,345.68", ["format.numeric-text"]),
        ('office:value-type="percentage" office:value="0.9"', "90%", []),
        ('office:value-type="percentage" office:value="0.9"', "≥90%", ["format.numeric-text"]),
        ('office:value-type="float" office:value="1.3030322004061E+019"', "1.3E+19", ["code.precision-lost"]),
        ('office:value-type="float" office:value="0" table:formula="of:=[.A9]"', "#REF!", ["cell.error"]),
        ('office:value-type="string"', "≥5", []),
    ],
)
def test_values_beside_what_an_ods_shows(attributes, text, said):
    body = row(cell("a"), cell("b")) + row(cell("c"), cell(text, attributes.replace("office:value", "office:value")))
    document = ods.read(packed(content(f'<table:table table:name="t">{body}</table:table>')))
    assert told(document) == [[["a", "b"], ["c", text]]]
    assert codes(document) == said


def test_an_encrypted_ods():
    with pytest.raises(ReadError) as caught:
        ods.read(packed("\x00\x01garbage", **{"META-INF__manifest": '<m><encryption-data checksum="x"/></m>'}))
    assert caught.value.code == "encrypted"


TALL = f"<table:table>{row(cell('a'), number_rows_repeated='1000000')}</table:table>"


@pytest.mark.parametrize(
    ("reader", "data", "limits", "code"),
    [
        (ods, packed(content(TALL)), Limits(cells=9_999), "too-large"),
        (ods, packed("<!DOCTYPE a [<!ENTITY b 'c'>]>" + content("")), Limits(), "corrupt"),
        (ods, packed(content("")), Limits(), "no-text"),
        (sheetml_reader, b"<!DOCTYPE a><Workbook/>", Limits(), "corrupt"),
        (sheetml_reader, sheetml(everything()).partition(b"</Row>")[0], Limits(), "truncated"),
        (sheetml_reader, sheetml(everything()), Limits(cells=5), "too-large"),
        (xls, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Limits(), "corrupt"),
        (xls, b"\x09\x08\x10\x00" + b"\xff" * 900, Limits(), "corrupt"),
        (xls, b"", Limits(), "empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(reader, data, limits, code):
    with pytest.raises(ReadError) as caught:
        reader.read(data, limits)
    assert caught.value.code == code


def test_without_xlrd_the_reason_names_what_to_install(monkeypatch):
    monkeypatch.setattr(xls, "find_spec", lambda _: None)
    with pytest.raises(ReadError) as caught:
        xls.read(bytes_of("xls"))
    assert caught.value.code == "unsupported"
    assert "jixiao[excel]" in caught.value.message


def test_html_under_the_name_of_a_workbook():
    page = (
        "<html><body><table>"
        + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in FORM)
        + "</table></body></html>"
    )
    document = read(Source.of("导出.xls", page.encode("gb18030")))
    assert document.format == "html"
    assert told(document) == [FORM]


def test_separated_text_under_the_name_of_a_workbook():
    document = read(Source.of("导出.xls", "\n".join("\t".join(line) for line in FORM).encode("gb18030")))
    assert document.format == "csv"
    assert told(document) == [FORM]


@pytest.mark.parametrize(
    ("code", "value"),
    [(0x3FF00000, 1.0), (0x3FF00001, 0.01), (10 << 2 | 2, 10.0), (1234 << 2 | 3, 12.34), (0xFFFFFFFE, -1.0)],
)
def test_packed_numbers(code, value):
    assert rk_number(code) == value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (record(0, bytes(3)), "corrupt"),
        (record(6, bytes(8) + b"\xff\xff\xff\x7f"), "corrupt"),
        (b"\x06\xff\xff\xff\xff", "corrupt"),
        (record(0, bytes(17)) + b"\x06", "truncated"),
        (record(0, bytes(17)) + b"\x06\x50aa", "truncated"),
        (record(0, b"\xff" * 17), "corrupt"),
        (record(0, bytes(17)) + record(6, b"\xff" * 8 + wide("a")), "corrupt"),
        (record(0, bytes(17)) + record(7, bytes(8) + b"\xff" * 4), "no-text"),
        (b"", "no-text"),
    ],
)
def test_binary_sheets_with_wrong_records(content, code):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsb(everything()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name.startswith("xl/worksheets/") else old.read(name))
    with pytest.raises(ReadError) as caught:
        read(Source.of("a.xlsb", out.getvalue()))
    assert caught.value.code == code
