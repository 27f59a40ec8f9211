"""A worker as its parent sees it: started, given a job, listened to, ended."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

from pipeline.batch.confinement import resident
from pipeline.batch.helper import STARTING, Helper, StartError
from pipeline.batch.jobs import Died, Done, Job, PageRead, Ready, Setup

_WORKER: Final = "pipeline.batch.worker"


class Child:
    """One worker process. `job` is what it has in hand, `ready` whether it has said that it listens.

    Further jobs that it was given wait in its pipe, so that it goes on without waiting for us; each has its time from when it is in hand.
    """

    def __init__(self, setup: Setup) -> None:
        self._helper = Helper(_WORKER)
        self.connection = self._helper.connection
        self.ready = False
        self.served = 0
        self._jobs: deque[Job] = deque()
        self._limits = setup.limits
        self._most_pages = setup.options.limits.scanned
        self._pages = 0
        self._idle = self._held = 0
        self._since = self._last = time.monotonic()
        self._helper.send(setup)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._helper.pid

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
            return self._since + STARTING
        return self._limits.ends(self._since, self._pages, self._last) if self.job else float("inf")

    @property
    def ended(self) -> bool:
        """Whether it has been ended, by itself or by us."""
        return self._helper.ended

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
        self._helper.send(job)

    def listen(self) -> Done | Died | None:
        """What it has to say; None for `Ready` and for a page of many, or where it died without a job in hand."""
        try:
            said: Done | PageRead | Ready = self.connection.recv()
        except (EOFError, OSError):
            return self._dead()
        if isinstance(said, Ready):
            self.ready, self._idle = True, said.idle
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
            raise StartError(f"a worker was not ready after {STARTING:.0f} seconds:\n{said}")
        return Died(job, "timeout", said, seconds, allowed)

    def starve(self) -> Died | None:
        """Look at the memory that it holds; where that is more than it may hold, end it and say so."""
        self._held = resident(self.pid) - self._idle if self.ready else 0
        if self.job is None or self._held <= self._limits.memory:
            return None
        job, seconds = self.job, time.monotonic() - self._since
        self.kill()
        return Died(job, "out-of-memory", f"{self._held >> 20} MiB\n{self.end()}", seconds)

    def kill(self) -> None:
        """End it and everything that it has started."""
        self._helper.kill()

    def end(self) -> str:
        """Wait for its end; what it said last ("" where that was asked before)."""
        self.ready = False
        return self._helper.end()

    def _dead(self) -> Died | None:
        job, seconds, starting = self.job, time.monotonic() - self._since, not self.ready
        code, said = self._helper.bury()
        self.ready = False
        status, killed = self._helper.status, self._helper.killed
        if starting:
            raise StartError(f"a worker ended with status {status} before it could read anything:\n{said}", killed)
        if killed and self._held > self._limits.memory // 2:  # the system itself ended the one that held much
            code, killed = "out-of-memory", False
        return None if job is None else Died(job, code, f"status {status}\n{said}", seconds, killed=killed)
