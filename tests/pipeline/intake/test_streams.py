"""Archives that libarchive reads. What needs the library is a proof: `make prove` installs it first."""

from __future__ import annotations

import io
import os
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.limits import Limits
from pipeline.intake.archives import Member, Refused, Shelf, members
from pipeline.intake.outcome import Content

TEXT = "绩效目标\n".encode()
SEVEN = b"7z\xbc\xaf\x27\x1c" + bytes(50)


def packed(
    tmp_path: Path, *files: tuple[str | bytes, bytes], form: str = "7zip", packing: str | None = None, kind: int = 0o100000
) -> bytes:
    import libarchive

    path = tmp_path / "made"
    link = {"linkpath": "/etc/passwd"} if kind == 0o120000 else {}
    with libarchive.file_writer(str(path), form, packing) as archive:
        for name, content in files:
            archive.add_file_from_memory(name, len(content), content, filetype=kind, **link)
    return path.read_bytes()


def rar(*files: tuple[bytes, bytes, int], flags: int = 0) -> bytes:
    """A .rar of version 4 whose members are stored as they are: name, content, attributes (the format notes of unrar, technote.txt)."""

    def block(kind: int, flag: int, body: bytes) -> bytes:
        rest = struct.pack("<BHH", kind, flag, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest

    data = b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6))
    for name, content, mode in files:
        body = struct.pack("<IIBIIBBHI", len(content), len(content), 3, zlib.crc32(content), 0, 20, 0x30, len(name), mode)
        data += block(0x74, 0x8000 | flags, body + name) + content
    return data + block(0x7B, 0x4000, b"")


def put(tmp_path: Path, data: bytes) -> bytes:
    (tmp_path / "upload").write_bytes(data)
    return os.fsencode(tmp_path / "upload")


def look(path: bytes, limits: Limits = Limits()) -> dict[str, str]:
    told: dict[str, str] = {}
    for one in members(path, "u", limits):
        if isinstance(one, Refused):
            told[one.label] = one.note.code
        else:
            told[one.label] = one.outcome.code if isinstance(one.outcome, ReadError) else type(one.outcome).__name__.lower()
    return told


def code(path: bytes) -> str:
    with pytest.raises(ReadError) as raised:
        look(path)
    return raised.value.code


@pytest.mark.parametrize("missing", ["libarchive", "libarchive.ffi"])
@pytest.mark.parametrize("data", [SEVEN, rar()])
def test_without_the_library_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, data: bytes) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "libarchive"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ReadError, match=r"apt-get install libarchive13, pip install 'jixiao\[archives\]'") as raised:
        look(put(tmp_path, data))
    assert raised.value.code == "unsupported"


