"""The data dictionary, made from the definitions that the tables are written from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.errors import CODES
from normalizers import booleans
from normalizers.categories import CATEGORIES
from normalizers.units import UNITS
from pipeline.findings import CATALOGUE
from pipeline.schema import TABLES, Table


@dataclass(frozen=True, slots=True)
class _Words:
    """The dictionary's own words in one language."""

    title: str
    intro: str
    column: tuple[str, ...]
    key: str
    units: str
    unit: tuple[str, ...]
    categories: str
    category: tuple[str, ...]
    findings: str
    finding: tuple[str, ...]
    errors: str
    error: tuple[str, ...]


_WORDS = {
    "en": _Words(
        "Data dictionary",
        "Every table is written with these columns in this order, rows sorted by key. Null means that the form does not say; "
        "what could not be read is a row in `findings`. Text is stored as printed, also where a spreadsheet would take it for a formula "
        "(=, +, -, @, a tab or a carriage return at its start); `--escape-formulas` puts an apostrophe before such text in CSV.\n\n"
        "CSV, Parquet and DuckDB hold every value exactly. Excel's numbers are doubles, and so are SQLite's that are not whole: digits "
        "beyond the fifteenth are rounded there. A workbook besides cuts a text after 32,767 characters, which it marks and counts on its "
        "cover, and holds days before 1901 as text; SQLite holds days as ISO text and truth as 1 and 0.",
        ("column", "type", "unit", "meaning", "source"),
        "Key",
        "Units",
        ("unit", "dimension", "also printed as", "meaning"),
        "Categories",
        ("category", "Chinese", "examples"),
        "Findings",
        ("code", "severity", "sentence"),
        "Error codes",
        ("code", "sentence"),
    ),
    "zh": _Words(
        "数据字典",
        "各表均按下列字段顺序写出，按主键排序。空值表示材料未说明；未能读出的内容见 findings 表。"
        "文字照原文保存，以 =、+、-、@、制表符或回车开头的也不改动；只有使用 `--escape-formulas` 时，CSV 中此类文字前加单引号。\n\n"
        "CSV、Parquet 和 DuckDB 精确保存每个值。Excel 的数字是双精度浮点数，SQLite 的非整数也是：超过 15 位的有效数字在其中被舍入。"
        "工作簿还会在 32767 个字符处截断文本（予以注明，并在封面计数），1901 年以前的日期按文本保存；"
        "SQLite 以 ISO 文本保存日期，以 1 和 0 保存是否。",
        ("字段", "名称", "类型", "单位", "说明", "来源"),
        "主键",
        "计量单位",
        ("单位", "量纲", "其他写法", "说明"),
        "类别",
        ("类别", "中文", "示例"),
        "问题目录",
        ("代码", "程度", "说明"),
        "错误代码",
        ("代码", "说明"),
    ),
}


def as_markdown(language: str = "en") -> str:
    """The dictionary as Markdown in English (`en`) or Chinese (`zh`)."""
    return "\n".join(_lines(language, _WORDS[language])) + "\n"


def _lines(language: str, words: _Words) -> Iterator[str]:
    chinese = language == "zh"
    yield from (f"# {words.title}", "", words.intro)
    for table in TABLES.values():
        yield from ("", f"## {table.name}" + (f" {table.title}" if chinese else ""), "", table.doc_zh if chinese else table.doc_en, "")
        yield from (f"{words.key}: " + ", ".join(f"`{name}`" for name in table.key), "")
        yield from _table(words.column, _columns(table, chinese))
    yield from ("", f"## {words.units}", "")
    yield from _table(words.unit, [(unit.name, unit.dimension, "、".join(unit.spellings), unit.meaning) for unit in UNITS])
    yield from ("", f"## {words.categories}", "")
    yield from _table(words.category, _categories())
    yield from ("", f"## {words.findings}", "")
    yield from _table(words.finding, [(e.code, e.severity.value, e.zh if chinese else e.en) for e in CATALOGUE.values()])
    yield from ("", f"## {words.errors}", "")
    yield from _table(words.error, [(code, said.chinese if chinese else said.english) for code, said in CODES.items()])


def _categories() -> list[tuple[str, str, str]]:
    """Code, Chinese label and examples of every category, those of yes and no first."""
    answers = [(code, label, label) for code, label in booleans.CATEGORIES]
    return [*answers, *((one.code, one.label, "、".join(one.examples)) for one in CATEGORIES)]


def _columns(table: Table, chinese: bool) -> list[tuple[str, ...]]:
    if chinese:
        return [(f"`{c.name}`", c.title, c.type.value, c.unit or "", c.doc_zh, c.source or "") for c in table.columns]
    return [(f"`{c.name}`", c.type.value, c.unit or "", c.doc_en, c.source or "") for c in table.columns]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def as_json() -> str:
    """The dictionary as JSON, both languages beside each other."""
    return json.dumps(as_object(), ensure_ascii=False, indent=1) + "\n"


def as_object() -> dict[str, object]:
    """The dictionary as plain lists and objects."""
    return {
        "tables": [_table_object(table) for table in TABLES.values()],
        "units": [{"name": u.name, "dimension": u.dimension, "spellings": list(u.spellings), "meaning": u.meaning} for u in UNITS],
        "categories": [{"code": code, "zh": label, "examples": examples.split("、")} for code, label, examples in _categories()],
        "findings": [
            {"code": e.code, "severity": e.severity.value, "zh": e.zh, "en": e.en, "slots": sorted(e.slots)} for e in CATALOGUE.values()
        ],
        "errors": [{"code": code, "zh": said.chinese, "en": said.english} for code, said in CODES.items()],
    }


def _table_object(table: Table) -> dict[str, object]:
    columns = [
        {
            "name": c.name,
            "type": c.type.value,
            "unit": c.unit,
            "title": c.title,
            "zh": c.doc_zh,
            "en": c.doc_en,
            "source": c.source,
            "compare": c.compare.value,
        }
        for c in table.columns
    ]
    parents = [{"column": column, "table": parent} for column, parent in table.parents]
    return {
        "name": table.name,
        "title": table.title,
        "zh": table.doc_zh,
        "en": table.doc_en,
        "key": list(table.key),
        "parents": parents,
        "columns": columns,
    }
