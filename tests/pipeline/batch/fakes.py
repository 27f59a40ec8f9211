"""Stand-ins for `pipeline.submission.process` that misbehave as their file's bytes say. Imported by workers, by name."""

from __future__ import annotations

import mmap
import os
import signal
import sys
import time
from pathlib import Path

from pipeline.schema import TABLES, Row
from pipeline.submission import FileFacts, Options, Submission

_KEPT: list[bytes] = []


def process(data: bytes, name: str, path: str, options: Options) -> Submission:
    """Rows made of the bytes, or the misbehaviour that they name.

    `hang`, `abort`, `bug`, `eat`, `hold <MiB>`, `keep <MiB>`, `reserve <GiB>`, `refused`, `steal <folder> <word>`,
    `exit`, `kill`, `kill-once <marker>`, `nap <seconds>`, `count <file>`.
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
        held.append(b"x" * (16 << 20))


def _hold(mebibytes: str) -> None:
    """Hold so much for a moment that a watcher may well miss."""
    held = b"x" * (int(mebibytes.split()[0]) << 20)
    del held


def _keep(mebibytes: str) -> None:
    """What a library keeps for the next file."""
    _KEPT.append(b"x" * (int(mebibytes.split()[0]) << 20))


def _reserve(gibibytes: str) -> None:
    """Set address space apart and never touch it; the process ends where the system refuses."""
    mmap.mmap(-1, int(gibibytes.split()[0]) << 30).close()


def _steal(argument: str) -> None:
    """Take away the file b of a folder, once."""
    file = Path(argument.rpartition(" ")[0]) / "b.txt"
    if not file.with_name("marker").exists():
        file.with_name("marker").write_text("stolen")
        file.rename(file.with_name("b.txt.stolen"))


def _refused(_: str) -> None:
    """A library to which memory is refused, and that says so before it ends the process."""
    print("terminate called after throwing an instance of 'std::bad_alloc'", file=sys.stderr, flush=True)
    os.abort()


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
    "hold": _hold,
    "keep": _keep,
    "reserve": _reserve,
    "refused": _refused,
    "steal": _steal,
    "exit": lambda _: sys.exit(3),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "kill-once": _kill_once,
    "nap": _nap,
    "count": _count,
}
