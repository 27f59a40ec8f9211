"""Bytes to text: every encoding that the field's text files come in, and bytes that are no text."""

from __future__ import annotations

import codecs
import random

import pytest

from extractors.encoding import decodable, decode
from extractors.errors import ReadError

TEXT = "项目支出绩效目标表\n\t项目名称\n\t镕基工程㎡ ≥90%\n\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    decoded = decodable(data)
    assert (decoded.text, decoded.encoding, decoded.damaged) == (TEXT, encoding, 0)


def test_a_four_byte_character_of_gb18030_is_read() -> None:
    assert decode("𠮷字".encode("gb18030")).text == "𠮷字"


def test_a_damaged_byte_is_counted_and_the_rest_kept() -> None:
    data = bytearray((TEXT * 200).encode())
    data[7] = 0xFF
    decoded = decodable(bytes(data))
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.damaged <= 3
    assert decoded.text.endswith(TEXT * 199)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"%PDF\x00\x01\x02\xff\xfe\xfd" * 40, b"\x00" * 100, b"\x80\xff" * 90])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decodable(data)
    assert caught.value.code == "corrupt"


def test_a_stray_zero_byte_changes_no_encoding() -> None:
    for encoding in ("utf-8", "gb18030"):
        decoded = decodable((TEXT * 20).encode(encoding) + b"\0")
        assert (decoded.encoding, decoded.text) == (encoding, TEXT * 20 + "\0")


def test_noise_is_never_read_in_silence() -> None:
    noise = random.Random(7)
    outcomes = [_outcome(noise.randbytes(length)) for length in (64, 200, 1001, 4096)]
    assert outcomes == ["corrupt"] * 4


def _outcome(data: bytes) -> str:
    try:
        return decodable(data).encoding
    except ReadError as error:
        return error.code


def test_utf8_cut_within_a_character_stays_utf8() -> None:
    decoded = decode((TEXT * 20 + "绩").encode()[:-1])
    assert (decoded.encoding, decoded.damaged) == ("utf-8", 1)
    assert decoded.text.startswith(TEXT * 19)


def test_gb18030_is_never_taken_for_torn_utf8() -> None:
    assert decode((TEXT * 20).encode("gb18030")).encoding == "gb18030"
