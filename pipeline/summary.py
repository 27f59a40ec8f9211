"""What was read of one submission, for a person at a prompt or in a notebook."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from html import escape

from normalizers.value import plain
from pipeline.schema import Row, Scalar

_SHOWN = 20


def plain_summary(rows: dict[str, list[Row]]) -> str:
    """A few lines: the document, its counts, its projects."""
    document = rows["documents"][0]
    lines = [_head(document)]
    if document["status"] == "failed":
        return "\n".join([*lines, f"  failed ({document['error_code']}): {document['error_en']}"])
    lines.append("  " + ", ".join(_counts(rows)))
    for project, count in _projects(rows)[:_SHOWN]:
        lines.append(
            f"  {project['ordinal']}. {project['project_name'] or '?'}  {_money(project['budget_yuan'])}  {_many(count, 'indicator')}"
        )
    if len(rows["projects"]) > _SHOWN:
        lines.append(f"  … {len(rows['projects']) - _SHOWN} more projects")
    return "\n".join(lines)


def html_summary(rows: dict[str, list[Row]]) -> str:
    """The same as a small table; every text of the document is escaped."""
    document = rows["documents"][0]
    parts = [f"<p><b>{escape(_head(document))}</b></p>"]
    if document["status"] == "failed":
        return parts[0] + f"<p>failed ({escape(str(document['error_code']))}): {escape(str(document['error_en']))}</p>"
    parts.append(f"<p>{escape(', '.join(_counts(rows)))}</p>")
    if rows["projects"]:
        body = "".join(
            f"<tr><td>{project['ordinal']}</td><td>{escape(str(project['project_name'] or ''))}</td>"
            f"<td style='text-align:right'>{escape(_money(project['budget_yuan']))}</td><td style='text-align:right'>{count}</td></tr>"
            for project, count in _projects(rows)[:_SHOWN]
        )
        parts.append(f"<table><tr><th></th><th>project</th><th>budget</th><th>indicators</th></tr>{body}</table>")
    return "".join(parts)


def _head(document: Row) -> str:
    said = (document["title"], document["department_name"], document["fiscal_year"])
    name = " · ".join(str(one) for one in said if one is not None)
    return f"Submission {document['path']}" + (f": {name}" if name else "")


def _counts(rows: dict[str, list[Row]]) -> list[str]:
    document = rows["documents"][0]
    coverage = document["coverage"]
    severities = Counter(str(row["severity"]) for row in rows["findings"])
    found = ", ".join(f"{severities[name]} {name}" for name in ("error", "warning", "info") if severities[name])
    return [
        str(document["status"]),
        _many(len(rows["projects"]), "project"),
        _many(len(rows["indicators"]), "indicator"),
        _many(len(rows["findings"]), "finding") + (f" ({found})" if found else ""),
        f"coverage {plain(coverage) if isinstance(coverage, Decimal) else '?'}",
    ]


def _projects(rows: dict[str, list[Row]]) -> list[tuple[Row, int]]:
    counts = Counter(row["project_id"] for row in rows["indicators"])
    return [(project, counts[project["project_id"]]) for project in rows["projects"]]


def _money(value: Scalar) -> str:
    return f"{value.normalize():,f} yuan" if isinstance(value, Decimal) else "no total"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
