"""A place that cannot be written to: a clear line, an exit code, nothing lost, and the next run makes the same tables."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from .texts import FORM

# KiB. A limit on the size of a file fails as a full disk does, and needs no mounting: met at once, and while the ledger grows.
LIMITS = (4, 60)


def converted(inbox: Path, output: Path, kibibytes: int | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "convert", os.fspath(inbox), "-o", os.fspath(output), "--workers", "1", "--format", "csv"]
    if kibibytes is not None:
        limit = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({kibibytes << 10},) * 2)"
        lines = f"import os, resource, sys; {limit}; os.execv(sys.argv[1], sys.argv[1:])"
        command = [sys.executable, "-c", lines, *command]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def tables(output: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(output.glob("*.csv"))}


def test_a_full_disk_is_said_in_a_line_and_costs_nothing(tmp_path: Path) -> None:
    inbox, output = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    for number in range(60):
        (inbox / f"{number}.txt").write_text(f"{FORM}{number}", encoding="utf-8")
    for kibibytes in LIMITS:
        run = converted(inbox, output, kibibytes)
        last = run.stderr.splitlines()[-1]
        assert (run.returncode, last.startswith("jixiao convert: ")) == (2, True), run.stderr
        assert "Traceback" not in run.stderr
    assert converted(inbox, output).returncode == 0
    assert converted(inbox, tmp_path / "calm").returncode == 0
    assert tables(output) == tables(tmp_path / "calm")


def test_a_place_where_no_folder_can_be_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FORM, encoding="utf-8")
    (tmp_path / "taken").write_text("")
    for output in (tmp_path / "taken", tmp_path / "taken" / "below"):
        run = converted(tmp_path / "a.txt", output)
        assert run.returncode == 2
        assert run.stderr.startswith("jixiao convert: the output folder cannot be made")
        assert len(run.stderr.splitlines()) == 1
