"""What changed between two runs over documents that nobody labelled: two versions, two settings, two containers of one batch."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.regress.changes import Changes

HELP: Final = "which rows and fields changed between two runs"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("before", type=Path, metavar="OUT_A", help="the output folder of one run (its Parquet tables)")
    parser.add_argument("after", type=Path, metavar="OUT_B", help="that of the other")
    parser.add_argument(
        "--revisions",
        action="store_true",
        help="line submissions up by department, year and projects instead of by path, and say what is fixed, still open, newly wrong",
    )
    parser.add_argument("--profile", default="national", metavar="NAME", help="the rules of --revisions: national, hebei, or a file")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="changes to print (default: 20)")


def run(arguments: argparse.Namespace) -> int:
    """Compare, count and show: 0 where both say the same, 1 where they do not, 2 where a folder holds no tables."""
    if arguments.revisions:
        return _revisions(arguments)
    from pipeline.regress.changes import compare
    from pipeline.regress.runs import RunError

    try:
        found = compare(arguments.before, arguments.after, arguments.show)
    except RunError as error:
        print(f"jixiao compare: {error}", file=sys.stderr)
        return 2
    print("\n".join(_lines(found)))
    return 0 if found.none else 1


def _revisions(arguments: argparse.Namespace) -> int:
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored
    from pipeline.intake.names import on_terminal
    from pipeline.letters.departments import CHOICE
    from pipeline.letters.revisions import revisions
    from pipeline.rules.profile import ProfileError
    from pipeline.rules.run import profile
    from pipeline.rules.tables import cases

    try:
        chosen = profile(arguments.profile)
        before, after = (cases(Stored(folder), chosen) for folder in (arguments.before, arguments.after))
    except (ExportError, ProfileError) as error:
        print(f"jixiao compare: {error}", file=sys.stderr)
        return 2
    found = revisions(before, after, same=arguments.before.resolve() == arguments.after.resolve())
    print(f"{len(found)} 份报送有新版本（{CHOICE}）")
    for one in found:
        print(f"\n{on_terminal(one.department)}：{on_terminal(one.before)} → {on_terminal(one.after)}")
        for word, said in (("已修改", one.fixed), ("仍未修改", one.still), ("新出现", one.new), ("目标值变更", one.targets)):
            print(f"  {word} {len(said)}")
            for line in said[: arguments.show]:
                print(f"    {on_terminal(line)}")
    return 1 if any(one.still or one.new for one in found) else 0


def _lines(found: Changes) -> Iterator[str]:
    from pipeline.display import pad
    from pipeline.intake.names import on_terminal

    alone = f"; {len(found.removed)} only in the first, {len(found.added)} only in the second"
    yield f"documents   {found.unchanged} of {found.documents} unchanged{alone}"
    yield from (f"  - {on_terminal(path)}" for path in found.removed[: found.most])
    yield from (f"  + {on_terminal(path)}" for path in found.added[: found.most])
    yield f"{pad('rows', 18)}{'same':>10}{'changed':>10}{'removed':>10}{'added':>10}"
    for table, one in found.tables.items():
        yield f"{pad(table, 18)}{one.same:>10}{one.changed:>10}{one.removed:>10}{one.added:>10}"
    fields = [(f"{table}.{name}", number) for table, one in found.tables.items() for name, number in sorted(one.fields.items())]
    if fields:
        yield ""
        yield from (f"{pad(name, 36)}{number:>10}" for name, number in fields)
    for change in found.shown:
        yield from (
            "",
            f"{on_terminal(change.document)} · {change.table}{'.' + change.field if change.field else ''} · {on_terminal(change.row)}",
        )
        yield f"  - {on_terminal(change.before or 'null')}"
        yield f"  + {on_terminal(change.after or 'null')}"
    if found.total > len(found.shown):
        yield from ("", f"… and {found.total - len(found.shown)} further changes: --show N shows more")
