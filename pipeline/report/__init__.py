"""One HTML file about a conversion, for people: charts, tables, and the query that every number came from.

It needs nothing but itself: no network, no file beside it. What documents say is escaped, and a content security policy lets no script
run but the page's own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pipeline.exporters._atomic import replacing
from pipeline.exporters._stored import Stored

_SETTINGS: Final = "MPLCONFIGDIR"


def write_report(folder: Path, path: Path) -> None:
    """Write the report of a folder of Parquet; the same tables give the same bytes. ExportError where the folder has none."""
    with _nothing_kept():
        from pipeline.report.answers import ask
        from pipeline.report.outcomes import outcomes
        from pipeline.report.page import page

        stored = Stored(folder)
        text = page(ask(stored), outcomes(stored))
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """matplotlib keeps a list of the machine's fonts below the home when it is first imported, and reads settings there."""
    if "matplotlib" in sys.modules:
        yield
        return
    before = os.environ.get(_SETTINGS)
    with TemporaryDirectory(prefix="jixiao-") as scratch:
        os.environ[_SETTINGS] = scratch
        try:
            yield
        finally:
            os.environ.pop(_SETTINGS)
            if before is not None:
                os.environ[_SETTINGS] = before
