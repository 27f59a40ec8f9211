"""Write what goes back: a letter (.docx) and texts for the system's return box a department, the review book, the points as CSV.

Nothing is sent. What is proposed is a proposal: an officer reads it, writes 划去 beside a point in review.csv that is not to be raised, and
names the folder as --previous in the next round, where it stays struck.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.letters.write import Request

HELP: Final = "letters to departments and the review book"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="OUT", help="the folder of a conversion with its Parquet")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder for the letters")
    parser.add_argument("--profile", default="national", metavar="NAME", help="national, hebei, or a file (default: national)")
    parser.add_argument("--roster", type=Path, metavar="FILE", help="who was to submit: .csv or .xlsx with name, code, aliases")
    parser.add_argument(
        "--input", type=Path, metavar="DIR", help="the input folder, to tell empty folders from departments that sent nothing"
    )
    parser.add_argument("--previous", type=Path, metavar="DIR", help="the letters of the round before: struck points stay struck")
    parser.add_argument("--bureau", metavar="TEXT", help="who reviews, for the letter")
    parser.add_argument("--deadline", metavar="TEXT", help="until when to submit again, for the letter")
    parser.add_argument("--contact", metavar="TEXT", help="whom to ask, for the letter")
    parser.add_argument("--fail-missing", action="store_true", help="exit 1 where a department of the roster has not submitted")


def run(arguments: argparse.Namespace) -> int:
    """Write them, and say what came of it."""
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored
    from pipeline.letters.roster import RosterError, State
    from pipeline.letters.rounds import RoundError
    from pipeline.letters.write import write_all
    from pipeline.rules.profile import ProfileError

    try:
        request = _request(arguments)
        done = write_all(Stored(arguments.folder), request, arguments.output)
    except (ExportError, ProfileError, RosterError, RoundError) as error:
        return _wrong(str(error))
    except OSError as error:
        return _wrong(f"{error.filename or arguments.output}: {error.strerror or error}")
    for department in done.departments:
        counts = len(department.issues)
        print(f"{department.outcome.value}  {department.name}  {counts}")
    missing = [answer for answer in done.answers if answer.state is not State.SUBMITTED]
    for answer in missing:
        print(f"{answer.state.value}  {answer.entry.name}")
    print(arguments.output)
    return 1 if arguments.fail_missing and any(answer.state is not State.TWICE for answer in missing) else 0


def _request(arguments: argparse.Namespace) -> Request:
    from pipeline.letters.letter import Fields
    from pipeline.letters.roster import read_roster
    from pipeline.letters.rounds import read_before
    from pipeline.letters.write import Request

    before = read_before(arguments.previous) if arguments.previous is not None else None
    fields = Fields("", 1 if before is None else before.round + 1, arguments.bureau, arguments.deadline, arguments.contact)
    roster = tuple(read_roster(arguments.roster)) if arguments.roster is not None else ()
    return Request(arguments.profile, fields, roster, before, arguments.input)


def _wrong(why: str) -> int:
    print(f"jixiao letters: {why}", file=sys.stderr)
    return 2
