"""What a viewer shows is what is read: each case draws a form whose value cell holds something else beside its print.

Each page is held against its plain twin: the same grid with the print alone. What is left out has to be named.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.document import Document
from extractors.readers import pdf as reader
from tests.extractors.readers.drawn_pdf import DrawnPage, grids, pdf, rows

XS = [60.0, 160.0, 320.0, 480.0]
TOP, HEIGHT = 100.0, 24.0
FORM = [["三级指标", "指标值", "备注"], ["新建蓄水池数量", "≥12座", "无"], ["受益人口数量", "≥4200人", "按期完成"]]
X = XS[1] + 3  # where the text of the value cell begins
BASE = 842 - TOP - HEIGHT - 4 - 10  # the baseline of the first value cell


def form(value: str = "", second: str = "≥4200人") -> DrawnPage:
    page = DrawnPage()
    page.table(XS, TOP, [FORM[0], ["新建蓄水池数量", value, "无"], ["受益人口数量", second, "按期完成"]], HEIGHT)
    return page


def code(text: str) -> str:
    return text.encode("utf-16-be").hex()


def show(text: str, x: float, y: float = BASE, size: float = 10.0, before: str = "") -> str:
    """Operators that print a text, with others before it in the same state."""
    return f"q {before} BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{code(text)}> Tj ET Q"


def split(hidden: str, before: str = "") -> DrawnPage:
    """The value ≥12座 with hidden text in its middle, where a viewer shows a gap."""
    return form().raw(show("≥", X)).raw(show(hidden, X + 10, before=before)).raw(show("12座", X + 10 + 5 * len(hidden)))


def named(document: Document) -> list[tuple[str, str]]:
    return [(remark.note.code, dict(remark.note.args).get("raw", "")) for remark in document.remarks]


def check(data: bytes, said: Sequence[tuple[str, str]], expected: Sequence[Sequence[str]] = FORM) -> None:
    document = reader.read(data)
    assert [rows(grid) for grid in grids(document)] == [list(map(list, expected))]
    assert named(document) == list(said)
    assert all(remark.where.page == 1 for remark in document.remarks)


def test_the_plain_twin() -> None:
    check(pdf(form("≥12座")), [])


STATES = "/ExtGState << /G0 << /ca 0 /CA 0 >> /G1 << /ca 0.02 >> /G5 << /ca 0.5 >> /GM << /BM /Multiply >> >>"
UNSEEN = [
    "1 g",
    "1 1 1 rg",
    "0 0 0 0 k",
    "/DeviceRGB cs 1 1 1 sc",
    "0.98 g",
    "/G0 gs",
    "/G1 gs",
    "3 Tr",
    "7 Tr",
    "1 Tr 1 G",
    "2 Tr 1 g 1 G",
    "0 0 1 1 re W n",
    "60 600 m 60 600 l 61 600 l h W n",
]


@pytest.mark.parametrize("state", UNSEEN)
def test_text_that_does_not_show_is_left_out_and_named(state: str) -> None:
    page = split("10", state) if "Tr" not in state else form().raw(show("≥", X)).raw(_with_mode(state)).raw(show("12座", X + 20))
    check(pdf(page, resources=STATES), [("text.hidden", "10")])


def _with_mode(state: str) -> str:
    return f"q {state} BT /F1 10 Tf 1 0 0 1 {X + 10} {BASE} Tm <{code('10')}> Tj ET Q"


@pytest.mark.parametrize("ground", ["0 0 0.6 rg", "0 0.4 0 rg", "0 0 0 rg"])
def test_white_print_on_a_dark_ground_stays_and_print_of_its_colour_does_not(ground: str) -> None:
    box = f"q {ground} {XS[1]} {842 - TOP - HEIGHT} {XS[2] - XS[1]} {HEIGHT} re f Q"
    page = DrawnPage().raw(box)
    page.table(XS, TOP, [["三级指标", "", "备注"], *FORM[1:]], HEIGHT)
    page.raw(show("指标值", X, BASE + HEIGHT, before="1 g")).raw(show("旧", X + 40, BASE + HEIGHT, before=ground))
    check(pdf(page), [("text.hidden", "旧")])


PATCHES = [
    "1 g {x} {y} {w} {h} re f",
    "0 g {x} {y} {w} {h} re f",
    "1 1 1 rg {x} {y} m {x1} {y} l {x1} {y1} l {x} {y1} l h f",
    "1 g 1 0 0 1 {x} {y} cm 0 0 {w} {h} re B*",
    "1 g 0 0 2 2 re {x} {y} {w} {h} re f",
    "1 G {h} w {x} {m} m {x1} {m} l S",
    "{w} 0 0 {h} {x} {y} cm /X1 Do",
    "1 0 0 1 {x} {y} cm /X2 Do",
]
PAINTED = {
    100: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
    "stream\n\xff\nendstream",
    101: "<< /Type /XObject /Subtype /Form /BBox [0 0 20 14] /Resources << >> /Length 19 >>\nstream\n1 g 0 0 12 12 re f \nendstream",
}
OBJECTS = f"{STATES} /XObject << /X1 100 0 R /X2 101 0 R >>"


def patch(pattern: str, x: float, width: float) -> str:
    y, height = BASE - 2, 12
    return f"q {pattern.format(x=x, y=y, w=width, h=height, x1=x + width, y1=y + height, m=y + height / 2)} Q"


@pytest.mark.parametrize("pattern", PATCHES)
def test_covered_text_is_left_out_and_named(pattern: str) -> None:
    page = split("10").raw(patch(pattern, X + 10, 10))
    check(pdf(page, objects=PAINTED, resources=OBJECTS), [("text.hidden", "10")])


@pytest.mark.parametrize("pattern", PATCHES[:1])
def test_what_is_typed_over_a_patch_is_read_though_a_character_stands_where_it_stood(pattern: str) -> None:
    page = form("≥10座").raw(patch(pattern, X + 10, 10)).raw(show("12", X + 10))
    check(pdf(page, objects=PAINTED, resources=OBJECTS), [("text.hidden", "10")])


@pytest.mark.parametrize(
    "pattern",
    [
        "/GM gs 1 1 0 rg {x} {y} {w} {h} re f",  # a marker's yellow
        "/G5 gs 1 1 0 rg {x} {y} {w} {h} re f",
        "1 g {x} {y} {w} 1.5 re f",  # below the print
        "1 g {x1} {y} 20 {h} re f",  # beside it
        "0 0 5 5 re W n 1 g {x} {y} {w} {h} re f",  # cut away
    ],
)
def test_what_lets_text_be_seen_does_not_hide_it(pattern: str) -> None:
    page = form("≥12座").raw(patch(pattern, X, 30))
    check(pdf(page, objects=PAINTED, resources=OBJECTS), [])


def test_text_in_a_faint_form_is_hidden_and_a_patch_of_one_covers() -> None:
    content = show("10", X + 10)
    drawn = f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Length {len(content)} >>"
    page = form().raw(show("≥", X)).raw("q /G0 gs /X3 Do Q").raw(show("12座", X + 20))
    objects = {102: f"{drawn}\nstream\n{content}\nendstream"}
    check(pdf(page, objects=objects, resources=f"{STATES} /XObject << /X3 102 0 R >>"), [("text.hidden", "10")])


@pytest.mark.parametrize("size", [0.5, 1.0, 1.8])
def test_text_too_small_to_be_read_is_hidden(size: float) -> None:
    page = form().raw(show("≥", X)).raw(show("10", X + 10, size=size)).raw(show("12座", X + 10 + size))
    check(pdf(page), [("text.hidden", "10")])


STRIKES = [
    "0 g {x} {m} {w} 0.6 re f",
    "0.5 w {x} {m} m {x1} {m} l S",
    "1 0 0 RG 1 w {x} {m} m {x1} {m} l S",
    "0.5 w {x} {m} m {x1} {m} l S {x} {m2} m {x1} {m2} l S",
    "0.5 w {x} {m} m {h} {m} l S {h} {m} m {x1} {m} l S",
]


def strike(pattern: str, x: float, width: float, y: float = BASE) -> str:
    return f"q {pattern.format(x=x, w=width, m=y + 3, m2=y + 4.6, x1=x + width, h=x + width / 2)} Q"


@pytest.mark.parametrize("pattern", STRIKES)
@pytest.mark.parametrize("before", [False, True])
def test_struck_text_is_left_out_and_named(pattern: str, before: bool) -> None:
    lines = [show("≥1012座", X), strike(pattern, X + 10, 10)]
    page = form()
    for line in reversed(lines) if before else lines:
        page.raw(line)
    check(pdf(page), [("text.struck", "10")])


def test_a_value_struck_whole_leaves_the_one_beside_it() -> None:
    page = form("≥10座").raw(strike(STRIKES[1], X, 30)).raw(show("≥12座", X + 40))
    check(pdf(page), [("text.struck", "≥10座")])


def test_a_row_struck_by_one_line_is_left_out() -> None:
    page = form("≥12座").raw(strike(STRIKES[1], XS[0], XS[3] - XS[0], BASE - HEIGHT))
    document = reader.read(pdf(page))
    assert [rows(grid) for grid in grids(document)] == [[*FORM[:2], ["", "", ""]]]
    assert named(document) == [("text.struck", text) for text in FORM[2]]


@pytest.mark.parametrize("y", [BASE - 2, BASE - 3.5, BASE + 11])
def test_a_line_under_or_over_text_strikes_nothing(y: float) -> None:
    check(pdf(form("≥12座").raw(f"0.5 w {X} {y} m {X + 30} {y} l S")), [])


def annotated(page: DrawnPage, *objects: str, fonts: str = "") -> bytes:
    numbers = {110 + at: body for at, body in enumerate(objects)}
    page.extra = f"/Annots [{' '.join(f'{number} 0 R' for number in numbers)}]"
    return pdf(page, objects=numbers | ({109: fonts} if fonts else {}), catalog="")


def rectangle(x: float = X, width: float = 80) -> str:
    return f"/Rect [{x} {BASE - 4} {x + width} {BASE + 12}]"


def appearance(text: str, ink: str = "0 g", width: int = 80) -> str:
    content = f"{ink} BT /F1 10 Tf 0 4 Td <{code(text)}> Tj ET"
    head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 {width} 16] /Resources << /Font << /F1 3 0 R >> >> /Length {len(content)} >>"
    return f"{head}\nstream\n{content}\nendstream"


SHOWN = "/AP << /N 109 0 R >>"


def test_a_strikeout_annotation_strikes() -> None:
    quad = f"{X + 10} {BASE + 9} {X + 20} {BASE + 9} {X + 10} {BASE - 2} {X + 20} {BASE - 2}"
    data = annotated(form("≥1012座"), f"<< /Type /Annot /Subtype /StrikeOut {rectangle()} /QuadPoints [{quad}] >>")
    check(data, [("text.struck", "10")])


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (f"/FT /Tx /T (a) /V <FEFF{code('≥12座')}>", ""),
        (f"/FT /Ch /Ff 131072 /T (a) /Opt [<FEFF{code('≥12座')}>] /V <FEFF{code('≥12座')}>", ""),
        (f"/FT /Tx /T (a) /V <FEFF{code('≥12座')}>", "≥12座"),
        (f"/FT /Tx /Ff 4096 /T (a) /V <FEFF{code('≥12')}000D{code('座')}>", ""),
    ],
)
def test_a_field_is_read_with_and_without_an_appearance(field: str, shown: str) -> None:
    widget = f"<< /Type /Annot /Subtype /Widget /F 4 {rectangle()} {field} {SHOWN if shown else ''} >>"
    data = annotated(form(), widget, fonts=appearance(shown) if shown else "")
    data = data.replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm << /Fields [110 0 R] >>")
    check(_anew(data), [])


def _anew(data: bytes) -> bytes:
    """The file without its table of places, which a viewer then makes anew."""
    return data[: data.rindex(b"xref\n0")] + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize("anew", [False, True])
def test_a_field_that_shows_an_older_value(anew: bool) -> None:
    widget = f"<< /Type /Annot /Subtype /Widget /F 4 {rectangle()} /FT /Tx /T (a) /V <FEFF{code('≥12座' if anew else '≥10座')}> {SHOWN} >>"
    data = annotated(form(), widget, fonts=appearance("≥10座" if anew else "≥12座"))
    entry = b"/Type /Catalog /AcroForm << /Fields [110 0 R] /NeedAppearances %s >>" % (b"true" if anew else b"false")
    check(_anew(data.replace(b"/Type /Catalog", entry)), [] if anew else [("text.field-differs", "≥12座")])


FREE = "<< /Type /Annot /Subtype /FreeText /F 4 {} /Contents <FEFF{}> /DA ({} rg) {} >>"


@pytest.mark.parametrize("shown", [SHOWN, ""])
def test_text_typed_into_a_blank_cell_fills_it(shown: str) -> None:
    check(annotated(form(), FREE.format(rectangle(), code("≥12座"), "0 0 0", shown), fonts=appearance("≥12座")), [])


@pytest.mark.parametrize("shown", [SHOWN, ""])
@pytest.mark.parametrize("value", ["≥12座", ""])
def test_text_typed_beside_print_or_in_red_is_a_remark(shown: str, value: str) -> None:
    ink = ("0.8 0 0", "0.8 0 0 rg") if not value else ("0 0 0", "0 g")
    page = form(value)
    remark = FREE.format(rectangle(X + 60, 60), code("请核实"), ink[0], shown)
    expected = [FORM[0], [FORM[1][0], value, FORM[1][2]], FORM[2]]
    check(annotated(page, remark, fonts=appearance("请核实", ink[1])), [("text.annotation", "请核实")], expected)


@pytest.mark.parametrize("kind", ["Stamp", "Watermark"])
def test_a_stamp_on_a_cell_is_left_out(kind: str) -> None:
    stamp = f"<< /Type /Annot /Subtype /{kind} /F 4 {rectangle(X + 20)} {SHOWN} >>"
    check(annotated(form("≥12座"), stamp, fonts=appearance("已审核", "0.8 0 0 rg")), [(f"text.{kind.lower()}", "已审核")])


@pytest.mark.parametrize("flags", [2, 32])
def test_an_annotation_that_is_not_shown_is_not_read(flags: int) -> None:
    hidden = f"<< /Type /Annot /Subtype /FreeText /F {flags} {rectangle(X + 60, 60)} /Contents <FEFF{code('改')}> {SHOWN} >>"
    check(annotated(form("≥12座"), hidden, fonts=appearance("改")), [])


LAYERS = [
    ("/D << /OFF [120 0 R] >>", {}),
    ("/D << /BaseState /OFF >>", {}),
    ("/D << /BaseState /OFF /ON [121 0 R] >>", {}),
    ("/D << /OFF [121 0 R] >>", {122: "<< /Type /OCMD /OCGs [121 0 R] /P /AnyOn >>"}),
    ("/D << /OFF [121 0 R] >>", {122: "<< /Type /OCMD /VE [/Not [/Not 121 0 R]] >>"}),
    (
        "/D << /AS [<< /Event /View /Category [/View] /OCGs [120 0 R] >>] >>",
        {120: "<< /Type /OCG /Name (a) /Usage << /View << /ViewState /OFF >> >> >>"},
    ),
]


@pytest.mark.parametrize(("configuration", "objects"), LAYERS)
@pytest.mark.parametrize("as_form", [False, True])
def test_text_in_a_layer_that_is_off_is_hidden(configuration: str, objects: dict[int, str], as_form: bool) -> None:
    layer = 122 if 122 in objects else 120
    content = show("10", X + 10)
    head = f"<< /Type /XObject /Subtype /Form /OC {layer} 0 R /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
    groups = {
        120: "<< /Type /OCG /Name (a) >>",
        121: "<< /Type /OCG /Name (b) >>",
        103: f"{head} /Length {len(content)} >>\nstream\n{content}\nendstream",
    }
    page = form().raw(show("≥", X)).raw("/X3 Do" if as_form else f"/OC /L BDC {content} EMC").raw(show("12座", X + 20))
    resources = f"/Properties << /L {layer} 0 R >> /XObject << /X3 103 0 R >>"
    catalog = f"/OCProperties << /OCGs [120 0 R 121 0 R] {configuration} >>"
    check(pdf(page, objects=groups | objects, resources=resources, catalog=catalog), [("text.hidden", "10")])


def test_text_in_a_layer_that_is_on_is_print() -> None:
    page = form().raw(f"/OC /L BDC {show('≥12座', X)} EMC")
    objects = {120: "<< /Type /OCG /Name (a) >>", 121: "<< /Type /OCG /Name (b) >>"}
    catalog = "/OCProperties << /OCGs [120 0 R 121 0 R] /D << /OFF [121 0 R] >> >>"
    check(pdf(page, objects=objects, resources="/Properties << /L 120 0 R >>", catalog=catalog), [])


@pytest.mark.parametrize("spoken", ["≥10座", "≥1000座", ""])
@pytest.mark.parametrize("inside", [False, True])
def test_what_is_drawn_counts_and_not_what_is_to_be_read_aloud(spoken: str, inside: bool) -> None:
    begin, end = f"/Span << /ActualText <FEFF{code(spoken)}> >> BDC", "EMC"
    line = f"BT /F1 10 Tf 1 0 0 1 {X} {BASE} Tm {begin if inside else ''} <{code('≥12座')}> Tj {end if inside else ''} ET"
    page = form().raw(line if inside else f"{begin} {line} {end}")
    check(pdf(page), [("text.hidden", spoken)] if spoken else [])
