"""What a conversion found, on a screen: Chinese and English side by side, columns straight in both."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from pipeline.batch.settings import Report
from pipeline.display import pad
from pipeline.intake.names import on_terminal
from pipeline.schema import TABLES

_LABEL = 18


def summary(report: Report, output: str) -> str:
    """The lines that end a conversion; `output` is shown as where the tables are."""
    counts = report.counts
    rows = counts.rows
    status = ", ".join(f"{counts.status.get(name, 0)} {name}" for name in ("ok", "partial", "failed"))
    severity = ", ".join(f"{counts.severity.get(name, 0)} {name}" for name in ("error", "warning", "info"))
    lines = [
        "",
        _line("文件 documents", rows.get("documents", 0), status + _further(report)),
        _line("项目 projects", rows.get("projects", 0)),
        _line("指标 indicators", rows.get("indicators", 0)),
        _line("问题 findings", rows.get("findings", 0), severity if rows.get("findings") else ""),
        _coverage(report),
    ]
    lines += [_line("失败 failed", number, code) for code, number in sorted(counts.errors.items())]
    tables = [f"{name} {rows.get(name, 0)}" for name in TABLES]
    lines += ["", f"表 tables in {on_terminal(output)} ({', '.join(report.formats)})"]
    lines += ["  " + " · ".join(tables[i : i + 6]) for i in range(0, len(tables), 6)]
    lines += [f"用时 {report.seconds:.1f} s, {report.new} of {rows.get('documents', 0)} documents read now"]
    return "\n".join(lines)


def as_json(report: Report, output: str, workbook: Path | None) -> str:
    """The same for a program: one line of JSON, whose keys are sorted."""
    said = {
        "output": output,
        "workbook": None if workbook is None else str(workbook),
        "formats": report.formats,
        **asdict(report.counts),
        "new": report.new,
        "listed": report.listed,
        "unread": report.unread,
        "exit_code": report.exit_code,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _line(label: str, number: int, remark: str = "") -> str:
    return f"{pad(label, _LABEL)}{number:>8,}   {remark}".rstrip()


def _further(report: Report) -> str:
    further = [(report.counts.duplicates, "duplicate"), (report.listed, "other files listed in run.json")]
    return "".join(f" · {number} {what}" for number, what in further if number)


def _coverage(report: Report) -> str:
    counts = report.counts
    read = counts.status.get("ok", 0) + counts.status.get("partial", 0)
    if counts.lowest is None:
        return _line("覆盖 coverage", 0, "nothing was read")
    percent = f"{int(float(counts.lowest) * 1000) / 10:g}%"
    remark = "every character accounted for" if counts.whole == read else f"the lowest; {counts.whole} of {read} documents whole"
    return f"{pad('覆盖 coverage', _LABEL)}{percent:>8}   {remark}"
