"""A text layer that lies: pages with signs of it are read from their pixels, and what these show otherwise is a finding, never a value."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from extractors.limits import Limits
from extractors.readers.pdf_suspect import suspect_pages
from pipeline import crosscheck
from pipeline.submission import Options, Submission, process

SAMPLES = Path(__file__).parents[2] / "samples" / "forms"
SAMPLE = SAMPLES / "zhejiang-kaihua-xiangmu-2022" / "zhejiang-kaihua-xiangmu-2022.pdf"
OBJECT = re.compile(rb"(\d+) 0 obj\s*<<[^>]*>>\s*stream\r?\n")
PRIVATE = "\ue123"


def remapped(data: bytes, changes: dict[str, str]) -> bytes:
    """The PDF with other characters in its maps to Unicode: an update behind it, so that every byte of it stays where it was."""
    out, places = bytearray(data), {}
    for found in OBJECT.finditer(data):
        inflate = zlib.decompressobj()
        try:
            text = inflate.decompress(data[found.end() :])
        except zlib.error:
            continue
        if b"beginbfchar" not in text:
            continue
        for one, two in changes.items():
            text = text.replace(b"> <%04X>" % ord(one), b"> <%04X>" % ord(two))
        places[int(found[1])] = len(out)
        out += b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (int(found[1]), len(text), text)
    start = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    head = re.findall(rb"trailer\s*<<(.*?)/ID", data, re.DOTALL)[-1]
    last = int(data[data.rindex(b"startxref") + 9 : data.rindex(b"%%EOF")])
    return bytes(out + b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (head, last, start))


def crosschecked(found: Submission) -> list[tuple[str, str]]:
    return [(row["rule"], row["message"]) for row in found.findings if row["rule"].startswith("crosscheck")]


def process_checked(data: bytes, **more: str) -> Submission:
    return process(data, "a.pdf", "a.pdf", Options(cross_check=True, **more))


@pytest.fixture(scope="module")
def good() -> bytes:
    return SAMPLE.read_bytes()


@pytest.fixture(scope="module")
def bad(good: bytes) -> bytes:
    """Every 9 says that it is a 6, and every 率 says nothing that could be read."""
    return remapped(good, {"9": "6", "率": PRIVATE})


def test_a_map_left_as_it_was_changes_nothing(good: bytes) -> None:
    assert suspect_pages(remapped(good, {}), Limits()) == suspect_pages(good, Limits()) == frozenset()


def test_a_number_that_the_page_shows_otherwise_is_a_finding_with_both_readings_and_its_place(bad: bytes) -> None:
    plain, checked = process(bad, "a.pdf", "a.pdf"), process_checked(bad)
    found = {row["message"]: row for row in checked.findings if row["rule"] == "crosscheck.cell"}
    row = next(row for message, row in found.items() if "“≥66.5%”" in message)
    assert "OCR" in row["message"]
    assert "“≥99.5%”" in row["message"]
    assert "OCR" in row["message_en"]
    assert row["page"] is not None
    assert any("读为“森林火灾受害率”" in message for message in found)
    for table in ("indicators", "funding", "projects"):
        assert checked.rows[table] == plain.rows[table]


def test_cells_that_both_read_alike_are_no_finding(good: bytes, bad: bytes) -> None:
    assert crosschecked(process_checked(good)) == []
    for rule, message in crosschecked(process_checked(bad)):
        assert rule != "crosscheck.cell" or "9" in message or "率”，" in message


def test_without_the_extra_one_remark_says_what_to_install(bad: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.ocr.available", lambda: False)
    (found,) = crosschecked(process_checked(bad))
    assert found[0] == "crosscheck.no-ocr"
    assert "jixiao[ocr]" in found[1]


def test_who_wants_no_pixels_read_gets_none_read(bad: bytes) -> None:
    assert crosschecked(process_checked(bad, ocr="never")) == []


def test_more_suspect_pages_than_are_read_are_named_each(bad: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosscheck, "MOST_PAGES", 0)
    found = crosschecked(process_checked(bad))
    assert {rule for rule, _ in found} == {"crosscheck.not-seen"}
    assert len(found) == len(suspect_pages(bad, Limits()))
