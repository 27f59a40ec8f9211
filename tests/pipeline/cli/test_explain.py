from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Jixiao = Callable[..., subprocess.CompletedProcess[str]]


def test_what_stands_there_and_what_was_made_of_it(jixiao: Jixiao, inbox: Path) -> None:
    done = jixiao("explain", inbox / "copy.txt")
    assert done.returncode == 0, done.stderr
    for words in ("what stands on the page", "grid of", "│产出指标", "车辆保险费", "0.40 → 4000", "column:target", "findings:"):
        assert words in done.stdout


def test_as_json_with_place_rule_and_value(jixiao: Jixiao, inbox: Path) -> None:
    told = json.loads(jixiao("explain", inbox / "copy.txt", "--json").stdout)
    value = next(field for field in told["fields"] if (field["table"], field["field"], field["raw"]) == ("indicators", "value", "≤2%"))
    assert (value["value"], bool(value["rule"]), "grid_row" in value["where"]) == ("2", True, True)
    assert {"document", "form", "blocks", "fields", "labels", "findings"} == set(told)
    assert any(label["text"] == "指标值" and label["meaning"] == "column:target" for label in told["labels"])


def test_a_file_that_cannot_be_read_says_why(jixiao: Jixiao, inbox: Path) -> None:
    broken = jixiao("explain", inbox / "broken.docx")
    assert (broken.returncode, "failed (not-a-document)" in broken.stdout) == (2, True)
    missing = jixiao("explain", inbox / "none.docx")
    assert (missing.returncode, "none.docx: The file cannot be opened" in missing.stderr) == (2, True)


def test_a_picture_is_for_pdf(jixiao: Jixiao, inbox: Path, tmp_path: Path) -> None:
    done = jixiao("explain", inbox / "copy.txt", "--image", tmp_path / "images")
    assert (done.returncode, "--image" in done.stderr) == (2, True)
