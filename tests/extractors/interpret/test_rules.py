"""Rules are data: every rule reads its own examples, and by that very rule."""

import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.errors import UserFileError
from extractors.forms import load
from extractors.interpret.builder import ExtractionBuilder
from extractors.interpret.column_roles import column_rules
from extractors.interpret.header_paths import Path
from extractors.interpret.headers import find_header
from extractors.interpret.path_rules import cheapest, path_rule, path_rules
from extractors.interpret.view import TableView
from extractors.raw import Kind
from extractors.vocabulary import DEFAULT

PATHS = [(rule, example) for rule in path_rules() for example in rule.examples]
COLUMNS = [(rule, example) for rule in column_rules() for example in rule.examples]
# What a table prints beside the columns of an example that names none.
COMPANY = {
    "level1": ("一级指标", "产出指标"),
    "level2": ("二级指标", "数量指标"),
    "level3": ("三级指标", "公车数量"),
    "target": ("指标值", "≥4辆"),
}
LEVELS = ("level1", "level2", "level3")


def cells(words: str) -> tuple[Cell, ...]:
    """Labels of a path, nearest first, out of `项目资金（万元） > 年度资金总额`."""
    parts = [part.strip() for part in words.split(">")] if words else []
    return tuple(Cell(1, at + 1, 1, 1, text) for at, text in enumerate(reversed(parts)))


@pytest.mark.parametrize(("rule", "example"), PATHS, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(PATHS)])
def test_a_path_rule_reads_its_example(rule, example):
    row, column = cells(example.get("row", "")), cells(example.get("column", ""))
    match = cheapest(Path(row, column, beside=example.get("beside", bool(row) and not column)), example["value"], DEFAULT)
    assert match is not None
    assert match.rule.name == rule.name


@pytest.mark.parametrize(("rule", "example"), COLUMNS, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(COLUMNS)])
def test_a_column_rule_reads_its_example(rule, example):
    company = example.get("beside") or [heading for field, (heading, _) in COMPANY.items() if field != rule.field]
    kinds = dict(COMPANY.values())
    at = LEVELS.index(rule.field) if rule.field in LEVELS else 3
    order = [*company[:at], example["heading"], *company[at:]]
    grid = []
    for row in range(1, len(example["cells"]) + 2):
        for at, heading in enumerate(order, 1):
            own = heading == example["heading"]
            text = heading if row == 1 else example["cells"][row - 2] if own else kinds.get(heading, "")
            grid.append(Cell(row, at, 1, 1, text, Where(row=row, column=at)))
    view = TableView(Grid(len(example["cells"]) + 1, len(order), tuple(grid)), DEFAULT, ExtractionBuilder())
    header = find_header(view, 1)
    assert header is not None
    assert {c.head.text: c.role for g in header.groups for c in g}[example["heading"]] == rule.field


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ({}, "needs a name"),
        ({"name": "a", "field": "pair", "content": {}, "nearest": ["label"], "cots": 1}, "cots is not one of"),
        ({"name": "a", "field": "budget", "content": {}, "nearest": ["label"]}, "'budget' is not one of"),
        ({"name": "a", "field": "pair", "content": {"text": 0}, "nearest": ["label"]}, "content must be"),
        ({"name": "a", "field": "pair", "content": {}}, "nearest, row or column"),
        ({"name": "a", "field": "pair", "content": {}, "row": ["sauce"]}, "'sauce' is no class"),
    ],
)
def test_a_bad_rule_says_what_is_wrong(table, what):
    with pytest.raises(ValueError, match=what):
        path_rule(table)


FORM = """
id = "county-scheme"
family = "goal"
title = ["绩效目标表"]
labels = ["项目名称", "办理成效"]

[[rule]]
name = "outcome of the scheme"
field = "goal.text"
row = ["label"]
content = { prose = 0, grade = 0 }
cost = -1.0
examples = [{ row = "办理成效", value = "群众满意。" }]
"""


def test_a_form_description_may_say_where_a_value_stands(tmp_path, draw):
    from extractors.document import Paragraph
    from extractors.engine import extract

    drawn = Document("test", "test", (Paragraph("项目支出绩效目标表"), draw("项目名称 | 甲工程\n办理成效 | 办结全部申请，群众满意。")))
    assert not [r for r in extract(drawn).records if r.kind is Kind.GOAL]
    (tmp_path / "scheme.toml").write_text(FORM, "utf-8")
    with_rule = extract(drawn, forms=load(tmp_path))
    assert [r.fields["text"].text for r in with_rule.records if r.kind is Kind.GOAL] == ["办结全部申请，群众满意。"]


def test_a_bad_rule_of_a_form_names_file_and_line(tmp_path):
    (tmp_path / "scheme.toml").write_text(FORM.replace('"goal.text"', '"goal.words"'), "utf-8")
    with pytest.raises(UserFileError, match=r"scheme\.toml: line 8: rule 'outcome of the scheme': field 'goal\.words' is not one of"):
        load(tmp_path)
