"""One run from folder to tables: walk, read what has no result yet, merge, record."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import Any, Final

from extractors.convert import Store, find_office
from extractors.converting import Converting
from extractors.errors import ReadError
from pipeline.batch.ahead import convert_ahead
from pipeline.batch.cluster import Cluster
from pipeline.batch.fingerprint import fingerprint
from pipeline.batch.foreign import Foreign
from pipeline.batch.inspector import Inspector
from pipeline.batch.jobs import Died, Done, Setup
from pipeline.batch.ledger import Ledger
from pipeline.batch.listing import Listing
from pipeline.batch.merge import publish, withdraw
from pipeline.batch.pool import Pool
from pipeline.batch.progress import Progress
from pipeline.batch.record import write_record
from pipeline.batch.results import Result
from pipeline.batch.rows import Packed, pack_all
from pipeline.batch.settings import Report, Settings
from pipeline.intake.walk import Found, base, walk
from pipeline.interrupts import check
from pipeline.submission import FileFacts, failure

CONVERTED: Final = ".converted"
"""The folder, in that of the output, for what LibreOffice made of old Word files."""
_CRASHES: Final = 5


class Run:
    """One conversion with everything that it holds."""

    def __init__(
        self,
        paths: Sequence[str | os.PathLike[str]],
        output: Path,
        settings: Settings,
        ledger: Ledger,
        progress: Progress,
        wanted: Callable[[Found], bool] | None = None,
        foreign: Foreign = Foreign(),
    ) -> None:
        self._paths = paths
        self._output = output
        self._settings = settings
        self._ledger = ledger
        self._progress = progress
        self._wanted = wanted
        self._foreign = foreign
        self._stopped = False
        self._lost_folders = 0
        self._changed = False
        self._limits = json.dumps(asdict(settings.limits))
        # Workers of a cluster cannot see this folder: they have each file converted alone.
        self._store = None if settings.scheduler else _store(output)

    def run(self) -> Report:
        """Everything, in order."""
        began, clock = time.time(), time.monotonic()
        check()
        if self._settings.add:
            self._ledger.keep_files()
        else:
            self._ledger.forget_limited(self._limits)
        if self._settings.retry_failed:
            self._ledger.forget_failed()
        self._scan()
        check()
        new = self._read()
        check()
        unread = self._ledger.waiting()
        settings = self._settings
        counts = publish(self._ledger, self._output, settings.formats, settings.export, "" if unread else self._identity(), self._foreign)
        self._ledger.forget_others()
        if self._store:
            self._store.keep_only(self._ledger.lists)
        seconds = time.monotonic() - clock
        write_record(self._output, self._ledger, self._told(), counts, began=began, seconds=seconds, interrupted=bool(unread))
        listed = len(self._ledger.listed())
        crashes = tuple((label, how or "") for label, code, how in self._ledger.failures() if code == "crashed")[:_CRASHES]
        lost, stopped = self._lost_folders, self._stopped
        return Report(self._output, settings.formats, counts, new, listed, lost, unread, seconds, crashes, stopped)

    def _scan(self) -> None:
        if not self._settings.add:
            self._ledger.forget_files()
        self._ledger.base = base(self._paths)
        self._progress.start("found", None)
        with Inspector(self._settings.options.limits, self._settings.limits) as inspector:
            listing = Listing(self._ledger, inspector, self._keep)
            for found in walk(self._paths, self._output):
                if self._wanted is None or self._wanted(found):
                    listing.add(found)
                    self._progress.step()
        self._progress.end()
        self._lost_folders = listing.lost_folders
        self._ledger.close_files()

    def _read(self) -> int:
        """Read what has no result yet; how many that were."""
        waiting = self._ledger.waiting()
        if not waiting:
            return 0
        read = 0
        store = self._store
        converting = Converting(store.folder if store else None, self._settings.limits.seconds)
        options = replace(self._settings.options, converting=converting)
        setup = Setup(options, self._settings.limits, self._settings.process)
        with self._engine(setup, waiting) as pool, _stopped_by_interrupt(pool, self._progress):
            if store:
                self._convert(store, pool)
            self._progress.start("read", waiting)
            for outcome in pool.run(self._ledger.pending()):
                self._take(outcome)
                self._progress.step(isinstance(outcome, Died) or outcome.status == "failed")
                read += 1
            self._stopped = pool.stopped
        self._progress.end()
        self._ledger.commit()
        return read

    def _convert(self, store: Store, pool: Pool | Cluster) -> None:
        """Have old Word files made .docx, many at a time, before the workers ask for them."""
        if self._settings.force:
            store.forget()
        store.forget_refusals()
        limits, workers, memory = self._settings.options.limits, self._settings.workers, self._settings.limits.memory
        jobs = self._ledger.pending()
        convert_ahead(jobs, store, limits, self._settings.limits.seconds, workers, self._progress, lambda: pool.stopped, memory)

    def _engine(self, setup: Setup, waiting: int) -> Pool | Cluster:
        if self._settings.scheduler:
            return Cluster(setup, self._settings.scheduler, fingerprint(self._settings.options))
        return Pool(setup, min(self._settings.workers, waiting))

    def _take(self, outcome: Done | Died) -> None:
        job = outcome.job
        if isinstance(outcome, Done):
            severities = json.dumps(outcome.severities, sort_keys=True)
            # What could not be opened (another program has it) is tried again by the next run, whatever its limits.
            limits = {"timeout": self._limits, "unreadable": "unreadable"}.get(outcome.code or "")
            seconds, peak = outcome.seconds, outcome.peak
            told = Result(job.document_id, job.suffix, outcome.status, outcome.code, None, limits, severities, seconds, peak)
            self._keep(told, outcome.tables)
            return
        failed = failure(self._death(outcome), FileFacts(job.label, sha256=job.sha256, size=job.size))
        limits = None if outcome.code == "crashed" else self._limits
        told = Result(job.document_id, job.suffix, "failed", outcome.code, outcome.how, limits, seconds=outcome.seconds)
        self._keep(told, pack_all(failed.rows))

    def _death(self, died: Died) -> ReadError:
        if died.code == "timeout":
            seconds = f"{died.allowed:.4g}"
            return ReadError("timeout", f"{seconds} seconds", f"{seconds} 秒")
        if died.code == "out-of-memory":
            mebibytes = self._settings.limits.memory >> 20
            return ReadError("out-of-memory", f"{mebibytes} MiB")
        return ReadError(died.code)

    def _keep(self, result: Result, tables: dict[str, Packed]) -> None:
        if not self._changed:
            withdraw(self._ledger)
            self._changed = True
        self._ledger.record(result, tables)

    def _identity(self) -> str:
        """What the tables will say, by what they are made from."""
        digest = hashlib.sha256(json.dumps([self._ledger.fingerprint, self._settings.formats, repr(self._settings.export)]).encode())
        for row in self._ledger.files():
            digest.update(json.dumps(row).encode())
        return digest.hexdigest()

    def _told(self) -> dict[str, Any]:
        """The settings as run.json prints them: no address of this machine."""
        options, limits = self._settings.options, self._settings.limits
        return {
            "formats": list(self._settings.formats),
            "export": asdict(self._settings.export),
            "engine": "dask" if self._settings.scheduler else "local",
            "workers": self._settings.workers,
            "timeout_seconds": limits.seconds,
            "page_timeout_seconds": limits.page_seconds,
            "memory_bytes": limits.memory,
            "files_a_worker": limits.recycle,
            "cross_check": options.cross_check,
            "vocabulary": options.vocabulary.name if options.vocabulary else None,
            "forms": options.forms.name if options.forms else None,
            "ocr": options.ocr,
            "ocr_dpi": options.ocr_dpi,
            "file_limits": asdict(options.limits),
            "fingerprint": self._ledger.fingerprint,
        }


def _store(output: Path) -> Store | None:
    """Where old Word files are kept as .docx; None without LibreOffice."""
    office = find_office()
    return Store(output / CONVERTED, office) if office else None


@contextmanager
def _stopped_by_interrupt(pool: Pool | Cluster, progress: Progress) -> Iterator[None]:
    """The first Ctrl-C lets the files in hand end, the second ends the program; in a thread that gets no signals, neither."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        pool.stop()
        progress.ending()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
