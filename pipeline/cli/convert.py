"""Read files and folders of submissions and write their tables.

Without -o one file becomes a workbook beside it (FILE.xlsx), several become a workbook in the folder 绩效表 beside them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.cli import _scans
from pipeline.cli._destination import FORMATS
from pipeline.intake.names import on_terminal

if TYPE_CHECKING:
    from pipeline.batch.settings import Report, Settings

HELP: Final = "submissions into tables"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, or a folder with everything below it; s3://bucket/in (extra remote) for both ends"
    )
    parser.add_argument(
        "-o", "--output", metavar="PATH", help="a workbook (X.xlsx), or the folder for the tables, made where it does not exist"
    )
    parser.add_argument("--json", action="store_true", help="print what came of it as one line of JSON")
    there = parser.add_argument_group("where something is already")
    there.add_argument("--add", action="store_true", help="join the files to the batch that the output folder holds")
    there.add_argument("--replace", action="store_true", help="take the place of another batch, and of files that are not ours")
    configure_reading(parser)


def configure_reading(parser: argparse.ArgumentParser) -> None:
    """The arguments that say how to read and what to write, for every command that converts."""
    parser.add_argument(
        "--format", metavar="F,F", help=f"formats, of {', '.join(FORMATS)} (default: csv,parquet in a folder of yours, else xlsx)"
    )
    parser.add_argument("--csv-bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
    parser.add_argument(
        "--escape-formulas", action="store_true", help="put an apostrophe before text in CSV that Excel would run (=, +, -, @, tab, CR)"
    )
    parser.add_argument(
        "--partition-by",
        default="",
        metavar="C,C",
        help="every table as a Parquet dataset in folders too, divided by columns of documents (fiscal_year,region_code)",
    )
    parser.add_argument("--provenance", action="store_true", help="put the sheet of places into the workbook (xlsx) too")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read; 0 is one a core (default: 0)")
    parser.add_argument(
        "--cross-check",
        action="store_true",
        help="read PDF with a second parser, suspect pages by OCR, workbooks with LibreOffice; what differs is a finding",
    )
    parser.add_argument("--vocabulary", type=Path, metavar="FILE", help="labels of your own (TOML: field = [labels])")
    parser.add_argument("--forms", type=Path, metavar="DIR", help="form descriptions of your own")
    _scans.configure(parser)
    where = parser.add_argument_group("where one machine ends")
    where.add_argument("--engine", choices=("local", "dask"), default="local", help="read here, or on a dask cluster (default: local)")
    where.add_argument("--scheduler", default="", metavar="ADDRESS", help="the cluster's scheduler, tcp://host:8786")
    limits = parser.add_argument_group("what one file may cost")
    limits.add_argument(
        "--timeout", type=float, default=60.0, metavar="SECONDS", help="wall clock; anew after each scanned page (default: 60)"
    )
    limits.add_argument(
        "--page-timeout", type=float, default=15.0, metavar="SECONDS", help="what a scanned page adds at most to all of it (default: 15)"
    )
    limits.add_argument("--memory", type=int, default=2048, metavar="MIB", help="memory (default: 2048)")
    again = parser.add_argument_group("a folder that holds results already")
    again.add_argument("--retry-failed", action="store_true", help="read again what failed")
    again.add_argument("--force", action="store_true", help="read everything again")


def settings(arguments: argparse.Namespace) -> Settings:
    """What the arguments of `configure_reading` ask for."""
    from pipeline.batch.jobs import Limits
    from pipeline.batch.settings import Settings
    from pipeline.exporters._options import ExportOptions
    from pipeline.submission import Options

    return Settings(
        formats=_names("csv,parquet" if arguments.format is None else arguments.format),
        workers=arguments.workers,
        limits=Limits(arguments.timeout, arguments.memory << 20, page_seconds=arguments.page_timeout),
        options=Options(arguments.vocabulary, arguments.forms, arguments.cross_check, ocr=arguments.ocr, ocr_dpi=arguments.ocr_dpi),
        export=ExportOptions(arguments.csv_bom, arguments.provenance, arguments.escape_formulas, _names(arguments.partition_by)),
        retry_failed=arguments.retry_failed,
        force=arguments.force,
        scheduler=_scheduler(arguments.engine, arguments.scheduler),
        add=getattr(arguments, "add", False),
        replace=getattr(arguments, "replace", False),
    )


def _scheduler(engine: str, address: str) -> str:
    from pipeline.batch.settings import ConvertError

    if (engine == "dask") != bool(address):
        raise ConvertError("--engine dask and --scheduler go together: name both, as in --engine dask --scheduler tcp://127.0.0.1:8786")
    return address


def run(arguments: argparse.Namespace) -> int:
    """Convert, and say what came of it."""
    from pipeline.batch.progress import on
    from pipeline.cli._destination import deliver, destination
    from pipeline.cli._summary import as_json, summary
    from pipeline.conversion import ConvertError

    try:
        into = destination(arguments.paths, arguments.output, arguments.format)
        arguments.format = into.formats
        report = deliver(arguments.paths, into, settings(arguments), on(sys.stderr), replace=arguments.replace)
    except FileNotFoundError as error:
        return wrong("convert", f"{error.filename!s} does not exist")
    except ConvertError as error:
        return wrong("convert", str(error))
    if arguments.json:
        print(as_json(report, into.shown, into.workbook))
        return told("convert", report)
    print(summary(report, into.shown))
    if into.workbook is not None and report.counts.status:
        print(on_terminal(str(into.workbook)))
    return told("convert", report)


def _names(given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip())


def told(command: str, report: Report) -> int:
    """Say on standard error what a report leaves to say; its exit code."""
    if report.unread:
        print(f"jixiao {command}: interrupted with {report.unread} files unread; the same command goes on from here", file=sys.stderr)
    elif not report.counts.status:
        print(f"jixiao {command}: no submission was found", file=sys.stderr)
    for path, how in report.crashes:
        print(f"jixiao {command}: reading {on_terminal(path)} crashed: {on_terminal(how)}", file=sys.stderr)
    return report.exit_code


def wrong(command: str, why: str) -> int:
    """Say in one line what was wrong; the exit code of wrong usage."""
    print(f"jixiao {command}: {why}", file=sys.stderr)
    return 2
