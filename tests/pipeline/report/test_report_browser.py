"""The page in a browser: charts are drawn, the filter works, the language changes, nothing is fetched and nothing complains."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.exporters._stored import Stored
from pipeline.report import write_report

pytestmark = pytest.mark.prove
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Opened:
    """A page with what it asked for and what it complained of."""

    page: object
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is not installed, which this proof needs: run `make system`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: object, tmp_path: Path) -> Iterator[object]:
    def run(tables: Stored) -> Opened:
        path = tmp_path / "report.html"
        write_report(tables.folder, path)
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        found = Opened(page)
        page.on("request", lambda request: found.asked.append(request.url))
        page.on("console", lambda message: found.said.append(message.text))
        page.on("pageerror", lambda error: found.said.append(str(error)))
        page.on("dialog", lambda dialog: found.said.append(dialog.message))
        page.goto(path.as_uri())
        if shots := os.environ.get("JIXIAO_SHOTS"):  # where somebody wants to look at it
            page.screenshot(path=f"{shots}/report.png", full_page=True)
        return found

    return run


def test_charts_are_drawn(opened: object, stored: Stored) -> None:
    found = opened(stored)
    charts = found.page.locator("section svg:visible")
    assert charts.count() == 9
    sizes = [charts.nth(place).bounding_box() for place in range(9)]
    assert all(size["width"] > 500 and size["height"] > 40 for size in sizes)
    assert len(found.asked) == 1
    assert found.said == []


def test_labels_stay_inside_their_charts(opened: object, stored: Stored) -> None:
    outside = """() => [...document.querySelectorAll('section svg')].filter((chart) => chart.getBoundingClientRect().width > 100)
        .flatMap((chart) => { const edge = chart.getBoundingClientRect();
        return [...chart.querySelectorAll('text')].filter((text) => { const box = text.getBoundingClientRect();
        return box.left < edge.left - 1 || box.right > edge.right + 1; }).map((text) => text.textContent); })"""
    assert opened(stored).page.evaluate(outside) == []


def test_the_filter(opened: object, stored: Stored) -> None:
    page = opened(stored).page
    rows = page.locator("#findings_list tbody tr")
    visible = page.locator("#findings_list tbody tr:visible")
    before = rows.count()
    page.fill("#words", "是/否")
    assert 0 < visible.count() < before
    assert page.inner_text("#shown") == f"{visible.count()} / {before}"
    page.fill("#words", "")
    page.select_option("#severity", "error")
    assert visible.count() == page.locator("#findings_list tbody tr.error").count() < before


def test_the_language(opened: object, stored: Stored) -> None:
    page = opened(stored).page
    assert page.inner_text("h1") == "部门预算绩效数据报告"
    page.click("#language")
    assert page.inner_text("h1") == "Budget performance report"
    assert page.locator("section svg:visible").count() == 9
    page.click("#language")
    assert page.inner_text("h1") == "部门预算绩效数据报告"


def test_a_document_s_markup_does_nothing(opened: object, hostile: Stored) -> None:
    found = opened(hostile)
    found.page.click("#language")
    found.page.click("#language")
    assert "<script>alert(1)</script>" in found.page.inner_text("#findings_list")
    assert len(found.asked) == 1
    assert found.said == []
