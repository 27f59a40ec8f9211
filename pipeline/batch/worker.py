"""The process that reads documents, one after another, until its pipe closes.

It may be killed at any instant and owns nothing: bytes in, packed rows out. A bug's traceback goes to standard error, which
the parent keeps.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection
from typing import cast

from extractors.errors import ReadError
from pipeline.batch.confinement import OUT_OF_MEMORY, confine, forget_peak, limit_memory, peak, resident
from pipeline.batch.jobs import Done, Job, PageRead, Ready, Setup
from pipeline.batch.rows import pack_all
from pipeline.intake.archives import Shelf
from pipeline.intake.files import read_regular
from pipeline.submission import FileFacts, Options, Submission, failure

Process = Callable[[bytes, str, str, Options], Submission]


def main(descriptor: int) -> None:
    """Serve the parent at the other end of a pipe."""
    confine()
    parent = Connection(descriptor)
    setup: Setup = parent.recv()
    process = _function(setup.process)
    limit_memory(setup.limits.memory)
    idle = resident()
    parent.send(Ready(idle))
    setup = replace(setup, options=replace(setup.options, progress=lambda: parent.send(PageRead())))
    shelf = Shelf()
    while True:
        try:
            job: Job = parent.recv()
        except EOFError:
            return
        try:
            done = work(job, setup, process, shelf)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        if done.peak > idle + setup.limits.memory:  # for a moment, between two looks of who watches
            os._exit(OUT_OF_MEMORY)
        parent.send(done)


def _function(name: str) -> Process:
    module, _, function = name.partition(":")
    return cast(Process, getattr(import_module(module), function))


def work(job: Job, setup: Setup, process: Process, shelf: Shelf) -> Done:
    """Read one document; errors of its data are part of the result, bugs escape."""
    started = time.monotonic()
    forget_peak()
    submission = _read(job, setup, process, shelf)
    tables = pack_all(submission.rows)
    if sum(len(packed.data) for packed in tables.values()) > setup.limits.rows:
        count = sum(packed.count for packed in tables.values())
        error = ReadError("too-large", f"{count} rows", f"共 {count} 行数据")
        submission = failure(error, FileFacts(job.label, None, job.sha256, job.size))
        tables = pack_all(submission.rows)
    document = submission.rows["documents"][0]
    status, code = str(document["status"]), document["error_code"]
    severities = Counter(str(row["severity"]) for row in submission.rows["findings"])
    return Done(job, status, code if isinstance(code, str) else None, tables, dict(severities), time.monotonic() - started, peak())


def _read(job: Job, setup: Setup, process: Process, shelf: Shelf) -> Submission:
    try:
        limits = setup.options.limits
        data = shelf.read(job.path, job.inside, limits) if job.inside else read_regular(job.path, limits.bytes)
        if hashlib.sha256(data).hexdigest() != job.sha256:
            raise ReadError("unreadable", "it changed while it was being read", "读取过程中文件发生变化")
    except ReadError as error:
        return failure(error, FileFacts(job.label, None, job.sha256, job.size))
    return process(data, job.label.rpartition("/")[2], job.label, setup.options)
