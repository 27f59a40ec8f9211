"""Many files through few calls of a program that misbehaves: every file gets its verdict, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from extractors.convert import guard
from extractors.convert.batches import convert_all
from extractors.convert.call import call
from extractors.convert.office import Office
from extractors.convert.screen import Ticket
from extractors.errors import ReadError
from extractors.limits import Limits

from .conftest import lives
from .standin import FORM, rtf

SECONDS = 2.0
SMALL = Limits(bytes=1 << 20)


def tickets(*commands: str) -> list[Ticket]:
    return [Ticket(f"{place:064}", rtf(command), "Rich Text Format") for place, command in enumerate(commands)]


def verdicts(commands: list[str], office: Office, limits: Limits = SMALL) -> list[str]:
    """What became of each: `made`, or a code."""
    made = {ticket.sha256: said for ticket, said in convert_all(tickets(*commands), office, limits, SECONDS)}
    return [said.code if isinstance(said := made[ticket.sha256], ReadError) else "made" for ticket in tickets(*commands)]


def calls(office: Office) -> list[int]:
    """The number of files of each call that was made."""
    return [int(line.split()[1]) for line in office.program.with_name("calls").read_text().splitlines()]


def test_files_of_one_filter_go_into_one_call(office: Office) -> None:
    made = list(convert_all(tickets("a", "b", "c"), office, SMALL, SECONDS))
    assert [data for _, data in made] == [FORM.read_bytes()] * 3
    assert calls(office) == [3]


def test_files_of_another_filter_go_into_another_call(office: Office) -> None:
    mixed = [*tickets("a", "b"), Ticket("f" * 64, rtf("c"), "writer8")]
    assert len(list(convert_all(mixed, office, SMALL, SECONDS))) == 3
    assert sorted(calls(office)) == [1, 2]


def test_files_that_are_passed_over_are_asked_for_once_more_together_and_are_corrupt_then(office: Office) -> None:
    assert verdicts(["a", "skip", "b", "half", "c"], office) == ["made", "corrupt", "made", "corrupt", "made"]
    assert sorted(calls(office)) == [2, 5]


def test_a_file_that_was_passed_over_by_chance_is_made(office: Office, tmp_path: Path) -> None:
    assert verdicts(["a", f"skip-once {tmp_path / 'marker'}", "b"], office) == ["made"] * 3
    assert sorted(calls(office)) == [1, 3]


def test_a_crash_on_the_third_file_costs_that_file_alone(office: Office) -> None:
    assert verdicts(["a", "b", "crash", "c", "skip", "d"], office) == ["made", "made", "crashed", "made", "corrupt", "made"]
    assert sorted(calls(office)) == [1, 1, 3, 6]


def test_a_file_that_hangs_costs_its_time_alone(office: Office) -> None:
    began = time.monotonic()
    assert verdicts(["a", "hang", "b"], office) == ["made", "timeout", "made"]
    assert time.monotonic() - began < 3 * SECONDS + 5


def test_who_hung_alone_is_not_asked_again(office: Office) -> None:
    assert verdicts(["hang"], office) == ["timeout"]
    assert calls(office) == [1]


@pytest.mark.parametrize("before", [[], ["a"]])
def test_a_crash_that_does_not_come_again_costs_nothing(before: list[str], office: Office, tmp_path: Path) -> None:
    assert verdicts([*before, f"crash-once {tmp_path / 'marker'}"], office) == ["made"] * (len(before) + 1)


def test_a_file_that_fills_the_disk_is_too_large(office: Office) -> None:
    assert verdicts(["a", "fill", "b"], office) == ["made", "too-large", "made"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to who asks for them")
def test_no_process_outlives_its_call_whatever_its_group(office: Office, tmp_path: Path) -> None:
    marker = tmp_path / "pids"
    began = time.monotonic()
    assert verdicts(["a", f"child {marker}", "b"], office) == ["made"] * 3
    assert time.monotonic() - began < 10
    assert not any(lives(int(word)) for word in marker.read_text().split())


def test_once_stopped_no_further_call_is_made(office: Office) -> None:
    mixed = [*tickets("a"), Ticket("f" * 64, rtf("b"), "writer8")]
    heard: list[Ticket] = []
    for ticket, _ in convert_all(mixed, office, SMALL, SECONDS, lambda: bool(heard)):
        heard.append(ticket)
    assert len(heard) == 1
    assert calls(office) == [1]


def pid_of(office: Office) -> int:
    """The process of the program, as soon as it runs."""
    log = office.program.with_name("calls")
    for _ in range(200):
        if log.exists() and (words := log.read_text().split()):
            return int(words[0])
        time.sleep(0.05)
    raise AssertionError("the program was never started")


def gone(process: int, folder: Path) -> bool:
    for _ in range(100):
        if not lives(process) and not list(folder.iterdir()):
            return True
        time.sleep(0.1)
    return False


def test_a_killed_parent_takes_the_call_with_it(office: Office, scratch: Path) -> None:
    script = (
        "from pathlib import Path; from extractors.convert.call import call; from extractors.convert.office import Office;"
        "from extractors.convert.screen import Ticket; from extractors.limits import Limits;"
        f"call([Ticket('', {rtf('hang')!r}, 'Rich Text Format')], Office(Path({str(office.program)!r}), ''), Limits(), 600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script])
    process = pid_of(office)
    assert lives(process)
    parent.kill()
    parent.wait()
    assert gone(process, scratch)


def test_a_killed_guard_is_found_out_and_its_call_ended(office: Office, scratch: Path) -> None:
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.append(call(tickets("hang"), office, SMALL, 60)))
    thread.start()
    process = pid_of(office)
    os.kill(int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
    thread.join(20)
    assert [(outcome.made, outcome.end) for outcome in outcomes] == [({}, "crashed")]
    assert gone(process, scratch)


def test_a_full_disk_is_no_fault_of_the_file(office: Office, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The guard is a program of its own: what it takes for a full disk is told to a copy of it.
    copy = tmp_path / "guard.py"
    copy.write_text(Path(guard.__file__).read_text("utf-8").replace("32 << 20", "1 << 80"), "utf-8")
    monkeypatch.setattr("extractors.convert.call._GUARD", copy)
    with pytest.raises(OSError, match="No space left"):
        list(convert_all(tickets("a", "skip"), office, SMALL, SECONDS))
    assert [len(outcome) for _, outcome in convert_all(tickets("a"), office, SMALL, SECONDS)] == [FORM.stat().st_size]


def test_a_program_that_cannot_be_started_is_a_crash(office: Office, capfd: pytest.CaptureFixture[str]) -> None:
    office.program.unlink()
    assert verdicts(["a"], office) == ["crashed"]
