"""The page: whole in itself, equal for equal tables, its numbers those of its queries, and nothing in it that a document could run."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.exporters._stored import Stored
from pipeline.report import write_report
from pipeline.report.answers import ask, printed
from pipeline.report.words import heading
from pipeline.schema import TABLES

from ..exporters.made import write

CHARTS = {
    "documents_by_outcome",
    "coverage",
    "findings_by_rule",
    "findings_by_department",
    "budget_by_department",
    "target_kinds",
    "comparators",
    "units_missing",
    "spending_plans",
}


def page(tables: Stored, folder: Path) -> str:
    write_report(tables.folder, folder / "report.html")
    return (folder / "report.html").read_text("utf-8")


@pytest.fixture(scope="module")
def whole(stored: Stored, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page about the samples."""
    return page(stored, tmp_path_factory.mktemp("page"))


class Seen(HTMLParser):
    """Tags with their attributes, and which sections hold charts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.charts: set[str] = set()
        self._section = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "section":
            self._section = dict(attrs)["id"] or ""
        if tag == "svg":
            self.charts.add(self._section)


def test_every_question_has_its_chart_and_its_query(stored: Stored, whole: str) -> None:
    text = whole
    assert Seen(text).charts == CHARTS
    for answer in ask(stored).values():
        assert answer.sql in unescape(text)
    assert text.count("<h2>") == len(CHARTS) + 3


def test_what_is_proposed_stands_in_the_words_of_the_letters(goal_book: Stored, tmp_path: Path) -> None:
    text = page(goal_book, tmp_path)
    section = text[text.index('<section id="outcomes">') :]
    assert "秦皇岛市山海关区妇女联合会" in section
    assert "<td>完善后通过</td>" in section[: section.index("</section>")]


def test_the_numbers_are_those_of_the_sample(goal_book: Stored, tmp_path: Path) -> None:
    text = page(goal_book, tmp_path)
    tiles = re.findall(r"<div>(?:<span class=\"zh\">([^<]+)</span><span class=\"en\">[^<]+</span>)<b>([^<]+)</b>", text)
    assert dict(tiles) == {
        "文件": "1",
        "部门": "1",
        "项目": "5",
        "预算（元）": "245,000",
        "指标": "58",
        "问题": printed(goal_findings(goal_book)),
    }
    assert heading("budget_yuan").zh == "预算（元）"
    assert ">245,000</text>" in text


def goal_findings(tables: Stored) -> int:
    return tables.count(TABLES["findings"])


def test_what_documents_say_is_shown_as_text(hostile: Stored, tmp_path: Path) -> None:
    text = page(hostile, tmp_path)
    tags = Seen(text).tags
    assert [tag for tag, _ in tags].count("script") == 1
    assert not [tag for tag, given in tags if tag == "img" or any(name.startswith("on") for name in given)]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "$x^2$ &amp; " in text


def test_nothing_is_fetched(whole: str) -> None:
    text = whole
    assert not re.findall(r"(?:src|href)=[\"'](?!#)[^\"']*", text)
    assert "@import" not in text
    assert "default-src 'none'" in text
    assert not re.findall(r"url\((?!#)", text)


def test_equal_tables_give_equal_bytes(goal_book: Stored, tmp_path: Path) -> None:
    assert page(goal_book, tmp_path) == page(goal_book, tmp_path)


def test_no_documents_at_all(tmp_path: Path) -> None:
    text = page(write(tmp_path / "in", {}), tmp_path)
    assert Seen(text).charts == set()
    assert "没有数据" in text


def test_an_answer_too_long_for_the_page_says_so(stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.report.answers.MOST", 3)
    text = page(stored, tmp_path)
    assert f"仅列前 3 条，共 {goal_findings(stored)} 条" in text
