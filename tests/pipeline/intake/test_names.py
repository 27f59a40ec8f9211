from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.names import on_terminal, original, reported


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (b"a.docx", "a.docx"),
        ("绩效.docx".encode(), "绩效.docx"),
        (b"a\\b.docx", "a\\b.docx"),
        (b"\xff.docx", "\\xff.docx"),
        (b"\\xff.docx", "\\\\xff.docx"),
        ("绩效".encode("gbk"), "\\xbc\\xa8Ч"),
    ],
)
def test_a_name_is_reported_as_it_is_unless_its_bytes_are_no_text(name: bytes, text: str) -> None:
    assert reported(name) == text


@given(st.binary(max_size=30) | st.lists(st.sampled_from([b"\\", b"x", b"f", b"\xff", "中".encode()])).map(b"".join))
def test_every_name_is_found_again(name: bytes) -> None:
    text = reported(name)
    text.encode("utf-8")
    assert original(text) == name


def test_on_a_terminal_nothing_in_a_name_acts() -> None:
    assert on_terminal("a\nb\x1b[31m\u202ecod.docx") == "a\\nb\\x1b[31m\\u202ecod.docx"
    assert on_terminal("绩效 2022.docx") == "绩效 2022.docx"
