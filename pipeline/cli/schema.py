"""The data dictionary: every table, column, code and finding, made from the definitions that the tables are written from."""

from __future__ import annotations

import argparse
from typing import Final

HELP: Final = "the data dictionary"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown", help="how to print it (default: markdown)")
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="of the Markdown; JSON holds both (default: en)")


def run(arguments: argparse.Namespace) -> int:
    """Print it."""
    from pipeline import dictionary

    print(dictionary.as_json() if arguments.format == "json" else dictionary.as_markdown(arguments.language), end="")
    return 0
