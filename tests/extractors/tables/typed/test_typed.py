"""Typed tables read as the same table in HTML, in text and in the paragraphs of a web page; letters set with tabs stay letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from extractors.document import Grid
from extractors.readers.text import read
from extractors.tables.from_text import VocabularyRoles, regrid
from extractors.tables.typed import with_typed_tables
from extractors.vocabulary import DEFAULT
from pipeline.submission import Options, Submission, process
from tests.extractors.tables.typed import typists

HEAD = "2023年度项目支出绩效目标表\n项目名称：农村饮水安全巩固提升项目\n"
FLAT = (
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "新建蓄水池数量", "≥12座"),
    ("产出指标", "质量指标", "工程验收合格率", "100%"),
    ("效益指标", "社会效益指标", "受益人口数量", "≥4200人"),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥92%"),
)
MERGED = (
    ("一级指标", "二级指标", "三级指标", "指标值", "备注"),
    ("产出指标", "数量指标", "新建蓄水池数量", "≥12座", "含维修"),
    ("^", "^", "铺设管网长度", "≥35公里", "主管道"),
    ("^", "质量指标", "工程验收合格率", "100%", "一次验收"),
    ("^", "时效指标", "按期完工时间", "2023年11月底前", "含附属"),
    ("效益指标", "社会效益指标", "受益人口数量", "≥4200人", "常住"),
    ("^", "可持续影响指标", "设施使用年限", "≥15年", "设计"),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥92%", "问卷"),
)
FORM = (
    ("项目名称", "农村饮水安全巩固提升项目", "预算数", "120"),
    ("主管部门", "青溪县水利局", "实施单位", "青溪县农村供水站"),
    *(row[:4] for row in MERGED),
)
NAMES = {"flat": FLAT, "merged": MERGED, "form": FORM}


def facts(data: bytes, name: str) -> tuple[object, ...]:
    """What a file says of its projects and indicators."""
    found: Submission = process(data, name, name, Options())
    indicators = [(row["level1"], row["level2"], row["level3"], row["raw"]) for row in found.indicators]
    return [(row["project_name"], row["unit_name"]) for row in found.projects], indicators


def head(rows: typists.Rows) -> str:
    return HEAD if rows is not FORM else HEAD.splitlines()[0] + "\n"


@cache
def twin(name: str) -> tuple[object, ...]:
    """The facts of the table with tags."""
    rows = NAMES[name]
    lines = []
    for at, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            if text != typists.UP:
                span = next((n for n in range(1, len(rows) - at) if rows[at + n][column] != typists.UP), len(rows) - at)
                cells.append(f"<td rowspan={span}>{text}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    above = "".join(f"<p>{line}</p>" for line in head(rows).splitlines())
    found = facts(f"<html><meta charset=utf-8>{above}<table border=1>{''.join(lines)}</table></html>".encode(), "form.html")
    assert len(found[1]) == len(rows) - 1 - 2 * (rows is FORM)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("typist", typists.ALL, ids=lambda one: one.__name__)
def test_in_a_text_file(name: str, typist: Callable[[typists.Rows], str]) -> None:
    rows = NAMES[name]
    assert facts((head(rows) + typist(rows) + "\n填表人：张三\n").encode(), "form.txt") == twin(name)


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("typist", typists.ALL, ids=lambda one: one.__name__)
def test_in_preformatted_lines_of_a_page(name: str, typist: Callable[[typists.Rows], str]) -> None:
    rows = NAMES[name]
    above = "".join(f"<p>{line}</p>" for line in head(rows).splitlines())
    assert facts(f"<html><meta charset=utf-8>{above}<pre>\n{typist(rows)}\n</pre></html>".encode(), "form.html") == twin(name)


@pytest.mark.parametrize(
    "text",
    [
        "各单位：\n现将绩效目标报送如下。\n联系人：张三\t电话：0335-1234567\n地址：人民路1号\t邮编：066200\n传真：无\t网址：无\n",
        "目录\n一、项目概况\t1\n二、绩效目标\t2\n三、绩效指标\t3\n",
        "本项目|分三期实施\n第一期|第二期|第三期\n完成后|验收\n",
        "收入        支出\n100万元     90万元\n二○二三年   十二月\n",
    ],
)
def test_letters_lists_and_other_lines_stay_lines(text: str) -> None:
    labels = VocabularyRoles(DEFAULT)
    document = regrid(read(text.encode()), labels)
    assert with_typed_tables(document, labels) is document
    assert not any(isinstance(block, Grid) for block in document.blocks)


def test_a_row_of_many_lines_in_a_frame() -> None:
    drawn = """┌────────┬────────┬──────────────┬──────────┐
│一级指标│二级指标│三级指标      │指标值    │
├────────┼────────┼──────────────┼──────────┤
│        │        │新建蓄水池    │≥12座     │
│        │数量指标│数量          │          │
│产出指标│        ├──────────────┼──────────┤
│        │        │铺设管网长度  │≥35公里   │
│        ├────────┼──────────────┼──────────┤
│        │质量指标│工程验收合格率│—         │
└────────┴────────┴──────────────┴──────────┘"""
    found = facts((HEAD + drawn).encode(), "form.txt")
    assert found[1] == [
        ("产出指标", "数量指标", "新建蓄水池数量", "≥12座"),
        ("产出指标", "数量指标", "铺设管网长度", "≥35公里"),
        ("产出指标", "质量指标", "工程验收合格率", "—"),
    ]
