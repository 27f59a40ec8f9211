"""Runs a page's snippets in order in one namespace and writes what each showed below it, as a notebook does."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import duckdb
import pandas as pd
import polars as pl

# A snippet, and the output that was written below it, if any.
_SNIPPET = re.compile(r"```(python|sql)\n(.*?)```\n(?:\n((?:\|[^\n]*\n)+|```text\n.*?```\n))?", re.DOTALL)


def run(page: str) -> str:
    """The page with every output as it is now."""
    names: dict[str, Any] = {}

    def fresh(match: re.Match[str]) -> str:
        language, code = match[1], match[2]
        shown = _table(duckdb.sql(code)) if language == "sql" else _shown(_last(code, names))
        return f"```{language}\n{code}```\n" + (f"\n{shown}" if shown else "")

    return _SNIPPET.sub(fresh, page)


def _last(code: str, names: dict[str, Any]) -> Any:
    """Run a snippet; the value of its last line, where that is an expression."""
    body = ast.parse(code).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "snippet", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "snippet", "eval"), names)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return _table(value) if isinstance(value, pd.DataFrame | pl.DataFrame) else f"```text\n{value}\n```\n"


def _table(value: Any) -> str:
    head: Sequence[str]
    rows: Iterable[Sequence[Any]]
    if isinstance(value, pd.DataFrame):
        head, rows = [str(name) for name in value.columns], value.astype("object").itertuples(index=False)
    elif isinstance(value, pl.DataFrame):
        head, rows = value.columns, value.rows()
    else:
        head, rows = value.columns, value.fetchall()
    return _lines(head, rows, _cell)


def _lines(head: Sequence[str], rows: Iterable[Sequence[Any]], cell: Callable[[Any], str]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _cell(value: Any) -> str:
    if value is None or value is pd.NA:
        return ""
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    if hasattr(value, "as_tuple") and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("|", "\\|")
