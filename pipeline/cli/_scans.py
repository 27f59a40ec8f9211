"""The arguments that say how scans are read, for every command that reads files."""

from __future__ import annotations

import argparse

from extractors.scanning import LEAST_DPI, MODES, MOST_DPI


def configure(parser: argparse.ArgumentParser) -> None:
    """`--ocr` and `--ocr-dpi`."""
    scans = parser.add_argument_group("scans and pictures (jixiao[ocr])")
    scans.add_argument(
        "--ocr", choices=MODES, default="auto", help="read pages from their pixels: those without a usable text layer (auto), none, or all"
    )
    scans.add_argument(
        "--ocr-dpi", type=_dpi, default=200, metavar="N", help=f"pixels an inch, from {LEAST_DPI} to {MOST_DPI} (default: 200)"
    )


def _dpi(text: str) -> int:
    value = int(text)
    if not LEAST_DPI <= value <= MOST_DPI:
        raise argparse.ArgumentTypeError(f"{value} is not between {LEAST_DPI} and {MOST_DPI}")
    return value
