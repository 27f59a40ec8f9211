"""Make one HTML file about a conversion: charts and tables, each with its query; it works offline, in Chinese and in English."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

HELP: Final = "a conversion as one HTML page"
NAME: Final = "report.html"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="OUT", help="the folder of a conversion with its Parquet")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=f"the page (default: OUT/{NAME})")


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    from pipeline.exporters._errors import ExportError
    from pipeline.permissions import as_strict_as
    from pipeline.report import write_report

    path = arguments.output or arguments.folder / NAME
    try:
        with as_strict_as([arguments.folder / "documents.parquet"]):
            write_report(arguments.folder, path)
    except ExportError as error:
        print(f"jixiao report: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"jixiao report: {path}: {error.strerror or error}", file=sys.stderr)
        return 2
    print(path)
    return 0
