"""What files are and what archives hold, as a process of its own says it: the parent opens none of them.

A file that takes that process down is looked at once more; what is said of it after a second death is why it cannot be read.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from extractors.errors import ReadError
from extractors.limits import Limits as FileLimits
from pipeline.batch.helper import Helper, StartError, listening
from pipeline.batch.inspection import Fetch, Fetched, Finished, Inspect, Inspected, InspectionSetup, Working
from pipeline.batch.jobs import Limits
from pipeline.intake.walk import Found

_MODULE: Final = "pipeline.batch.inspection"
_OWN_DEATHS: Final = 2
"""Times that a file may take the process down before it is given up."""
_KILLS: Final = 10
"""Times that somebody else may kill the process while it has one file in hand."""


class LostError(Exception):
    """The process ended, or was ended, while it had a file in hand; `error` says why."""

    def __init__(self, error: ReadError, killed: bool) -> None:
        super().__init__(str(error))
        self.error = error
        self.killed = killed


@dataclass(slots=True)
class _Tries:
    """How often one file was lost so far: by its own doing, and because somebody killed the process."""

    own: int = 0
    killed: int = 0

    def spent(self, lost: LostError) -> bool:
        """Count one more; whether the file is to be given up."""
        self.own, self.killed = self.own + (not lost.killed), self.killed + lost.killed
        return self.own >= _OWN_DEATHS or self.killed >= _KILLS


class Inspector:
    """Looks at files in a process of its own, that is started when it is first asked and again after each death."""

    def __init__(self, files: FileLimits, limits: Limits) -> None:
        self._setup = InspectionSetup(files, limits.memory)
        self._limits = limits
        self._helper: Helper | None = None

    def __enter__(self) -> Inspector:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process, if there is one now."""
        return self._helper.pid if self._helper else None

    def close(self) -> None:
        """End the process."""
        if self._helper is not None:
            self._helper.kill()
            self._helper.end()
            self._helper = None

    def inspect(self, found: Found) -> Iterator[Inspected]:
        """Every member of an archive, then what the file itself is.

        Args:
            found: a name of a folder, as `walk` gives it.

        Yields:
            `Member` and `Refused` for what an archive holds, in its order, and one `Finished` at the end. A file that took the process
            down twice is finished with a ReadError: `crashed`, `timeout` or `out-of-memory`.
        """
        told, tries = 0, _Tries()
        while True:
            try:
                for said in self._answers(Inspect(found, told)):
                    if isinstance(said, Fetched):
                        raise TypeError("bytes that nobody asked for")
                    yield said
                    if isinstance(said, Finished):
                        return
                    told += 1
            except LostError as lost:
                if tries.spent(lost):
                    yield Finished(lost.error)
                    return

    def fetch(self, path: bytes, inside: str = "") -> bytes:
        """The bytes of a file, or of a member of an archive; ReadError as for files, or why the process did not survive it."""
        tries = _Tries()
        while True:
            try:
                said = next(self._answers(Fetch(path, inside)))
            except LostError as lost:
                if tries.spent(lost):
                    raise lost.error from None
                continue
            if not isinstance(said, Fetched):
                raise TypeError("an answer that nobody asked for")
            if isinstance(said.data, ReadError):
                raise said.data
            return said.data

    def _answers(self, request: Inspect | Fetch) -> Iterator[Inspected | Fetched]:
        helper = self._helper = self._helper or self._started()
        helper.send(request)
        started = last = time.monotonic()
        steps = 0
        while True:
            if not helper.connection.poll(max(0.0, self._limits.ends(started, steps, last) - time.monotonic())):
                raise self._expired(time.monotonic() - started)
            try:
                said: Inspected | Fetched | Working = helper.connection.recv()
            except (EOFError, OSError):
                raise self._lost(helper) from None
            steps, last = steps + 1, time.monotonic()
            if not isinstance(said, Working):
                yield said

    def _started(self) -> Helper:
        """A process that listens; StartError where none can be had."""
        try:
            return listening(_MODULE, self._setup)
        except StartError as error:
            raise StartError(f"the process that looks at files cannot be started:\n{error}") from None

    def _expired(self, seconds: float) -> LostError:
        self.close()
        return LostError(ReadError("timeout", f"{seconds:.4g} seconds", f"{seconds:.4g} 秒"), killed=False)

    def _lost(self, helper: Helper) -> LostError:
        code, _ = helper.bury()
        self._helper = None
        detail = f"{self._setup.memory >> 20} MiB" if code == "out-of-memory" else ""
        return LostError(ReadError(code, detail), killed=helper.killed)
