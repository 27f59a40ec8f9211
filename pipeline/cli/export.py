"""Write the tables of a conversion in another format, or the answer to a question about them.

Without --sql and --view all tables are written, into the folder OUT itself or that of --output. A view is a question that is asked
often: see --list.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.exporters._answers import Question
    from pipeline.exporters._options import ExportOptions

HELP: Final = "tables in another format, or an answer in SQL"
_SUFFIXES: Final = {".csv": "csv", ".duckdb": "duckdb", ".parquet": "parquet", ".sqlite": "sqlite", ".db": "sqlite", ".xlsx": "xlsx"}


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="OUT", help="the folder of a conversion with its Parquet")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--sql", type=Path, metavar="FILE", help="a file with one query over the tables and views, in DuckDB's SQL")
    what.add_argument("--view", metavar="NAME", help="a view")
    what.add_argument("--list", action="store_true", help="name the views")
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help="the answer's file (by its ending: its format), or a folder")
    parser.add_argument("--format", metavar="F,F", help="csv, parquet, xlsx, duckdb, sqlite; for all tables also package, official")
    parser.add_argument(
        "--append", action="store_true", help="put the documents into the DuckDB database --output, replacing their rows there"
    )
    parser.add_argument("--csv-bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
    parser.add_argument("--escape-formulas", action="store_true", help="put an apostrophe before text in CSV that Excel would run")
    parser.add_argument("--provenance", action="store_true", help="put the sheet of places into the workbook (xlsx) too")


def run(arguments: argparse.Namespace) -> int:
    """Export, and say what was written."""
    import sqlite3  # needed by few commands, loaded by none before

    from pipeline.exporters._errors import ExportError
    from pipeline.permissions import as_strict_as
    from pipeline.views import VIEWS

    if arguments.list:
        for view in VIEWS.values():
            print(f"{view.name}  {view.title}  {view.title_en}")
        return 0
    try:
        with as_strict_as([arguments.folder / "documents.parquet"]):
            written = _asked(arguments)(arguments)
    except ExportError as error:
        return _wrong(str(error))
    except OSError as error:
        return _wrong(f"{error.filename or arguments.output}: {error.strerror or error}")
    except sqlite3.OperationalError as error:
        return _wrong(f"the database cannot be written ({error})")
    print(written)
    return 0


def _asked(arguments: argparse.Namespace) -> Callable[[argparse.Namespace], str]:
    if arguments.sql or arguments.view:
        return _answer
    return _append if arguments.append else _tables


def _answer(arguments: argparse.Namespace) -> str:
    from pipeline.exporters._answers import FORMATS, write_answer
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored

    question = _question(arguments)
    if arguments.output is None:
        raise ExportError("say where with -o FILE")
    form = arguments.format or _SUFFIXES.get(arguments.output.suffix.lower())
    if form not in FORMATS:
        raise ExportError(f"format {form!r} is not one of {', '.join(FORMATS)}: name one with --format, or by the file's ending")
    count = write_answer(Stored(arguments.folder), question, arguments.output, form, _options(arguments))
    return f"{count} rows in {arguments.output}"


def _question(arguments: argparse.Namespace) -> Question:
    from pipeline.exporters._answers import Question
    from pipeline.exporters._errors import ExportError
    from pipeline.views import VIEWS

    if arguments.view:
        if arguments.view not in VIEWS:
            raise ExportError(f"view {arguments.view!r} is not one of {', '.join(VIEWS)}")
        return Question(arguments.view, f"SELECT * FROM {arguments.view}")
    try:
        return Question(arguments.sql.stem, arguments.sql.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise ExportError(f"{arguments.sql.name} is not UTF-8") from None


def _append(arguments: argparse.Namespace) -> str:
    from pipeline.exporters import duckdb
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored

    if arguments.output is None or not arguments.output.is_file():
        raise ExportError("--append needs a database that is there: name it with -o FILE.duckdb")
    duckdb.append(Stored(arguments.folder), arguments.output)
    return f"appended to {arguments.output}"


def _tables(arguments: argparse.Namespace) -> str:
    from pipeline.exporters import FORMATS, exporter
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored
    from pipeline.schema import TABLES

    names = [name.strip() for name in (arguments.format or "").split(",") if name.strip()]
    if not names or set(names) - set(FORMATS):
        raise ExportError(f"name formats with --format: {', '.join(FORMATS)}")
    tables, into = Stored(arguments.folder), arguments.output or arguments.folder
    into.mkdir(parents=True, exist_ok=True)
    options = _options(arguments)
    for name in names:
        module = exporter(name)
        if hasattr(module, "write_all"):
            module.write_all(tables, into, options)
        elif name == "csv":
            from pipeline.exporters import csv

            for table in TABLES.values():
                fragments = (csv.text(table, batch.to_pylist()).encode() for batch in tables.batches(table))
                csv.write_text(table, fragments, into / f"{table.name}.csv", options)
        elif into.resolve() != arguments.folder.resolve():
            for table in TABLES.values():
                module.write(table, tables.rows(table), into / f"{table.name}.{name}")
    return f"{', '.join(names)} in {into}"


def _options(arguments: argparse.Namespace) -> ExportOptions:
    from pipeline.exporters._options import ExportOptions

    return ExportOptions(arguments.csv_bom, arguments.provenance, arguments.escape_formulas)


def _wrong(why: str) -> int:
    print(f"jixiao export: {why}", file=sys.stderr)
    return 2
