"""What was converted before: found by content and LibreOffice, whole or not at all, and dropped when nobody lists it any more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.convert.office import Office
from extractors.convert.store import Store
from extractors.errors import ReadError
from extractors.source import is_submission

ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept", Office(Path("soffice"), "build-1"))


def test_what_was_put_is_got(store: Store) -> None:
    assert store.get(ONE) is None
    store.put(ONE, b"docx")
    store.put(TWO, ReadError("timeout", "60 seconds", "60 秒"))
    assert store.get(ONE) == b"docx"
    refused = store.get(TWO)
    assert isinstance(refused, ReadError)
    assert (refused.code, refused.message_zh) == ("timeout", ReadError("timeout", "60 seconds", "60 秒").message_zh)
    assert (store.has(ONE), store.has(TWO)) == (True, False)


def test_another_libreoffice_made_nothing_of_it(store: Store) -> None:
    store.put(ONE, b"docx")
    assert replace(store, office=Office(Path("soffice"), "build-2")).get(ONE) is None


def test_what_went_wrong_is_tried_again_and_what_another_made_dropped(store: Store) -> None:
    other = replace(store, office=Office(Path("soffice"), "build-2"))
    store.put(ONE, b"docx")
    store.put(TWO, ReadError("corrupt"))
    other.put(ONE, b"docx")
    store.forget_refusals()
    assert (store.get(ONE), store.get(TWO), other.get(ONE)) == (b"docx", None, None)


def test_a_file_that_could_be_converted_after_all_has_no_refusal_left(store: Store) -> None:
    store.put(ONE, ReadError("crashed"))
    store.put(ONE, b"docx")
    assert [path.name for path in (store.folder / "build-1").iterdir()] == [f".{ONE}.made"]


def test_what_nobody_lists_and_what_was_half_written_goes(store: Store) -> None:
    store.keep_only(lambda _: True)
    store.put(ONE, b"docx")
    store.put(TWO, b"docx")
    (store.folder / "build-1" / ".torn.tmp").write_bytes(b"do")
    store.keep_only({ONE}.__contains__)
    assert [path.name for path in (store.folder / "build-1").iterdir()] == [f".{ONE}.made"]
    store.forget()
    assert not store.folder.exists()


def test_what_cannot_be_kept_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        store.put(ONE, b"docx")
    assert list((store.folder / "build-1").iterdir()) == []


def test_a_damaged_note_is_none(store: Store) -> None:
    store.put(ONE, ReadError("corrupt"))
    (store.folder / "build-1" / f".{ONE}.json").write_text('["no-such-code"]')
    assert store.get(ONE) is None


def test_what_is_kept_is_nobodys_submission(store: Store) -> None:
    store.put(ONE, (Path(__file__).parent / "data" / "form.docx").read_bytes())
    (kept,) = (store.folder / "build-1").iterdir()
    assert not is_submission(kept.name, kept.read_bytes())


def test_what_is_torn_or_stands_under_another_name_is_not_used(store: Store) -> None:
    store.put(ONE, b"a docx of some length")
    store.put(TWO, ReadError("corrupt"))
    made, refused = (store.folder / "build-1" / f".{ONE}.made"), (store.folder / "build-1" / f".{TWO}.json")
    whole = made.read_bytes()
    for length in range(len(whole)):
        made.write_bytes(whole[:length])
        assert store.get(ONE) is None
        assert not store.has(ONE)
    for place in range(len(whole)):
        made.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.get(ONE) is None
    made.write_bytes(whole)
    assert store.get(ONE) == b"a docx of some length"
    refused.write_bytes(refused.read_bytes()[:-3])
    assert store.get(TWO) is None
    made.replace(store.folder / "build-1" / f".{TWO}.made")
    assert store.get(TWO) is None
