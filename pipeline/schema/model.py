"""What a column and a table are. Standard library only: `--help` and the data dictionary load this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

Scalar = str | int | bool | Decimal | date | float | None
Row = dict[str, Scalar]

PRECISION, SCALE = 20, 6


class Type(StrEnum):
    """The types of columns, under the names that the data dictionary prints."""

    STRING = "string"
    INT32 = "int32"
    INT64 = "int64"
    BOOL = "bool"
    DATE = "date32"
    DECIMAL = "decimal128(20, 6)"
    FLOAT = "float64"


class Compare(StrEnum):
    """How a regression compares a column: `exact`, equal `decimal`, `text` with width and spaces folded.

    `key`, `place` and `file` columns (what tells containers apart, and messages) are not compared.
    """

    EXACT = "exact"
    DECIMAL = "decimal"
    TEXT = "text"
    KEY = "key"
    PLACE = "place"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of a row.

    `title` is its Chinese heading, `doc_zh` and `doc_en` say what it means, `unit` what its numbers count,
    `source` where it comes from: the paper's label(s), or what it was concluded from.
    """

    name: str
    type: Type
    title: str
    doc_zh: str
    doc_en: str
    unit: str | None = None
    source: str | None = None
    compare: Compare = Compare.EXACT


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, `key` (unique, also the sort order) and `parents` (column -> table it points to)."""

    name: str
    title: str
    doc_zh: str
    doc_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parents: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError says which names there are."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}; it has {', '.join(self.names)}")

    def arrow(self) -> pyarrow.Schema:
        """The table's pyarrow schema, types only (pyarrow is imported here, not before)."""
        import pyarrow as pa

        types = {
            Type.STRING: pa.string(),
            Type.INT32: pa.int32(),
            Type.INT64: pa.int64(),
            Type.BOOL: pa.bool_(),
            Type.DATE: pa.date32(),
            Type.DECIMAL: pa.decimal128(PRECISION, SCALE),
            Type.FLOAT: pa.float64(),
        }
        return pa.schema([pa.field(c.name, types[c.type], nullable=c.name not in self.key) for c in self.columns])


def text(name: str, title: str, zh: str, en: str, source: str | None = None) -> Column:
    """A column of printed prose, compared with white space and width folded."""
    return Column(name, Type.STRING, title, zh, en, None, source, Compare.TEXT)


def code(name: str, title: str, zh: str, en: str, source: str | None = None) -> Column:
    """A column of codes or of a closed set of words, compared exactly."""
    return Column(name, Type.STRING, title, zh, en, None, source)


def number(name: str, title: str, zh: str, en: str, unit: str | None = None, source: str | None = None) -> Column:
    """A column of exact decimals."""
    return Column(name, Type.DECIMAL, title, zh, en, unit, source, Compare.DECIMAL)


def count(name: str, title: str, zh: str, en: str, compare: Compare = Compare.EXACT, unit: str | None = None) -> Column:
    """A column of small integers."""
    return Column(name, Type.INT32, title, zh, en, unit, None, compare)


def day(name: str, title: str, zh: str, en: str, source: str | None = None) -> Column:
    """A column of calendar days."""
    return Column(name, Type.DATE, title, zh, en, None, source)


def key(name: str, title: str, zh: str, en: str) -> Column:
    """A column that identifies a row or points to one."""
    return Column(name, Type.STRING, title, zh, en, None, None, Compare.KEY)


DOCUMENT_ID = key(
    "document_id", "文件标识", "文件字节 SHA-256 的前 16 位十六进制", "first 16 hex digits of the SHA-256 of the file's bytes"
)
PROJECT_ID = key("project_id", "项目标识", "所属项目；空表示属于整个部门", "the project it belongs to; null: the whole department's")
INDICATOR_ID = key("indicator_id", "指标标识", "所属指标", "the indicator it belongs to")
ORDINAL = count("ordinal", "序号", "在上级中的顺序，从 1 起", "place within its parent, from 1")
PAGE = count(
    "page", "页码", "起始页，从 1 起；格式不分页时为空", "page on which it begins, from 1; null in formats without pages", Compare.PLACE
)
ATTRIBUTES = text(
    "attributes",
    "其他信息",
    "其余“标签—内容”对的 JSON 对象，键为原文；没有则为空",
    "JSON object of the other label–value pairs, keys as printed; null where none",
)
