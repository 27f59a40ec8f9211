"""The forms of samples/ against truth written by hand (`truth.json`): every field that the truth names, every row in its order.

In a truth, a field that is absent is not judged, null must be null, {"any": […]} is any of these, a row with
"optional" may be missing, lists named under "open" may hold further rows.
"""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

FORMS = sorted((Path(__file__).resolve().parents[2] / "samples" / "forms").iterdir())
NOTES = {"optional", "note", "notes", "why", "open", "parts", "attributes", "ordinal"}
LISTS = {"funding": "funding", "spending_plan": "spending_plan", "goals": "goals", "indicators": "indicators"}


def same(truth, value):
    if isinstance(truth, dict) and "any" in truth:
        return any(same(one, value) for one in truth["any"])
    if truth in (None, "") or value is None:
        return truth in (None, "") and value is None
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        try:
            return Decimal(str(truth)) == value
        except InvalidOperation:
            return False
    return "".join(str(truth).split()) == "".join(str(value).split())


def differences(truth, row, where):
    for field, expected in truth.items():
        if field not in NOTES and field not in LISTS and not same(expected, row.get(field)):
            yield f"{where}.{field}: truth {expected!r}, read {row.get(field)!r}"


def unprinted(truth):
    """A funding cell printed without an amount makes no row."""
    return "amount_yuan" in truth and truth["amount_yuan"] is None


def compare(truths, rows, where, is_open):
    """Rows in order; optional ones of the truth may be left out, further ones are errors unless the list is open."""
    rows = list(rows)
    at = 0
    for number, truth in enumerate(truths, 1):
        if unprinted(truth):
            continue
        fits = [i for i in range(at, len(rows)) if not list(differences(truth, rows[i], ""))]
        if fits and (fits[0] == at or is_open or where.endswith("funding")):
            at = fits[0] + 1 if not where.endswith("funding") else at
            rows[fits[0]] = dict(rows[fits[0]], _seen=True)
        elif not truth.get("optional"):
            yield from differences(truth, rows[at] if at < len(rows) else {}, f"{where}[{number}]")
            at += 1
    extra = [r for r in rows[at:] if "_seen" not in r] if not where.endswith("funding") else [r for r in rows if "_seen" not in r]
    if extra and not is_open:
        yield f"{where}: {len(extra)} rows more than the truth has: {extra[0]}"


@pytest.mark.parametrize("container", ["docx", "pdf"])
@pytest.mark.parametrize("form", FORMS, ids=lambda p: p.name)
def test_form_is_read_as_its_truth_says(traced, form, container):
    truth = json.loads((form / "truth.json").read_text(encoding="utf-8"))
    rows = traced(f"forms/{form.name}/{form.name}.{container}").submission.rows
    wrong = list(differences(truth.get("documents", {}), rows["documents"][0], "documents"))
    assert len(rows["projects"]) == len(truth["projects"])
    own_open = set(truth.get("open", []))
    for name, table in (("goals", "goals"), ("department_indicators", "indicators")):
        if name in truth:
            wrong += compare(truth[name], [r for r in rows[table] if r["project_id"] is None], name, name in own_open)
    for expected, project in zip(truth["projects"], rows["projects"], strict=True):
        wrong += differences(expected, project, f"project {project['ordinal']}")
        for name, table in LISTS.items():
            if name in expected:
                mine = [r for r in rows[table] if r["project_id"] == project["project_id"]]
                is_open = name in own_open | set(expected.get("open", []))
                wrong += compare(expected[name], mine, f"project {project['ordinal']} {name}", is_open)
    assert wrong == []
