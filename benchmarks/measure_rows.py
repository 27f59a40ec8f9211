"""How often the name and the target of an indicator stand in one record of ours, beside one row of a plain extractor's table.

    python -m benchmarks.measure_rows FOLDER …        FOLDER/<id>/truth.json beside the containers of the form

What a plain extractor holds in one row was there to be read: where our records hold less, it was lost after the grid was right. Counted
are the indicators whose truth has a name and a printed value; white space and width are no difference.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.peers import peer_python
from benchmarks.report import Line
from benchmarks.rounds import ROOT
from normalizers.text import fold
from pipeline.regress.values import choices, null

SUFFIXES: Final = (".docx", ".pdf", ".html")
Rows = list[list[str]]
Pair = tuple[frozenset[str], frozenset[str]]
"""The spellings that a name and a target may have, folded."""


@dataclass(frozen=True, slots=True)
class Held:
    """One container: how many indicators there are, and how many are whole in one row of ours and of the plain extractor."""

    path: Path
    indicators: int
    ours: int
    plain: int
    missed: tuple[str, ...] = ()
    """Names that the plain extractor holds with their target and ours does not."""


def pairs(said: dict[str, Any]) -> list[Pair]:
    """Name and target of every indicator of a truth that has both."""
    projects = (one for project in said.get("projects", ()) for one in project.get("indicators", ()))
    rows = [*projects, *said.get("department_indicators", ())]
    both = ((_spellings(row.get("level3")), _spellings(row.get("raw"))) for row in rows if not row.get("optional"))
    return [(name, target) for name, target in both if name and target]


def _spellings(value: Any) -> frozenset[str]:
    return frozenset(fold(str(one)) for one in choices(value) if not null(one))


def held(wanted: Sequence[Pair], rows: Iterable[Iterable[str]]) -> list[bool]:
    """Which pairs stand together in one row, each text as a whole cell."""
    cells = [frozenset(map(fold, row)) for row in rows]
    return [any(name & row and target & row for row in cells) for name, target in wanted]


def our_rows(path: Path) -> Rows:
    """Name and target of our records of a file."""
    from pipeline.submission import process

    found = process(path.read_bytes(), path.name, path.name).rows["indicators"]
    return [[row["level3"] or "", row["raw"] or ""] for row in found]


def peer_rows(paths: Sequence[Path]) -> list[Rows]:
    """The rows of each file as the plain extractor sees them; none where it cannot read a file."""
    command = [str(peer_python()), "-m", "benchmarks.plain_rows", *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    # A line of its own log may stand between: what is no JSON line of ours is none.
    lines = [line for line in done.stdout.splitlines() if line.startswith(("[", "null"))]
    return [json.loads(line) or [] for line in lines]


def measured(paths: Sequence[Path], theirs: Callable[[Sequence[Path]], list[Rows]] = peer_rows) -> Iterator[Held]:
    """Each file beside its truth (truth.json in its folder)."""
    for path, rows in zip(paths, theirs(paths), strict=True):
        wanted = pairs(json.loads(path.with_name("truth.json").read_text("utf-8")))
        ours, plain = held(wanted, our_rows(path)), held(wanted, rows)
        missed = (min(name) for (name, _), mine, other in zip(wanted, ours, plain, strict=True) if other and not mine)
        yield Held(path, len(wanted), sum(ours), sum(plain), tuple(missed))


def files(folders: Iterable[Path]) -> list[Path]:
    """The containers beside each truth.json below the folders."""
    truths = sorted(truth for folder in folders for truth in folder.rglob("truth.json"))
    return [file for truth in truths for file in sorted(truth.parent.iterdir()) if file.suffix in SUFFIXES]


def measure_rows(paths: Sequence[Path], name: str) -> list[Line]:
    """The figures of a set, a line a container."""
    done, lines = list(measured(paths)), []
    for suffix in SUFFIXES:
        group = [one for one in done if one.path.suffix == suffix]
        if group:
            total, ours, plain = (sum(getattr(one, what) for one in group) for what in ("indicators", "ours", "plain"))
            figure = f"{ours} of {total}; DocVortex {plain} (in one row of a table)"
            lines.append(
                Line(f"{name}, {suffix[1:]}", "indicators with name and target in one record", figure, f"at least {plain}", ours >= plain)
            )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each file and of all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.measure_rows", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    found = files(parser.parse_args(arguments).folders)
    totals = dict.fromkeys(SUFFIXES, (0, 0, 0))
    for one in measured(found):
        before = totals[one.path.suffix]
        totals[one.path.suffix] = (before[0] + one.indicators, before[1] + one.ours, before[2] + one.plain)
        print(f"{one.path.parent.name}/{one.path.name}: of {one.indicators} ours {one.ours}, plain {one.plain}", *one.missed[:3])
    for suffix, (total, ours, plain) in totals.items():
        print(f"{suffix[1:]}: of {total} ours {ours}, plain extractor {plain}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
