"""Archives as WinRAR and 7-Zip write them (`archives/README.md`): what libarchive cannot read is said, never silence, never a guess."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.limits import Limits
from pipeline.intake.archives import Member, Shelf, members
from pipeline.intake.outcome import Content
from pipeline.intake.rarheads import RAR4, RAR5, refused

HERE = Path(__file__).parent / "archives"
NUMBERS = "".join(f"{number:03}\n" for number in range(512)).encode()
LINES = "".join(f"产出指标 数量指标 培训人数 ≥{number}人次\n" for number in range(1, 401)).encode()
SEVEN = {"b.txt": LINES, "财政局/2022.txt": "绩效目标\n".encode()}
TWO = {"stest1.txt": NUMBERS, "stest2.txt": NUMBERS}
SUB = {
    "sub/dir1/file1.txt": b"file1\n",
    "sub/dir2/file2.txt": b"file2\n",
    "sub/with space/long fn.txt": b"long fn\n",
    "sub/üȵĩöḋè/file.txt": b"file\n",
}

READ = {
    "lzma2.7z": SEVEN,
    "ppmd.7z": SEVEN,
    "bzip2.7z": SEVEN,
    "deflate.7z": SEVEN,
    "bcj.7z": SEVEN,
    "bcj2.7z": SEVEN,
    "seektest.rar": TWO,
    "rar3-subdirs.rar": SUB,
    "rar5-crc.rar": TWO,
    "rar5-blake.rar": TWO,
    "rar5-quick-open.rar": TWO,
    "rar5-solid.rar": TWO,
    "rar5-solid-qo.rar": {f"{folder}{name}": NUMBERS for folder in ("", "somedir/") for name in TWO},
    "rar5-subdirs.rar": SUB,
}
REFUSED_WHOLE = {
    "password-names.7z": "encrypted",
    "rar3-comment-hpsw.rar": "encrypted",
    "rar5-hpsw.rar": "encrypted",
    "rar3-vols.part3.rar": "unsupported",
    "rar5-vols.part3.rar": "unsupported",
}
OUTCOMES = {
    "password.7z": {"b.txt": "encrypted", "财政局/2022.txt": "encrypted"},
    "rar5-psw.rar": {"stest1.txt": "encrypted", "stest2.txt": "encrypted"},
    "rar5-psw-blake.rar": {"stest1.txt": "encrypted", "stest2.txt": "encrypted"},
    "rar5-dups.rar": {"stest1.txt": "content", **{f"stest{number}.txt": "unsupported" for number in range(2, 10)}},
    "rar5-hlink.rar": {"stest1.txt": "content", "stest2.txt": "listed", "stest3.txt": "listed"},
    "rar5-symlink-unix.rar": {"data.txt": "content", "data_link": "listed", "random_link": "listed"},
    "rar3-symlink-unix.rar": {"data.txt": "content", "data_link": "listed", "random_link": "listed"},
}


def found(name: str) -> dict[str, Member]:
    path = os.fsencode(HERE / name)
    return {one.label.removeprefix("u/"): one for one in members(path, "u", Limits()) if isinstance(one, Member)}


def block(kind: int, flags: int = 0, rest: bytes = b"", extra: bytes = b"", data: bytes = b"") -> bytes:
    """A block of version 5; sizes below 128 alone."""
    sizes = (bytes([len(extra)]) if extra else b"") + (bytes([len(data)]) if data else b"")
    body = bytes([kind, flags | bool(extra) | bool(data) << 1]) + sizes + rest + extra
    return bytes(4) + bytes([len(body)]) + body + data


@pytest.mark.prove
@pytest.mark.parametrize("name", READ)
def test_what_was_packed_comes_out(name: str) -> None:
    made = found(name)
    assert sorted(made) == sorted(READ[name])
    shelf = Shelf()
    for label, content in READ[name].items():
        assert made[label].outcome == Content(hashlib.sha256(content).hexdigest(), len(content))
        assert shelf.read(os.fsencode(HERE / name), made[label].inside, Limits()) == content
    shelf.close()


@pytest.mark.prove
@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_an_archive_that_cannot_be_read_says_why(name: str) -> None:
    with pytest.raises(ReadError) as raised:
        found(name)
    assert raised.value.code == REFUSED_WHOLE[name]


@pytest.mark.prove
@pytest.mark.parametrize("name", OUTCOMES)
def test_a_member_that_cannot_be_read_says_why(name: str) -> None:
    outcomes = {label: one.outcome for label, one in found(name).items()}
    told = {label: one.code if isinstance(one, ReadError) else type(one).__name__.lower() for label, one in outcomes.items()}
    assert told == OUTCOMES[name]


@pytest.mark.prove
def test_solid_version_4_is_read_as_far_as_libarchive_goes() -> None:
    path, made = os.fsencode(HERE / "rar3-solid.rar"), []
    with pytest.raises(ReadError) as raised:
        made.extend(members(path, "u", Limits()))
    assert (len(made), raised.value.code) == (1, "unsupported")


def test_headers_say_which_member_is_encrypted_and_which_a_reference() -> None:
    secret, copy, mtime = b"\x02\x01\x00", b"\x05\x05\x05\x00\x01a", b"\x02\x03\x00"
    comment = block(3, rest=b"CMT", data=b"a comment")
    files = block(2, extra=mtime, data=b"abc") + block(2, extra=mtime + secret) + block(2, extra=copy)
    data = RAR5 + block(1, rest=b"\x00") + comment + files
    assert {place: error.code for place, error in refused(io.BytesIO(data + block(5))).items()} == {1: "encrypted", 2: "unsupported"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (RAR5 + block(4, rest=bytes(20)), "encrypted"),
        (RAR5 + block(1, rest=b"\x01"), "unsupported"),
        (RAR4 + b"\x00\x00\x73\x01\x00", "unsupported"),
        (RAR5 + block(3) * 200_001, "too-large"),
    ],
)
def test_headers_say_what_is_wrong_with_an_archive(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as raised:
        refused(io.BytesIO(data))
    assert raised.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        b"",
        RAR4,
        RAR4 + b"\x00\x00\x73",
        RAR5,
        RAR5 + b"\xff" * 40,
        RAR5 + bytes(40),
        RAR5 + bytes(4) + b"\xff\xff\x7f\x02",
        RAR5 + block(2, extra=b"\x00\x01\x01"),
        RAR5 + block(2, extra=b"\xff" * 11),
        RAR5 + bytes(4) + b"\x03\x02\x01\x7f",
        RAR5 + block(1),
        RAR5 + block(2, 2),
    ],
)
def test_headers_without_sense_are_left_to_libarchive(data: bytes) -> None:
    assert refused(io.BytesIO(data)) == {}
