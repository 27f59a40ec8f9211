"""The pages are true: snippets print what stands below them, tables and pictures are current, commands and links exist."""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import dictionary
from pipeline.cli import parser
from pipeline.findings import CATALOGUE
from pipeline.regress.report import report
from pipeline.regress.run import regress
from pipeline.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "samples" / "README.md"])
GENERATED = {"dictionary.md": "en", "dictionary.zh-CN.md": "zh"}


def load(path: Path):
    """A script of docs/ or of this folder, which are no packages."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code(page: str) -> Iterator[str]:
    """Lines of fenced blocks, and inline code."""
    yield from (line for block in re.findall(r"```\w*\n(.*?)```", page, re.DOTALL) for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page, flags=re.DOTALL))


def subparsers() -> dict[str, argparse.ArgumentParser]:
    return next(dict(action.choices) for action in parser()._actions if isinstance(action, argparse._SubParsersAction))


def options(of: argparse.ArgumentParser) -> set[str]:
    return {option for action in of._actions for option in action.option_strings}


def test_the_guide_prints_what_it_says(made, monkeypatch, request):
    page = ROOT / "docs" / "analysts-guide.md"
    text = page.read_text("utf-8")
    monkeypatch.chdir(made)
    now = load(Path(__file__).with_name("notebook.py")).run(text)
    assert all(
        now.count(f"```{language}\n") == text.count(f"```{language}\n") >= number for language, number in (("python", 4), ("sql", 7))
    )
    if request.config.getoption("--rewrite-golden"):
        page.write_text(now, "utf-8")
        pytest.fail(f"{page.name} is written: read `git diff`, then run the tests without --rewrite-golden")
    assert now == text


@pytest.mark.parametrize("name", GENERATED)
def test_the_dictionary_is_current(name):
    said = (ROOT / "docs" / name).read_text("utf-8")
    assert said == dictionary.as_markdown(GENERATED[name]), f"jixiao schema --language {GENERATED[name]} > docs/{name}"


def test_the_picture_is_current(samples):
    assert load(ROOT / "docs" / "picture.py").draw(samples) == (ROOT / "docs" / "first-result.svg").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_are_those_of_the_command_line(page):
    known = subparsers()
    for line in code(page.read_text("utf-8")):
        for command, rest in re.findall(r"(?<!from )\bjixiao ([a-z]+)([^|;#\n]*)", line):
            assert command in known, line
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options(known[command]), line
        if re.fullmatch(r"--[a-z-]+( \S+)?", line):
            assert line.split()[0] in {option for one in known.values() for option in options(one)} | {"--rewrite-golden"}, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {target for line in code(page.read_text("utf-8")) for target in re.findall(r"\bmake ([a-z]+)", line)}
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in GENERATED], ids=lambda page: page.name)
def test_paths_that_a_page_names_exist(page):
    for word in re.findall(r"`((?:pipeline|extractors|normalizers|tests|docs|benchmarks|samples)/[\w./-]+)`", page.read_text("utf-8")):
        assert (ROOT / word).exists(), word


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_knows_no_machine(page):
    text = page.read_text("utf-8")
    assert not re.findall(r"(?<![\w.])/(?:home|work|tmp|root|usr|opt)/", text)
    assert not re.findall(r"pypi|conda\.io|https?://(?!localhost|127)", text)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_table_and_command(name):
    text = (ROOT / name).read_text("utf-8")
    assert not [table for table in TABLES if f"`{table}`" not in text]
    assert not [command for command in subparsers() if f"jixiao {command}" not in text]
    assert len(text.splitlines()) < 160


def test_both_readmes_show_the_same_rows(samples):
    from pipeline import read

    rows = {(row["level3"], row["raw"], row["kind"]) for row in read(samples / "shanhaiguan-fulian-2022.docx").indicators}
    shown = []
    for name in ("README.md", "README.zh-CN.md"):
        page = (ROOT / name).read_text("utf-8")
        shown.append(
            [
                tuple(cell.strip() for cell in line.split("|")[1:-1])
                for line in page.splitlines()
                if "| quantity |" in line or "| boolean |" in line
            ]
        )
    assert shown[0] == shown[1]
    assert len(shown[0]) == 4
    assert {row[1:4] for row in shown[0]} <= rows


def test_the_figures_of_the_readme_are_those_of_the_regression(samples):
    said = report(regress(samples))["total"]
    values = said["correct"] + said["wrong"] + said["omitted"]
    for name in ("README.md", "README.zh-CN.md"):
        page = (ROOT / name).read_text("utf-8")
        assert f"{values:,}" in page
        assert f"{said['rows']:,}" in page
        assert re.search(rf"\b{said['documents']}( containers| 个文件)", page)
    assert said["without_error"] == said["documents"], "the READMEs say that nothing is wrong"


def test_the_speed_of_the_readme_is_the_one_that_was_measured():
    measured = (ROOT / "benchmarks" / "RESULTS.md").read_text("utf-8")
    day = re.search(r"^(\d{4}-\d\d-\d\d) on ", measured, re.MULTILINE)[1]
    assert all(day in (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))


def test_findings_that_pages_name_exist():
    for page in PAGES:
        text = page.read_text("utf-8")
        for word in re.findall(r"finding `([a-z.-]+)`|findings `([a-z.-]+)`", text):
            assert (word[0] or word[1]) in CATALOGUE, word


def test_snippets_of_the_readme_run(samples, tmp_path, monkeypatch):
    page = (ROOT / "README.md").read_text("utf-8")
    snippet = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(
        snippet.replace('"output"', repr(str(tmp_path / "output"))).replace('"samples"', '"samples/forms/zhejiang-kaihua-xiangmu-2022"'),
        names,
    )
    assert (tmp_path / "output" / "indicators.parquet").is_file()
