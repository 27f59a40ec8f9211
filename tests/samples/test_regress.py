"""The gate over samples/: no field of any sample may be missed more often than samples/baseline.json says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.regress.run import Outcome, regress


@pytest.fixture(scope="module")
def outcome(samples: Path) -> Outcome:
    return regress(samples)


def test_the_gate_is_open(outcome: Outcome) -> None:
    assert outcome.baseline.stands
    assert not outcome.faults


def test_every_sample_has_a_checked_truth(outcome: Outcome) -> None:
    assert len(outcome.found.samples) == 14
    assert not outcome.unchecked
    assert all(sample.meta.origin and sample.meta.checked_by for sample in outcome.found.samples)


def test_every_container_is_judged(outcome: Outcome, samples: Path) -> None:
    printed = {path.name for path in samples.rglob("*") if path.suffix in (".docx", ".pdf", ".txt", ".xlsx", ".xls", ".ofd")}
    assert {one.container for one in outcome.readings} == printed


def test_the_command_says_so(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regress", str(samples / "forms" / "zhejiang-kaihua-xiangmu-2022")]) == 0
    assert "2 of 2 without an error" in capsys.readouterr().out
