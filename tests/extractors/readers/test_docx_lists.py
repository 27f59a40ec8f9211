"""List numbers as Word prints them."""

from __future__ import annotations

import pytest

from extractors.numerals import printed


def level(index: int, text: str, number_format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:suff w:val="nothing"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(pen, text: str, key: int = 1, depth: int = 0) -> str:
    return pen.p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')


def numbered(pen, numbering: str, *items: str, styles: str = "") -> list[str]:
    return pen.texts(pen.read("".join(items), {"numbering": numbering, "styles": styles}))


@pytest.mark.parametrize(
    ("number_format", "text", "expected"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("chineseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("chineseCountingThousand", "%1、", ["一、", "二、", "三、"]),
        ("ideographTraditional", "%1", ["甲", "乙", "丙"]),
        ("upperLetter", "%1)", ["A)", "B)", "C)"]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、"]),
        ("none", "第%1项", ["第项"] * 3),
        ("nobody knows", "%1", ["1", "2", "3"]),
    ],
)
def test_formats(pen, number_format, text, expected):
    numbering = abstract(0, level(0, text, number_format)) + num(1, 0)
    assert numbered(pen, numbering, *[item(pen, "项") for _ in range(3)]) == [f"{label}项" for label in expected]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCounting", "一〇五"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (10020, "chineseCountingThousand", "一万零二十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (27, "upperLetter", "AA"),
        (1994, "upperRoman", "MCMXCIV"),
        (4000, "upperRoman", "4000"),
        (36, "decimalEnclosedCircle", "㊱"),
        (51, "decimalEnclosedCircle", "51"),
        (13, "ideographZodiac", "13"),
        (61, "ideographZodiacTraditional", "61"),
        (12, "decimalFullWidth", "１２"),
        (22, "ordinal", "22nd"),
        (-1, "chineseCounting", "-1"),
        (10**12, "lowerLetter", str(10**12)),
    ],
)
def test_numerals(value, number_format, expected):
    assert printed(value, number_format) == expected


def test_levels_count_below_their_own_number_and_start_anew(pen):
    numbering = abstract(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1, 0)
    depths = [0, 1, 1, 2, 0, 1, 2, 2]
    labels = numbered(pen, numbering, *[item(pen, "", 1, depth) for depth in depths])
    assert labels == ["1", "1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1", "2.1.2"]


def test_a_level_may_go_on_and_print_others_as_digits(pen):
    on = level(1, "%1-%2", more='<w:lvlRestart w:val="0"/>')
    legal = level(2, "%1.%3", "upperLetter", more="<w:isLgl/>")
    numbering = abstract(0, level(0, "%1、", "chineseCounting"), on, legal) + num(1, 0)
    labels = numbered(pen, numbering, *[item(pen, "", 1, depth) for depth in (0, 1, 0, 1, 2)])
    assert labels == ["一、", "一-1", "二、", "二-2", "2.1"]


def test_lists_share_their_counters_unless_told_to_start_over(pen):
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "%1")) + num(1, 0) + num(2, 0) + num(3, 0, over)
    labels = numbered(pen, numbering, *[item(pen, "", key) for key in (1, 1, 2, 3, 3, 1)])
    assert labels == ["1", "2", "3", "5", "6", "7"]


def test_a_list_by_way_of_styles(pen):
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract(0, level(0, "%1."), level(1, "(%2)", more='<w:pStyle w:val="k"/>'))
        + abstract(1, level(0, "<%1>".replace("<", "&lt;").replace(">", "&gt;")))
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="n"/></w:abstractNum>'
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
    )
    items = [
        pen.p("甲", properties='<w:pStyle w:val="h"/>'),
        pen.p("乙", properties='<w:pStyle w:val="k"/>'),
        pen.p("丙", properties='<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        item(pen, "丁", 3),
    ]
    assert numbered(pen, numbering, *items, styles=styles) == ["1.甲", "(1)乙", "丙", "<1>丁"]


def test_numbers_alone_are_text_of_a_cell(pen):
    parts = {"numbering": abstract(0, level(0, "%1")) + num(1, 0)}
    row = pen.tr(pen.tc(content=item(pen, "")), "培训")
    document = pen.read(pen.tbl(row, row), parts)
    assert pen.outline(document) == [[(1, 1, 1, 1, "1"), (1, 2, 1, 1, "培训"), (2, 1, 1, 1, "2"), (2, 2, 1, 1, "培训")]]


def test_the_gap_behind_a_number_is_white_space_if_any(pen):
    def gap(name: str) -> str:
        return abstract(0, level(0, "%1.").replace('w:val="nothing"', f'w:val="{name}"')) + num(1, 0)

    assert [numbered(pen, gap(name), item(pen, "5万元"))[0] for name in ("tab", "space", "nothing")] == ["1. 5万元", "1. 5万元", "1.5万元"]


def test_bullets_print_the_sign_of_their_font(pen):
    bullet = level(0, "\uf06c", "bullet").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>')
    assert numbered(pen, abstract(0, bullet) + num(1, 0), item(pen, "项")) == ["●项"]


def test_lists_that_are_not_there_number_nothing(pen):
    assert numbered(pen, abstract(0, level(0, "%1")), item(pen, "甲", 9), item(pen, "乙", 1, 12)) == ["甲", "乙"]


@pytest.mark.parametrize(("text", "said"), [("100%", True), ("≥12座", False), ("2023年底", True), ("完成", False)])
def test_an_automatic_number_before_a_number_is_named_in_a_cell(pen, text, said):
    numbering = abstract(0, level(0, "%1.")) + num(1, 0)
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = pen.tbl(pen.tr("值", pen.tc(content=pen.p(text, properties=numbered)))) + pen.p("9", properties=numbered)
    document = pen.read(body, {"numbering": numbering})
    assert pen.texts(document) == ["值", f"1.{text}", "2.9"]
    assert [remark.where[1:4] for remark in document.remarks if remark.note.code == "text.list-number"] == [(1, 1, 2)] * said
