"""Stands between us and one LibreOffice call, in a process of its own: whatever ends us, it ends that call and clears up.

Run as a script, with the standard library alone. It makes a folder and says where on standard output; reads one line of
JSON (see `Order`); starts the command in that folder, says its process group and waits; says how it ended, as one word; keeps the
folder until standard input is closed. When that happens earlier (we were killed), the command is killed too. In the end there is
neither a process nor a file of it left.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, TypedDict

_LOOK: Final = 0.05
"""Seconds between two looks at what the command does."""
_DYING: Final = 10.0
"""Seconds within which a killed process is gone, unless the system itself hangs."""
_WEIGH: Final = 20
"""Looks between two sums of the folder's size."""
_ROOM: Final = 32 << 20
"""Bytes of disk below which a conversion may have failed for want of them."""
_SUBREAPER: Final = 36  # PR_SET_CHILD_SUBREAPER: orphans of the command become ours to bury, not a container's first process
_NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET
_NEW_USER: Final = 0x10000000  # CLONE_NEWUSER


class Order(TypedDict):
    """What to run: `{folder}` in a word of the command or a value of the environment is the folder.

    `seconds` may pass without another .docx in the folder's `out`, and as many for each of the `files` altogether; `bytes` bounds a
    file, four times that the folder; `memory` the address space of the command.
    """

    command: list[str]
    environment: dict[str, str]
    files: int
    seconds: float
    bytes: int
    memory: int


def main() -> None:
    """Serve one order."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-"))
    try:
        _tell(str(folder))
        line = sys.stdin.buffer.readline()
        if line:
            order: Order = json.loads(line)
            _bound(order)
            _tell(_run(order, folder))
            sys.stdin.buffer.read()
    except BrokenPipeError:
        return
    finally:
        clear(folder)


def _tell(word: str) -> None:
    os.write(1, os.fsencode(word) + b"\n")  # no buffer that would be flushed into a closed pipe at the end


def _run(order: Order, folder: Path) -> str:
    command = [word.replace("{folder}", str(folder)) for word in order["command"]]
    environment = {name: value.replace("{folder}", str(folder)) for name, value in order["environment"].items()}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _tell(str(process.pid))
        return _watch(process, order, folder)
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        _bury()


def _watch(process: subprocess.Popen[bytes], order: Order, folder: Path) -> str:
    """`ended`, `crashed`, `timeout`, `too-large`, `full` where the disk is, or `alone` where the one who asked is gone."""
    began = time.monotonic()
    made, since, looks = 0, began, 0
    while process.poll() is None:
        looks += 1
        if select.select([sys.stdin], [], [], _LOOK)[0]:
            return "alone"
        clock = time.monotonic()
        if (now := sum(name.endswith((".docx", ".ods")) for name in os.listdir(folder / "out"))) != made:
            made, since = now, clock
        if clock - since > order["seconds"] or clock - began > order["seconds"] * order["files"]:
            return "timeout"
        if looks % _WEIGH == 0 and _weight(folder) > 4 * order["bytes"]:
            return "too-large"
    if shutil.disk_usage(folder).free < _ROOM:
        return "full"
    # LibreOffice itself ends with 0 or 1, whatever became of the files.
    return "ended" if process.returncode in (0, 1) else "crashed"


def _weight(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size
    return total


def _bound(order: Order) -> None:
    """Limits that the command inherits, and no network where the system lets us take it away."""
    for which, wanted in ((resource.RLIMIT_FSIZE, order["bytes"]), (resource.RLIMIT_AS, order["memory"]), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(which)
        least = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):  # macOS has no bound of the address space
            resource.setrlimit(which, (least, least))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_SUBREAPER, 1, 0, 0, 0)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_NETWORK | _NEW_USER)


def _bury() -> None:
    """End every process that the command left to us, those included that had left its group: they would outlive it."""
    until = time.monotonic() + _DYING
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            for child in _children():
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(child, signal.SIGKILL)
            time.sleep(_LOOK / 5)


def _children() -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except OSError:  # not on Linux: there orphans are not ours
        return []


def clear(folder: Path) -> None:
    """Remove what a call leaves behind."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(_LOOK)
    # LibreOffice makes the socket for its single instance in /tmp, whatever TMPDIR says, and named after its profile
    # (desktop/source/app/officeipcthread.cxx): a killed one leaves it.
    digest = hashlib.md5((folder / "profile").as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for place in ("/tmp", "/var/tmp"):
        with suppress(OSError):
            os.unlink(os.path.join(place, name))


if __name__ == "__main__":
    main()
