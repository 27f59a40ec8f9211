"""What may go to LibreOffice, by which filter, and what is refused before it could open what is left of a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from extractors.convert.screen import screened
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.source import Source

from .ole2 import compound, word

DATA = Path(__file__).parent / "data"
ODT = (DATA / "form.odt").read_bytes()
FODT = (DATA / "form.fodt").read_bytes()
RTF = (DATA / "form.rtf").read_bytes()
DOC = (DATA / "form.doc").read_bytes()


def verdict(data: bytes, limits: Limits = Limits()) -> str:
    """The filter, or the code."""
    try:
        return screened(Source.of("form", data), limits).filter
    except ReadError as error:
        return error.code


def odt(changes: Mapping[str, bytes | None]) -> bytes:
    """The form's .odt with members changed, added or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ODT)) as form, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        members = {info.filename: form.read(info) for info in form.infolist()} | changes
        for name, data in members.items():
            if data is not None:
                made.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (DOC, "MS Word 97"),
        (RTF, "Rich Text Format"),
        (b"\xef\xbb\xbf \r\n" + RTF, "Rich Text Format"),
        (ODT, "writer8"),
        (FODT, "OpenDocument Text Flat XML"),
        (compound({"WordDocument": word(0xC1)}), "MS Word 97"),
        (compound({"WordDocument": word(0x010C)}), "MS Word 97"),
        (compound({"WordDocument": word(0x68)}), "MS Word 95"),
        (compound({"WordDocument": word(0x67)}), "MS Word 95"),
        (compound({"WordDocument": word(0x65)}), "MS WinWord 6.0"),
        (compound({"MatOST": bytes(5000)}), "MS_Works"),
    ],
)
def test_the_filter_is_named_for_what_the_bytes_are(data: bytes, expected: str) -> None:
    assert verdict(data) == expected


def test_every_filter_has_an_ending_that_libreoffice_knows() -> None:
    endings = [screened(Source.of("x", data), Limits()).ending for data in (DOC, RTF, ODT, FODT, compound({"MatOST": bytes(5000)}))]
    assert endings == ["doc", "rtf", "odt", "fodt", "wps"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (compound({"WordDocument": word(flags=0x0100)}), "encrypted"),
        (compound({"WordDocument": word(ident=0x1234)}), "corrupt"),
        (compound({"Something": bytes(5000)}), "truncated"),
        (odt({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "encrypted"),
        (odt({"META-INF/manifest.xml": None}), "corrupt"),
        (odt({"content.xml": None}), "corrupt"),
        (ODT[:1000] + b"\xff" * 2000 + ODT[3000:], "corrupt"),
        (FODT.replace(b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1), "corrupt"),
        (FODT.replace(b"?>", b"?><!DOCTYPE a>", 1).decode().encode("utf-16"), "corrupt"),
    ],
)
def test_locked_and_damaged_files_are_refused(data: bytes, code: str) -> None:
    assert verdict(data) == code


@pytest.mark.parametrize("whole", [DOC, ODT, FODT, RTF], ids=["doc", "odt", "fodt", "rtf"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_what_is_cut_off_is_truncated(whole: bytes, share: float) -> None:
    assert verdict(whole[: int(len(whole) * share)]) == "truncated"


@pytest.mark.parametrize("tail", [b"", b"\r\n", b"\x00", b"\x1a", b"trailing bytes", b"\\\\bin9 {"[:6]])
def test_bytes_behind_the_last_brace_of_an_rtf_are_no_damage(tail: bytes) -> None:
    assert verdict(b"{\\rtf1 a{b\\}c}}" + tail) == "Rich Text Format"


@pytest.mark.parametrize(
    "text",
    [b"{\\rtf1 a", b"{\\rtf1 {a}", b"{\\rtf1 a\\}", b"{\\rtf1 {\\bin3 }}}a}b", b"{\\rtf1 \\bin9999999 }x", b"{\\rtf1 \\\\\\bin3 }}}"],
)
def test_an_rtf_whose_outermost_group_is_open_is_truncated(text: bytes) -> None:
    assert verdict(text) == "truncated"


def test_an_archive_under_a_password_is_encrypted() -> None:
    locked = bytearray(ODT)
    at = 0
    while (at := locked.find(b"PK\x01\x02", at)) >= 0:
        locked[at + 8] |= 1
        at += 4
    assert verdict(bytes(locked)) == "encrypted"


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (DOC, Limits(bytes=1000)),
        (odt({"content.xml": b" " * 2_000_000}), Limits(part=1_000_000)),
        (odt({"Pictures/1.bmp": b" " * 2_000_000}), Limits(inflated=1_000_000)),
        (ODT, Limits(members=3)),
    ],
    ids=["bytes", "part", "inflated", "members"],
)
def test_bombs_are_too_large(data: bytes, limits: Limits) -> None:
    assert verdict(data, limits) == "too-large"


def test_binary_pieces_of_an_rtf_hold_no_braces() -> None:
    assert verdict(b"{\\rtf1 {\\pict\\bin4 {{{{}}") == "Rich Text Format"
    assert verdict(b"{\\rtf1 \\\\bin4 {{{{}}") == "truncated"  # an escaped backslash, then four letters
    assert verdict(b"{\\rtf1 " + b"\\bin0 " * 20_000 + b"}") == "too-large"


def xml(body: bytes) -> dict[str, bytes | None]:
    return {"content.xml": b"<a>" + body + b"</a>"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<b>" * 200 + b"</b>" * 200, "writer8"),
        (b"<b>" * 300 + b"</b>" * 300, "too-large"),
        (b"<b>", "corrupt"),
        (b"<!DOCTYPE a>", "corrupt"),
        (b"\xff\xfe", "corrupt"),
    ],
)
def test_the_xml_of_an_odt_is_looked_over(body: bytes, code: str) -> None:
    assert verdict(odt(xml(body))) == code


def test_a_flat_file_that_ends_with_a_tag_is_truncated_all_the_same() -> None:
    assert verdict(FODT[: FODT.rindex(b"</table:table-row>") + len(b"</table:table-row>")]) == "truncated"


def test_a_document_type_behind_other_xml_is_refused() -> None:
    declared = FODT.replace(b"?>", b"?><!-- a --><!DOCTYPE office:document [<!ENTITY b 'c'>]>", 1)
    assert verdict(declared) == "corrupt"
