"""What was read is not read again, and whatever happened in between, the tables are those of an undisturbed run."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.inspection import Finished
from pipeline.batch.inspector import Inspector
from pipeline.batch.jobs import Limits
from pipeline.batch.settings import ConvertError, Settings
from pipeline.conversion import LEDGER, convert_with
from pipeline.intake.outcome import Content
from pipeline.intake.walk import Found

Folder = Callable[..., Path]


def tables(output: Path) -> dict[str, str]:
    """The hash of every table in a folder."""
    found = sorted(path for path in output.iterdir() if path.suffix in (".csv", ".parquet"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_a_second_run_reads_nothing_and_changes_nothing(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one", b="two"), tmp_path / "out"
    assert convert_with(place, output, settings).new == 2
    before = {path.name: path.stat().st_mtime_ns for path in output.glob("*.csv")}
    again = convert_with(place, output, settings)
    assert (again.new, again.counts.status) == (0, {"ok": 2})
    assert {path.name: path.stat().st_mtime_ns for path in output.glob("*.csv")} == before


def test_tables_that_somebody_changed_are_written_again_when_asked(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one"), tmp_path / "out"
    convert_with(place, output, settings)
    good = tables(output)
    (output / "sections.csv").write_text("spoiled")
    (output / "documents.csv").unlink()
    with pytest.raises(ConvertError, match=r"sections\.csv was changed .* --replace"):
        convert_with(place, output, settings)
    assert (output / "sections.csv").read_text() == "spoiled"
    assert convert_with(place, output, replace(settings, replace=True)).new == 0
    assert tables(output) == good


def test_a_new_a_changed_a_moved_and_a_removed_file(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one", b="two", c="three"), tmp_path / "out"
    convert_with(place, output, settings)
    folder(b="two changed", d="four")
    (place / "a.txt").rename(place / "z.txt")
    (place / "c.txt").unlink()
    assert convert_with(place, output, settings).new == 2
    convert_with(place, tmp_path / "fresh", settings)
    assert tables(output) == tables(tmp_path / "fresh")


def test_a_format_no_longer_asked_for_does_not_stay_behind(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one"), tmp_path / "out"
    convert_with(place, output, replace(settings, formats=("csv", "parquet")))
    convert_with(place, output, settings)
    assert {path.suffix for path in output.iterdir() if path.stem == "documents"} == {".csv"}


def test_failed_files_are_read_again_only_when_asked(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one", b="bug"), tmp_path / "out"
    assert convert_with(place, output, settings).new == 2
    assert convert_with(place, output, settings).new == 0
    assert convert_with(place, output, replace(settings, retry_failed=True)).new == 1
    assert convert_with(place, output, replace(settings, force=True)).new == 2


def test_a_file_that_ran_out_of_time_is_read_again_under_another_limit(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="nap 0.8"), tmp_path / "out"
    short = replace(settings, limits=Limits(seconds=0.2))
    assert convert_with(place, output, short).counts.errors == {"timeout": 1}
    assert convert_with(place, output, short).new == 0
    assert convert_with(place, output, settings).counts.status == {"ok": 1}


def test_other_settings_read_everything_again(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one"), tmp_path / "out"
    convert_with(place, output, settings)
    assert convert_with(place, output, replace(settings, options=replace(settings.options, cross_check=True))).new == 1


def test_a_damaged_ledger_is_a_clear_error_and_force_begins_anew(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one"), tmp_path / "out"
    output.mkdir()
    (output / LEDGER).write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(ConvertError, match="--force"):
        convert_with(place, output, settings)
    assert convert_with(place, output, replace(settings, force=True)).counts.status == {"ok": 1}


def test_two_runs_in_one_folder_do_not_meet(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="nap 30"), tmp_path / "out"
    first = _started(place, output)
    try:
        _wait_for(output / LEDGER)
        with pytest.raises(ConvertError, match="another run"):
            convert_with(place, output, settings)
    finally:
        first.kill()
        first.wait()


@pytest.mark.parametrize("delay", [0.0, 0.9])
def test_killed_and_run_again_the_tables_are_those_of_an_undisturbed_run(
    folder: Folder, settings: Settings, tmp_path: Path, delay: float
) -> None:
    place = folder(**{f"f{n}": f"nap 0.02\nline {n}" for n in range(40)})
    convert_with(place, tmp_path / "calm", settings)
    output = tmp_path / "out"
    killed = _started(place, output)
    _wait_for(output / LEDGER)
    time.sleep(delay)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    convert_with(place, output, settings)
    assert tables(output) == tables(tmp_path / "calm")


def test_interrupted_it_ends_the_files_in_hand_and_goes_on_from_there(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(**{f"f{n}": f"nap 0.2 {n}" for n in range(40)}), tmp_path / "out"
    running = _started(place, output)
    _wait_for(output / LEDGER)
    _wait_until(lambda: _results(output / LEDGER) > 0)
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 130
    told = json.loads((output / "run.json").read_text("utf-8"))
    assert told["interrupted"]
    done = told["counts"]["status"]["ok"]
    assert 0 < done < 40
    assert convert_with(place, output, settings).new == 40 - done


_RUN = """
import sys
sys.path[:0] = [sys.argv[1]]
import pipeline.conversion
from pipeline.batch.inspection import Finished
from pipeline.batch.inspector import Inspector
from pipeline.batch.jobs import Limits
from pipeline.batch.settings import Settings
pipeline.conversion.fingerprint = repr
settings = Settings(formats=("csv",), workers=2, limits=Limits(seconds=60), process="fakes:process")
sys.exit(pipeline.conversion.convert_with(sys.argv[2], sys.argv[3], settings).exit_code)
"""


def _started(place: Path, output: Path) -> subprocess.Popen[bytes]:
    here = os.fspath(Path(__file__).parent)
    return subprocess.Popen([sys.executable, "-c", _RUN, here, os.fspath(place), os.fspath(output)])


def _wait_for(path: Path) -> None:
    _wait_until(path.exists)


def _wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)


def _results(ledger: Path) -> int:
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as db, suppress(sqlite3.OperationalError):
        return int(db.execute("SELECT count(*) FROM results").fetchone()[0])
    return 0


def test_the_ledger_and_the_record_say_nothing_of_the_machine(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place, output = folder(a="one", b="bug 7", c="abort"), tmp_path / "out"
    convert_with(place, output, settings)
    for name in (LEDGER, "run.json", "documents.csv"):
        data = (output / name).read_bytes()
        assert os.fsencode(tmp_path) not in data
        assert os.fsencode(Path(__file__).parent) not in data
        assert os.fsencode(sys.prefix) not in data
    (tmp_path / "in").rename(tmp_path / "moved")
    assert convert_with(tmp_path / "moved", output, settings).new == 0


def test_two_files_of_the_same_64_bits_are_two_documents(
    folder: Folder, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The id of a document is the beginning of its hash, and such a pair can be made on purpose."""
    place, output = folder(a="one", b="two", c="three"), tmp_path / "out"
    twin = hashlib.sha256(b"one").hexdigest()[:16] + hashlib.sha256(b"two").hexdigest()[16:]

    def inspected(self: Inspector, found: Found) -> Iterator[Finished]:
        said = list(real(self, found))[-1]
        assert isinstance(said, Finished)
        yield Finished(Content(twin, 3)) if found.label == "b.txt" else said

    real = Inspector.inspect
    monkeypatch.setattr(Inspector, "inspect", inspected)
    convert_with(place, output, settings)
    with (output / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    assert {path: row["error_code"] for path, row in rows.items()} == {"a.txt": "", "b.txt": "unreadable", "c.txt": ""}
    assert len({row["document_id"] for row in rows.values()}) == 3
    assert rows["a.txt"]["duplicates"] == ""


def test_what_could_not_be_opened_is_tried_again_by_the_next_run(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    """As where another program has it open: between the look at the folder and its reading it is gone, and comes back."""
    texts = sorted(("first", "second"), key=lambda text: hashlib.sha256(f"steal {tmp_path / 'in'} {text}".encode()).hexdigest())
    contents = [f"steal {tmp_path / 'in'} {text}" for text in texts]
    place, output = folder(a=contents[0], b=contents[1]), tmp_path / "out"
    assert convert_with(place, output, replace(settings, workers=1)).counts.errors == {"unreadable": 1}
    (place / "b.txt.stolen").rename(place / "b.txt")
    again = convert_with(place, output, replace(settings, workers=1))
    assert (again.new, again.counts.status) == (1, {"ok": 2})


@pytest.mark.parametrize("name", ["documents.csv", "sections.csv"])
def test_a_table_that_another_program_holds_is_named_and_no_table_is_changed(
    folder: Folder, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """On a share of Windows a file that is open elsewhere can be neither written nor replaced."""
    place, output = folder(a="one"), tmp_path / "out"
    convert_with(place, output, settings)
    before, real = tables(output), Path.open
    folder(b="two")

    def held(self: Path, mode: str = "r", *more: Any) -> Any:
        if self == output / name and mode == "r+b":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode, *more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", held)
        with pytest.raises(ConvertError, match=f"{name} cannot be replaced .*close the program"):
            convert_with(place, output, settings)
    assert tables(output) == before
    again = convert_with(place, output, settings)
    assert (again.new, again.counts.status) == (0, {"ok": 2})


def damage(ledger: Path, luck: random.Random) -> None:
    """A page of noise, a page of zeros, a byte in a page, or the end cut off."""
    data = bytearray(ledger.read_bytes())
    page = 4096 * luck.randrange(len(data) // 4096)
    kind = luck.randrange(4)
    if kind == 0:
        data[page : page + 4096] = luck.randbytes(4096)
    elif kind == 1:
        data[page : page + 4096] = bytes(4096)
    elif kind == 2:
        data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
    else:
        del data[luck.randrange(len(data)) :]
    ledger.write_bytes(data)


def test_a_damaged_ledger_is_named_and_never_believed(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    """Either the tables are right, or one sentence names --force, and the tables of the run before stand as they were."""
    place, output = folder(**{f"f{number}": f"line {number} {'x' * 40 * number}" for number in range(60)}), tmp_path / "out"
    convert_with(place, output, settings)
    expected, whole = tables(output), (output / LEDGER).read_bytes()
    luck, refused = random.Random(14), []
    for _ in range(40):
        (output / LEDGER).write_bytes(whole)
        damage(output / LEDGER, luck)
        (output / "sections.csv").touch()
        try:
            convert_with(place, output, settings)
        except ConvertError as error:
            refused.append(str(error))
        assert tables(output) == expected
    assert 0 < len(refused) < 40
    assert all("--force" in said and "\n" not in said for said in refused)
    damage(output / LEDGER, luck)
    assert convert_with(place, output, replace(settings, force=True)).exit_code == 0
    assert tables(output) == expected
