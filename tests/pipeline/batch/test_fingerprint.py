from __future__ import annotations

from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from extractors.limits import Limits
from pipeline.batch.fingerprint import content, fingerprint, versions
from pipeline.submission import Options


def test_every_choice_that_changes_a_result_changes_the_fingerprint(tmp_path: Path) -> None:
    plain = Options()
    labels = tmp_path / "labels.toml"
    labels.write_text('target = ["目标"]')
    chosen = [plain, replace(plain, cross_check=True), replace(plain, limits=Limits(pages=1)), replace(plain, vocabulary=labels)]
    assert len({fingerprint(options) for options in chosen}) == len(chosen)


def test_a_file_of_labels_counts_by_its_content_not_by_its_place(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "labels.toml", tmp_path / "b" / "labels.toml"
    for path in (first, second):
        path.parent.mkdir()
        path.write_text('target = ["目标"]')
    assert content(first) == content(second)
    second.write_text('target = ["目标", "标准"]')
    assert content(first) != content(second)
    assert content(first.parent) != content(second.parent)


def test_the_libraries_that_read_for_us_are_named_with_their_versions() -> None:
    assert {"jixiao", "python", "lxml", "pypdfium2", "python-docx", "regex"} <= set(versions())


def test_an_extra_that_reads_changes_the_fingerprint_when_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan that was no-text without recognition is read again with it."""
    with_it = fingerprint(Options())
    assert {"onnxruntime", "opencv-python-headless", "libarchive-c"} <= set(versions())
    assert not {"distributed", "s3fs", "pytest"} & set(versions())
    version = metadata.version

    def without(name: str) -> str:
        if name == "onnxruntime":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without)
    assert fingerprint(Options()) != with_it
