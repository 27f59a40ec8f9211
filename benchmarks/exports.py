"""1,200,000 indicators into every format that can hold them, each in a process of its own: seconds, size, peak memory; a workbook refuses.

python -m benchmarks.exports [--indicators N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.batches import peak
from benchmarks.report import Line
from benchmarks.rounds import ROOT

INDICATORS = 1_200_000
A_DOCUMENT = 58
MOST_MEMORY = 1536  # MiB, of which DuckDB may take one GB
FORMATS = ("parquet", "duckdb", "sqlite")
REFUSED = "xlsx"


def make_tables(folder: Path, indicators: int) -> None:
    """Parquet with so many indicators: documents of five projects with nine each and thirteen of the department; a finding a document."""
    from pipeline.exporters import parquet
    from pipeline.schema import TABLES

    for table in TABLES.values():
        parquet.write(table, rows(table.name, indicators), folder / f"{table.name}.parquet")


def rows(name: str, indicators: int) -> Iterator[dict[str, Any]]:
    """The rows of one table, in the order of its key."""
    from pipeline.schema import TABLES

    empty = dict.fromkeys(TABLES[name].names)
    for number in range(-(-indicators // A_DOCUMENT)):
        document = f"{number:016x}"
        if name == "documents":
            yield empty | {"document_id": document, "path": f"{number}.docx", "status": "ok", "coverage": Decimal(1), "fiscal_year": 2022}
        elif name == "projects":
            yield from (empty | _project(document, place) for place in range(1, 6))
        elif name == "indicators":
            few = min(A_DOCUMENT, indicators - number * A_DOCUMENT)
            yield from sorted((empty | _indicator(document, place) for place in range(few)), key=lambda row: str(row["indicator_id"]))
        elif name == "findings":
            yield empty | {"finding_id": f"{document}-f01", "document_id": document, "rule": "plan.final", "severity": "warning"}


def _project(document: str, place: int) -> dict[str, Any]:
    ids = {"project_id": f"{document}-p{place:02d}", "document_id": document, "ordinal": place}
    return ids | {"project_name": f"第{place}个项目", "budget_yuan": Decimal(4000 * place), "unit_code": "013001"}


def _indicator(document: str, place: int) -> dict[str, Any]:
    project, ordinal = divmod(place, 9) if place < 45 else (-1, place - 45)
    owner = f"{document}-p{project + 1:02d}" if project >= 0 else document
    return {
        "indicator_id": f"{owner}-i{ordinal + 1:02d}",
        "document_id": document,
        "project_id": owner if project >= 0 else None,
        "ordinal": ordinal + 1,
        "scope": "project" if project >= 0 else "department",
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": f"培训第{place}期人次",
        "description": "反映培训任务的完成情况",
        "raw": f"≥{place}人次",
        "kind": "quantity",
        "comparator": "ge",
        "value": Decimal(place),
        "unit": "人次",
    }


def write(folder: Path, into: Path, form: str) -> dict[str, Any]:
    """Write one format in this process: seconds, bytes, and the process's peak memory in MiB, imports and all."""
    import time

    from pipeline.exporters import exporter
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._options import ExportOptions
    from pipeline.exporters._stored import Stored
    from pipeline.schema import TABLES

    tables, module, began = Stored(folder), exporter(form), time.monotonic()
    error = None
    try:
        if hasattr(module, "write_all"):
            module.write_all(tables, into, ExportOptions())
        else:
            for table in TABLES.values():
                module.write(table, tables.rows(table), into / f"{table.name}.{form}")
    except ExportError as refused:
        error = str(refused)
    size = sum(path.stat().st_size for path in into.rglob("*") if path.is_file())
    return {"seconds": time.monotonic() - began, "bytes": size, "peak": peak(), "error": error}


def measured(folder: Path, into: Path, form: str) -> dict[str, Any]:
    """`write` in a process of its own."""
    into.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.exports", "--write", form, "--folder", str(folder), "--into", str(into)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure_exports(work: Path, indicators: int = INDICATORS) -> list[Line]:
    """A line a format."""
    folder = work / "tables"
    folder.mkdir()
    make_tables(folder, indicators)
    what, found = f"{indicators:,} indicators", []
    for form in FORMATS:
        told = measured(folder, work / form, form)
        figure = f"{told['seconds']:.1f} s, {told['bytes'] / 2**20:.0f} MiB on disk, peak {told['peak']} MiB"
        found.append(Line(what, f"written to {form}", figure, f"peak ≤ {MOST_MEMORY} MiB", told["peak"] <= MOST_MEMORY))
    told = measured(folder, work / REFUSED, REFUSED)
    return [*found, Line(what, f"refused by {REFUSED}", told["error"] or "written", "refused", told["error"] is not None)]


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--indicators", type=int, default=INDICATORS)
    parser.add_argument("--write", choices=(*FORMATS, REFUSED), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        print(json.dumps(write(given.folder, given.into, given.write)))
        return 0
    with tempfile.TemporaryDirectory(prefix="jixiao-bench-") as work:
        for line in measure_exports(Path(work), given.indicators):
            print(f"{line.what}: {line.measure}: {line.figure} ({line.target}: {'yes' if line.met else 'no'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
