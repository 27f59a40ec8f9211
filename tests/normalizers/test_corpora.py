"""The corpora: what each spelling becomes, by shape, and a set written down before the reader existed."""

from __future__ import annotations

import pytest

from normalizers import Context, normalize
from normalizers.value import brief

from .corpora import FOLDER, all_lines, lines


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_spelling_becomes_its_value(path) -> None:  # type: ignore[no-untyped-def]  # a Path, parametrized
    wrong = [
        f"{spelling!r} {context.name or ''}: expected {value}, got {brief(normalize(spelling, context))}"
        for value, context, spelling in lines(path)
        if brief(normalize(spelling, context)) != value
    ]
    assert not wrong, "\n".join(wrong)


def test_what_cannot_be_read_never_becomes_a_number_in_silence() -> None:
    for _, context, spelling in all_lines():
        value = normalize(spelling, context)
        if value.kind == "text":
            assert value.value is None
            assert value.notes, f"{spelling!r} is text without a note"
        if value.kind in ("quantity", "range") and value.unit is None and value.rule != "zero event":
            assert any(note.code == "value.unit-missing" for note in value.notes), spelling


def test_the_corpora_hold_every_shape() -> None:
    kinds = {normalize(spelling, context).kind for _, context, spelling in all_lines()}
    assert kinds == {"quantity", "range", "boolean", "date", "qualitative", "composite", "text", "missing"}


def test_nothing_is_taken_from_a_context_that_is_not_there() -> None:
    assert brief(normalize("9月底前", Context())) == "date le month"
    assert [note.code for note in normalize("9月底前", Context()).notes] == ["value.year-missing"]
