"""The damage kit gives the same pixels for the same name and seed; what is read wrongly in it is said to be unsure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.damage import OFFICE, PROFILES, SETS, main, printed_forms, scanned
from benchmarks.flagged import Tally, f1, report, tallies, tally
from pipeline.regress.model import Miss, What
from pipeline.regress.truth import load

FORMS = Path(__file__).parents[2] / "samples" / "forms"
LEAST = {"hard": (0.94, 0.97, 0.8, 0.11, 1), "office": (0.999, 1.0, 0.9, 0.01, 0), "sealed": (0.99, 1.0, 0.8, 0.02, 0)}
"""F1, share of rows, of misses that are flagged, at most of right values that are, and numbers that are wrong in silence."""
FORM = "guangxi-longzhou-quyu-2023"


def test_the_same_input_gives_the_same_pixels_and_another_seed_others() -> None:
    data = (FORMS / FORM / f"{FORM}.pdf").read_bytes()

    def pixels(seed: int) -> bytes:
        with pypdfium2.PdfDocument(scanned(data, "form", PROFILES, seed)) as document:
            return bytes(document[0].render(scale=0.5).to_numpy())

    assert pixels(1) == pixels(1) != pixels(2)


def test_every_form_is_found_once_and_every_set_has_profiles() -> None:
    names = [name for name, _ in printed_forms([FORMS])]
    assert FORM in names
    assert len(names) == len(set(names))
    assert set(SETS) == {"hard", "office", "sealed", *(profile.name for profile in PROFILES)}


def test_misses_are_counted_silent_where_nothing_names_them() -> None:
    silent = Miss(What.WRONG, "indicators.value", "row", "3200000", "320")
    omitted = Miss(What.OMITTED, "indicators.value", "row", "5", None)
    one = Tally("a.scan.pdf", correct=9, wrong=1, omitted=1, misses=2, rows=2, rows_found=2, right=9, silent=(silent, omitted))
    assert one.numbers == [silent]
    assert f1([one]) == pytest.approx(18 / 21)
    assert "numbers silently wrong 1" in report([one], show=False)


def test_a_clean_scan_has_its_rows(tmp_path: Path) -> None:
    scan = tmp_path / f"{FORM}.scan.pdf"
    scan.write_bytes(scanned((FORMS / FORM / f"{FORM}.pdf").read_bytes(), FORM, (OFFICE,), 1))
    found = tally(scan, load(FORMS / FORM / "truth.json"))
    assert (found.rows_found, found.numbers) == (found.rows, [])
    assert f1([found]) >= 0.97


@pytest.mark.prove
def test_the_sets_are_read_as_well_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for name in LEAST:
        out = tmp_path / name
        monkeypatch.setattr("sys.argv", ["damage", str(FORMS), "-o", str(out), "--set", name])
        main()
        found[name] = tallies(out, [FORMS])
        shutil.rmtree(out)
    for name, (quality, rows, flagged, alarms, numbers) in LEAST.items():
        several = found[name]
        misses, right = sum(one.misses for one in several), sum(one.right for one in several)
        assert f1(several) >= quality, report(several, show=True)
        assert sum(one.rows_found for one in several) >= rows * sum(one.rows for one in several)
        assert sum(one.flagged for one in several) >= flagged * misses
        assert sum(one.false_alarms for one in several) <= alarms * right
        assert sum(len(one.numbers) for one in several) <= numbers
