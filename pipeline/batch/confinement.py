"""What a process that opens strangers' files does to itself first: it ends with its parent and takes no more than its memory."""

from __future__ import annotations

import ctypes
import faulthandler
import resource
import signal
import sys
from pathlib import Path
from typing import Final

OUT_OF_MEMORY: Final = 77
"""The exit status of a process that met its memory limit."""
_TIMES: Final = 2
_APART: Final = 2 << 30
"""Bytes of address space that libraries set apart and never touch."""
_DEATH_OF_PARENT: Final = 1  # PR_SET_PDEATHSIG


def confine() -> None:
    """Print a traceback on a crash, and end with the parent.

    Linux ends the process with the one that started it; elsewhere it ends with its pipe, after the file in hand.
    """
    faulthandler.enable()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)


def limit_memory(memory: int) -> None:
    """Bound the address space to what is mapped now and some times `memory` bytes more; without /proc there is no such bound.

    This is no more than a last wall: a library that is refused memory says anything but that (a damaged file, a page that cannot be
    drawn) or ends the process. What a process may really hold is watched by who started it (`resident`).
    """
    mapped = _pages("self", 0)
    if not mapped:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = mapped + _TIMES * memory + _APART
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def resident(pid: int | str = "self") -> int:
    """Bytes of memory that a process holds now; 0 where that cannot be known."""
    return _pages(pid, 1)


def forget_peak() -> None:
    """Begin anew to note the most memory that this process holds."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak() -> int:
    """The most bytes of memory that this process has held since `forget_peak`; 0 where that cannot be known."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _pages(pid: int | str, field: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[field]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0