def test_a_system_without_the_library_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python package is there, what it loads is not."""
    for name in [name for name in sys.modules if name.split(".")[0] == "libarchive"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setenv("LIBARCHIVE", str(tmp_path / "no-such-library.so"))
    assert code(put(tmp_path, SEVEN)) == "unsupported"


@pytest.mark.prove
@pytest.mark.parametrize(("form", "packing"), [("7zip", None), ("pax", None), ("gnutar", "gzip")])
def test_an_archive_is_a_folder(tmp_path: Path, form: str, packing: str | None) -> None:
    files = (("财政局/2022.txt", TEXT), ("notes.md", b"# x"), ("b.txt", TEXT * 9000), ("empty.docx", b""))
    path = put(tmp_path, packed(tmp_path, *files, form=form, packing=packing))
    assert look(path) == {"u/财政局/2022.txt": "content", "u/notes.md": "listed", "u/b.txt": "content", "u/empty.docx": "empty"}
    found = {one.label: one for one in members(path, "u", Limits()) if isinstance(one, Member) and isinstance(one.outcome, Content)}
    shelf = Shelf()
    for label in ("u/b.txt", "u/财政局/2022.txt", "u/财政局/2022.txt", "u/b.txt"):
        assert shelf.read(path, found[label].inside, Limits()) == dict(files)[label.removeprefix("u/")]
    with pytest.raises(ReadError, match="it changed"):
        shelf.read(path, "9", Limits())
    shelf.close()


@pytest.mark.prove
def test_rar_is_a_folder(tmp_path: Path) -> None:
    files = (("绩效.txt".encode("gbk"), TEXT, 0o100644), (b"link.txt", b"/etc/passwd", 0o120777), (b"../out.txt", TEXT, 0o100644))
    path = put(tmp_path, rar(*files))
    assert look(path) == {"u/绩效.txt": "content", "u/link.txt": "listed", "u/../out.txt": "archive.traversal"}
    shelf = Shelf()
    assert shelf.read(path, "0", Limits()) == TEXT
    shelf.close()
    assert look(put(tmp_path, rar((b"a.docx", TEXT, 0o100644), (b"b.md", TEXT, 0o100644), flags=4))) == {
        "u/a.docx": "encrypted",
        "u/b.md": "listed",
    }


@pytest.mark.prove
def test_archives_within_archives(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("in.7z", packed(tmp_path, ("a.txt", TEXT), ("b.txt", TEXT * 2)))
    path = put(tmp_path, packed(tmp_path, ("x.md", b""), ("mid.zip", data.getvalue()), form="ustar"))
    assert look(path) == {"u/x.md": "listed", "u/mid.zip/in.7z/a.txt": "content", "u/mid.zip/in.7z/b.txt": "content"}
    shelf = Shelf()
    assert [shelf.read(path, place, Limits()) for place in ("1/0/1", "1/0/0")] == [TEXT * 2, TEXT]
    shelf.close()
    nested = packed(tmp_path, ("a.txt", TEXT))
    for _ in range(4):
        nested = packed(tmp_path, ("z.7z", nested))
    assert list(look(put(tmp_path, nested)).values()) == ["archive.depth"]


@pytest.mark.prove
@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt", "C:\\x.txt"])
def test_what_leads_out_of_the_archive_is_a_finding(tmp_path: Path, name: str) -> None:
    told = look(put(tmp_path, packed(tmp_path, (name, TEXT), ("good.txt", TEXT))))
    assert sorted(told.values()) == ["archive.traversal", "content"]


@pytest.mark.prove
@pytest.mark.parametrize("kind", [0o120000, 0o010000, 0o020000])
def test_links_pipes_and_devices_are_listed(tmp_path: Path, kind: int) -> None:
    assert look(put(tmp_path, packed(tmp_path, ("x.docx", b""), form="ustar", kind=kind))) == {"u/x.docx": "listed"}


@pytest.mark.prove
def test_bombs_are_findings(tmp_path: Path) -> None:
    small, zeros = Limits(bytes=1 << 20, inflated=2 << 20, members=50), bytes(1 << 20)
    assert look(put(tmp_path, packed(tmp_path, *((f"{n}.txt", zeros) for n in range(40)))), small)["u"] == "archive.inflates"
    assert look(put(tmp_path, packed(tmp_path, *((f"{n}.png.md", zeros) for n in range(40)))), small)["u"] == "archive.inflates"
    assert look(put(tmp_path, packed(tmp_path, ("big.txt", zeros + b"x"), ("a.txt", TEXT))), small) == {
        "u/big.txt": "too-large",
        "u/a.txt": "content",
    }
    assert look(put(tmp_path, packed(tmp_path, *((f"{n}.md", b"x") for n in range(60)))), small)["u"] == "archive.members"


@pytest.mark.prove
def test_damage_has_a_code(tmp_path: Path) -> None:
    good = packed(tmp_path, ("a.txt", os.urandom(5000)), ("b.txt", TEXT))
    tar = packed(tmp_path, ("a.txt", os.urandom(5000)), ("b.txt", TEXT), form="ustar", packing="gzip")
    for data in (SEVEN, good[:-20], good[:40], tar[:5], rar()[:15]):
        assert code(put(tmp_path, data)) in ("corrupt", "unsupported")
    found = members(put(tmp_path, good[:500] + bytes(64) + good[564:]), "u", Limits())
    assert str(getattr(next(found), "outcome", "")).startswith("corrupt")
    with pytest.raises(ReadError, match="corrupt"):  # what follows in the same stream is lost with it, and the archive says so
        next(found)
    assert code(put(tmp_path, zlib.compress(TEXT, wbits=31))) == "unsupported"
