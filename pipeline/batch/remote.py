"""A conversion whose inputs or output are addresses (s3://…): copied to a scratch folder, converted there, copied back.

The ledger travels with the output, so that a run goes on where the last one ended. It goes last: what it tells of is there.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.batch.held import refuse_inside
from pipeline.batch.merge import published
from pipeline.batch.progress import Progress
from pipeline.batch.record import NAME as RECORD
from pipeline.batch.settings import ConvertError, Report, Settings
from pipeline.conversion import LEDGER, convert_with
from pipeline.intake.remote import Place, RemoteError, is_remote


def convert_anywhere(paths: Sequence[str], output: str, settings: Settings, progress: Progress | None = None) -> Report:
    """`convert_with` for paths of this machine and addresses alike; ConvertError also where a store refuses."""
    if not is_remote(output) and not any(map(is_remote, paths)):
        refuse_inside(paths, Path(output))
        return convert_with(paths, output, settings, progress)
    settings.checked()
    try:
        with TemporaryDirectory(prefix="jixiao-") as scratch:
            return _convert(paths, output, settings, progress, Path(scratch))
    except RemoteError as error:
        raise ConvertError(str(error)) from None


def _convert(paths: Sequence[str], output: str, settings: Settings, progress: Progress | None, scratch: Path) -> Report:
    into = Place(output) if is_remote(output) else None
    settings = replace(settings, called=tuple(sorted(paths)))
    here = _fetched(paths, into, scratch / "in")
    if into is None:
        return convert_with(here, output, settings, progress)
    folder = scratch / "out"
    folder.mkdir()
    if not settings.force:
        into.fetch_file(LEDGER, folder / LEDGER)
    before = published(folder / LEDGER)
    report = convert_with(here, folder, settings, progress)
    written = published(folder / LEDGER)
    into.send(folder, [*sorted(written), RECORD])
    into.remove(sorted(before - written))
    into.send(folder, [LEDGER])
    return report


def _fetched(paths: Sequence[str], into: Place | None, folder: Path) -> list[str | os.PathLike[str]]:
    """The paths on this machine."""
    remote = [path for path in paths if is_remote(path)]
    if not remote:
        return list(paths)
    if len(remote) < len(paths):
        raise ConvertError("paths of this machine and addresses cannot be mixed: name one kind alone")
    return [Place(path).fetch(folder, into.root if into else None) for path in remote]
