"""Lines to paragraphs, and what of a page is furniture: characters 10 by 10, margins at 50 and 350, pages 400 by 600."""

from __future__ import annotations

from extractors.document import Paragraph, Role
from extractors.pages.blocks import pages_to_blocks
from extractors.pages.model import Page
from extractors.tables.runs import Line

FULL = "本项目的绩效目标是组织开展各类培训活动和提升服务能力水平等"  # 30 characters less one: 50 to 340


def line(text: str, y: float, x: float = 50, em: float = 10) -> Line:
    return Line(text, x, y, x + em * len(text), y + em, em)


def page(number: int, *lines: Line) -> Page:
    return Page(number, 400, 600, [], list(lines))


def body(*pages: Page) -> list[str]:
    return [block.text for block in pages_to_blocks(pages) if isinstance(block, Paragraph) and block.role is Role.BODY]


def roles(*pages: Page) -> list[tuple[str, Role]]:
    return [(block.text, block.role) for block in pages_to_blocks(pages) if isinstance(block, Paragraph) and block.role is not Role.BODY]


INDENTED = FULL[:27] + "一"  # begins two characters further right


def test_a_full_line_goes_on_and_an_indent_begins_anew() -> None:
    lines = [line(INDENTED, 100, 70), line(FULL + "二", 120), line("三。", 140), line(INDENTED, 160, 70), line("四。", 180)]
    lines += [line(INDENTED, 200, 70), line("五。", 220)]
    assert body(page(1, *lines)) == [INDENTED + FULL + "二三。", INDENTED + "四。", INDENTED + "五。"]


def test_a_heading_stays_its_own_paragraph() -> None:
    lines = [line("（一）总体绩效目标：", 100), line(INDENTED, 130, 70), line(FULL + "二", 150), line("三。", 170)]
    lines += [line("1.车辆保险费绩效目标表", 190), line(FULL + "二", 220)]
    assert body(page(1, *lines)) == ["（一）总体绩效目标：", INDENTED + FULL + "二三。", "1.车辆保险费绩效目标表", FULL + "二"]


def test_a_sentence_goes_on_over_the_page() -> None:
    first = [line(INDENTED, at, 70) if at % 40 == 0 else line(FULL + "二", at) for at in range(80, 520, 20)]
    pages = page(1, *first, line("1", 580, 195)), page(2, line("目标。", 80), line(INDENTED, 100, 70), line("2", 580, 195))
    assert body(*pages)[-2:] == [INDENTED + FULL + "二目标。", INDENTED]
    assert roles(*pages) == [("1", Role.PAGE_NUMBER), ("2", Role.PAGE_NUMBER)]


def test_what_stands_beside_another_is_a_paragraph_of_its_own() -> None:
    assert body(page(1, line("妇女联合会本级", 100), line("单位：万元", 100, 300), line("项目", 120))) == [
        "妇女联合会本级",
        "单位：万元",
        "项目",
    ]


def test_a_centred_title_over_two_lines_is_one() -> None:
    title = [line("二〇二三年度县级部门预算项目支出绩效目标", 60, 50, 15), line("审批表", 82, 178, 15)]
    assert body(page(1, *title, line(FULL + "二", 120)))[0] == "二〇二三年度县级部门预算项目支出绩效目标审批表"


def test_titles_of_forms_on_every_page_are_no_running_heads() -> None:
    pages = [page(at, line("项目支出绩效目标表", 60, 130, 16), line(f"项目{at}的情况", 100), line(FULL, 120)) for at in range(1, 5)]
    assert roles(*pages) == []


def test_a_running_head_is_small_far_out_and_on_most_pages() -> None:
    pages = [page(at, line("部门预算绩效文本", 30, 150), line(f"第{at}页的正文", 80), line(f"- {at} -", 575, 190)) for at in range(1, 4)]
    assert [role for _, role in roles(*pages)] == [Role.HEADER, Role.PAGE_NUMBER] * 3


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert roles(page(1, line("2022", 300)), page(2, line("2023", 300))) == []
    assert roles(page(1, line("正文", 100), line("2022", 570))) == []
    assert roles(page(1, line("正文", 100), line("第1页 共1页", 570, 160))) == [("第1页 共1页", Role.PAGE_NUMBER)]
