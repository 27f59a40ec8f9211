"""A worker as its parent sees it: started, given a job, listened to, ended.

Not multiprocessing's own processes: those import the caller's main module again, which a notebook or a script without a
guard does not survive.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Final

from pipeline.batch.jobs import OUT_OF_MEMORY, Died, Done, Job, PageRead, Setup

_START: Final = "import sys; sys.path[:] = eval(sys.argv[2]); from pipeline.batch.worker import main; main(int(sys.argv[1]))"
_STARTING: Final = 120.0
"""Seconds within which a worker must have imported what it needs."""
_DYING: Final = 5.0
"""Seconds that a worker whose pipe has closed may take to print its traceback and end."""
_TAIL: Final = 4000
# Two workers on two cores: threads inside numpy would only fight, and reserve address space that counts against the memory limit.
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class StartError(RuntimeError):
    """No worker can be started; the message ends with what the last one said."""


class Child:
    """One worker process. `job` is what it has in hand, `ready` whether it has said that it listens.

    Further jobs that it was given wait in its pipe, so that it goes on without waiting for us; each has its time from when it is in hand.
    """

    def __init__(self, setup: Setup) -> None:
        ours, theirs = Pipe()
        self.connection: Connection = ours
        self.ready = False
        self.served = 0
        self._jobs: deque[Job] = deque()
        self._limits = setup.limits
        self._most_pages = setup.options.limits.scanned
        self._pages = 0
        self._since = self._last = time.monotonic()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, str(theirs.fileno()), repr(sys.path)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                start_new_session=True,
                env={**os.environ, **_ONE_THREAD},
            )
        self._send(setup)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def job(self) -> Job | None:
        """What it has in hand: jobs are done in the order in which they were given."""
        return self._jobs[0] if self._jobs else None

    @property
    def waiting(self) -> list[Job]:
        """What it was given and has not begun, also after its end: that belongs to another then."""
        return list(self._jobs)[1:]

    @property
    def deadline(self) -> float:
        """When, on the monotonic clock, it has had its time; never while it is idle."""
        if not self.ready:
            return self._since + _STARTING
        return self._limits.ends(self._since, self._pages, self._last) if self.job else float("inf")

    @property
    def ended(self) -> bool:
        """Whether it has been ended, by itself or by us."""
        return self.connection.closed

    @property
    def worn(self) -> bool:
        """Whether it has served its share of files."""
        return self.served >= self._limits.recycle

    def give(self, job: Job) -> None:
        """Hand it a job; a worker that has just died shows it when it is listened to."""
        if not self._jobs:
            self._begin()
        self._jobs.append(job)
        self.served += 1
        self._send(job)

    def listen(self) -> Done | Died | None:
        """What it has to say; None for "ready" and for a page of many, or where it died without a job in hand."""
        try:
            said: Done | PageRead | None = self.connection.recv()
        except (EOFError, OSError):
            return self._dead()
        if said is None:
            self.ready = True
            return None
        if isinstance(said, PageRead):
            self._come_further()
            return None
        self._jobs.popleft()
        self._begin()
        return said

    def _come_further(self) -> None:
        """A page gives time, but no more of them than a document may have."""
        if self._pages < self._most_pages:
            self._pages, self._last = self._pages + 1, time.monotonic()

    def _begin(self) -> None:
        """The time of the document in hand begins."""
        self._since = self._last = time.monotonic()
        self._pages = 0

    def expire(self) -> Died:
        """End a worker whose time is over; StartError where it was never ready."""
        job, seconds, allowed = self.job, time.monotonic() - self._since, self.deadline - self._since
        self.kill()
        said = self.end()
        if job is None:
            raise StartError(f"a worker was not ready after {_STARTING:.0f} seconds:\n{said}")
        return Died(job, "timeout", said, seconds, allowed)

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
        self.ready = False
        with self._said as said:
            said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL))
            return said.read().decode("utf-8", "replace")

    def _dead(self) -> Died | None:
        job, seconds, starting = self.job, time.monotonic() - self._since, not self.ready
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_DYING)
        self.kill()
        said = self.end()
        status = self._process.returncode
        if starting:
            raise StartError(f"a worker ended with status {status} before it could read anything:\n{said}")
        code = "out-of-memory" if status in (OUT_OF_MEMORY, -signal.SIGKILL) else "crashed"
        return None if job is None else Died(job, code, f"status {status}\n{said}", seconds)

    def _send(self, message: object) -> None:
        try:
            self.connection.send(message)
        except (BrokenPipeError, ConnectionResetError):
            return
