"""Files and folders into tables: walk, read in workers, keep in the ledger, merge.

paths ──intake──> files, contents ──batch.pool──> packed rows ──batch.ledger──batch.merge──> <table>.<format>
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from extractors.errors import UserFileError
from pipeline.batch.cluster import ClusterError
from pipeline.batch.fingerprint import fingerprint
from pipeline.batch.foreign import Foreign
from pipeline.batch.held import Held, keep_note, refuse_inside, refuse_loss
from pipeline.batch.jobs import Limits
from pipeline.batch.ledger import Ledger
from pipeline.batch.lock import BusyError, alone
from pipeline.batch.progress import Progress, Silent, Told
from pipeline.batch.results import LedgerError, damaged
from pipeline.batch.run import Run
from pipeline.batch.settings import DEFAULT_FORMATS, ConvertError, Report, Settings
from pipeline.exporters._errors import ExportError
from pipeline.exporters._options import ExportOptions
from pipeline.intake.walk import Found
from pipeline.permissions import as_strict_as
from pipeline.submission import Options

__all__ = ["LEDGER", "ConvertError", "Report", "convert"]

LEDGER: Final = "ledger.sqlite"

_NO_ROOM: Final = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PERM")
"""How errors of SQLite begin that say something of the folder and nothing of the ledger."""

AnyPath = str | os.PathLike[str]


def convert(
    paths: AnyPath | Iterable[AnyPath],
    output: AnyPath,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    workers: int = 0,
    limits: Limits = Limits(),
    options: Options = Options(),
    export: ExportOptions = ExportOptions(),
    retry_failed: bool = False,
    force: bool = False,
    add: bool = False,
    replace: bool = False,
    progress: Progress | Callable[[str, int, int | None], None] | None = None,
) -> Report:
    """Convert files and folders into tables in the folder `output`; every file costs at most itself.

    `workers` 0 is one a core, `limits` bound what one file may cost, `options` say how it is read. What the folder's ledger holds is not
    read again, unless it failed and `retry_failed`, or `force`. `export` is what is asked of the formats. A folder that holds the batch of
    other files is left alone, unless these are to be joined to it (`add`) or to take its place (`replace`); so are files that are not ours.

    `progress` is called with the stage, the files done and all of them (None while they are counted).

    Raises FileNotFoundError for a path that does not exist, and ConvertError where the settings make no sense, the folder
    cannot be written or another run is writing into it.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    refuse_inside(given, Path(output))
    shown = Told(progress) if callable(progress) else progress
    return convert_with(
        given, output, Settings(tuple(formats), workers, limits, options, export, retry_failed, force, add=add, replace=replace), shown
    )


def convert_with(
    paths: AnyPath | Iterable[AnyPath],
    output: AnyPath,
    settings: Settings,
    progress: Progress | None = None,
    wanted: Callable[[Found], bool] | None = None,
) -> Report:
    """`convert` with its settings in one piece; `wanted` says of each file that is found whether it counts."""
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    if not given:
        raise ConvertError("no file or folder to convert")
    for path in given:
        os.lstat(path)
    settings = settings.checked()
    _prepare(settings.options)
    folder = Path(output).absolute()
    with as_strict_as(given):
        return _converted(given, folder, settings, progress or Silent(), wanted)


def _converted(
    given: list[AnyPath], folder: Path, settings: Settings, progress: Progress, wanted: Callable[[Found], bool] | None
) -> Report:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConvertError(f"the output folder cannot be made ({error})") from error
    try:
        with alone(folder):
            held, foreign = Held.by(folder / LEDGER), Foreign.by(folder / LEDGER, settings.replace)
            refuse_loss(given, folder, held, settings)
            with Ledger(folder / LEDGER, fingerprint(settings.options), fresh=settings.force) as ledger:
                keep_note(ledger, given, folder, held, settings)
                return Run(given, folder, settings, ledger, progress, wanted, foreign).run()
    except (BusyError, ClusterError, ExportError, LedgerError) as error:
        raise ConvertError(str(error)) from None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(_NO_ROOM):
            raise _unwritten(error) from error
        raise ConvertError(str(damaged(LEDGER, error))) from error
    except OSError as error:
        raise _unwritten(error) from error


def _unwritten(error: Exception) -> ConvertError:
    return ConvertError(f"the output folder cannot be written ({error}); what was done is kept in {LEDGER}")


def _prepare(options: Options) -> None:
    """Files of the user's own, looked at before the first submission is. ConvertError says what is wrong with them."""
    if options.vocabulary is None and options.forms is None:
        return
    from pipeline.stages import prepare

    try:
        prepare(options)
    except UserFileError as error:
        raise ConvertError(str(error)) from error
