"""Old Word files of a batch: converted many a call ahead of the workers, kept by content, with a program that plays LibreOffice."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.batch.jobs import Limits
from pipeline.batch.run import CONVERTED
from pipeline.batch.settings import Settings
from pipeline.conversion import ConvertError, convert, convert_with
from tests.extractors.convert.standin import FORM, install, rtf

SECONDS = Limits(seconds=3.0)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program, first on PATH."""
    made = install(tmp_path / "office")
    monkeypatch.setenv("PATH", f"{made.parent}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def lay(folder: Path, *commands: str) -> None:
    for number, command in enumerate(commands):
        (folder / f"{number:02}.rtf").write_bytes(rtf(command))


def outcomes(output: Path) -> list[str]:
    """The status of each document, or its code, by path."""
    with (output / "documents.csv").open(encoding="utf-8", newline="") as file:
        return [row["error_code"] or row["status"] for row in sorted(csv.DictReader(file), key=lambda row: row["path"])]


def tables(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.glob("*.csv")}


def calls(program: Path) -> list[int]:
    """The number of files of each call so far."""
    log = program.with_name("calls")
    return sorted(int(line.split()[1]) for line in log.read_text().splitlines()) if log.exists() else []


def kept(output: Path) -> int:
    return len(list((output / CONVERTED).glob("*/.*.made")))


def test_many_files_go_into_one_call_and_the_workers_find_them(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, *map(str, range(5)))
    convert(inbox, tmp_path / "out", formats=("csv",), workers=1)
    assert outcomes(tmp_path / "out") == ["ok"] * 5
    assert calls(program) == [5]
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert {(row["format"], row["method"], row["coverage"]) for row in csv.DictReader(file)} == {("rtf", "converted", "1")}


def test_the_tables_are_the_same_however_many_work(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a", "skip", "b", "crash", "c", *map(str, range(10)))
    for workers in (1, 2):
        convert(inbox, tmp_path / str(workers), formats=("csv",), workers=workers, limits=SECONDS)
    assert tables(tmp_path / "1") == tables(tmp_path / "2")
    assert outcomes(tmp_path / "1")[:5] == ["ok", "corrupt", "ok", "crashed", "ok"]


def test_one_that_hangs_and_one_that_crashes_cost_themselves(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, *(("hang" if number == 5 else "crash" if number == 11 else str(number)) for number in range(20)))
    convert(inbox, tmp_path / "out", formats=("csv",), workers=2, limits=SECONDS)
    expected = ["timeout" if number == 5 else "crashed" if number == 11 else "ok" for number in range(20)]
    assert outcomes(tmp_path / "out") == expected


def test_a_second_run_converts_nothing_and_what_failed_is_tried_when_asked(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a", "skip", "b")
    output = tmp_path / "out"
    for expected, more in (([1, 3], {}), ([1, 3], {}), ([1, 1, 1, 3], {"retry_failed": True}), ([1, 1, 1, 1, 3, 3], {"force": True})):
        convert(inbox, output, formats=("csv",), workers=1, **more)
        assert calls(program) == expected
        assert outcomes(output) == ["ok", "corrupt", "ok"]


def test_what_no_file_is_any_more_is_not_kept(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a", "b", "c")
    convert(inbox, tmp_path / "out", formats=("csv",))
    assert kept(tmp_path / "out") == 3
    (inbox / "01.rtf").unlink()
    convert(inbox, tmp_path / "out", formats=("csv",))
    assert kept(tmp_path / "out") == 2


def test_what_is_kept_and_torn_is_made_again(inbox: Path, program: Path, tmp_path: Path) -> None:
    """A kept conversion that was cut, one that another program wrote into, and one that is empty; the ledger is lost."""
    lay(inbox, "a", "b", "c", "d")
    output = tmp_path / "out"
    convert(inbox, output, formats=("csv",), workers=1)
    expected = tables(output)
    cut, written, empty, _ = sorted((output / CONVERTED).glob("*/.*.made"))
    cut.write_bytes(cut.read_bytes()[:50])
    written.write_bytes(written.read_bytes().replace(b"PK", b"pk", 1))
    empty.write_bytes(b"")
    (output / "ledger.sqlite").unlink()
    assert convert(inbox, output, formats=("csv",), workers=1).exit_code == 0
    assert tables(output) == expected
    assert calls(program) == [3, 4]


def test_what_is_kept_is_no_submission_of_another_run(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a")
    convert(inbox, tmp_path / "out", formats=("csv",))
    (tmp_path / "out").rename(inbox / "out")
    convert(inbox, tmp_path / "other", formats=("csv",))
    assert outcomes(tmp_path / "other") == ["ok"]


def test_twins_are_converted_once_and_members_of_archives_too(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a", "a", "b")
    with zipfile.ZipFile(inbox / "更多.zip", "w") as archive:
        archive.writestr("c.rtf", rtf("c"))
    convert(inbox, tmp_path / "out", formats=("csv",), workers=1)
    assert outcomes(tmp_path / "out") == ["ok"] * 3
    assert calls(program) == [3]


def test_a_name_that_says_something_else_is_converted_ahead_all_the_same(inbox: Path, program: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("a.docx", "b.txt", "c.doc")):
        (inbox / name).write_bytes(rtf(str(number)))
    convert(inbox, tmp_path / "out", formats=("csv",), workers=1)
    assert calls(program) == [3]


def test_without_libreoffice_every_file_has_its_row(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(inbox, "a")
    (inbox / "b.docx").write_bytes(FORM.read_bytes())
    for module in ("pipeline.batch.run", "pipeline.batch.fingerprint"):
        monkeypatch.setattr(f"{module}.find_office", lambda: None)
    monkeypatch.syspath_prepend(Path(__file__).parent)
    convert_with(inbox, tmp_path / "out", Settings(formats=("csv",), workers=1, process="officeless:process"))
    assert outcomes(tmp_path / "out") == ["unsupported", "ok"]
    assert not (tmp_path / "out" / CONVERTED).exists()


def test_where_nothing_can_be_kept_the_run_ends_and_loses_nothing(inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a", "b")
    output = tmp_path / "out"
    output.mkdir()
    (output / CONVERTED).write_text("a file where the folder should be")
    with pytest.raises(ConvertError, match="Not a directory"):
        convert(inbox, output, formats=("csv",))
    (output / CONVERTED).unlink()
    convert(inbox, output, formats=("csv",))
    assert outcomes(output) == ["ok", "ok"]


def test_a_file_that_takes_the_converting_process_down_costs_no_other(
    inbox: Path, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setattr("pipeline.batch.ahead._MODULE", "fragile_converter")
    lay(inbox, "a", "end of us", "b", "c")
    convert(inbox, tmp_path / "out", formats=("csv",), workers=1)
    # A worker has it converted alone, and is not taken down by it.
    assert outcomes(tmp_path / "out") == ["ok"] * 4
    assert calls(program) == [1, 3]


def begun(inbox: Path, output: Path, program: Path, tmp_path: Path) -> subprocess.Popen[bytes]:
    """A run whose first call has a file in hand that hangs."""
    (tmp_path / "scratch").mkdir(exist_ok=True)
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "convert", str(inbox), "-o", str(output), "--timeout", "3"],
        env={**os.environ, "TMPDIR": str(tmp_path / "scratch")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(400):
        if calls(program):
            return run
        time.sleep(0.05)
    run.kill()
    raise AssertionError("nothing was converted")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_an_ended_run_leaves_nothing_and_is_gone_on_with(number: int, inbox: Path, program: Path, tmp_path: Path) -> None:
    lay(inbox, "a", "hang", "b")
    output, scratch = tmp_path / "out", tmp_path / "scratch"
    run = begun(inbox, output, program, tmp_path)
    run.send_signal(number)
    assert run.wait(30) in (130, -signal.SIGKILL)
    until = time.monotonic() + 10
    while list(scratch.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(scratch.iterdir()) == []
    convert(inbox, output, formats=("csv",), limits=SECONDS)
    assert outcomes(output) == ["ok", "timeout", "ok"]
