"""Who was to submit, who did, who did not, who twice: a roster of departments against a conversion."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

HELP: Final = "who did not submit"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="OUT", help="the folder of a conversion with its Parquet")
    parser.add_argument("--roster", type=Path, required=True, metavar="FILE", help=".csv or .xlsx with name, code, aliases")
    parser.add_argument(
        "--input", type=Path, metavar="DIR", help="the input folder, to tell empty folders from departments that sent nothing"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the answers as CSV")
    parser.add_argument("--fail-missing", action="store_true", help="exit 1 where a department has not submitted")


def run(arguments: argparse.Namespace) -> int:
    """Answer for every line."""
    import csv

    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored
    from pipeline.letters.roster import RosterError, State, answers, read_roster
    from pipeline.rules.run import profile
    from pipeline.rules.tables import cases

    try:
        entries = read_roster(arguments.roster)
        found = answers(entries, cases(Stored(arguments.folder), profile("national")), arguments.input)
    except (ExportError, RosterError) as error:
        print(f"jixiao roster: {error}", file=sys.stderr)
        return 2
    rows = [
        (one.entry.code or "", one.entry.name, one.state.value, "、".join(str(case.document["path"]) for case in one.cases))
        for one in found
    ]
    for row in rows:
        print("  ".join(row))
    if arguments.output is not None:
        with arguments.output.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([("代码", "部门", "情况", "文件"), *rows])
    late = [one for one in found if one.state not in (State.SUBMITTED, State.TWICE)]
    return 1 if arguments.fail_missing and late else 0
