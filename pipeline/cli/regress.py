"""Judge sample documents against what a person says they hold, and the sum against baseline.json beside them.

DIR/<id>/ holds the containers of one form, truth.json (any subset of fields) and meta.toml (origin, checked_by, known_errors).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.regress.run import Outcome

HELP: Final = "sample documents against their truth, with a gate"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of samples")
    parser.add_argument(
        "--report", type=Path, action="append", default=[], metavar="FILE", help="write all of it as .json or .html (repeatable)"
    )
    parser.add_argument("--accept", metavar="REASON", help="make what was found the baseline, and say why")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="the baseline (default: DIR/baseline.json)")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="misses to print (default: 20)")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that read (default: 1)")
    parser.add_argument("--vocabulary", type=Path, metavar="FILE", help="labels of your own (TOML: field = [labels])")
    parser.add_argument("--forms", type=Path, metavar="DIR", help="form descriptions of your own")


def run(arguments: argparse.Namespace) -> int:
    """Judge, and say what came of it: 0 where the gate is open, 1 where it is shut, 2 where there is nothing to judge."""
    from pipeline.regress.gate import BaselineError
    from pipeline.regress.run import regress
    from pipeline.submission import Options

    strange = [path for path in arguments.report if path.suffix.lower() not in (".json", ".html")]
    if strange:
        return _wrong(f"--report writes .json or .html, not {strange[0].name}")
    if arguments.accept is not None and not arguments.accept.strip():
        return _wrong("--accept wants a reason")
    baseline = arguments.baseline or arguments.folder / "baseline.json"
    try:
        options = Options(arguments.vocabulary, arguments.forms)
        outcome = regress(arguments.folder, options, baseline, arguments.workers)
    except (FileNotFoundError, NotADirectoryError) as error:
        return _wrong(f"{error.filename} is no folder")
    except BaselineError as error:
        return _wrong(str(error))
    if not outcome.readings and not outcome.faults:
        return _wrong("no folder below holds a truth.json; `jixiao truth FILE` drafts one")
    return _tell(outcome, arguments, baseline)


def _tell(outcome: Outcome, arguments: argparse.Namespace, baseline: Path) -> int:
    from pipeline.regress import gate
    from pipeline.regress.html import page
    from pipeline.regress.report import as_json, report
    from pipeline.regress.text import lines

    said = report(outcome)
    print("\n".join(lines(said, arguments.show)))
    for path in arguments.report:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_json(outcome) if path.suffix.lower() == ".json" else page(said), encoding="utf-8")
    if arguments.accept is None:
        return 1 if outcome.faults else 0
    if outcome.found.faults:
        return _wrong("nothing is accepted while the samples themselves have faults")
    gate.accept(baseline, gate.state(outcome.readings), outcome.baseline, arguments.accept.strip())
    print(f"accepted: {arguments.accept.strip()}")
    return 0


def _wrong(why: str) -> int:
    print(f"jixiao regress: {why}", file=sys.stderr)
    return 2
