"""Pages are read as browsers print them."""

from __future__ import annotations

import base64
import quopri

import pytest

from extractors.document import Paragraph, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import html


def read(page: str, limits: Limits | None = None):
    return html.read(page.encode("utf-8"), limits)


def grid(pen, table: str):
    (block,) = read(table).blocks
    return pen.laid(block)


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        html.read(data, limits)
    return caught.value.code


def test_a_page(pen):
    document = read(
        "<html><head><title>题</title></head><body><h1>部门</h1><p>一<b>二</b>三<p>四<table><tr><th>五<td>六</table>七</body></html>"
    )
    assert pen.outline(document) == ["部门", "一二三", "四", [(1, 1, 1, 1, "五"), (1, 2, 1, 1, "六")], "七"]
    assert [block.level for block in document.blocks if isinstance(block, Paragraph)] == [1, None, None, None]
    assert [block.where for block in document.blocks] == [Where(block=number) for number in range(1, 6)]
    assert document.blocks[3].at(1, 2).where == Where(block=4, row=1, column=2)
    assert (document.format, document.method, document.pages, document.partial, document.remarks) == ("html", "html", None, False, ())


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("年度\n  总体", "年度总体"),
        ("a\nb", "a b"),
        ("  a   b  ", "a b"),
        ("名称\t值", "名称\t值"),
        ("甲 乙", "甲 乙"),
        ("甲<b> </b>乙", "甲 乙"),
        ("甲\n<b>\n乙</b>", "甲乙"),
        ("甲&nbsp;乙", "甲\u00a0乙"),
        ("甲\u3000乙", "甲\u3000乙"),
        ("甲<br> 乙<br/>", "甲\n乙"),
        ("&ge;90% &lt;5 &amp;c &#8804;&#x4e2d;", "≥90% <5 &c ≤中"),
        ("<span style='white-space:pre'>甲  乙</span>", "甲  乙"),
        ("甲<!-- 注 -->乙<?pi x?>丙", "甲乙丙"),
        ("甲<script>x</script><style>y</style>乙", "甲乙"),
        ("甲<o:p>乙</o:p><font>丙</font>", "甲乙丙"),
        ('<input value="12"><input type="hidden" value="x"><input type=checkbox checked>是<input type=radio>否', "12☑是□否"),
        ("<ruby>拼<rp>(</rp><rt>pin</rt><rp>)</rp></ruby>", "拼"),
    ],
)
def test_text(pen, source, printed):
    assert pen.texts(read(f"<p>{source}</p>")) == [printed]


def test_preformatted_text(pen):
    assert pen.texts(read("<pre>a\n  b\tc</pre>")) == ["a\n  b\tc"]


def test_ordered_lists_are_numbered(pen):
    page = "<ol start=3><li>丙<li value=7>庚<ol type=A><li>甲</ol><li>辛</ol><ul><li>点</ul>"
    assert pen.texts(read(page)) == ["3. 丙", "7. 庚", "A. 甲", "8. 辛", "点"]


def test_headings_outline_levels_and_bookmarks():
    page = '<h3>甲</h3><p style="mso-outline-level:2"><a name="_Toc1"></a>乙</p><p>丙</p>'
    assert [(block.level, block.bookmarks) for block in read(page).blocks] == [(3, ()), (2, ("_Toc1",)), (None, ())]


@pytest.mark.parametrize(
    "how", ["style='display:none'", "style='color:red; Display : None'", "hidden", "style='mso-hide:all'", "style='visibility:hidden'"]
)
def test_hidden_text_is_not_printed_and_named(pen, how):
    document = read(f"<p>甲<span {how}>藏<b>匿</b></span>乙</p>")
    assert pen.texts(document) == ["甲乙"]
    (remark,) = document.remarks
    assert (remark.note.code, dict(remark.note.args), remark.where.block) == ("text.hidden", {"raw": "藏匿"}, 1)


def test_what_is_struck_out_or_embedded_is_named(pen):
    document = read("<p>甲<del>乙</del><iframe src='http://127.0.0.1:9/'></iframe><svg><text>x</text></svg></p>")
    assert pen.texts(document) == ["甲"]
    assert pen.codes(document) == ["text.deleted", "part.embedded", "part.embedded"]
    assert document.partial


def test_spans(pen):
    table = "<table><tr><td rowspan=2>一<td colspan=2>宽</tr><tr><td>左<td>右</tr></table>"
    assert grid(pen, table) == [(1, 1, 2, 1, "一"), (1, 2, 1, 2, "宽"), (2, 2, 1, 1, "左"), (2, 3, 1, 1, "右")]


def test_rows_of_different_length_are_filled(pen):
    assert grid(pen, "<table><tr><td>a<td>b<tr><td>c</table>") == [
        (1, 1, 1, 1, "a"),
        (1, 2, 1, 1, "b"),
        (2, 1, 1, 1, "c"),
        (2, 2, 1, 1, ""),
    ]


def test_a_rowspan_of_zero_or_too_many_ends_with_its_group(pen):
    table = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td rowspan=9>d<td>e</table>"
    assert grid(pen, table) == [(1, 1, 2, 1, "a"), (1, 2, 1, 1, "b"), (2, 2, 1, 1, "c"), (3, 1, 1, 1, "d"), (3, 2, 1, 1, "e")]


def test_a_cell_gets_what_is_free_beside_one_that_hangs_down(pen):
    table = "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e</table>"
    assert grid(pen, table) == [(1, 1, 1, 1, "a"), (1, 2, 2, 1, "b"), (1, 3, 1, 1, "c"), (2, 1, 1, 1, "d"), (2, 3, 1, 1, "e")]


