"""Workers that read documents, and what happens when one of them dies: that document is tried again, alone, at the end.

A worker that somebody else ended (an administrator, the system) costs its document nothing: that is given to another worker. A document
has failed where its reading took down, with nobody else at work, a worker as often as `_ALONE` says.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import wait
from types import TracebackType

from pipeline.batch.child import Child
from pipeline.batch.helper import StartError
from pipeline.batch.jobs import Died, Done, Job, Setup

_HEARTBEAT = 0.05
"""Seconds between two looks at the memory of the workers; as often can a caller stop the pool."""
_AT_HAND = 3
"""Jobs for each worker that are asked for: one to do, one ahead, and one that stays for whoever is free first."""
_SHORT = 1 << 12
"""Characters of addresses that surely fit into a pipe beside others."""
_PATIENCE, _KILLED_STARTS = 3, 30
"""Workers in a row that may fail to start, and that may be killed while they start, before the batch gives up."""
_KILLS = 10
"""Times that somebody else may end the worker of one document."""
_ALONE = {"timeout": 1, "out-of-memory": 1, "crashed": 2}
"""Times that a document may take down a worker of its own, by how."""


class Pool:
    """`run` yields what became of each job, in the order of arrival. `stop()` lets the jobs in hand end and takes no more."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self._setup = setup
        self._workers = workers
        self._children: list[Child] = []
        self._stopping = False
        self._false_starts = self._killed_starts = 0
        self._kills: Counter[tuple[str, str]] = Counter()
        self._looked = 0.0

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
            yield from self._alone(job)

    def _alone(self, job: Job) -> Iterator[Done | Died]:
        """Read a document with nobody else at work; nothing where the pool was stopped meanwhile."""
        deaths = 0
        while True:
            self._dismiss(self._children)
            outcomes = list(self._round(iter([job]), 1))
            deaths += len(outcomes)
            if not outcomes:
                return
            if isinstance(outcomes[0], Done) or deaths >= _ALONE[outcomes[0].code]:
                yield outcomes[0]
                return

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
        look = time.monotonic() - self._looked >= _HEARTBEAT
        self._looked = time.monotonic() if look else self._looked
        for child in list(self._children):
            said = self._said(child, child.connection in speaking) or (child.starve() if look and not child.ended else None)
            if child.ended:
                self._children.remove(child)
                hand.extendleft(child.waiting)
            elif (child.worn and child.job is None) or (self._stopping and isinstance(said, Done)):
                self._dismiss([child])
            if isinstance(said, Died) and said.killed and self._may_again(said.job):
                hand.append(said.job)
            elif said is not None:
                yield said

    def _may_again(self, job: Job) -> bool:
        """Whether a document whose worker somebody else ended is simply given to another."""
        self._kills[job.document_id, job.suffix] += 1
        return self._kills[job.document_id, job.suffix] < _KILLS

    def _said(self, child: Child, speaking: bool) -> Done | Died | None:
        try:
            if speaking:
                return child.listen()
            return child.expire() if time.monotonic() >= child.deadline else None
        except StartError as error:
            self._killed_starts += error.killed
            self._false_starts += not error.killed
            if self._false_starts >= _PATIENCE or self._killed_starts >= _KILLED_STARTS:
                raise
            return None
        finally:
            if child.ready:
                self._false_starts = self._killed_starts = 0

    def _dismiss(self, children: list[Child]) -> None:
        for child in list(children):
            self._children.remove(child)
            child.kill()
            child.end()


def _short(job: Job) -> bool:
    """Whether a job may be sent to a worker that is not listening: a long one would have to wait, and the worker may wait for us."""
    return len(job.path) + len(job.label) + len(job.inside) < _SHORT
