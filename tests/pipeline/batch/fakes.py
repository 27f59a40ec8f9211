"""Stand-ins for `pipeline.submission.process` that misbehave as their file's bytes say. Imported by workers, by name."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from pipeline.schema import TABLES, Row
from pipeline.submission import FileFacts, Options, Submission


def process(data: bytes, name: str, path: str, options: Options) -> Submission:
    """Rows made of the bytes, or the misbehaviour that they name.

    `hang`, `abort`, `bug`, `eat`, `exit`, `kill-once <marker>`, `nap <seconds>`, `count <file>`.
    `pages <count> <seconds>` takes so long for each page and says when it has read one.
    """
    command, _, argument = data.decode("utf-8", "replace").partition(" ")
    if command == "pages":
        _pages(argument, options)
    _MISBEHAVIOUR.get(command, lambda _: None)(argument.strip())
    return rows(data, path)


def rows(data: bytes, path: str) -> Submission:
    """A document with as many sections as it has lines."""
    facts = FileFacts.of(data, path, "text")
    made: dict[str, list[Row]] = {table: [] for table in TABLES}
    document: Row = dict.fromkeys(TABLES["documents"].names)
    document.update(document_id=facts.document_id, **facts.row(), status="ok", method="text")
    made["documents"].append(document)
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        section: Row = dict.fromkeys(TABLES["sections"].names)
        section.update(document_id=facts.document_id, ordinal=number, level=1, text=line or None)
        section["section_id"] = f"{facts.document_id}-s{number:02d}"
        made["sections"].append(section)
    return Submission(made)


def _hang(_: str) -> None:
    while True:
        time.sleep(1)


def _eat(_: str) -> None:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def _bug(argument: str) -> None:
    raise RuntimeError(f"a bug of ours: {argument}")


def _kill_once(marker: str) -> None:
    if not Path(marker).exists():
        Path(marker).write_text("killed")
        os.kill(os.getpid(), signal.SIGKILL)


def _pages(argument: str, options: Options) -> None:
    count, seconds = argument.split()
    for _ in range(int(count)):
        time.sleep(float(seconds))
        if options.progress is not None:
            options.progress()


def _nap(seconds: str) -> None:
    time.sleep(float(seconds.split()[0]))


def _count(file: str) -> None:
    """A line more in a file: how often this was read."""
    with Path(file.split()[0]).open("a") as counted:
        counted.write("read\n")


_MISBEHAVIOUR = {
    "hang": _hang,
    "abort": lambda _: os.abort(),
    "bug": _bug,
    "eat": _eat,
    "exit": lambda _: sys.exit(3),
    "kill-once": _kill_once,
    "nap": _nap,
    "count": _count,
}
