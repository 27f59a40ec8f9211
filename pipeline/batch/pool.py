"""Workers that read documents, and what happens when one of them dies: that document is tried once more, alone, at the end."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import wait
from types import TracebackType

from pipeline.batch.child import Child
from pipeline.batch.helper import StartError
from pipeline.batch.jobs import Died, Done, Job, Setup

_HEARTBEAT = 0.5
"""Seconds after which the pool looks up though nobody said anything, so that a caller can stop it."""
_AT_HAND = 3
"""Jobs for each worker that are asked for: one to do, one ahead, and one that stays for whoever is free first."""
_SHORT = 1 << 12
"""Characters of addresses that surely fit into a pipe beside others."""
_PATIENCE = 3
"""Workers in a row that may fail to start before the batch gives up."""


class Pool:
    """`run` yields what became of each job, in the order of arrival. `stop()` lets the jobs in hand end and takes no more."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self._setup = setup
        self._workers = workers
        self._children: list[Child] = []
        self._stopping = False
        self._false_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._dismiss(self._children)

    def stop(self) -> None:
        """Take no further job."""
        self._stopping = True

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stopping

    @property
    def pids(self) -> list[int]:
        """The processes at work."""
        return [child.pid for child in self._children]

    def run(self, jobs: Iterable[Job]) -> Iterator[Done | Died]:
        """Read every job; one that takes its worker down is tried again alone before it is said to have died."""
        again: list[Job] = []
        for outcome in self._round(iter(jobs), self._workers):
            if isinstance(outcome, Died):
                again.append(outcome.job)
            else:
                yield outcome
        for job in again:
            self._dismiss(self._children)
            yield from self._round(iter([job]), 1)

    def _round(self, jobs: Iterator[Job], workers: int) -> Iterator[Done | Died]:
        hand: deque[Job] = deque()
        while True:
            hand.extend(islice(jobs, max(0, _AT_HAND * workers - len(hand))))
            if self._stopping:
                hand.clear()
            self._give(hand, workers)
            if not hand and not any(child.job for child in self._children):
                return
            yield from self._hear(hand)

    def _give(self, hand: deque[Job], workers: int) -> None:
        """A job to every idle worker, one ahead to every busy one, and as many further workers as there are jobs left for."""
        for child in self._children:
            if hand and child.ready and child.job is None:
                child.give(hand.popleft())
        starting = sum(not child.ready for child in self._children)
        for _ in range(min(workers - len(self._children), len(hand) - starting)):
            self._children.append(Child(self._setup))
        for child in self._children:
            # The last jobs wait for whoever is free first.
            if len(hand) > workers and child.ready and not child.waiting and not child.worn and _short(hand[0]):
                child.give(hand.popleft())

    def _hear(self, hand: deque[Job]) -> Iterator[Done | Died]:
        """Wait for the first worker to say something, to die or to run out of time."""
        pause = min([_HEARTBEAT, *(child.deadline - time.monotonic() for child in self._children)])
        speaking = wait([child.connection for child in self._children], max(0.0, pause))
        for child in list(self._children):
            said = self._said(child, child.connection in speaking)
            if child.ended:
                self._children.remove(child)
                hand.extendleft(child.waiting)
            elif (child.worn and child.job is None) or (self._stopping and isinstance(said, Done)):
                self._dismiss([child])
            if said is not None:
                yield said

    def _said(self, child: Child, speaking: bool) -> Done | Died | None:
        try:
            if speaking:
                return child.listen()
            return child.expire() if time.monotonic() >= child.deadline else None
        except StartError:
            self._false_starts += 1
            if self._false_starts >= _PATIENCE:
                raise
            return None
        finally:
            self._false_starts *= not child.ready

    def _dismiss(self, children: list[Child]) -> None:
        for child in list(children):
            self._children.remove(child)
            child.kill()
            child.end()


def _short(job: Job) -> bool:
    """Whether a job may be sent to a worker that is not listening: a long one would have to wait, and the worker may wait for us."""
    return len(job.path) + len(job.label) + len(job.inside) < _SHORT
