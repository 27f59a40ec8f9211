"""A Frictionless data package: `datapackage.json` beside the tables as CSV, with schemas, keys, units, sources and hashes.

`frictionless validate datapackage.json` checks every file against it. It holds no clock: the same tables give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final, get_args

from extractors.raw import GridRole
from normalizers.value import Comparator, Kind, Precision
from pipeline import __version__
from pipeline.exporters import csv
from pipeline.exporters._atomic import replacing
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.findings import CATALOGUE
from pipeline.findings.entry import Severity
from pipeline.schema import PRECISION, SCALE, TABLES, Column, Table, Type
from pipeline.schema.words import FAMILIES, GRADES
from pipeline.views import units

FILE: Final = "datapackage.json"
_TYPES: Final[dict[Type, dict[str, str]]] = {
    Type.STRING: {"type": "string"},
    Type.INT32: {"type": "integer"},
    Type.INT64: {"type": "integer"},
    Type.BOOL: {"type": "boolean"},
    Type.DATE: {"type": "date"},
    Type.DECIMAL: {"type": "number"},
    Type.FLOAT: {"type": "number"},
}
_KINDS, _SIGNS = [*get_args(Kind), "graded"], list(get_args(Comparator))
# The columns whose words are a closed set.
_WORDS: Final[dict[str, list[str]]] = {
    "documents.status": ["ok", "partial", "failed"],
    "documents.form_family": [*FAMILIES, "mixed"],
    "grids.role": [role.value for role in GridRole],
    "findings.severity": [severity.value for severity in Severity],
    "findings.rule": sorted(CATALOGUE),
    "funding.stage": ["budget", "initial", "adjusted", "executed", "forecast"],
    "funding.horizon": ["annual", "whole_period"],
    "goals.horizon": ["annual", "long_term"],
    "indicators.scope": ["project", "department"],
    "indicators.horizon": ["annual", "long_term"],
    "indicators.kind": _KINDS,
    "indicators.actual_kind": _KINDS,
    "indicators.forecast_kind": _KINDS,
    "indicators.comparator": _SIGNS,
    "indicators.actual_comparator": _SIGNS,
    "indicators.forecast_comparator": _SIGNS,
    "indicators.attained_rule": ["printed", "at_least", "at_most"],
    "indicators.date_precision": list(get_args(Precision)),
    "indicator_parts.grade": list(GRADES),
    "indicator_parts.kind": _KINDS,
    "indicator_parts.comparator": _SIGNS,
    "provenance.table": sorted(TABLES),
}


def write_all(tables: Stored, folder: Path, options: ExportOptions) -> None:
    """Write the tables as CSV and describe them."""
    resources = []
    for table in TABLES.values():
        path = folder / f"{table.name}.csv"
        csv.write_text(table, (csv.text(table, batch.to_pylist()).encode() for batch in tables.batches(table)), path, options)
        resources.append(_resource(table, path, tables.count(table), options))
    resources.append(_units(folder / "units.csv", options))
    made = {
        "name": "jixiao",
        "title": "部门预算绩效数据 · budget performance submissions",
        "description": "由部门预算绩效文本读出的整洁表；每个值的出处见 provenance。Null: the form does not say.",
        "version": __version__,
        "profile": "tabular-data-package",
        "sources": [{"title": f"jixiao {__version__}: documents.path names the submission that each row was read from"}],
        "resources": resources,
    }
    with replacing(folder / FILE) as beside:
        beside.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(table: Table, path: Path, rows: int, options: ExportOptions) -> dict[str, Any]:
    described = {"title": table.title, "description": f"{table.doc_zh} · {table.doc_en}"}
    return {"name": table.name, **described, **_file(path, rows, options), "schema": _schema(table)}


def _file(path: Path, rows: int, options: ExportOptions) -> dict[str, Any]:
    """What a resource says of its file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "path": path.name,
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if options.csv_bom else "utf-8",
        "hash": f"sha256:{digest}",
        "bytes": path.stat().st_size,
        "rows": rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
    }


def _units(path: Path, options: ExportOptions) -> dict[str, Any]:
    """The table of units beside the others: what the columns `unit` hold, and which prints each name stands for."""
    lines = [units.COLUMNS, *units.rows()]
    text = "".join(",".join(_cell(cell) for cell in line) + "\r\n" for line in lines)
    encoding = "utf-8-sig" if options.csv_bom else "utf-8"
    with replacing(path) as beside:
        beside.write_bytes(text.encode(encoding))
    fields = [
        {
            "name": "name",
            "type": "string",
            "title": "计量单位",
            "description": "规范名称 · canonical name",
            "constraints": {"required": True, "unique": True},
        },
        {"name": "dimension", "type": "string", "title": "量纲", "description": "同量纲方可比较 · what can be compared with what"},
        {"name": "spellings", "type": "string", "title": "其他写法", "description": "以空格分隔 · other spellings, parted by blanks"},
        {"name": "meaning", "type": "string", "title": "含义", "description": "所计或所量 · what it counts or measures"},
    ]
    described = {"title": units.TITLES[0], "description": "计量单位及其写法 · units of measure, their dimensions and spellings"}
    return {
        "name": "units",
        **described,
        **_file(path, len(lines) - 1, options),
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["name"]},
    }


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",\r\n') else text


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.parents:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": parent, "fields": [column]}} for column, parent in table.parents
        ]
    return schema


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        **_TYPES[column.type],
        "title": column.title,
        "description": f"{column.doc_zh} · {column.doc_en}",
    }
    if column.type is Type.BOOL:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.type is Type.DECIMAL:
        field |= {"precision": PRECISION, "scale": SCALE}
    if column.unit:
        field["unit"] = column.unit
    if column.source:
        field["source"] = column.source
    constraints = _constraints(table, column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if column.name in table.key:
        made["required"] = True
    if table.key == (column.name,):
        made["unique"] = True
    if column.name == "document_id":
        made["pattern"] = "[0-9a-f]{16}"
    if column.name == "coverage":
        made |= {"minimum": 0, "maximum": 1}
    if (words := _WORDS.get(f"{table.name}.{column.name}")) is not None:
        made["enum"] = words
    return made
