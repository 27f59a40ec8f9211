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
_DEATH_OF_PARENT: Final = 1  # PR_SET_PDEATHSIG


def confine() -> None:
    """Print a traceback on a crash, and end with the parent.

    Linux ends the process with the one that started it; elsewhere it ends with its pipe, after the file in hand.
    """
    faulthandler.enable()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)


def limit_memory(memory: int) -> None:
    """Bound the address space to what is mapped now and `memory` bytes more; without /proc there is no such bound."""
    try:
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = mapped + memory
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