def test_heads_come_first_and_feet_last(pen):
    table = "<table><tfoot><tr><td>脚</tfoot><tbody><tr><td>身</tbody><thead><tr><td>头</thead></table>"
    assert [cell[4] for cell in grid(pen, table)] == ["头", "身", "脚"]


def test_columns_in_which_nothing_begins_are_none(pen):
    table = "<table><tr><td colspan=100>题<tr><td colspan=2>a<td colspan='2'>b<tr><td colspan=2>c<td colspan=2>d</table>"
    assert grid(pen, table) == [(1, 1, 1, 2, "题"), (2, 1, 1, 1, "a"), (2, 2, 1, 1, "b"), (3, 1, 1, 1, "c"), (3, 2, 1, 1, "d")]


@pytest.mark.parametrize(
    ("value", "columns"), [("2", 2), (" 2 ", 2), ("2.5", 2), ("2px", 2), ("0", 1), ("-2", 1), ("x", 1), ("", 1), ("+2", 2)]
)
def test_spans_are_read_as_browsers_read_them(pen, value, columns):
    assert grid(pen, f"<table><tr><td colspan='{value}'>a<tr><td>b<td>c</table>")[0] == (1, 1, 1, columns, "a")


def test_lines_of_a_cell_are_joined(pen):
    assert grid(pen, "<table><tr><td><p>年度</p><div>总体<br>目标</div></td></tr></table>") == [(1, 1, 1, 1, "年度总体目标")]


def test_a_caption_stands_before_its_table_and_a_stray_text_in_its_place(pen):
    assert pen.outline(read("<table><caption>表一</caption><tr><td>a</table>")) == ["表一", [(1, 1, 1, 1, "a")]]


def test_a_table_in_a_cell_is_a_block_of_that_cell(pen):
    (outer,) = read("<table><tr><td>外<td>前<table><tr><td>内</table>后</table>").blocks
    assert outer.at(1, 2).text == "前后"
    (nested,) = outer.at(1, 2).nested
    assert (pen.laid(nested), nested.at(1, 1).where) == ([(1, 1, 1, 1, "内")], Where(block=1, row=1, column=2))


def test_tables_nested_too_deep_keep_their_text(pen):
    document = read("<table><tr><td>[" * 30 + "底" + "]</table>" * 30)
    assert "".join(pen.texts(document)).count("[") == 30
    assert "底" in "".join(pen.texts(document))
    assert (pen.codes(document), document.partial) == (["table.nested-deep"], True)


PAGE = "<html><head>{}</head><body><p>绩效指标≥90%</p></body></html>"


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ('<meta charset="gb2312">', "gbk"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        ("", "gb18030"),
        ("", "utf-16"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="nonsense">', "gb18030"),
        ('<meta charset="utf-8">', "gb18030"),
    ],
)
def test_charsets(pen, meta, encoding):
    assert pen.texts(html.read(PAGE.format(meta).encode(encoding))) == ["绩效指标≥90%"]


def test_other_charsets_are_believed_when_declared(pen):
    assert pen.texts(html.read("<meta charset=big5><p>績效指標</p>".encode("big5"))) == ["績效指標"]


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_web_archives(pen, transfer, charset):
    page = PAGE.format("").encode(charset)
    body = {"quoted-printable": quopri.encodestring(page), "base64": base64.encodebytes(page), "8bit": page}[transfer]
    head = (
        b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        b'Content-Type: text/html; charset="%s"\r\nContent-Transfer-Encoding: %s\r\n\r\n' % (charset.encode(), transfer.encode())
    )
    tail = b"\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--B--\r\n"
    document = html.read(head + body + tail)
    assert (pen.texts(document), document.format, document.method) == (["绩效指标≥90%"], "mht", "html")


def test_archives_without_a_page():
    assert code_of(b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B--') == "corrupt"
    assert code_of(b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n") == "truncated"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"<html><body></body></html>", "no-text"),
        (b"<table><tr><td>&nbsp;</td></tr></table>", "no-text"),
        (b"<!-- x -->", "no-text"),
        (b"<div>" * 5000 + b"x", "too-large"),
        (b"<p>a</p><p>" + b"x" * 11_000_000 + b"</p>", "too-large"),
        (b"<table>" + b"<tr><td>x" * 100_001 + b"</table>", "too-large"),
    ],
)
def test_pages_that_are_not_read(data, code):
    assert code_of(data) == code


@pytest.mark.parametrize("limits", [Limits(bytes=99), Limits(characters=99), Limits(places=99), Limits(columns=9), Limits(elements=3)])
def test_limits_are_kept(limits):
    assert code_of(b"<table><tr>" + b"<td>x</td>" * 100 + b"</table>", limits) == "too-large"


def test_absurd_spans_cost_little(pen):
    table = "<table><tr><td rowspan=99999999 colspan=99999999>a<td>b<tr><td>c</table>"
    assert grid(pen, table) == [(1, 1, 2, 1, "a"), (1, 2, 1, 1, "b"), (2, 2, 1, 1, "c")]


def test_no_entity_is_ever_resolved(pen):
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "boom">]><p>甲&e;&f;乙</p>'
    assert pen.texts(read(page))[-1] == "甲&e;&f;乙"


def test_control_characters_are_gone(pen):
    assert pen.texts(html.read("<p>甲\x00\x01\x1f\x85乙&#1;&#xD800;</p>".encode()))[0].replace("\x85", "").startswith("甲乙")


def test_tags_in_any_disorder(pen):
    document = read("</table><td>游离<tr><table><td>a<p>b</td></p><tr>c<td>d</table><b><i>e</b></i>")
    assert sorted("".join(pen.texts(document))) == sorted("游离abcde")
