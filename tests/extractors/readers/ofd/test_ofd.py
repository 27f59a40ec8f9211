"""OFD pages: what they show is read as a PDF's would be, whatever the file claims is bounded."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from ofd_drawn import SIZE, SPACE, document, from_pdf, line, packed, page, table, text, with_parts

from extractors.document import Grid, Paragraph, Role
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import ofd, pdf, read
from extractors.readers.ofd.geometry import steps
from extractors.readers.ofd.path import subpaths
from extractors.readers.ofd.picture import draw_grids
from extractors.scanning import NEVER
from extractors.source import Source

FORM = [["一级指标", "三级指标", "指标值"], ["产出指标", "公车数量", "≥4辆"], ["产出指标", "合格率", "≥95%"]]
WIDTHS = [40, 60, 50]
DATA = Path(__file__).parent.parent / "data"


def told(found):
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in block.cells if cell.row == row] for row in range(1, block.rows + 1)]
        for block in found.blocks
    ]


def codes(found):
    return sorted(remark.note.code for remark in found.remarks)


def form_page(**options):
    return page(text(70, 30, "项目支出绩效目标表") + table(30, 40, WIDTHS, FORM), **options)


def test_a_form_with_its_places():
    found = ofd.read(document([form_page()]))
    assert told(found) == ["项目支出绩效目标表", FORM]
    grid = found.blocks[1]
    assert isinstance(grid, Grid)
    box = grid.at(2, 3).where.box
    assert box is not None
    assert (found.pages, found.method, grid.where.page) == (1, "ofd-text", 1)
    assert [round(side * 25.4 / 72) for side in (box.x0, box.y0, box.x1, box.y1)] == [130, 48, 180, 56]
    assert not found.remarks


def test_the_same_pages_as_a_pdf():
    data = (DATA / "goals.office.pdf").read_bytes()
    assert told(ofd.read(from_pdf(data))) == told(pdf.read(data))


def test_a_table_that_goes_on_over_the_page():
    pages = [page(table(30, 240, WIDTHS, FORM, 15)), page(table(30, 25, WIDTHS, [["效益指标", "满意度", "≥90%"]], 15))]
    found = ofd.read(document(pages))
    assert told(found) == [[*FORM, ["效益指标", "满意度", "≥90%"]]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("4 4 4", [4, 4, 4]),
        ("g 3 4", [4, 4, 4]),
        ("4 g 2 5", [4, 5, 5]),
        ("4", [4, 4, 4]),
        ("g 1000000000 4", [4, 4, 4]),
        ("g 99999999999999999999 4 g 5", [4, 4, 4]),
        ("g", []),
        ("x", []),
        ("nan 4", []),
        ("g -5 4 3", [3, 3, 3]),
        ("", []),
    ],
)
def test_distances_between_characters(given, expected):
    assert steps(given, 3) == expected


def test_distances_part_cells_as_they_are_seen():
    apart = text(32, 45, "甲乙", delta="45")
    found = ofd.read(document([page(table(30, 40, [40, 60], [["", ""], ["a", "b"]]) + apart)]))
    assert told(found) == [[["甲", "乙"], ["a", "b"]]]


@pytest.mark.parametrize(
    ("more", "size"),
    [
        (' CTM="1 0 0 1 0 0"', SIZE),
        (' CTM="2 0 0 2 0 0"', SIZE / 2),
        (' CTM="0.1 0 0 0.1 0 0"', SIZE * 10),
    ],
)
def test_text_is_where_its_matrix_puts_it(more, size):
    said = (
        f'<ofd:TextObject ID="1" Boundary="32 42 30 6" Font="1" Size="{size}"{more}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g 3 {size}">公车数量</ofd:TextCode></ofd:TextObject>'
    )
    found = ofd.read(document([page(table(30, 40, [40, 60], [["", "乙"], ["a", "b"]]) + said)]))
    assert told(found) == [[["公车数量", "乙"], ["a", "b"]]]


@pytest.mark.parametrize(
    "data",
    ["M 0 0 L 9 0", "S 0 0 L 9 0", "M 0 0 L 9 0 L 9 9 C", "M 0 0 M 0 0 L 9 0"],
)
def test_paths_have_corners(data):
    assert next(subpaths(data, 99))[:2] == [(0, 0), (9, 0)]


@pytest.mark.parametrize("data", ["", "M", "M 0", "L", "Z 1 2", "M 0 0 L 9", "M x y", "M 0 0 B 1 1 2 2 3 3", "M 1e99 0 L 2 2", "C C C"])
def test_odd_paths_have_none(data):
    assert list(subpaths(data, 99)) == []


@pytest.mark.parametrize("order", ["Background", "Foreground"])
def test_templates_are_print(order):
    plain = page(table(30, 40, WIDTHS, FORM))
    head = page(text(70, 30, "绩效目标表"))
    used = plain.replace("<ofd:Content>", f'<ofd:Template TemplateID="7" ZOrder="{order}"/><ofd:Content>', 1)
    assert told(ofd.read(document([used], templates={"7": head}))) == ["绩效目标表", FORM]


def test_composite_graphics_are_print():
    unit = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="8" Width="99" Height="99"><ofd:Content>{text(2, 5, "甲局")}'
    unit += "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    placed = '<ofd:CompositeObject ID="3" Boundary="30 20 99 99" ResourceID="8"/>'
    found = ofd.read(document([page(table(30, 40, WIDTHS, FORM) + placed)], resources=unit))
    assert told(found) == ["甲局", FORM]


def test_graphics_that_hold_themselves_end():
    unit = '<ofd:CompositeGraphicUnit ID="8"><ofd:Content><ofd:CompositeObject ResourceID="8" Boundary="0 0 9 9"/>'
    unit += '<ofd:CompositeObject ResourceID="8" Boundary="0 0 9 9"/></ofd:Content></ofd:CompositeGraphicUnit>'
    placed = '<ofd:CompositeObject ID="3" Boundary="30 20 99 99" ResourceID="8"/>'
    found = ofd.read(document([page(table(30, 40, WIDTHS, FORM) + placed)], resources=unit))
    assert told(found) == [FORM]
    assert codes(found) == ["part.embedded"]


def test_blocks_in_blocks_are_bounded():
    deep = "<ofd:PageBlock>" * 100 + text(70, 30, "甲") + "</ofd:PageBlock>" * 100
    found = ofd.read(document([page(table(30, 40, WIDTHS, FORM) + deep)]))
    assert told(found) == [FORM]
    assert codes(found) == ["part.embedded"]


@pytest.mark.parametrize(
    ("more", "inner"),
    [
        (' Visible="false"', ""),
        (' Fill="false"', ""),
        (' Alpha="0"', ""),
        ("", '<ofd:FillColor Value="255 255 255"/>'),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
    ],
)
def test_text_that_nobody_sees_is_counted(more, inner):
    hidden = text(30, 30, "暗字", more=more, inner=inner)
    found = ofd.read(document([page(table(30, 40, WIDTHS, FORM) + hidden)]))
    assert told(found) == [FORM]
    (remark,) = found.remarks
    assert (remark.note.code, dict(remark.note.args)) == ("page.hidden-text", {"count": "2"})


def test_white_print_on_a_dark_ground_is_print():
    dark = '<ofd:PathObject ID="2" Boundary="28 24 60 10" Stroke="false" Fill="true"><ofd:FillColor Value="31 78 121"/>'
    dark += "<ofd:AbbreviatedData>M 0 0 L 60 0 L 60 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>"
    white = text(30, 30, "绩效目标表", inner='<ofd:FillColor Value="255 255 255"/>')
    found = ofd.read(document([page(dark + white + table(30, 40, WIDTHS, FORM))]))
    assert told(found) == ["绩效目标表", FORM]
    assert not found.remarks


def test_white_lines_border_nothing():
    white = line(100, 40, 100, 64, inner='<ofd:StrokeColor Value="255 255 255"/>')
    assert told(ofd.read(document([page(table(30, 40, WIDTHS, FORM) + white)]))) == [FORM]


def test_a_font_with_codes_of_its_own_is_garbled():
    private = text(30, 30, "\ue001\ue002\ue003") + table(30, 40, WIDTHS, [["\ue004\ue005", "\ue006", "3"]])
    with pytest.raises(ReadError) as caught:
        ofd.read(document([page(private)]))
    assert caught.value.code == "no-text"
    found = ofd.read(document([page(private), form_page()]))
    assert told(found) == ["项目支出绩效目标表", FORM]
    assert codes(found) == ["page.garbled"]
    assert found.partial


def test_a_watermark_is_furniture():
    slanted = text(60, 150, "内部资料", more=' CTM="0.7 0.7 -0.7 0.7 0 0"')
    found = ofd.read(document([page(table(30, 40, WIDTHS, FORM) + slanted)]))
    assert told(found) == [FORM, "内部资料"]
    assert isinstance(found.blocks[1], Paragraph)
    assert found.blocks[1].role is Role.HEADER


def test_annotations_are_comments():
    inside = f"<ofd:Remark>请核对</ofd:Remark><ofd:Appearance>{text(0, 5, '有误')}</ofd:Appearance>"
    note = f'<ofd:Annot Type="Highlight" ID="1">{inside}</ofd:Annot>'
    found = ofd.read(document([form_page()], annotations=note))
    assert told(found)[-2:] == ["有误", "请核对"]
    assert all(isinstance(block, Paragraph) and block.role is Role.COMMENT for block in found.blocks[-2:])


def test_seals_are_named_and_not_trusted():
    signed = with_parts(
        document([form_page()]),
        {
            "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>",
            "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" Type="Seal" BaseLoc="a"/></ofd:Signatures>',
        },
    )
    found = ofd.read(signed)
    assert codes(found) == ["file.signed"]
    assert not found.partial


def picture_of_a_page():
    from PIL import Image as image

    out = io.BytesIO()
    image.new("RGB", (800, 1100), "white").save(out, "PNG")
    scan = page('<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>')
    resources = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    )
    return with_parts(document([scan, form_page()], resources=resources), {"Doc_0/Res/a.png": out.getvalue()})


def test_a_page_that_is_a_picture_is_named_where_it_may_not_be_read():
    found = ofd.read(picture_of_a_page(), scanning=NEVER)
    assert [(remark.note.code, remark.where.page) for remark in found.remarks] == [("page.no-text", 1)]
    assert found.partial


# ---------------------------------------------------------------- what cannot be read

WHOLE = document([form_page()])
LAUGHS = '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "not-a-document"),
        (WHOLE[: len(WHOLE) // 2], "truncated"),
        (packed({"a": "b"}), "corrupt"),
        (packed({"OFD.xml": "<x/>"}), "not-a-document"),
        (packed({"OFD.xml": f"<ofd:OFD {SPACE}/>"}), "corrupt"),
        (packed({"OFD.xml": LAUGHS + f"<ofd:OFD {SPACE}/>"}), "corrupt"),
        (with_parts(WHOLE, {"Doc_0/Document.xml": "<broken"}), "corrupt"),
        (with_parts(WHOLE, {"Doc_0/Document.xml": LAUGHS + "<a/>"}), "corrupt"),
        (with_parts(WHOLE, {"OFDEntries.xml": "<a/>"}), "encrypted"),
        (with_parts(WHOLE, {"Doc_0/Pages/Page_0/Content.xml": "<broken"}), "corrupt"),
        (document([page("")]), "no-text"),
        (document([page("")] * 30), "too-large"),
        (document([page(text(1, 9, "字" * 5_000))]), "too-large"),
    ],
)
def test_files_that_are_refused(data, code):
    with pytest.raises(ReadError) as caught:
        ofd.read(data, Limits(pages=20, characters=4_000))
    assert caught.value.code == code


def test_a_part_that_inflates_without_end():
    with pytest.raises(ReadError) as caught:
        ofd.read(with_parts(WHOLE, {"Doc_0/Pages/Page_0/Content.xml": b" " * 3_000_000}), Limits(part=1_000_000))
    assert caught.value.code == "too-large"


def test_a_page_that_cannot_be_read_costs_itself_alone():
    two = document([form_page(), form_page()])
    found = ofd.read(with_parts(two, {"Doc_0/Pages/Page_1/Content.xml": LAUGHS + "<a/>"}))
    assert told(found) == ["项目支出绩效目标表", FORM]
    assert codes(found) == ["page.unreadable", "part.unread"]
    assert found.partial


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../../etc/passwd", "http://x/y.xml", "file:///etc/passwd", "OFD.xml", ""])
def test_nothing_outside_the_package_is_looked_at(target):
    parts = {"Doc_0/Document.xml": f'<ofd:Document {SPACE}><ofd:Pages><ofd:Page ID="1" BaseLoc="{target}"/></ofd:Pages></ofd:Document>'}
    with pytest.raises(ReadError) as caught:
        ofd.read(with_parts(WHOLE, parts))
    assert caught.value.code in ("corrupt", "no-text")


@pytest.mark.parametrize("name", ["a.ofd", "a.pdf", "a"])
def test_it_is_known_by_its_bytes(name):
    source = Source.of(name, WHOLE)
    assert source.format == "ofd"
    assert told(read(source)) == ["项目支出绩效目标表", FORM]


def test_grids_are_drawn_over_the_pages(tmp_path):
    data = document([page(text(70, 30, "没有表 <格>")), form_page()])
    paths = draw_grids(data, ofd.read(data), tmp_path / "pictures")
    assert [path.name for path in paths] == ["page-0002.svg"]
    drawn = etree.fromstring(paths[0].read_bytes())
    assert "".join(node.text for node in drawn.iter("{*}text")).startswith("项目支出绩效目标表一级指标")
    assert sum(node.get("stroke") == "#dc1e1e" for node in drawn.iter("{*}rect")) == 9
