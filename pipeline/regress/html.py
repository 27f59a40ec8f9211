"""A regression as one page that works from disk: nothing is fetched, every text of a document is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final

from pipeline.regress.text import place

_STYLE: Final = (
    "body{font:14px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:85em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;margin:.5em 0 1.5em;width:100%}"
    "th,td{padding:.25em .6em;border-bottom:1px solid #dde3ea;text-align:left;vertical-align:top;overflow-wrap:break-word}"
    "th{background:#f3f6f9}td.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".open{background:#e5f5e9}.shut{background:#fdeaea}.gate{padding:.6em 1em;border-radius:.4em}.note{color:#667}"
)
_NUMBERS: Final = (
    ("documents", "documents"),
    ("without_error", "without error"),
    ("correct", "correct"),
    ("wrong", "wrong"),
    ("omitted", "omitted"),
    ("invented", "invented"),
    ("rows_found", "rows found"),
    ("rows", "of rows"),
    ("rows_misplaced", "out of order"),
    ("coverage_lowest", "lowest coverage"),
    ("places_held", "places held"),
    ("places", "of places"),
)


def page(said: dict[str, Any]) -> str:
    """The report as HTML."""
    return "".join(_page(said))


def _page(said: dict[str, Any]) -> Iterator[str]:
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>jixiao regress</title><style>{_STYLE}</style></head><body>'
    yield "<h1>Regression 回归</h1>"
    yield from _gate(said["gate"])
    yield from _sums("All checked samples", {"all": said["total"]})
    for by, parts in said["by"].items():
        yield from _sums(f"By {by}", parts)
    if said["unchecked"]:
        yield from _sums("Unchecked truth, no part of the gate", {"all": said["unchecked"]})
    yield from _misses(said["samples"])
    yield "<h2>Fields</h2>"
    whats = ("correct", "wrong", "omitted", "invented")
    yield from _table(("field", *whats), [(name, *(one[what] for what in whats)) for name, one in said["fields"].items()])
    yield from _samples(said["samples"])
    yield "</body></html>\n"


def _gate(gate: dict[str, Any]) -> Iterator[str]:
    state = "open" if gate["open"] else "shut"
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in gate["faults"])
    reasons = escape(" · ".join(gate["reasons"])) or "none"
    yield f'<div class="gate {state}"><b>Gate {state}</b><ul>{faults}</ul><span class="note">Baseline: {reasons}</span></div>'


def _sums(title: str, parts: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>"
    head = ("", *(name for _, name in _NUMBERS))
    yield from _table(head, [(name, *(one[key] for key, _ in _NUMBERS)) for name, one in parts.items()])


def _misses(samples: Sequence[dict[str, Any]]) -> Iterator[str]:
    rows = [
        (f"{sample['id']} {one['name']}", place(miss), miss["row"], miss["what"], miss["field"], miss["truth"], miss["read"])
        for sample in samples
        for one in sample["containers"]
        for miss in one["misses"]
    ]
    yield f"<h2>Misses ({len(rows)})</h2>"
    if rows:
        yield from _table(("document", "place", "row", "what", "field", "truth", "read"), rows)
    lost = [(f"{s['id']} {one['name']}", text) for s in samples for one in s["containers"] for text in one["places_lost"]]
    if lost:
        yield f"<h2>Places that do not hold their text ({len(lost)})</h2>"
        yield from _table(("document", "what"), lost)


def _samples(samples: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "<h2>Samples</h2>"
    head = ("sample", "container", "format", "template", "method", "status", "coverage", "misses", "checked by", "origin", "known errors")
    rows = [
        (
            sample["id"],
            *(one[name] for name in ("name", "format", "template", "method", "status", "coverage")),
            len(one["misses"]),
            sample["checked_by"] if sample["checked"] else "nobody yet",
            sample["origin"],
            " · ".join(sample["known_errors"]),
        )
        for sample in samples
        for one in sample["containers"]
    ]
    yield from _table(head, rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{escape(name)}</th>" for name in head) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(_cell(value) for value in row) + "</tr>"
    yield "</table>"


def _cell(value: Any) -> str:
    if value is None:
        return '<td class="note">null</td>'
    return f'<td class="n">{value}</td>' if isinstance(value, int) else f"<td>{escape(str(value))}</td>"
