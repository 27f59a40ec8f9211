"""python -m tests.drawn --seed S --count N [--family F] [--labels L] [--container C] [--share open|held] [--dump DIR] [--show N]

Draws forms, reads them, and prints how much was read whole, lost, invented and silent. `--dump` writes every file with its truth.json.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from .containers import WRITERS
from .families import draw
from .figures import Case, cases, count
from .gates import smallest_case
from .labels import LISTS, SHARES
from .recipe import FAMILIES, Recipe, recipes


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0 always: the gate stands in the tests."""
    told = _parser().parse_args(arguments)
    several = list(recipes(told.seed, told.count, family=told.family, labels=told.labels, share=told.share))
    containers = told.container or list(WRITERS)
    if told.dump is not None:
        dump(several, containers, told.dump)
    done = list(cases(several, containers))
    for name, figures in sorted(count(done).items()):
        print(figures.line(name))
    _show(done, told.show)
    for case in [case for case in done if case.verdict.wrong][: told.shrink]:
        print(f"\n{smallest_case(case)}")
    return 0


def dump(recipes: Iterable[Recipe], containers: Sequence[str], folder: Path) -> None:
    """Write every form in each container, with its truth.json, in a folder of its own below the folder."""
    for at, recipe in enumerate(recipes):
        drawn, home = draw(recipe), folder / f"{at:04d}-{recipe.family}-{recipe.labels}"
        home.mkdir(parents=True, exist_ok=True)
        for container in containers:
            (home / f"form.{container}").write_bytes(WRITERS[container](drawn))
        (home / "truth.json").write_text(json.dumps(drawn.truth, ensure_ascii=False, indent=1), encoding="utf-8")
        (home / "recipe.txt").write_text(f"{recipe}\n", encoding="utf-8")


def _show(done: Sequence[Case], most: int) -> None:
    unknown = sorted({name for case in done for name in case.verdict.unknown})
    if unknown:
        print(f"columns of the contract that the schema does not have, not judged: {', '.join(unknown)}")
    shown = 0
    for case in done:
        if case.verdict.wrong and shown < most:
            shown += 1
            print(f"\n{case.container} {case.recipe}")
            for one in case.verdict.wrong[:6]:
                print(f"  {one}")
            if len(case.verdict.wrong) > 6:
                print(f"  and {len(case.verdict.wrong) - 6} more")
    kinds = Counter(one.how.split(":")[0] if one.what != "print" else one.how for case in done for one in case.verdict.wrong)
    print("\nwhat is wrong, by its first column:", ", ".join(f"{name} {many}" for name, many in kinds.most_common(15)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.drawn", description=__doc__.splitlines()[2])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--family", choices=FAMILIES)
    parser.add_argument("--labels", choices=LISTS)
    parser.add_argument("--container", action="append", choices=list(WRITERS), help="may be given several times; all in turn by default")
    parser.add_argument("--share", choices=SHARES, help="open: without what is held for measuring; held: only that")
    parser.add_argument("--dump", type=Path, metavar="DIR")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="print the faults of N forms")
    parser.add_argument(
        "--shrink", type=int, default=0, metavar="N", help="shrink N forms to the smallest that has one of their faults, and print them"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
