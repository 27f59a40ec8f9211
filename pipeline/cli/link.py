"""Link one project's goals, monitoring and self-evaluation, and its goals of two years; an indicator library with peers.

Indicators are paired by name, or by an alias that a person confirmed (--aliases); what only looks alike is written to
aliases_to_confirm.csv and never merged.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

HELP: Final = "one project over time, an indicator library"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="OUT", help="folders of conversions with their Parquet")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder for the tables of links")
    parser.add_argument("--aliases", type=Path, metavar="FILE", help="aliases_to_confirm.csv with y in the column confirmed")
    parser.add_argument("--profile", default="national", metavar="NAME", help="national, hebei, or a file (default: national)")


def run(arguments: argparse.Namespace) -> int:
    """Write the tables, and say how much was linked."""
    from pipeline.exporters._errors import ExportError
    from pipeline.exporters._stored import Stored
    from pipeline.letters.departments import departments
    from pipeline.links.pairing import AliasError, read_aliases
    from pipeline.links.write import write_links
    from pipeline.rules.profile import ProfileError
    from pipeline.rules.run import profile
    from pipeline.rules.tables import cases

    try:
        chosen = profile(arguments.profile)
        aliases = read_aliases(arguments.aliases) if arguments.aliases is not None else {}
        found = {case.document_id: case for folder in arguments.folders for case in cases(Stored(folder), chosen)}
    except (AliasError, ExportError, ProfileError) as error:
        print(f"jixiao link: {error}", file=sys.stderr)
        return 2
    counted = [case for one in departments(list(found.values()), ()) for case in one.cases]
    done = write_links(counted, aliases, arguments.output)
    print(f"{done.links} links, {done.changes} changes, {done.indicators} indicators in the library, {done.asked} names to confirm")
    print(arguments.output)
    return 0
