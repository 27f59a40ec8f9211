"""Tables to export: those of the samples, and some that say what no honest form would."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.exporters import parquet
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES, Row
from pipeline.submission import process

GOAL_BOOK = "shanhaiguan-fulian-2022.docx"
HOSTILE = [
    '=HYPERLINK("#A1","click")',
    "<script>alert(1)</script>",
    "<r><t>x</t></r>",
    "bell\x07 and return\rhere",
    "_x0041_",
    "0013",
    "1-2",
    "@SUM(1)",
    "  spaces kept  ",
    "two\nlines",
    "$x^2$ & \ufffe \U00020bb7",
    "是/否",
    "'quoted'\"; DROP TABLE x",
]


def write(folder: Path, rows: dict[str, list[Row]]) -> Stored:
    """Tables of rows as Parquet, each sorted by its key."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        found = sorted(rows.get(table.name, []), key=lambda row: tuple(str(row[name]).zfill(9) for name in table.key))
        parquet.write(table, found, folder / f"{table.name}.parquet")
    return Stored(folder)


def read(files: Iterable[Path], below: Path) -> dict[str, list[Row]]:
    """Files read in this process, table by table."""
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for path in files:
        label = path.relative_to(below).as_posix()
        for name, rows in process(path.read_bytes(), path.name, label).rows.items():
            found[name] += rows
    return found


def row(table: str, **values: object) -> Row:
    return dict.fromkeys(TABLES[table].names) | values  # type: ignore[return-value]


def hostile_rows(document: str = "0123456789abcdef") -> dict[str, list[Row]]:
    """A document whose every text is a trap, with numbers and days at the edges of what a table holds."""
    project = f"{document}-p01"
    head = {"document_id": document, "ordinal": 1}
    day, early = datetime.date(2022, 9, 30), datetime.date(1850, 1, 1)
    numbers = [Decimal("12345678901234.567891"), Decimal("0.000001"), Decimal("-5"), Decimal("8.5"), None]
    indicators = [
        row(
            "indicators", indicator_id=f"{project}-i{n:02d}", document_id=document, project_id=project, ordinal=n, scope="project", raw=text
        )
        | {"level3": text, "kind": "text", "value": numbers[n % 5], "date": early if n == 1 else day, "attained": n % 2 == 0}
        for n, text in enumerate(HOSTILE, 1)
    ]
    findings = [
        row("findings", finding_id=f"{document}-f{n:02d}", document_id=document, project_id=project, indicator_id=f"{project}-i{n:02d}")
        | {"rule": "value.unread", "severity": ("error", "warning", "info")[n % 3], "field": "raw", "raw": text, "message": text}
        for n, text in enumerate(HOSTILE, 1)
    ]
    return {
        "documents": [
            row("documents", document_id=document, path="<b>x</b>.docx", status="ok", department_name="<img src=x onerror=alert(1)>")
        ],
        "projects": [row("projects", project_id=project, project_name=HOSTILE[0], project_code="0013", unit_code="013001", **head)],
        "sections": [row("sections", section_id=f"{document}-s01", level=1, text="长" * 40_000, heading=HOSTILE[2], **head)],
        "indicators": indicators,
        "findings": findings,
    }


def excel_text(text: str) -> str:
    """A text of a workbook as Excel shows it: its own escapes resolved."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Stored:
    """The Word samples of every family."""
    return write(tmp_path_factory.mktemp("stored"), read(sorted(samples.rglob("*.docx")), samples))


@pytest.fixture(scope="session")
def goal_book(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Stored:
    """The sample submission alone."""
    return write(tmp_path_factory.mktemp("book"), read([samples / GOAL_BOOK], samples))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return write(tmp_path_factory.mktemp("hostile"), hostile_rows())
