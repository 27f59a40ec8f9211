"""Archives are opened in a process of their own: one that takes it down costs itself, and no member of another is lost."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.limits import Limits as FileLimits
from pipeline.batch.inspection import Finished
from pipeline.batch.inspector import Inspector
from pipeline.batch.jobs import Limits
from pipeline.batch.settings import Settings
from pipeline.conversion import convert_with
from pipeline.intake.walk import walk
from tests.pipeline.intake.test_streams import rar

FLIPS = 60
"""Damaged copies of each kind of archive."""


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives misbehave as they say."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setattr("pipeline.batch.inspector._MODULE", "fragile")


def zipped(said: str = "", count: int = 4) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", f"line {number} {said}")
    return data.getvalue() + f"!{said}".encode()


def table(output: Path, name: str) -> list[dict[str, str]]:
    with (output / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("fragile")
def test_an_archive_that_takes_the_process_down_costs_itself(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(good="a good line")
    for said in ("crash", "hang", "eat"):
        (place / f"{said}.zip").write_bytes(zipped(said))
    (place / "well.zip").write_bytes(zipped())
    report = convert_with(place, tmp_path / "out", replace(settings, limits=Limits(seconds=1.0, memory=256 << 20)))
    codes = {row["path"]: row["error_code"] or row["status"] for row in table(tmp_path / "out", "documents")}
    expected = {"crash.zip": "crashed", "hang.zip": "timeout", "eat.zip": "out-of-memory", "good.txt": "ok"}
    # What was named before the end is read all the same.
    expected |= {f"{said}.zip/{number}.txt": "ok" for said in ("crash", "hang", "eat") for number in (0, 1)}
    expected |= {f"well.zip/{number}.txt": "ok" for number in range(4)}
    assert codes == expected
    texts = {row["text"].rstrip() for row in table(tmp_path / "out", "sections")}
    assert {"a good line", "line 0", "line 3", "line 1 crash"} <= texts
    assert report.exit_code == 1
    row = next(row for row in table(tmp_path / "out", "documents") if row["path"] == "crash.zip")
    assert (row["format"], row["bytes"]) == ("zip", str((place / "crash.zip").stat().st_size))


@pytest.mark.usefixtures("fragile")
def test_a_process_that_is_killed_from_outside_goes_on(folder: Callable[..., Path], settings: Settings, tmp_path: Path) -> None:
    place = folder(good="a good line")
    (place / "killed.zip").write_bytes(zipped(f"kill {tmp_path / 'kills'}"))
    assert convert_with(place, tmp_path / "out", settings).exit_code == 0
    assert (tmp_path / "kills").read_bytes() == b"xxxxx"
    assert len(table(tmp_path / "out", "documents")) == 5


def test_what_is_asked_for_and_cannot_be_read_says_why(tmp_path: Path) -> None:
    data = zipped()
    (tmp_path / "a.zip").write_bytes(data)
    with Inspector(FileLimits(), Limits()) as inspector:
        assert inspector.fetch(os.fsencode(tmp_path / "a.zip"), "1") == b"line 1 "
        assert inspector.fetch(os.fsencode(tmp_path / "a.zip")) == data
        with pytest.raises(ReadError, match="unreadable"):
            inspector.fetch(os.fsencode(tmp_path / "none.zip"), "1")


def archives(folder: Path) -> dict[str, bytes]:
    """A well-made archive of each kind; the .7z needs a folder to be made in."""
    import libarchive

    made = {"zip": zipped(), "rar": rar(*((b"%d.txt" % number, b"line %d" % number, 0) for number in range(3)))}
    for name, mode in (("tar", "w"), ("tar.gz", "w:gz")):
        data = io.BytesIO()
        with tarfile.open(fileobj=data, mode=mode) as archive:  # type: ignore[call-overload]
            for number in range(3):
                info = tarfile.TarInfo(f"{number}.txt")
                info.size = 6
                archive.addfile(info, io.BytesIO(b"line %d" % number))
        made[name] = data.getvalue()
    with libarchive.file_writer(str(folder / "made.7z"), "7zip") as writer:
        for number in range(3):
            writer.add_file_from_memory(f"{number}.txt", 6, b"line %d" % number)
    made["7z"] = (folder / "made.7z").read_bytes()
    (folder / "made.7z").unlink()
    return made


@pytest.mark.prove
def test_no_byte_of_a_header_takes_the_process_down(tmp_path: Path) -> None:
    """A wrong byte anywhere in the first block of each kind, alone and inside a .zip; each file is finished, none by a death."""
    luck = random.Random(14)
    for kind, data in archives(tmp_path).items():
        for number in range(FLIPS):
            damaged = bytearray(data)
            damaged[luck.randrange(min(512, len(damaged)))] ^= 1 << luck.randrange(8)
            if number % 3 == 2:
                damaged = damaged[: luck.randrange(1, len(damaged))]
            (tmp_path / f"{number:03}.{kind}").write_bytes(damaged)
            with zipfile.ZipFile(tmp_path / f"{number:03}.{kind}.zip", "w") as outer:
                outer.writestr(f"inner.{kind}", bytes(damaged))
    pids, ends = set(), []
    with Inspector(FileLimits(), Limits(seconds=20)) as inspector:
        for found in walk([tmp_path]):
            ends += [said for said in inspector.inspect(found) if isinstance(said, Finished)]
            pids.add(inspector.pid)
    assert len(ends) == 5 * FLIPS * 2
    assert len(pids) == 1
    assert {end.outcome.code for end in ends if isinstance(end.outcome, ReadError)} <= {"corrupt", "unsupported", "encrypted", "too-large"}


@pytest.mark.prove
def test_the_parent_opens_nothing_itself(tmp_path: Path) -> None:
    """What opens archives and old Word files is not even loaded where the batch is run from."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    for kind, data in archives(tmp_path).items():
        (inbox / f"a.{kind}").write_bytes(data)
    program = (
        "import json, sys; from pipeline.conversion import convert; import zipfile; opened = []\n"
        "real = zipfile.ZipFile.__init__\n"
        "def noted(self, file, *a, **k):\n"
        "    if str(file) not in sys.path: opened.append(repr(file))\n"
        "    real(self, file, *a, **k)\n"
        "zipfile.ZipFile.__init__ = noted\n"
        f"convert({str(inbox)!r}, {str(tmp_path / 'out')!r}, formats=('csv',))\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "print(json.dumps([opened, sorted(loaded & {'libarchive', 'lxml', 'pypdfium2'})]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert json.loads(done.stdout) == [[], []]
    assert len(table(tmp_path / "out", "documents")) > 3
