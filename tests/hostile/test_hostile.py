"""Hostile submissions in one batch: each gets its row and its code, none costs another, nothing is written elsewhere, nothing hangs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.batch.jobs import Limits
from pipeline.conversion import convert

from .bytes_of import OFFICE, PDF, PLAIN, WEB, Kinds
from .expected import EXPECTED
from .places import NAMES, broken_names, deep_folder, no_files, sparse
from .shown import PICTURES, PICTURES_EXPECTED, SLOW_PICTURES, SLOW_PICTURES_EXPECTED
from .slow import SLOW, SLOW_EXPECTED
from .texts import FORM

SECONDS = 30.0  # a file, on a busy machine; none needs a tenth of it


def outcomes(output: Path) -> dict[str, str]:
    """The code of each document that failed, the status of each other, by path."""
    with (output / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["error_code"] or row["status"] for row in csv.DictReader(file)}


def differences(found: Mapping[str, str], expected: Mapping[str, str]) -> dict[str, tuple[str | None, str | None]]:
    return {path: (found.get(path), expected.get(path)) for path in sorted({*found, *expected}) if found.get(path) != expected.get(path)}


def laid(folder: Path, kinds: Kinds) -> None:
    folder.mkdir(parents=True)
    for name, make in kinds.items():
        (folder / name).write_bytes(make())


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_every_kind_of_file_gets_its_code_in_one_batch(tmp_path: Path) -> None:
    inbox, output = tmp_path / "in", tmp_path / "out"
    for family, kinds in (("office", OFFICE), ("pdf", PDF), ("plain", PLAIN), ("web", WEB)):
        laid(inbox / family, kinds)
    for number in range(5):
        (inbox / f"good{number}.txt").write_text(FORM.replace("车辆保险费", f"车辆保险费{number}"), encoding="utf-8")
    before = everything(tmp_path)
    report = convert(inbox, output, formats=("csv",), workers=2, limits=Limits(seconds=SECONDS))
    assert differences(outcomes(output), {**EXPECTED, **{f"good{number}.txt": "ok" for number in range(5)}}) == {}
    assert report.exit_code == 1
    assert report.crashes == ()
    assert {path for path in everything(tmp_path) - before if not path.startswith("out")} == set()
    assert not Path("/tmp/escaped.txt").exists()


def test_every_kind_of_picture_gets_its_code_in_one_batch(tmp_path: Path) -> None:
    inbox, output = tmp_path / "in", tmp_path / "out"
    laid(inbox, PICTURES)
    (inbox / "good.txt").write_text(FORM, encoding="utf-8")
    report = convert(inbox, output, formats=("csv",), workers=2, limits=Limits(seconds=SECONDS))
    assert differences(outcomes(output), {**PICTURES_EXPECTED, "good.txt": "ok"}) == {}
    assert report.crashes == ()


def test_any_name_is_read_and_reported_and_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    inbox, output = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    expected = {}
    for number, name in enumerate(NAMES):
        (inbox / name).write_text(f"{FORM}{number}", encoding="utf-8")
        expected[name] = "ok"
    expected |= broken_names(inbox, FORM.encode())
    expected[deep_folder(inbox, FORM.encode())] = "ok"
    no_files(inbox)
    sparse(inbox)
    expected |= dict.fromkeys(("pipe.docx", "socket.docx"), "not-a-document")
    expected |= dict.fromkeys(("loop.docx", "dangling.docx"), "unreadable")
    expected["giant.docx"] = "too-large"
    convert(inbox, output, formats=("csv",), workers=2, limits=Limits(seconds=SECONDS))
    assert differences(outcomes(output), expected) == {}
    assert json.loads((output / "run.json").read_text("utf-8"))["counts"]


@pytest.mark.prove
def test_what_takes_its_time_ends_in_time(tmp_path: Path) -> None:
    inbox, output = tmp_path / "in", tmp_path / "out"
    laid(inbox, {**SLOW, **SLOW_PICTURES})
    (inbox / "good.txt").write_text(FORM, encoding="utf-8")
    convert(inbox, output, formats=("csv",), workers=2, limits=Limits(seconds=60))
    assert differences(outcomes(output), {**SLOW_EXPECTED, **SLOW_PICTURES_EXPECTED, "good.txt": "ok"}) == {}


def test_the_set_is_as_large_as_it_is_said_to_be() -> None:
    assert len(OFFICE) + len(PDF) + len(PLAIN) + len(WEB) + len(NAMES) >= 80
