from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.limits import Limits
from pipeline.intake.archives import Member, Refused, Shelf, members
from pipeline.intake.outcome import Content, Listed

TEXT = "绩效目标\n".encode()


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


class Named(zipfile.ZipInfo):
    """A member whose name is these very bytes, as programs write it that know nothing of UTF-8; zipfile itself does."""

    def __init__(self, raw: bytes, extra: bytes = b"") -> None:
        super().__init__(raw.decode("cp437"))
        self.raw = raw
        self.extra = extra

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, 0


def put(tmp_path: Path, data: bytes, name: str = "upload.zip") -> bytes:
    (tmp_path / name).write_bytes(data)
    return os.fsencode(tmp_path / name)


def look(path: bytes, limits: Limits = Limits()) -> dict[str, str]:
    """What became of each name: `content`, `listed`, an error's code or a finding's."""
    told: dict[str, str] = {}
    for one in members(path, "upload.zip", limits):
        if isinstance(one, Refused):
            told[one.label] = one.note.code
        elif isinstance(one.outcome, ReadError):
            told[one.label] = one.outcome.code
        else:
            told[one.label] = type(one.outcome).__name__.lower()
    return told


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    path = put(tmp_path, zipped(("财政局/2022.txt", TEXT), ("财政局/", b""), ("notes.md", b"# x"), ("empty.docx", b"")))
    assert look(path) == {"upload.zip/财政局/2022.txt": "content", "upload.zip/notes.md": "listed", "upload.zip/empty.docx": "empty"}


def test_members_are_read_by_their_address(tmp_path: Path) -> None:
    inner = zipped(("a.txt", TEXT), ("b.txt", TEXT * 2)).replace(b"b.txt", b"a.txt")
    path = put(tmp_path, zipped(("x.md", b""), ("inner.zip", inner)))
    found = [one for one in members(path, "u.zip", Limits()) if isinstance(one, Member) and isinstance(one.outcome, Content)]
    assert [(one.label, one.inside) for one in found] == [("u.zip/inner.zip/a.txt", "1/0"), ("u.zip/inner.zip/a.txt#2", "1/1")]
    shelf = Shelf()
    assert [shelf.read(path, one.inside, Limits()) for one in found] == [TEXT, TEXT * 2]
    assert shelf.read(path, "0", Limits()) == b""
    assert shelf.read(path, "1/1", Limits()) == TEXT * 2
    for address in ("7", "1/7"):
        with pytest.raises(ReadError, match="it changed"):
            shelf.read(path, address, Limits())
    other = put(tmp_path, zipped(("b.txt", b"b")), "other.zip")
    assert shelf.read(other, "0", Limits()) == b"b"
    shelf.close()


@pytest.mark.parametrize(
    ("info", "label"),
    [
        (Named("财政局/绩效.txt".encode("gbk")), "财政局/绩效.txt"),
        (Named("财政局\\绩效.txt".encode("gbk")), "财政局/绩效.txt"),
        (Named("财政局/绩效.txt".encode()), "财政局/绩效.txt"),
        (Named(b"\xff\xff.txt"), "\\xff\\xff.txt"),
    ],
)
def test_names_as_the_program_that_wrote_them_meant_them(tmp_path: Path, info: zipfile.ZipInfo, label: str) -> None:
    assert look(put(tmp_path, zipped((info, TEXT)))) == {f"upload.zip/{label}": "content"}


def test_the_unicode_name_in_the_extra_field_counts_where_it_belongs_to_the_name(tmp_path: Path) -> None:
    raw, real = b"??.txt", "绩效.txt".encode()
    for crc, label in ((zlib.crc32(raw), "绩效.txt"), (0, "??.txt")):
        extra = struct.pack("<HHBI", 0x7075, 5 + len(real), 1, crc) + real
        assert look(put(tmp_path, zipped((Named(raw, extra), TEXT)))) == {f"upload.zip/{label}": "content"}


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt", "C:\\x.txt"])
def test_what_leads_out_of_the_archive_is_a_finding(tmp_path: Path, name: str) -> None:
    told = look(put(tmp_path, zipped((name, TEXT), ("good.txt", TEXT))))
    assert sorted(told.values()) == ["archive.traversal", "content"]


def test_bombs_are_findings(tmp_path: Path) -> None:
    small = Limits(bytes=1 << 20, inflated=2 << 20, members=50)
    zeros = bytes(1 << 20)
    flat = put(tmp_path, zipped(*((f"{n}.txt", zeros) for n in range(40))))
    assert look(flat, small)["upload.zip"] == "archive.inflates"
    assert look(put(tmp_path, zipped(("big.txt", zeros + b"x"))), small) == {"upload.zip/big.txt": "too-large"}
    assert look(put(tmp_path, zipped(*((f"{n}.md", b"") for n in range(60)))), small)["upload.zip"] == "archive.members"
    nested = zipped(("a.txt", TEXT))
    for _ in range(5):
        nested = zipped(("z.zip", nested))
    assert list(look(put(tmp_path, nested)).values()) == ["archive.depth"]


def test_an_archive_that_inflates_to_itself_ends(tmp_path: Path) -> None:
    """Every level holds ten of the next; what they inflate to is counted over all levels."""
    level = zipped(("a.txt", bytes(1 << 20)))
    for _ in range(2):
        level = zipped(*((f"{n}.zip", level) for n in range(10)))
    assert look(put(tmp_path, level), Limits(inflated=8 << 20))["upload.zip"] == "archive.inflates"


def test_damage_is_Named(tmp_path: Path) -> None:
    good = zipped(("a.txt", TEXT * 50), ("b.docx", b"PK"), method=zipfile.ZIP_STORED)
    assert look(put(tmp_path, good.replace(TEXT * 50, TEXT * 49 + b"!" * len(TEXT))))["upload.zip/a.txt"] == "corrupt"
    for data, code in ((good[:-30], "corrupt"), (b"PK", "corrupt"), (b"MSCF" + bytes(50), "unsupported")):
        with pytest.raises(ReadError) as raised:
            look(put(tmp_path, data))
        assert raised.value.code == code


def test_encrypted_and_odd_members(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.docx", b"x"), ("b.md", b"x")))
    for at in (data.find(b"PK\x01\x02") + 8, data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1) + 8):
        data[at] |= 1
    assert look(put(tmp_path, bytes(data))) == {"upload.zip/a.docx": "encrypted", "upload.zip/b.md": "listed"}
    assert look(put(tmp_path, zipped(("a.docx", b"x"), method=zipfile.ZIP_LZMA))) == {"upload.zip/a.docx": "unsupported"}
    link = zipfile.ZipInfo("link.docx")
    link.external_attr = 0o120777 << 16
    assert look(put(tmp_path, zipped((link, b"/etc/passwd")))) == {"upload.zip/link.docx": "listed"}


def test_packages_of_other_programs_are_no_folders(tmp_path: Path) -> None:
    path = put(tmp_path, zipped(("mimetype", b"application/epub+zip"), ("cover.png", b"\x89PNG\r\n\x1a\n")))
    assert [one.outcome for one in members(path, "book.epub", Limits()) if isinstance(one, Member)] == [Listed("no format that is read")]
