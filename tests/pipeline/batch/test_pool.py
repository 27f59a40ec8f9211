"""A worker has one job in hand and one ahead: what becomes of either is told of the right one."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread, Timer
from types import FrameType

import pytest

from pipeline.batch.jobs import Died, Done, Job, Limits, Setup
from pipeline.batch.pool import Pool
from pipeline.batch.settings import Settings
from pipeline.submission import Options

Pooled = Callable[..., Pool]
MANY = 12
"""Jobs of which one worker has one ahead for certain: those that are left must be more than it has in hand."""


@pytest.fixture
def pool(settings: Settings) -> Pooled:
    """A pool of one worker that reads with the stand-in of fakes.py."""

    def make(seconds: float = 20.0, recycle: int = 100) -> Pool:
        return Pool(Setup(Options(), Limits(seconds, 512 << 20, recycle), settings.process), 1)

    return make


def jobs(folder: Path, contents: Iterable[str], name: str = "{:02}.txt") -> list[Job]:
    made = []
    for number, content in enumerate(contents):
        label, data = name.format(number), f"{content} {number}".encode()
        path = folder / f"{number:02}.txt"
        path.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        made.append(Job(digest[:16], ".txt", os.fsencode(path), label, digest, len(data)))
    return made


def told(outcomes: Iterable[Done | Died]) -> dict[str, str | None]:
    return {outcome.job.label[:2]: outcome.code for outcome in outcomes}


def after(seconds: float, do: Callable[[], object]) -> Timer:
    """Do something from another thread, as a signal would."""
    timer = Timer(seconds, do)
    timer.daemon = True
    timer.start()
    return timer


@pytest.mark.parametrize(("what", "code"), [("hang", "timeout"), ("abort", "crashed"), ("exit", "crashed")])
def test_the_one_in_hand_dies_and_the_one_ahead_is_read_once(pool: Pooled, tmp_path: Path, what: str, code: str) -> None:
    place = tmp_path / "in"
    place.mkdir()
    contents = [f"count {tmp_path / str(number)}" for number in range(MANY)]
    contents[4] = what
    with pool(1.0) as reading:
        outcomes = told(reading.run(jobs(place, contents)))
    assert outcomes == {f"{number:02}": code if number == 4 else None for number in range(MANY)}
    assert {(tmp_path / str(number)).read_text() for number in range(MANY) if number != 4} == {"read\n"}


def test_each_has_its_time_from_when_it_is_in_hand(pool: Pooled, tmp_path: Path) -> None:
    pids = set()
    with pool(0.8) as reading:
        for outcome in reading.run(jobs(tmp_path, ["nap 0.5"] * 4)):
            assert isinstance(outcome, Done)
            pids.update(reading.pids)
    assert len(pids) == 1  # none was ended and its file tried again


def test_a_worker_ends_after_its_share_whatever_it_has_ahead(pool: Pooled, tmp_path: Path) -> None:
    pids = set()
    with pool(recycle=3) as reading:
        for _ in reading.run(jobs(tmp_path, ["a line"] * 10)):
            pids.update(reading.pids)
    assert len(pids) == 4


def test_told_to_stop_it_begins_nothing_more(pool: Pooled, tmp_path: Path) -> None:
    made = jobs(tmp_path, ["a line", *["nap 0.5"] * MANY])
    with pool() as reading:
        outcomes = reading.run(made)
        assert next(outcomes).job == made[0]
        after(0.2, reading.stop)
        assert [outcome.job for outcome in outcomes] == [made[1]]


def test_names_that_fill_a_pipe_are_not_sent_ahead(pool: Pooled, tmp_path: Path) -> None:
    """Both would wait for each other: a worker that has much to say, and a parent with a long name to tell."""

    def stuck(number: int, frame: FrameType | None) -> None:
        raise TimeoutError("they wait for each other")

    before = signal.signal(signal.SIGALRM, stuck)
    signal.alarm(30)
    try:
        with pool() as reading:
            outcomes = list(reading.run(jobs(tmp_path, [os.urandom(1 << 20).hex()] * 4, "{:02}" + "x" * (1 << 21))))
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert told(outcomes) == {"00": None, "01": None, "02": None, "03": None}


def test_a_worker_that_is_killed_from_outside_gives_back_what_it_had(pool: Pooled, tmp_path: Path) -> None:
    with pool() as reading:
        outcomes = []
        for outcome in reading.run(jobs(tmp_path, ["nap 0.05"] * MANY)):
            outcomes.append(outcome)
            if len(outcomes) == 3:
                os.kill(reading.pids[0], signal.SIGKILL)
    assert len(outcomes) == MANY
    assert set(told(outcomes).values()) == {None}


def test_ten_kills_from_outside_cost_no_document(pool: Pooled, tmp_path: Path) -> None:
    """At any instant: while a worker starts, reads, or has something tried again alone."""
    made = jobs(tmp_path, ["nap 0.1"] * MANY)
    kills = []

    def kill() -> None:
        if len(kills) < 10 and reading.pids:
            kills.append(reading.pids[0])
            with suppress(ProcessLookupError):
                os.kill(kills[-1], signal.SIGKILL)

    with pool() as reading:
        stop = Event()
        killer = Thread(target=lambda: [kill() for _ in iter(lambda: stop.wait(0.15), True)])
        killer.start()
        outcomes = list(reading.run(made))
        stop.set()
        killer.join()
    assert len(set(kills)) >= 5
    assert told(outcomes) == {f"{number:02}": None for number in range(MANY)}


def test_a_document_that_kills_its_worker_each_time_ends(pool: Pooled, tmp_path: Path) -> None:
    with pool() as reading:
        outcomes = told(reading.run(jobs(tmp_path, ["a line", "kill", "abort", "a line"])))
    assert outcomes == {"00": None, "01": "crashed", "02": "crashed", "03": None}
