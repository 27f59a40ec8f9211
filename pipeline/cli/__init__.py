"""The command line. A command is a file of this folder: `HELP`, `configure(parser)` and `run(arguments) -> exit code`.

Nothing heavy is imported above a `run`, so that --help and --version answer at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import Final

from extractors.errors import UserFileError
from pipeline import __version__
from pipeline.interrupts import noted

DESCRIPTION: Final = (
    "Reads Chinese budget performance submissions (部门预算绩效文本: Word, PDF and text forms) into tidy tables "
    "in which every value can be traced to its cell."
)
EXIT_CODES: Final = "Exit codes: 0 all is well, 1 some of it failed, 2 wrong usage, a damaged ledger or nothing readable."


def commands() -> list[str]:
    """The commands there are, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    top = argparse.ArgumentParser("jixiao", description=DESCRIPTION, epilog=EXIT_CODES, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"jixiao {__version__}")
    below = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in commands():
        module = importlib.import_module(f"{__name__}.{name}")
        sub = below.add_parser(name, help=module.HELP, description=module.__doc__, epilog=EXIT_CODES, allow_abbrev=False)
        module.configure(sub)
        sub.set_defaults(run=module.run, parser=sub)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    _speak_utf8()
    given = _parsed(list(sys.argv[1:] if arguments is None else arguments))
    try:
        with noted():
            code: int = given.run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`jixiao schema | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UserFileError as error:
        print(f"jixiao {given.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _parsed(words: list[str]) -> argparse.Namespace:
    """The arguments understood; a file in a command's place is converted, a misspelt word is answered with the nearest there is."""
    top = parser()
    if words and not words[0].startswith("-") and words[0] not in commands():
        if not os.path.lexists(words[0]):
            near = nearest(words[0], commands())
            top.error(f"{words[0]!r} is neither a command nor a file{near}; the commands are {', '.join(commands())}")
        words = ["convert", *words]
    given, unknown = top.parse_known_args(words)
    if unknown:
        known = [option for action in given.parser._actions for option in action.option_strings]
        near = nearest(unknown[0].split("=")[0], known) if unknown[0].startswith("-") else ""
        given.parser.error(f"unrecognized arguments: {' '.join(unknown)}{near}")
    return given


def nearest(word: str, known: Sequence[str]) -> str:
    """` (did you mean …?)` with the word that is most like it, "" where none is."""
    from difflib import get_close_matches

    found = get_close_matches(word, known, 1)
    return f" (did you mean {found[0]}?)" if found else ""


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the locale; a terminal keeps its own encoding and shows escapes for what it lacks."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape" if stream is sys.stdin else "backslashreplace")
