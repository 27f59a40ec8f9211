"""A report for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from extractors.document import Document, Paragraph
from pipeline.display import cut, pad, wide, wrap
from pipeline.explain.drawing import draw

_HEAD = ("path", "format", "method", "pages", "title", "fiscal_year", "department_name", "region_name", "amount_unit")
_WIDE = 100


def lines(report: dict[str, Any], document: Document | None) -> Iterator[str]:
    """The report's lines; grids are drawn from the document itself."""
    yield from _head(report)
    if document is not None:
        yield from _page(document)
    yield from _fields(report["fields"])
    yield from _labels(report["labels"])
    yield from _findings(report["findings"])


def _title(text: str) -> str:
    return f"\n── {text} " + "─" * max(0, _WIDE - 4 - wide(text))


def _head(report: dict[str, Any]) -> Iterator[str]:
    document, form = report["document"], report["form"]
    for name in _HEAD:
        if document[name] is not None:
            yield f"{name:<16} {cut(_one_line(str(document[name])), _WIDE)}"
    yield f"{'status':<16} {document['status']}" + (f" ({document['error_code']}): {document['error']}" if document["error_code"] else "")
    if document["coverage"] is not None:
        yield f"{'coverage':<16} {document['coverage']}"
    yield f"{'form':<16} {form['template'] or 'none that is described; read by its labels alone'}"
    for score in form["scores"]:
        yield f"{'':<16}   {score}"


def _page(document: Document) -> Iterator[str]:
    yield _title("what stands on the page")
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Paragraph):
            yield from _paragraph(number, block)
            continue
        yield f"[{number}] {_on(block.where.page)}grid of {block.rows} × {block.columns}"
        yield from (f"     {reason}" for reason in block.evidence)
        yield from draw(block)


def _paragraph(number: int, block: Paragraph) -> Iterator[str]:
    role = "" if block.role.value == "body" else f"({block.role.value}) "
    first, *rest = wrap(f"{_on(block.where.page)}{role}{_one_line(block.text)}", _WIDE - 6)
    yield f"[{number}] {first}"
    yield from (f"      {line}" for line in rest)


def _on(page: int | None) -> str:
    return "" if page is None else f"page {page}: "


def _fields(fields: list[dict[str, Any]]) -> Iterator[str]:
    yield _title("what was made of it")
    for (table, row_id), group in groupby(fields, lambda field: (field["table"], field["row_id"])):
        yield f"{table} {row_id}"
        for field in group:
            yield f"  {pad(field['field'], 18)} {pad(_value(field), 64)} {pad(_place(field['where']), 16)} {field['rule']}"


def _value(field: dict[str, Any]) -> str:
    """The print, and what was made of it where that is something else. Attributes are prints, whichever of them stood here."""
    raw, value = _one_line(field["raw"] or ""), _one_line(str(field["value"]))
    if field["field"] == "attributes" or value == raw:
        return cut(raw, 63)
    return f"{cut(raw, 30)} → {cut(value, 30)}"


def _labels(labels: list[dict[str, Any]]) -> Iterator[str]:
    yield _title("what was taken for a label, an instruction or furniture")
    for label in labels:
        text = cut(_one_line(label["text"]), 50)
        yield f"  {pad(_place(label['where']), 16)} {pad(label['use'], 12)} {pad(text, 52)} {label['meaning']}"


def _findings(findings: list[dict[str, Any]]) -> Iterator[str]:
    yield _title(f"findings: {len(findings)}")
    for finding in findings:
        yield f"  {pad(finding['severity'], 8)} {pad(finding['rule'], 22)} {pad(_place(finding), 16)} {_one_line(finding['message'])}"


def _place(where: dict[str, Any]) -> str:
    """`p2 b3 r4 c1`: page, block, row and column, what there is of them; `目标表!B7` in a spreadsheet."""
    if where.get("sheet") is not None:
        return f"{where['sheet']}!{where.get('cell') or ''}".rstrip("!")
    names = (("p", "page"), ("b", "block"), ("r", "row"), ("r", "grid_row"), ("c", "column"), ("c", "grid_column"))
    return " ".join(f"{letter}{where[name]}" for letter, name in names if where.get(name) is not None)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "␣" for c in text.replace("\n", "⏎"))
