"""One HTML file about a conversion, for people: charts, tables, and the query that every number came from.

It needs nothing but itself: no network, no file beside it. What documents say is escaped, and a content security policy lets no script
run but the page's own.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.exporters._atomic import replacing
from pipeline.exporters._stored import Stored
from pipeline.report.answers import ask
from pipeline.report.page import page


def write_report(folder: Path, path: Path) -> None:
    """Write the report of a folder of Parquet; the same tables give the same bytes. ExportError where the folder has none."""
    text = page(ask(Stored(folder)))
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
