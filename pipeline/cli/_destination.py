"""Where the tables of `jixiao convert` go: a folder, or one workbook; chosen beside the input where nothing is said."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.batch.progress import Progress
    from pipeline.batch.settings import Report, Settings

FORMATS: Final = ("csv", "duckdb", "official", "package", "parquet", "sqlite", "xlsx")
"""The formats there are, for a help that loads none of them."""
FOLDER: Final = "绩效表"
WORKBOOK: Final = ".xlsx"


@dataclass(frozen=True, slots=True)
class Destination:
    """`folder` holds a batch with its ledger, or is None where nothing but the `workbook` is kept."""

    folder: str | None
    workbook: Path | None
    formats: str | None

    @property
    def shown(self) -> str:
        """What the summary calls it."""
        return f"{self.folder}/" if self.folder is not None else str(self.workbook)


def destination(paths: Sequence[str], output: str | None, formats: str | None) -> Destination:
    """Where the tables of these paths go.

    Args:
        paths: files, folders and addresses, at least one.
        output: a folder or a workbook (by its ending), None where nothing was said.
        formats: names with commas between, None where nothing was said.

    Raises:
        ConvertError: a workbook was asked for with another format, or no place can be chosen.
        FileNotFoundError: a path does not exist.
    """
    from pipeline.batch.settings import ConvertError
    from pipeline.intake.remote import is_remote

    if output is None:
        if any(map(is_remote, paths)):
            raise ConvertError("say where with -o, when the input is an address")
        for path in paths:
            os.lstat(path)
        return _beside([Path(path) for path in paths], formats)
    if is_remote(output) or not output.lower().endswith(WORKBOOK) or os.path.isdir(output):
        return Destination(output, None, formats)
    if formats not in (None, "xlsx"):
        raise ConvertError(f"{output} is a workbook: leave --format out, or name a folder with -o")
    return Destination(None, Path(output), "xlsx")


def _beside(paths: list[Path], formats: str | None) -> Destination:
    if len(paths) == 1 and paths[0].is_file() and formats in (None, "xlsx"):
        return Destination(None, _workbook_of(paths[0]), "xlsx")
    above = os.path.commonpath([path.absolute().parent for path in paths])
    folder = Path(os.path.relpath(os.path.join(above, FOLDER)))
    from pipeline.exporters.xlsx import FILE

    wanted = "xlsx" if formats is None else formats
    return Destination(str(folder), folder / FILE if "xlsx" in wanted.split(",") else None, wanted)


def _workbook_of(path: Path) -> Path:
    """FILE.xlsx beside a file; a workbook that was sent in keeps its name."""
    name = path.with_suffix(WORKBOOK)
    return path.with_name(f"{path.stem}.{FOLDER}{WORKBOOK}") if name == path or _same(name, path) else name


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def deliver(paths: Sequence[str], into: Destination, settings: Settings, progress: Progress, *, replace: bool) -> Report:
    """Convert the paths into the destination.

    Raises:
        ConvertError: as `convert` does; and where a workbook would take the place of a file that says something else.
        FileNotFoundError: a path does not exist.
    """
    from pipeline.batch.remote import convert_anywhere
    from pipeline.exporters.xlsx import FILE

    if into.folder is not None or into.workbook is None:
        return convert_anywhere(paths, into.folder or "", settings, progress)
    _refuse_input(paths, into.workbook)
    with TemporaryDirectory(prefix="jixiao-") as scratch:
        report = convert_anywhere(paths, scratch, settings, progress)
        if report.counts.status:
            _place(Path(scratch) / FILE, into.workbook, replace)
    return report


def _refuse_input(paths: Sequence[str], workbook: Path) -> None:
    from pipeline.batch.settings import ConvertError

    if any(_same(workbook, Path(path)) for path in paths if os.path.exists(path)):
        raise ConvertError(f"{workbook} is read, and is not written over: name another file with -o")


def _place(made: Path, workbook: Path, replace: bool) -> None:
    """Put a workbook in its place; one of the same bytes is left alone."""
    from pipeline.batch.settings import ConvertError
    from pipeline.exporters._atomic import replacing
    from pipeline.permissions import as_strict_as

    data = made.read_bytes()
    try:
        if os.path.lexists(workbook):
            if workbook.is_file() and workbook.read_bytes() == data:
                return
            if not replace:
                raise ConvertError(f"{workbook} is there and says something else: name another file with -o, or replace it with --replace")
        workbook.parent.mkdir(parents=True, exist_ok=True)
        with as_strict_as([made]), replacing(workbook) as beside:
            beside.write_bytes(data)
    except OSError as error:
        raise ConvertError(f"{workbook} cannot be written ({error.strerror or error}): close the program that has it open") from error
