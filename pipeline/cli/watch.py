"""Convert what is dropped into a folder, until Ctrl-C; a file that is still being copied is waited for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from pipeline.cli.convert import configure_reading, settings, told, wrong

HELP: Final = "convert what is dropped into a folder"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to watch, with everything below it")
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder for the tables, made where it does not exist")
    configure_reading(parser)
    parser.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="look so often (default: 2)")
    parser.add_argument("--once", action="store_true", help="end when everything that is there is whole and converted")


def run(arguments: argparse.Namespace) -> int:
    """Watch, and say what came of every conversion."""
    from pipeline.batch.progress import on
    from pipeline.batch.watch import watch
    from pipeline.cli._summary import summary
    from pipeline.conversion import ConvertError

    if not arguments.folder.is_dir():
        return wrong("watch", f"{arguments.folder!s} is not a folder")
    if not 0 < arguments.every < float("inf"):
        return wrong("watch", f"it cannot look every {arguments.every:g} seconds: name more than 0")
    code = 0
    print(f"jixiao watch: {arguments.folder} into {arguments.output}; Ctrl-C ends it", file=sys.stderr, flush=True)
    try:
        watching = watch(
            arguments.folder, arguments.output, settings(arguments), every=arguments.every, once=arguments.once, progress=on(sys.stderr)
        )
        for said in watching:
            if isinstance(said, int):
                print(f"jixiao watch: waiting for {said} files that are still being copied", file=sys.stderr, flush=True)
                continue
            print(summary(said, f"{arguments.output}/"), flush=True)
            code = told("watch", said)
    except ConvertError as error:
        return wrong("watch", str(error))
    except FileNotFoundError as error:
        return wrong("watch", f"{error.filename!s} does not exist")
    except KeyboardInterrupt:
        print("jixiao watch: ended; what was converted stays", file=sys.stderr)
        return 0
    return code
