"""One LibreOffice call on many files, behind a guard."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractors.convert.guard import Order, clear
from extractors.convert.office import Office
from extractors.convert.profile import registry
from extractors.convert.screen import Ticket
from extractors.limits import Limits

MEMORY: Final = 4 << 30
"""Bytes of address space of a LibreOffice. It maps about one when it starts."""
_GUARD: Final = Path(__file__).with_name("guard.py")
_FILTERS: Final = {"docx": "docx:MS Word 2007 XML", "ods": "ods:calc8"}
_DATE: Final = "1640995200"  # a day like any other: what stamps files with the time stamps them with this


@dataclass(frozen=True, slots=True)
class Outcome:
    """The .docx of each file by its place, as far as they were made, and how the call ended: ended, crashed, timeout, too-large."""

    made: dict[int, bytes]
    end: str


def call(tickets: Sequence[Ticket], office: Office, limits: Limits, seconds: float) -> Outcome:
    """Convert files of one filter; `seconds` may pass until the next of them is done. OSError where the disk is full."""
    command = [sys.executable, "-I", "-S", str(_GUARD)]
    with subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as guard:
        if guard.stdin is None or guard.stdout is None:
            raise RuntimeError("the guard was started without pipes")
        told = guard.stdout.readline().decode().rstrip("\n")
        if not told:
            raise RuntimeError("the guard of a LibreOffice call cannot be started")
        folder = Path(os.fsdecode(told))
        names = _lay_out(folder, tickets)
        order = Order(
            command=_command(office, tickets[0], names),
            environment=_environment(),
            files=len(tickets),
            seconds=seconds,
            bytes=limits.bytes,
            memory=MEMORY,
        )
        with suppress(BrokenPipeError):  # a guard that was killed is found out below
            guard.stdin.write(json.dumps(order).encode() + b"\n")
        group = guard.stdout.readline().decode().strip()
        end = guard.stdout.readline().decode().strip()
        outs = [folder / "out" / f"{place:04}.{ticket.made}" for place, ticket in enumerate(tickets)]
        made = {place: data for place, path in enumerate(outs) if (data := _whole(path)) is not None}
        if not end:
            _guard_itself(folder, group)
        if end == "full" and len(made) < len(tickets):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        return Outcome(made, end or "crashed")  # leaving closes the guard's input: it clears the folder and ends


def _guard_itself(folder: Path, group: str) -> None:
    """Somebody killed the guard alone: do what it would have done."""
    with suppress(ProcessLookupError, PermissionError):
        if group:
            os.killpg(int(group), signal.SIGKILL)
    clear(folder)


def _lay_out(folder: Path, tickets: Sequence[Ticket]) -> list[str]:
    """The files under names of ours, and the folders of a new home; the names."""
    for name in ("in", "out", "home", "tmp"):
        (folder / name).mkdir()
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(registry(), "utf-8")
    names = [f"in/{place:04}.{ticket.ending}" for place, ticket in enumerate(tickets)]
    for name, ticket in zip(names, tickets, strict=True):
        (folder / name).write_bytes(ticket.data)
    return names


def _command(office: Office, ticket: Ticket, names: Sequence[str]) -> list[str]:
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
    profile = "-env:UserInstallation=file://{folder}/profile"
    conversion = [f"--infilter={ticket.filter}", "--convert-to", _FILTERS[ticket.made], "--outdir", "{folder}/out"]
    return [str(office.program), profile, *options, *conversion, *(f"{{folder}}/{name}" for name in names)]


def _environment() -> dict[str, str]:
    """Nothing of ours: no proxy, no locale, no home."""
    inside = {"HOME": "home", "XDG_CONFIG_HOME": "home", "XDG_CACHE_HOME": "home", "XDG_RUNTIME_DIR": "tmp"}
    inside |= dict.fromkeys(("TMPDIR", "TMP", "TEMP"), "tmp")
    fixed = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": _DATE, "SAL_USE_VCLPLUGIN": "svp"}
    return {"PATH": os.environ.get("PATH", os.defpath), **fixed, **{name: f"{{folder}}/{place}" for name, place in inside.items()}}


def _whole(path: Path) -> bytes | None:
    """A package that was written to its end."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    return data if zipfile.is_zipfile(io.BytesIO(data)) else None
