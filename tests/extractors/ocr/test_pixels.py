"""Drawn pixels: skew, seals, rules whole, broken and faint, lines of print, and what the ink says by itself."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ocr.doubt import same
from extractors.ocr.lines import Span, boxes_of, lines_in, lines_outside
from extractors.ocr.marks import by_hand
from extractors.ocr.recognise import Text, twins
from extractors.ocr.shapes import leans, unread
from extractors.ocr.signs import Reading, printed
from extractors.tables.lattice import rules_to_lattices
from extractors.tables.pixels_ink import FAINT, SPECK, Pixels, greys_of, ink_of, without_specks
from extractors.tables.pixels_rules import bridged, rules_in, stray, within
from extractors.tables.pixels_skew import skew_of, turned

DPI = 200.0
XS, YS = (100, 400, 700, 1000), (100, 160, 220, 280, 400)


def sheet(width: int = 1200, height: int = 600) -> Pixels:
    return np.full((height, width), 240, dtype=np.uint8)


def table(grey: int = 20) -> Pixels:
    paper = sheet()
    for y in YS:
        cv2.line(paper, (XS[0], y), (XS[-1], y), grey, 2)
    for x in XS:
        cv2.line(paper, (x, YS[0]), (x, YS[-1]), grey, 2)
    return paper


def cells(paper: Pixels) -> int:
    rules = rules_in(paper, DPI)
    return sum(len(lattice.cells) for lattice in rules_to_lattices(rules.horizontal, rules.vertical))


@pytest.mark.parametrize("angle", [-2.0, -0.7, 0.5, 1.6])
def test_the_skew_of_a_ruled_page_is_found(angle: float) -> None:
    askew = turned(table(), angle, 240)
    assert skew_of(ink_of(askew, DPI, FAINT), DPI) == pytest.approx(-angle, abs=0.06)


@pytest.mark.parametrize("angle", [-1.5, 1.0])
def test_the_skew_of_lines_of_text_is_found(angle: float) -> None:
    paper = sheet(1200, 1200)
    for y in range(100, 1100, 50):
        for x in range(100, 1100, 30):
            cv2.rectangle(paper, (x, y), (x + 22, y + 24), 20, -1)
    assert skew_of(ink_of(turned(paper, angle, 240), DPI, FAINT), DPI) == pytest.approx(-angle, abs=0.11)


def test_blank_paper_stands_straight() -> None:
    assert skew_of(ink_of(sheet(), DPI, FAINT), DPI) == 0.0


def test_red_is_dropped_and_black_under_it_kept() -> None:
    page = np.full((200, 200, 3), 245, dtype=np.uint8)
    page[50:150, 50:150] = (45, 40, 205)
    page[90:110, 20:180] = (15, 10, 20)
    grey, _ = greys_of(page, DPI)
    assert grey[60:85, 60:140].min() > 200
    assert grey[95:105, 60:140].max() < 100


def test_a_grid_is_found_in_pixels() -> None:
    assert cells(table()) == 12


def test_faint_rules_on_noisy_paper_are_found() -> None:
    noise = np.random.default_rng(3).normal(0, 6, table().shape)
    faint = np.clip(cv2.GaussianBlur(table(195), (3, 3), 0) + noise, 0, 255).astype(np.uint8)
    assert cells(faint) == 12


@pytest.mark.parametrize(("x", "y"), [(400, 185), (550, 160), (100, 240), (1000, 120)])
def test_a_break_in_a_rule_opens_no_cell(x: int, y: int) -> None:
    paper = table()
    paper[y - 9 : y + 9, x - 9 : x + 9] = 240
    assert cells(paper) == 12


def test_two_tables_one_above_the_other_stay_two() -> None:
    both = np.vstack([table()[:420], table()[60:]])
    rules = rules_in(both, DPI)
    assert [len(lattice.cells) for lattice in rules_to_lattices(rules.horizontal, rules.vertical)] == [12, 12]


def test_strokes_of_large_characters_make_no_cells() -> None:
    paper = sheet()
    for x in range(100, 1100, 80):
        cv2.rectangle(paper, (x, 100 + x % 3 * 5), (x + 60, 156 + x % 7), 20, 4)
    assert cells(paper) == 0


def test_pieces_are_bridged_over_small_gaps_alone() -> None:
    assert bridged([(10.0, 0.0, 50.0), (10.4, 53.0, 90.0)]) == [(pytest.approx(10.2, abs=0.1), 0.0, 90.0)]
    assert len(bridged([(10.0, 0.0, 50.0), (10.0, 70.0, 90.0)])) == 2


def test_lines_of_a_cell_are_parted_and_parts_of_characters_kept_together() -> None:
    ink = np.zeros((100, 200), dtype=np.uint8)
    ink[10:13, 20:44] = ink[28:31, 18:46] = 255  # 二
    ink[60:84, 20:44] = ink[60:84, 50:74] = 255
    assert [(line.y0, line.y1) for line in lines_in(ink, 24.0)] == [(10, 31), (60, 84)]


def test_a_wide_gap_parts_a_line_and_dust_is_none() -> None:
    ink = np.zeros((60, 400), dtype=np.uint8)
    ink[20:44, 20:44] = ink[20:44, 300:324] = 255
    ink[5:8, 200:203] = 255
    assert [line.x0 for line in lines_in(ink, 24.0)] == [20, 300]


def test_lines_outside_grids_are_found_at_any_size() -> None:
    ink = np.zeros((300, 900), dtype=np.uint8)
    for x in range(100, 700, 62):
        ink[20:76, x : x + 54] = 255
    for row in (120, 170, 220):
        for x in range(50, 800, 30):
            ink[row : row + 24, x : x + 24] = 255
    assert [(line.y0, line.y1) for line in sorted(lines_outside(ink, DPI), key=lambda line: line.y0)] == [
        (20, 76),
        (120, 144),
        (170, 194),
        (220, 244),
    ]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_pieces_and_dust_are_those_of_all_pixels_counted(share: float) -> None:
    ink = (np.random.default_rng(5).random((90, 70)) < share).astype(np.uint8) * np.uint8(255)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    assert sorted(boxes_of(ink)) == sorted((x, y, width, height) for x, y, width, height, _ in stats[1:].tolist())
    large = stats[:, cv2.CC_STAT_AREA] >= SPECK * DPI * DPI
    large[0] = False
    assert np.array_equal(without_specks(ink, DPI) > 0, large[labels])


def test_a_piece_in_the_hole_of_another_and_one_around_the_edges_are_pieces() -> None:
    ink = np.zeros((40, 60), dtype=np.uint8)
    cv2.rectangle(ink, (5, 5), (30, 30), 255, 2)
    ink[15:20, 12:18] = 255
    ink[34, 55:] = ink[35, :4] = 255  # the end of one row and the start of the next
    assert sorted(boxes_of(ink)) == [(0, 35, 4, 1), (4, 4, 28, 28), (12, 15, 6, 5), (55, 34, 5, 1)]


def stroke(top: int, foot: int) -> Pixels:
    line = np.full((40, 40), 240, dtype=np.uint8)
    cv2.line(line, (top, 6), (foot, 34), 20, 3)
    return line


@pytest.mark.parametrize(("top", "foot", "leaning"), [(26, 14, True), (20, 20, False), (14, 26, False)])
def test_a_slash_leans_and_a_one_does_not(top: int, foot: int, leaning: bool) -> None:
    assert leans(stroke(top, foot)) is leaning


def test_ink_without_a_character_is_noticed() -> None:
    line = np.full((40, 200), 240, dtype=np.uint8)
    for x in (10, 50, 90, 130):
        line[6:34, x : x + 30] = 20
    assert not unread(line, [0.6, 1.6, 2.6, 3.6])
    assert unread(line, [1.6, 2.6, 3.6])
    assert unread(line, [])


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("资金支出计划（%)", "资金支出计划（%）"),
        ("资金支出计划(%）", "资金支出计划（%）"),
        ("C25(P6)", "C25(P6)"),
        ("单位: 万元", "单位：万元"),
        ("其中：财政 资金", "其中：财政资金"),
        ("2023:07", "2023:07"),
        ("Word 2003", "Word2003"),
        ("Office Open", "Office Open"),
    ],
)
def test_signs_are_as_wide_as_their_neighbours(read: str, text: str) -> None:
    assert printed(Reading(read, 1.0)) == Reading(text, 1.0)


@pytest.mark.parametrize(
    ("read", "text"),
    [("≤0.9%0", "≤0.9‰"), ("控制在3.3%o以下", "控制在3.3‰以下"), ("%0", "‰"), ("年度金额（（万元）：", "年度金额（万元）：")],
)
def test_a_per_mille_and_a_bracket_written_twice_are_put_right_and_unsure(read: str, text: str) -> None:
    found = printed(Reading(read, 0.99))
    assert found.text == text
    assert found.confidence < 0.8


@pytest.mark.parametrize("kept", ["50%", "90%0.5", "100%", "（（一）区）", "（（一区"])
def test_a_percent_stays_one_and_nested_brackets_stay(kept: str) -> None:
    assert printed(Reading(kept, 1.0)) == Reading(kept, 1.0)


def test_widths_are_no_difference_between_readings() -> None:
    assert same(Text("（90%)", (1.0,)), Text("(90％）", (1.0,)))
    assert not same(Text("≥90%", (1.0,)), Text("290%", (1.0,)))
    assert twins(["", "（", "(", "年"]) == {1: 2, 2: 1}


def test_a_fold_across_a_table_is_no_rule_of_it() -> None:
    paper = table()
    before = cells(paper)
    cv2.line(paper, (0, 340), (1199, 340), 120, 2)
    rules = rules_in(paper, DPI)
    assert cells(paper) == before
    assert [round(rule[0] * DPI / 72) for rule in rules.strays] == [340]


def test_a_table_without_sides_keeps_its_rules() -> None:
    across = [(y, 0.0, 400.0) for y in (10.0, 40.0, 70.0)]
    assert stray(across, [(100.0, 10.0, 70.0), (300.0, 10.0, 70.0)]) == []


@pytest.mark.parametrize(
    ("text", "sure", "width", "drawn"),
    [
        ("子", 0.37, 212, True),  # a signature reads as one character, wider than any
        ("小孔", 0.5, 188, True),
        ("O", 0.4, 48, True),  # a hole
        ("57", 0.5, 44, True),
        ("填报日期：2022年2月18日", 0.5, 655, False),  # print under a seal: unsure, but as wide as it must be
        ("3.殡葬管理执法经费绩效目标表", 0.75, 860, False),  # a heading under a seal, larger than the text of the form
        ("3.殡葬管理执法经费绩效目标表", 0.5, 860, True),
        ("填报人：", 0.99, 136, False),
    ],
)
def test_ink_that_is_not_as_wide_as_its_reading_is_no_print(text: str, sure: float, width: int, drawn: bool) -> None:
    assert by_hand(Span(0, 0, width, 44), Reading(text, sure), 40.0) is drawn


def gap(paper: Pixels, x0: int, x1: int, y: int) -> Pixels:
    cv2.rectangle(paper, (x0, y - 3), (x1, y + 3), 240, -1)
    return paper


@pytest.mark.parametrize("end", [20, 60])
def test_a_rule_that_ends_at_a_break_before_the_side_is_no_fold(end: int) -> None:
    paper = table()
    for y in (YS[1], YS[3]):  # the first column is merged, but for the rule in its middle
        gap(paper, XS[0] + 4, XS[1] - 4, y)
    for y in (190, 250):
        cv2.line(paper, (XS[1], y), (XS[-1], y), 20, 2)
    assert cells(gap(paper, XS[0] - 5, XS[0] + end, YS[2])) == 14
    assert not rules_in(paper, DPI).strays


@pytest.mark.parametrize("broken", [(150, 270), (330, 398)])
def test_a_wide_break_between_bare_paper_is_bridged(broken: tuple[int, int]) -> None:
    assert cells(gap(table(), *broken, YS[2])) == 12


def test_half_a_way_is_no_rule_where_something_is_printed_beside_it() -> None:
    paper = gap(table(), 110, 280, YS[2])
    for x in range(110, 390, 30):
        cv2.rectangle(paper, (x, YS[2] - 14), (x + 14, YS[2] - 4), 20, -1)
    assert cells(paper) == 11


def test_a_way_that_was_taken_while_its_crossing_was_missing_is_taken_back() -> None:
    paper = table()
    cv2.rectangle(paper, (XS[1] - 3, YS[1] + 4), (XS[1] + 3, YS[2] - 4), 240, -1)  # one cell over two columns
    assert cells(gap(paper, XS[1] - 60, XS[1] + 60, YS[1])) == 11


def test_a_short_upright_ends_on_the_line_of_a_rule_that_a_seal_broke_off() -> None:
    paper = sheet()
    for y in (100, 170):
        cv2.line(paper, (100, y), (1000, y), 20, 2)
    for x in (100, 400, 700, 1000):
        cv2.line(paper, (x, 100), (x, 170), 20, 2)
    assert cells(paper) == 3
    assert cells(gap(paper, 850, 1006, 170)) == 3


def test_an_upright_that_runs_into_print_is_still_one_between_its_crossings() -> None:
    paper = table()
    cv2.rectangle(paper, (XS[1] - 3, YS[0] + 3), (XS[1] + 3, YS[1] - 3), 240, -1)
    cv2.rectangle(paper, (XS[1] - 3, YS[2] + 3), (XS[1] + 3, YS[-1] - 3), 240, -1)  # the cells above and below are merged
    assert cells(paper) == 9
    cv2.line(paper, (XS[1], YS[2]), (XS[1], YS[2] + 34), 20, 2)  # strokes of a character on from it, and beside it
    for x in (XS[1] - 7, XS[1] + 7):
        cv2.line(paper, (x, YS[2] + 4), (x, YS[2] + 34), 20, 3)
    assert cells(paper) == 9


def test_a_seal_is_lit_less_for_rules_than_for_reading() -> None:
    page = np.full((300, 300, 3), 245, dtype=np.uint8)
    cv2.circle(page, (150, 150), 90, (60, 50, 205), 12)
    page[60, 100:200] = (35, 30, 130)  # a faint rule under it
    reading, ruled = greys_of(page, DPI)
    assert (ruled <= reading).all()
    assert (ruled < reading).any()
    plain = np.full((300, 300, 3), 245, dtype=np.uint8)
    one, other = greys_of(plain, DPI)
    assert one is other


def test_a_seals_thin_strokes_go_with_it_though_they_are_hardly_red() -> None:
    page = np.full((300, 600, 3), 245, dtype=np.uint8)
    cv2.circle(page, (150, 150), 90, (60, 50, 205), 12)
    page[80:100, 150:153] = (165, 165, 185)  # as JPEG leaves a thin stroke
    page[80:100, 500:503] = (165, 165, 185)  # the same where no seal is: a coloured pen
    reading, _ = greys_of(page, DPI)
    assert reading[82:98, 151].min() > 220
    assert reading[82:98, 501].max() < 200


def test_the_edge_of_the_paper_is_no_side_of_a_table() -> None:
    rows = [(float(y), 60.0, 533.0) for y in (400, 450, 500, 550)]
    sides = [(60.0, 400.0, 550.0), (533.0, 400.0, 550.0)]
    edge = (592.0, 420.0, 842.0)
    assert within([*sides, edge], rows, 595.0) == sides
    assert within([*sides, edge], [*rows[:3], (550.0, 60.0, 592.0)], 595.0) == sides  # a scrap of a seal between the two
    cut_close = [(3.0, 400.0, 550.0), (592.0, 400.0, 550.0)]
    assert within(cut_close, [(y, 3.0, 592.0) for y, _, _ in rows], 595.0) == cut_close
