"""The rows of a document's tables as a plain extractor sees them: `python -m benchmarks.plain_rows FILE …`, a JSON line a file.

DocVortex reads Word, PDF and HTML without models and without knowing any form. Its HTML export keeps spans, so a merged cell is given
to every row that it covers, as a person reads it. Runs in the peers' environment: the standard library and DocVortex alone.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

Rows = list[list[str]]
_CELLS: Final = ("td", "th")


class TableRows(HTMLParser):
    """Tables of an HTML page as rows of texts; a cell with a rowspan is repeated in each of its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self._open: list[int] = []
        self._below: list[dict[int, list[str]]] = []
        self._row: dict[int, int] = {}
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tables, rows and cells open; an inner table's rows count as rows of its own."""
        if tag == "table":
            self.tables.append([])
            self._below.append({})
            self._open.append(len(self.tables) - 1)
        elif tag == "tr" and self._open:
            at = self._open[-1]
            self.tables[at].append(self._below[at].pop(len(self.tables[at]), []))
        elif tag in _CELLS and self._open:
            span = dict(attrs).get("rowspan") or "1"
            self._cell, self._span = [], int(span) if span.isdigit() else 1

    def handle_data(self, data: str) -> None:
        """Text belongs to the cell that is open."""
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A finished cell goes to its row and, spanning, to the rows below."""
        if tag == "table" and self._open:
            self._open.pop()
        elif tag in _CELLS and self._cell is not None and self._open and self.tables[self._open[-1]]:
            at, text = self._open[-1], "".join(self._cell)
            self.tables[at][-1].append(text)
            for below in range(1, min(self._span, 1000)):
                self._below[at].setdefault(len(self.tables[at]) - 1 + below, []).append(text)
            self._cell = None


def rows_of_html(page: str) -> Rows:
    """Every row of every table of a page."""
    parser = TableRows()
    parser.feed(page)
    return [row for table in parser.tables for row in table]


def plain_rows(path: Path) -> Rows:
    """The rows that DocVortex finds in a file."""
    import docvortex

    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        docvortex.parse(path.read_bytes(), file_suffix=path.suffix.lstrip(".")).export(page, output_format="html")
        return rows_of_html(page.read_text("utf-8"))


def main() -> None:
    """A line a file: its rows, or null where the extractor raised."""
    os.environ.setdefault("DOCVORTEX_LOG_LEVEL", "error")
    logging.disable(logging.WARNING)
    for name in sys.argv[1:]:
        try:
            rows: Rows | None = plain_rows(Path(name))
        except Exception as error:  # noqa: BLE001 - a file that a peer cannot read is a figure, not an end
            print(f"{Path(name).name}: {error!r}", file=sys.stderr)
            rows = None
        print(json.dumps(rows, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
