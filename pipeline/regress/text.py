"""A regression on a screen: the sums, the fields that have misses, each miss with its page and cell, and the gate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.display import cut, pad
from pipeline.intake.names import on_terminal
from pipeline.regress.totals import percent


def lines(said: dict[str, Any], most: int) -> Iterator[str]:
    """The report's lines; at most so many misses are shown."""
    yield from _sums(said["total"])
    for by, parts in said["by"].items():
        yield from (
            "",
            f"{pad('by ' + by, 24)}{'documents':>12}{'no error':>10}{'values':>10}{'wrong':>8}{'omitted':>9}{'invented':>10}  rows",
        )
        yield from (_part(name, one) for name, one in parts.items())
    yield from _fields(said["fields"])
    yield from _misses(said["samples"], most)
    if said["unchecked"]:
        yield from ("", "unchecked truth, counted apart and no part of the gate:")
        yield from _sums(said["unchecked"])
    yield from _gate(said["gate"])


def place(miss: dict[str, Any]) -> str:
    """Where a miss stands: `page 2 block 5 row 3 column 6`."""
    named = miss["place"] or {}
    return " ".join(f"{name} {number}" for name, number in named.items() if number is not None) or "no place"


def _sums(one: dict[str, Any]) -> Iterator[str]:
    values = one["correct"] + one["wrong"] + one["omitted"]
    yield f"documents   {one['without_error']} of {one['documents']} without an error"
    yield f"values      {one['correct']} of {values} correct, {one['wrong']} wrong, {one['omitted']} omitted, {one['invented']} invented"
    yield f"rows        {one['rows_found']} of {one['rows']} found, {one['rows_misplaced']} out of order"
    yield f"coverage    lowest {one['coverage_lowest']}, {one['coverage_whole']} of {one['documents']} documents whole"
    yield f"provenance  {one['places_held']} of {one['places']} places hold their text ({percent(one['places_held'], one['places'])})"


def _part(name: str, one: dict[str, Any]) -> str:
    values = one["correct"] + one["wrong"] + one["omitted"]
    numbers = f"{one['documents']:>12}{one['without_error']:>10}{values:>10}{one['wrong']:>8}{one['omitted']:>9}{one['invented']:>10}"
    return f"{pad(cut(on_terminal(name), 23), 24)}{numbers}  {one['rows_found']}/{one['rows']}"


def _fields(fields: dict[str, dict[str, int]]) -> Iterator[str]:
    missed = {name: one for name, one in fields.items() if one["wrong"] or one["omitted"] or one["invented"]}
    if missed:
        yield from ("", f"{pad('field', 36)}{'correct':>10}{'wrong':>8}{'omitted':>9}{'invented':>10}")
    for name, one in missed.items():
        yield f"{pad(name, 36)}{one['correct']:>10}{one['wrong']:>8}{one['omitted']:>9}{one['invented']:>10}"


def _misses(samples: list[dict[str, Any]], most: int) -> Iterator[str]:
    shown = total = 0
    for sample in samples:
        for container in sample["containers"]:
            for miss in container["misses"]:
                total += 1
                if shown < most:
                    shown += 1
                    yield from _miss(f"{sample['id']} {container['name']}", miss)
            for lost in container["places_lost"]:
                yield from ("", f"{on_terminal(sample['id'])} {on_terminal(container['name'])}: {on_terminal(lost)}")
    if total > shown:
        yield from ("", f"… and {total - shown} further misses: --show N shows more, --report FILE has all of them")


def _miss(where: str, miss: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"{on_terminal(where)} · {place(miss)} · {on_terminal(miss['row'])}", f"  {miss['what']} {miss['field']}")
    yield f"  - {on_terminal(miss['truth'] if miss['truth'] is not None else 'null')}"
    yield f"  + {on_terminal(miss['read'] if miss['read'] is not None else 'null')}"


def _gate(gate: dict[str, Any]) -> Iterator[str]:
    yield ""
    if gate["open"]:
        yield "gate        open: " + (
            "no field misses more than the baseline" if gate["baseline"] else "nothing is missed, and there is no baseline"
        )
        return
    yield f"gate        shut: {len(gate['faults'])} reasons"
    yield from (f"  {on_terminal(fault)}" for fault in gate["faults"])
