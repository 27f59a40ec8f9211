"""A process of ours that opens what others made, as its parent sees it: started, spoken to through a pipe, ended with all it started.

Not multiprocessing's own processes: those import the caller's main module again, which a notebook or a script without a
guard does not survive.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from pipeline.batch.confinement import OUT_OF_MEMORY

_START: Final = "import sys; sys.path[:] = eval(sys.argv[2]); from {module} import main; main(int(sys.argv[1]))"
_HOME: Final = str(Path(__file__).resolve().parents[2])
"""Where our packages are. First on a process's path: the user's folder may hold a module of such a name too."""
STARTING: Final = 120.0
"""Seconds within which a process must have imported what it needs."""
_DYING: Final = 5.0
"""Seconds that a process whose pipe has closed may take to print its traceback and end."""
_TAIL: Final = 4000
_FOLDER: Final = re.compile(r'(?<=File )"/[^"\n]*/')
"""In a traceback, where on this machine a module is: no one else's business."""
_STARVED: Final = ("std::bad_alloc", "MemoryError", "Insufficient memory", "Failed to allocate memory")
"""What libraries say last where memory was refused to them: C++, Python, OpenCV, ONNX Runtime."""
# Two workers on two cores: threads inside numpy would only fight, and reserve address space that counts against the memory limit.
_ENVIRONMENT: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "ORT_DISABLE_TELEMETRY": "1"}


class StartError(RuntimeError):
    """A process of ours cannot be started; the message ends with what the last one said. `killed`: somebody else ended it."""

    def __init__(self, message: str, killed: bool = False) -> None:
        super().__init__(message)
        self.killed = killed


def listening(module: str, setup: object) -> Helper:
    """A process that has its `setup` and says that it listens. StartError, with what it said last, where none can be had."""
    helper = Helper(module)
    helper.send(setup)
    with suppress(EOFError, OSError):
        if helper.connection.poll(STARTING):
            helper.connection.recv()
            return helper
    helper.kill()
    raise StartError(helper.end())


class Helper:
    """One process that runs `main(descriptor)` of a module of ours; `connection` is our end of its pipe.

    What it prints goes to a temporary file without a name, of which `end` returns the last lines.
    """

    def __init__(self, module: str) -> None:
        ours, theirs = Pipe()
        self.connection: Connection = ours
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(module=module), str(theirs.fileno()), repr([_HOME, *sys.path])],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                start_new_session=True,
                env={**os.environ, **_ENVIRONMENT},
            )

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it has been ended, by itself or by us."""
        return self.connection.closed

    @property
    def status(self) -> int:
        """How it ended: its exit status, or minus the number of the signal; 0 before its end."""
        return self._process.returncode or 0

    def send(self, message: object) -> None:
        """Give it a message; a process that has just died shows it when it is listened to."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(message)

    def kill(self) -> None:
        """End it and everything that it has started."""
        # macOS says "not permitted" where only the dead process itself is left.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> str:
        """Wait for its end; what it said last ("" where that was asked before)."""
        if self.ended:
            return ""
        self.connection.close()
        self._process.wait()
        with self._said as said:
            said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL))
            return _FOLDER.sub('"', said.read().decode("utf-8", "replace"))

    def bury(self) -> tuple[str, str]:
        """The end of a process whose pipe has closed: why, as a code of `extractors.errors`, and what it said last."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_DYING)
        self.kill()
        said = self.end()
        starved = self.status == OUT_OF_MEMORY or any(word in said for word in _STARVED)
        return "out-of-memory" if starved else "crashed", said

    @property
    def killed(self) -> bool:
        """After `bury`: whether somebody else ended it (the system does so too where memory runs out)."""
        return self.status == -signal.SIGKILL
