"""Whoever may not read the input may not read what is made of it; an interrupt that Python drops ends the run all the same."""

from __future__ import annotations

import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.batch.settings import Settings
from pipeline.cli import main
from pipeline.conversion import convert_with

Folder = Callable[..., Path]


@pytest.fixture
def open_handed() -> Iterator[None]:
    """A umask that denies nobody anything."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("open_handed")
@pytest.mark.parametrize(("mode", "most"), [(0o700, 0o700), (0o750, 0o750), (0o755, 0o755), (0o770, 0o770), (0o711, 0o700), (0o777, 0o777)])
def test_the_output_is_at_least_as_strict_as_the_input(folder: Folder, settings: Settings, tmp_path: Path, mode: int, most: int) -> None:
    place = folder(a="one", b="two")
    place.chmod(mode)
    output = tmp_path / "new" / "out"
    convert_with(place, output, settings)
    found = {path: rights(path) for path in (tmp_path / "new").rglob("*")}
    assert len(found) > 10
    assert {path.name: oct(bits) for path, bits in found.items() if bits & ~most} == {}
    assert rights(output) == most
    assert os.umask(0) == 0


@pytest.mark.usefixtures("open_handed")
def test_of_several_inputs_the_strictest_counts(folder: Folder, settings: Settings, tmp_path: Path) -> None:
    place = folder(a="one")
    (tmp_path / "b.txt").write_text("two")
    (tmp_path / "b.txt").chmod(0o600)
    convert_with([place, tmp_path / "b.txt"], tmp_path / "out", settings)
    assert rights(tmp_path / "out" / "documents.csv") == 0o600


def test_an_interrupt_that_is_dropped_where_it_is_raised_is_not_lost(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in an import or a destructor, where Python goes on after saying that it ignores the exception."""

    def dropping(options: object) -> str:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)
        except KeyboardInterrupt:
            return repr(options)
        raise AssertionError("no interrupt came")

    monkeypatch.setattr("pipeline.conversion.fingerprint", dropping)
    before = signal.getsignal(signal.SIGINT)
    assert main(["convert", str(folder(a="one")), "-o", str(tmp_path / "out")]) == 130
    assert not (tmp_path / "out" / "documents.csv").exists()
    assert signal.getsignal(signal.SIGINT) is before
