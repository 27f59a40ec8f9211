"""The same reading on a dask.distributed cluster: the client sends each document's bytes, a worker reads them in a killable child.

The outcome of a document is what `pipeline.batch.pool` says of it on that machine, limits and second try included, so that the tables
are those of a local run. A worker that is lost costs nothing: the scheduler gives its documents to another.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from extractors.errors import ReadError
from pipeline.batch.fingerprint import fingerprint
from pipeline.batch.inspector import Inspector
from pipeline.batch.jobs import Died, Done, Job, Setup
from pipeline.batch.pool import Pool
from pipeline.batch.rows import pack_all
from pipeline.submission import FileFacts, failure

if TYPE_CHECKING:
    from distributed import Client


class _Here(threading.local):
    """What a thread of a cluster's worker keeps: its pool of one killable child, and what that was set up for."""

    setup: Setup | None = None
    pool: Pool


_AHEAD: Final = 2
"""Documents that are on their way for every thread of the cluster."""
_JOINING: Final = 30
"""Seconds within which the scheduler must answer and have a worker."""
_HERE = _Here()


class ClusterError(RuntimeError):
    """A cluster that cannot be used; the message says what would help."""


def read_there(job: Job, data: bytes, setup: Setup, expected: str) -> Done | Died:
    """Read one document on a worker of the cluster; ClusterError where this is another jixiao than the client's."""
    if _HERE.setup != setup:
        if fingerprint(setup.options) != expected:
            raise ClusterError("a worker has another version of jixiao, of its libraries or of the vocabulary: install the same everywhere")
        _HERE.setup, _HERE.pool = setup, Pool(setup, 1)
    with TemporaryDirectory(prefix="jixiao-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(data)
        for outcome in _HERE.pool.run([replace(job, path=bytes(path), inside="")]):
            return replace(outcome, job=job)
    raise ClusterError("a worker gave no answer")


class Cluster:
    """As `Pool`: `run` yields what became of each job, in the order of arrival; `stop()` lets the jobs in hand end."""

    def __init__(self, setup: Setup, scheduler: str, expected: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError("the engine dask needs the extra dask: pip install 'jixiao[dask]'") from None
        self._setup = setup
        self._expected = expected
        self._stopping = False
        self._inspector = Inspector(setup.options.limits, setup.limits)
        try:
            self._client: Client = Client(scheduler, timeout=_JOINING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"no scheduler answers at {scheduler}: {error}") from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._inspector.close()
        self._client.close()

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stopping

    def stop(self) -> None:
        """Take no further job."""
        self._stopping = True

    def run(self, jobs: Iterable[Job]) -> Iterator[Done | Died]:
        """Read every job on the cluster, a bounded number of them on their way."""
        from distributed import as_completed

        waiting, given = iter(jobs), as_completed(loop=self._client.loop)
        hand: dict[Any, Job] = {}
        self._wait()
        while True:
            while not self._stopping and len(hand) < _AHEAD * self._threads():
                job = next(waiting, None)
                if job is None:
                    break
                data = self._bytes(job)
                if isinstance(data, Done):
                    yield data
                    continue
                future = self._client.submit(read_there, job, data, self._setup, self._expected, pure=False)
                hand[future] = job
                given.add(future)
            if not hand:
                return
            for future in islice(given, 1):
                yield self._outcome(future, hand.pop(future))

    def _wait(self) -> None:
        from distributed import TimeoutError as Late

        try:
            self._client.wait_for_workers(1, timeout=_JOINING)
        except Late:
            raise ClusterError(f"the cluster has no worker after {_JOINING} seconds: start one with dask worker") from None

    def _threads(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def _outcome(self, future: Any, job: Job) -> Done | Died:
        """What a future holds; a document that took several workers of the cluster down has crashed."""
        from distributed import KilledWorker

        try:
            outcome: Done | Died = future.result()
        except KilledWorker as error:
            return Died(job, "crashed", f"it took workers of the cluster down: {error}", 0.0)
        return outcome

    def _bytes(self, job: Job) -> bytes | Done:
        """The document's bytes; what is wrong with the file itself is its result, as on a worker of this machine."""
        try:
            return self._inspector.fetch(job.path, job.inside)
        except ReadError as error:
            submission = failure(error, FileFacts(job.label, None, job.sha256, job.size))
            return Done(job, "failed", error.code, pack_all(submission.rows), {"error": len(submission.findings)}, 0.0, 0)
