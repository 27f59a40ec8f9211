"""The officer's rules: what each looks for, whether a profile has it on, what it rests on, and how often it was right.

Precision is that on the checked forms of the samples: hits, and how many of them a person judged right from the print.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.rules.profile import Profile

HELP: Final = "the officer's rules, their basis and state"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--profile", default="national", metavar="NAME", help="national, hebei, or a file (default: national)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print them (default: text)")


def run(arguments: argparse.Namespace) -> int:
    """List them."""
    from pipeline.rules.profile import ProfileError
    from pipeline.rules.run import profile

    try:
        chosen = profile(arguments.profile)
    except ProfileError as error:
        print(f"jixiao rules: {error}", file=sys.stderr)
        return 2
    listed = list(_rules(chosen))
    if arguments.format == "json":
        import json

        print(json.dumps(listed, ensure_ascii=False, indent=1))
        return 0
    from pipeline.display import pad

    print(f"{pad('规则', 30)}{pad('程度', 10)}{pad('准确', 9)}{pad('名称', 26)}依据")
    for one in listed:
        right = f"{one['right']}/{one['hits']}" if one["hits"] else "-"
        print(f"{pad(str(one['code']), 30)}{pad(str(one['state']), 10)}{pad(right, 9)}{pad(str(one['title']), 26)}{one['basis'] or '—'}")
    return 0


def _rules(chosen: Profile) -> Iterator[dict[str, object]]:
    """Every rule and every finding of the conversion that a department is asked about, as plain values."""
    from pipeline.findings.catalogue import CATALOGUE
    from pipeline.rules.norms import norms
    from pipeline.rules.precision import precision
    from pipeline.rules.run import rules
    from pipeline.rules.todo import TODO

    settings, measured = chosen.settings(), precision()
    known = [(code, rule.title, rule.severity, rule.on, rule.basis, True) for code, rule in rules().items()]
    known += [(code, title, CATALOGUE[code].severity, True, basis, False) for code, (title, _, basis) in TODO.items()]
    for code, title, usual, on, basis, own in sorted(known):
        severity = settings.severity(code, usual, on=on)
        hits, right = measured.get(code, (0, 0))
        read = [norm.cited for name in basis if (norm := norms()[name]).read and norm.region is None]
        yield {
            "code": code,
            "title": title,
            "state": severity.value if severity is not None else "off",
            "basis": settings.basis.get(code) or "；".join(read) or None,
            "local_basis": [norm.cited for name in basis if (norm := norms()[name]).read and norm.region is not None],
            "unread_basis": [norm.cited for name in basis if not (norm := norms()[name]).read],
            "from": "review" if own else "conversion",
            "hits": hits,
            "right": right,
        }
