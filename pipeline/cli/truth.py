"""Draft the truth of a form from what is read of it: for a person to check against the paper, marked unchecked until then."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

HELP: Final = "a draft of truth.json to be checked"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the form")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write (default: truth.json beside FILE; - prints it)")
    parser.add_argument("--vocabulary", type=Path, metavar="FILE", help="labels of your own (TOML: field = [labels])")
    parser.add_argument("--forms", type=Path, metavar="DIR", help="form descriptions of your own")


def run(arguments: argparse.Namespace) -> int:
    """Read the form and write the draft; a truth that is there already is never overwritten."""
    from pipeline.regress.draft import as_json
    from pipeline.submission import Options, read

    target = arguments.output or arguments.file.with_name("truth.json")
    if str(target) != "-" and target.exists():
        return _wrong(f"{target.name} is there already; take it away, or name another with -o")
    try:
        found = read(arguments.file, Options(arguments.vocabulary, arguments.forms))
    except OSError as error:
        return _wrong(f"{arguments.file.name}: {error.strerror}")
    if found.document["status"] == "failed":
        return _wrong(f"{arguments.file.name}: {found.document['error_en']}")
    if str(target) == "-":
        print(as_json(found), end="")
        return 0
    target.write_text(as_json(found), encoding="utf-8")
    print(f'{target.name}: a draft; check it against the paper, then take "unchecked" away', file=sys.stderr)
    return 0


def _wrong(why: str) -> int:
    print(f"jixiao truth: {why}", file=sys.stderr)
    return 2
