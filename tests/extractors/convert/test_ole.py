"""Streams of an OLE2 file: are their bytes all there?"""

from __future__ import annotations

import pytest

from extractors.convert.ole import Ole
from extractors.errors import ReadError

from .ole2 import END, FREE, WIDTH, compound, linked, word

FILE = compound({"WordDocument": word(), "1Table": bytes(range(256)) * 20})


def code_of(data: bytes, name: str = "WordDocument") -> str:
    try:
        Ole(data).check(name)
    except ReadError as error:
        return error.code
    return "whole"


def test_entries_are_the_first_sector_and_the_size_by_name() -> None:
    assert Ole(FILE).entries == {"Root Entry": (END, 0), "WordDocument": (2, 8192), "1Table": (18, 5120)}


def test_a_stream_begins_where_its_entry_says() -> None:
    assert Ole(FILE).head("1Table", 4) == bytes(range(4))


@pytest.mark.parametrize("name", ["WordDocument", "1Table"])
def test_a_whole_stream_is_whole(name: str) -> None:
    assert code_of(FILE, name) == "whole"


@pytest.mark.parametrize("left", [3 * WIDTH, 5 * WIDTH + 17, 10 * WIDTH])
def test_a_file_that_ends_before_its_stream_is_truncated(left: int) -> None:
    assert code_of(FILE[:left]) == "truncated"


def test_a_last_sector_that_is_cut_behind_the_stream_is_whole() -> None:
    assert code_of(compound({"WordDocument": word(size=8000)})[: (2 + 1) * WIDTH + 8000]) == "whole"


@pytest.mark.parametrize(("following", "expected"), [(END, "corrupt"), (FREE, "corrupt"), (5000, "truncated"), (127, "truncated")])
def test_a_chain_that_breaks_off(following: int, expected: str) -> None:
    assert code_of(linked(FILE, 5, following)) == expected


@pytest.mark.parametrize("following", [2, 3, 5])
def test_a_chain_in_a_circle_is_corrupt(following: int) -> None:
    assert code_of(linked(FILE, 5, following)) == "corrupt"


@pytest.mark.parametrize(("data", "code"), [(FILE[:300], "truncated"), (FILE[:30] + b"\x07\x00" + FILE[32:], "corrupt")])
def test_a_header_that_is_none(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        Ole(data)
    assert caught.value.code == code


def test_a_stream_of_an_embedded_document_is_not_taken_for_the_files_own() -> None:
    first, second = compound({"WordDocument": word()}), compound({"WordDocument": word(), "OordDocument": word(0x67)})
    twice = second.replace("OordDocument".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
    assert Ole(twice).entries == Ole(first).entries
