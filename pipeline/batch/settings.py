"""What a run is told and what it says when it has ended."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.batch.jobs import PROCESS, Limits
from pipeline.batch.merge import Counts
from pipeline.exporters import FORMATS
from pipeline.exporters._dataset import partition_columns
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.submission import Options

DEFAULT_FORMATS: Final = ("csv", "parquet")


class ConvertError(Exception):
    """A conversion that cannot begin or cannot be written; the message says what would help. No table was changed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to convert. `workers` 0: one a core. `limits` are those of one file; `retry_failed` and `force` read again what is done.

    `scheduler` is the address of a dask cluster that reads instead of this machine. `add` joins the files to the batch that the output
    folder holds, `replace` lets them take its place, and tables that of files that are not ours. `called` names the inputs where their
    paths do not, as those of a scratch folder.
    """

    formats: tuple[str, ...] = DEFAULT_FORMATS
    workers: int = 0
    limits: Limits = Limits()
    options: Options = Options()
    export: ExportOptions = ExportOptions()
    retry_failed: bool = False
    force: bool = False
    process: str = PROCESS
    scheduler: str = ""
    add: bool = False
    replace: bool = False
    called: tuple[str, ...] = ()

    def checked(self) -> Settings:
        """The same with every default filled in; ConvertError where they make no sense."""
        if unknown := [name for name in self.formats if name not in FORMATS]:
            raise ConvertError(f"format {', '.join(map(repr, unknown))} is not one of {', '.join(FORMATS)}")
        if not self.formats:
            raise ConvertError(f"no format asked for: name some of {', '.join(FORMATS)}")
        if self.add and self.replace:
            raise ConvertError("--add and --replace exclude each other")
        if self.workers < 0:
            raise ConvertError(f"{self.workers} workers cannot read anything: name 1 or more")
        if self.limits.seconds <= 0 or self.limits.page_seconds < 0 or self.limits.memory <= 0 or self.limits.recycle < 1:
            raise ConvertError("limits of time, memory and files a worker are above zero")
        try:
            partition_columns(self.export.partition_by)
        except ExportError as error:
            raise ConvertError(str(error)) from None
        return replace(self, formats=tuple(dict.fromkeys(self.formats)), workers=self.workers or _cores(), options=_found(self.options))


@dataclass(frozen=True, slots=True)
class Report:
    """What a conversion did. `new` files were read in this run, `unread` were left when it was interrupted; seconds of wall clock.

    `stopped`: it was told to end early, even if nothing was left.
    `crashes` are the paths of the first few documents whose reading crashed, with the last that was heard of it.
    """

    output: Path
    formats: tuple[str, ...]
    counts: Counts
    new: int
    listed: int
    lost_folders: int
    unread: int
    seconds: float
    crashes: tuple[tuple[str, str], ...] = ()
    stopped: bool = False

    @property
    def exit_code(self) -> int:
        """0 all read, 1 some failed or partial, 2 nothing readable, 130 interrupted."""
        ok, partial, failed = (self.counts.status.get(name, 0) for name in ("ok", "partial", "failed"))
        if self.unread:
            return 130
        if not ok + partial:
            return 2
        return 1 if failed + partial + self.lost_folders else 0


def _found(options: Options) -> Options:
    """The options with absolute paths, so that a worker finds what they name."""
    for path in (options.vocabulary, options.forms):
        if path is not None and not path.exists():
            raise ConvertError(f"{str(path)!r} does not exist")
    vocabulary, forms = (path and path.absolute() for path in (options.vocabulary, options.forms))
    return replace(options, vocabulary=vocabulary, forms=forms)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1
