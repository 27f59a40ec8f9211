from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main

FORM = "henan-songxian-shuibao-2023"


def run(*arguments: object) -> int:
    return main(["regress", *map(str, arguments)])


def spoil(collection: Path) -> None:
    """Say that one unit is another: what is read is then one miss."""
    path = collection / FORM / "truth.json"
    said = json.loads(path.read_text("utf-8"))
    row = next(row for row in said["projects"][0]["indicators"] if row.get("unit") not in (None, "光年"))
    row["unit"] = "光年"
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def test_without_a_baseline_nothing_may_be_missed(collection: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(collection) == 0
    spoil(collection)
    assert run(collection) == 1
    said = capsys.readouterr().out
    assert "wrong indicators.unit" in said
    assert "docx indicators.unit: 1 misses, the baseline has 0" in said
    assert f"{FORM} {FORM}.docx · block " in said


def test_misses_may_not_rise_above_what_was_accepted(collection: Path) -> None:
    spoil(collection)
    assert run(collection, "--accept", "the unit is not read yet") == 0
    assert run(collection) == 0
    spoil(collection)
    assert run(collection) == 1


def test_an_improvement_has_to_be_committed(collection: Path, samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(collection)
    run(collection, "--accept", "first")
    (collection / FORM / "truth.json").write_bytes((samples / "forms" / FORM / "truth.json").read_bytes())
    assert run(collection) == 1
    assert "commit the improvement with --accept" in capsys.readouterr().out
    assert run(collection, "--accept", "the unit is read now") == 0
    assert run(collection) == 0
    assert json.loads((collection / "baseline.json").read_text("utf-8"))["reasons"] == ["first", "the unit is read now"]


def test_truth_may_not_be_taken_away_in_silence(collection: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(collection, "--accept", "first")
    path = collection / FORM / "truth.json"
    said = json.loads(path.read_text("utf-8"))
    said["projects"][0]["indicators"].pop()
    said["projects"][0]["open"] = ["indicators"]
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    assert run(collection) == 1
    assert "truth was taken away" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda folder: (folder / "truth.json").unlink(), "no truth.json"),
        (lambda folder: (folder / f"{FORM}.docx").unlink(), "truth.json without a file"),
        (lambda folder: (folder / "truth.json").write_text('{"projetcs": []}'), "'projetcs' is no list of a truth"),
        (lambda folder: (folder / "meta.toml").write_text("origin = "), "cannot be read as TOML"),
        (lambda folder: (folder / "meta.toml").write_text('files = ["gone.pdf"]'), "names gone.pdf, which is no file"),
    ],
)
def test_a_set_with_a_fault_shuts_the_gate(collection: Path, damage, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    damage(collection / FORM)
    assert run(collection) == 1
    assert why in capsys.readouterr().out
    assert run(collection, "--accept", "never mind") == 2
    assert not (collection / "baseline.json").exists()


def test_an_update_flag_left_on_shuts_the_gate(collection: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (collection / FORM / "meta.toml").write_text("update = true")
    assert run(collection) == 1
    assert "update is on" in capsys.readouterr().out
    assert json.loads((collection / FORM / "truth.json").read_text("utf-8"))["unchecked"] is True


def test_unchecked_truth_is_counted_apart(collection: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafted = collection / "drafted"
    drafted.mkdir()
    (drafted / "form.docx").write_bytes((collection / FORM / f"{FORM}.docx").read_bytes())
    assert main(["truth", str(drafted / "form.docx")]) == 0
    assert main(["truth", str(drafted / "form.docx")]) == 2, "a truth is never overwritten"
    assert run(collection, "--accept", "one checked form") == 0
    said = capsys.readouterr().out
    assert "documents   1 of 1 without an error" in said.split("unchecked truth")[0]
    assert "documents   1 of 1 without an error" in said.split("unchecked truth")[1]
    baseline = json.loads((collection / "baseline.json").read_text("utf-8"))
    assert baseline["formats"]["docx"]["coverage"] == {"judged": 1, "misses": 0}


def test_a_changed_document_is_caught_where_it_changed(collection: Path, rewrite, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(collection / FORM / f"{FORM}.docx", "≥", "≤")
    assert run(collection, "--show", 50) == 1
    said = capsys.readouterr().out
    assert "  - ge\n  + le\n" in said
    assert said.count("\n  wrong ") == 2
    assert "wrong indicators.comparator" in said
    assert "wrong indicators.raw" in said


def test_reports_hold_everything_and_escape_it(collection: Path, rewrite, tmp_path: Path) -> None:
    rewrite(collection / FORM / f"{FORM}.docx", "≥", "&lt;script&gt;alert(1)&lt;/script&gt;")
    page, data = tmp_path / "r.html", tmp_path / "deep" / "r.json"
    assert run(collection, "--report", page, "--report", data) == 1
    said = json.loads(data.read_text("utf-8"))
    assert said["gate"]["open"] is False
    assert said["by"]["method"]["docx"]["documents"] == 1
    miss = next(miss for miss in said["samples"][0]["containers"][0]["misses"] if miss["field"] == "indicators.raw")
    assert miss["read"].startswith("<script>")
    assert miss["place"]["row"] > 0
    text = page.read_text("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "http" not in text


def test_two_processes_say_what_one_says(samples: Path, tmp_path: Path) -> None:
    reports = [tmp_path / "one.json", tmp_path / "two.json"]
    for workers, report in enumerate(reports, 1):
        folder = tmp_path / str(workers)
        for form in (FORM, "zhejiang-kaihua-xiangmu-2022"):
            (folder / form).mkdir(parents=True)
            for name in (f"{form}.docx", "truth.json"):
                (folder / form / name).write_bytes((samples / "forms" / form / name).read_bytes())
        assert run(folder, "--workers", workers, "--report", report) == 0
    assert reports[0].read_bytes() == reports[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["gone"], "gone is no folder"),
        (["."], "no folder below holds a truth.json"),
        ([".", "--report", "r.pdf"], "writes .json or .html"),
        ([".", "--accept", " "], "wants a reason"),
    ],
)
def test_wrong_usage_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments, why, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert why in capsys.readouterr().err


def test_a_broken_baseline_is_said(collection: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (collection / "baseline.json").write_text("[]")
    assert run(collection) == 2
    assert "is no baseline" in capsys.readouterr().err
