"""A PDF that a transfer damaged is read as it was before it, or said to be damaged; a whole one is left as it is."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from extractors.document import Paragraph
from extractors.readers.pdf import read
from extractors.readers.pdf_damage import repaired
from tests.hostile import pdfs, texts

LINES = [f"Line {number} {number * 7919 % 10007}" for number in range(60)]


def deflated(seed: int = 0) -> bytes:
    """A page of many lines, its content deflated: with line feeds among the bytes, as any compressed data of that length has."""
    luck = random.Random(seed)
    shown = b"".join(b"(%s) Tj 0 -12 Td\n%%%d\n" % (line.encode(), luck.randrange(10**9)) for line in LINES)
    content = zlib.compress(b"BT /F 9 Tf 72 800 Td\n" + shown + b"ET", 9)
    assert b"\n" in content
    return pdfs.one(changed={4: pdfs.stream(content, b"/Filter/FlateDecode")})


def said(data: bytes) -> tuple[list[str], list[str], bool]:
    document = read(data)
    shown = "".join("".join(block.text.split()) for block in document.blocks if isinstance(block, Paragraph))
    return [line for line in LINES if line.replace(" ", "") in shown], [remark.note.code for remark in document.remarks], document.partial


@pytest.mark.parametrize("seed", range(8))
def test_line_ends_of_a_transfer_as_text_are_restored(seed: int) -> None:
    whole = deflated(seed)
    assert said(whole) == (LINES, [], False)
    assert said(texts.mangled(whole)) == (LINES, ["file.text-transfer"], True)
    assert repaired(texts.mangled(whole))[0] == whole


def test_a_damaged_stream_is_named() -> None:
    whole = bytearray(deflated())
    start = whole.index(b"stream\n", whole.index(b"4 0 obj")) + 300
    whole[start : start + 40] = bytes(range(40))
    found, codes, partial = said(bytes(whole))
    assert len(found) < len(LINES)
    assert (codes, partial) == (["file.damaged-streams"], True)


def test_a_whole_file_is_left_as_it_is(samples: Path) -> None:
    for path in (*samples.rglob("*.pdf"),):
        data = path.read_bytes()
        assert repaired(data) == (data, [])
    assert repaired(b"") == (b"", [])
    assert repaired(pdfs.one().replace(b"\n", b"\r\n")) == (pdfs.one().replace(b"\n", b"\r\n"), [])
