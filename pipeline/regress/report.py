"""What a regression found, as one object: the JSON report, from which the page and the screen are made."""

from __future__ import annotations

import json
from typing import Any

from pipeline.regress.model import Judged, Miss, Place, What
from pipeline.regress.run import Outcome
from pipeline.regress.totals import BY, Total, percent, split, total


def report(outcome: Outcome) -> dict[str, Any]:
    """Everything, plain: no clock, no absolute path, fields and samples in order."""
    return {
        "gate": {
            "open": not outcome.faults,
            "faults": list(outcome.faults),
            "baseline": outcome.baseline.stands,
            "reasons": list(outcome.baseline.reasons),
        },
        "total": _total(total(outcome.checked)),
        "unchecked": _total(total(outcome.unchecked)) if outcome.unchecked else None,
        "fields": _fields(total(outcome.checked)),
        "by": {by: {name: _total(one) for name, one in split(outcome.checked, by).items()} for by in BY},
        "samples": [_sample(outcome, number) for number in range(len(outcome.found.samples))],
    }


def as_json(outcome: Outcome) -> str:
    """The report as a file's text."""
    return json.dumps(report(outcome), ensure_ascii=False, indent=1) + "\n"


def _total(one: Total) -> dict[str, Any]:
    found, rows = one.rows
    values = {what.value: one.values(what) for what in What}
    right, judged = values["correct"], values["correct"] + values["wrong"] + values["omitted"]
    return {
        "documents": one.documents,
        "without_error": one.perfect,
        **values,
        "recall": percent(right, judged),
        "precision": percent(right, right + values["wrong"] + values["invented"]),
        "rows": rows,
        "rows_found": found,
        "rows_misplaced": one.misplaced,
        "coverage_lowest": f"{one.lowest.normalize():f}",
        "coverage_whole": one.whole,
        "places": one.cited,
        "places_held": one.held,
    }


def _fields(one: Total) -> dict[str, dict[str, int]]:
    return {field: {what.value: one.count(field, what) for what in What} for field in one.fields}


def _sample(outcome: Outcome, number: int) -> dict[str, Any]:
    sample = outcome.found.samples[number]
    return {
        "id": sample.id,
        "origin": sample.meta.origin,
        "checked": sample.truth.checked,
        "checked_by": sample.meta.checked_by,
        "known_errors": list(sample.meta.known_errors),
        "containers": [_container(one) for one in outcome.readings if one.sample == sample.id],
    }


def _container(one: Judged) -> dict[str, Any]:
    return {
        "name": one.container,
        "format": one.format,
        "template": one.template,
        "method": one.method,
        "status": one.status,
        "coverage": None if one.coverage is None else f"{one.coverage.normalize():f}",
        "places": one.places.cited,
        "places_held": one.places.held,
        "places_lost": list(one.places.lost),
        "misses": [_miss(miss) for miss in one.misses],
    }


def _miss(miss: Miss) -> dict[str, Any]:
    place = miss.place
    return {
        "what": miss.what.value,
        "field": miss.field,
        "row": miss.row,
        "truth": miss.truth,
        "read": miss.read,
        "place": None if place == Place() else {"page": place.page, "block": place.block, "row": place.row, "column": place.column},
        "print": place.text,
    }
