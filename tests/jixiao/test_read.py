"""`read` takes what a program has in hand; `read_many` never stops at one of many."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import jixiao

FORM = "2022年部门预算绩效文本\n\n1.车辆保险费绩效目标表\n\n\t713001妇联本级\n\t单位：万元\n\n\t项目名称\n\t车辆保险费\n\n".encode()


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(FORM)
    return path


def test_a_path_bytes_and_open_files_give_the_same_rows(form: Path) -> None:
    expected = jixiao.read(form).rows
    assert expected["documents"][0]["path"] == "a.txt"
    assert jixiao.read(FORM, name="a.txt").rows == expected
    assert jixiao.read(memoryview(FORM), name="a.txt").rows == expected
    assert jixiao.read(io.BytesIO(FORM), name="a.txt").rows == expected
    with form.open("rb") as file:
        assert jixiao.read(file).rows == expected


def test_a_function_is_told_how_far_a_conversion_is(form: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    jixiao.convert(form, tmp_path / "out", formats=["csv"], workers=1, progress=lambda *said: told.append(said))
    assert told == [("found", 0, None), ("found", 1, None), ("read", 0, 1), ("read", 1, 1)]


def test_what_has_no_name_is_a_document() -> None:
    assert jixiao.read(FORM).document["path"] == "document"
    assert jixiao.read(b"").document["error_code"] == "empty"


def test_an_open_file_has_bounds_and_gives_bytes() -> None:
    small = jixiao.Options(limits=jixiao.Limits(bytes=10))
    assert jixiao.read(io.BytesIO(FORM), small, name="a.txt").document["error_code"] == "too-large"
    with pytest.raises(TypeError, match="mode 'rb'"):
        jixiao.read(io.StringIO("x"))  # type: ignore[arg-type]


def test_errors_are_results_among_many(form: Path) -> None:
    said = [one.document["error_code"] for one in jixiao.read_many([b"", form.with_name("none.txt"), form])]
    assert said[:2] == ["empty", "unreadable"]
    assert said[2] == jixiao.read(form).document["error_code"]
    with pytest.raises(FileNotFoundError):
        jixiao.read(form.with_name("none.txt"))
