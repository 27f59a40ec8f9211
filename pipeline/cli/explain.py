"""What stands on a file's pages and what was made of it: the form and why, the grids, every field with its rule and place."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.cli import _scans

if TYPE_CHECKING:
    from pipeline.submission import Trace

HELP: Final = "what was read where, by which rule"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="FILE", help="the submission")
    parser.add_argument("--json", action="store_true", help="as a JSON object")
    parser.add_argument("--image", type=Path, metavar="DIR", help="draw the grids found in a PDF or OFD file over its pages (PNG, SVG)")
    parser.add_argument(
        "--cross-check",
        action="store_true",
        help="read a PDF with a second parser, suspect pages by OCR, a workbook with LibreOffice; what differs is a finding",
    )
    parser.add_argument("--vocabulary", type=Path, metavar="FILE", help="labels of your own (TOML: field = [labels])")
    parser.add_argument("--forms", type=Path, metavar="DIR", help="form descriptions of your own")
    _scans.configure(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read the file and tell."""
    from extractors.errors import ReadError
    from pipeline.explain.report import report
    from pipeline.explain.text import lines
    from pipeline.intake.files import read_regular
    from pipeline.intake.names import reported
    from pipeline.submission import Options, trace

    options = Options(arguments.vocabulary, arguments.forms, arguments.cross_check, ocr=arguments.ocr, ocr_dpi=arguments.ocr_dpi)
    name = reported(os.path.basename(os.fsencode(arguments.file)))
    try:
        data = read_regular(os.fsencode(arguments.file), options.limits.bytes)
    except ReadError as error:
        print(f"jixiao explain: {name}: {error.message}", file=sys.stderr)
        return 2
    found = trace(data, name, name, options)
    if arguments.json:
        print(json.dumps(report(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(report(found), found.document)))
    if arguments.image is not None:
        return _picture(found, data, arguments.image)
    return _code(found)


def _picture(found: Trace, data: bytes, folder: Path) -> int:
    if found.document is None or found.document.format not in ("pdf", "ofd"):
        print("jixiao explain: --image draws over the pages of a PDF or OFD file; this file is none", file=sys.stderr)
        return 2
    if found.document.format == "ofd":
        from extractors.readers.ofd.picture import draw_grids
    else:
        from extractors.readers.pdf_image import draw_grids

    for path in draw_grids(data, found.document, folder):
        print(f"drawn: {path}", file=sys.stderr)
    return _code(found)


def _code(found: Trace) -> int:
    return {"ok": 0, "partial": 1}.get(str(found.submission.document["status"]), 2)
