"""What a file is, and whether it was handed in."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile

import pytest

from extractors.errors import CODES, ReadError
from extractors.readers import READERS, read
from extractors.source import ARCHIVES, IMAGES, LEGACY, Source, detect, extension, is_archive, is_submission

CHINESE = "2022年部门预算绩效文本\n部门整体绩效目标\t指标值\n".encode()
WORD_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():  # by a ZipInfo, for its fixed time
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), data)
    return buffer.getvalue()


def office(content_type: bytes, folder: str) -> bytes:
    return zipped(**{"[Content_Types].xml": b'<Types><Override ContentType="%s"/></Types>' % content_type, f"{folder}/main.xml": b"<x/>"})


def ole(*streams: str) -> bytes:
    """A compound file of 512-byte sectors whose directory, in sector 0, names the streams; sector 1 is its allocation table."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 0)
    struct.pack_into("<109I", header, 76, 1, *[0xFFFFFFFF] * 108)
    directory = bytearray(512)
    for index, name in enumerate(("Root Entry", *streams)):
        encoded = name.encode("utf-16-le")
        directory[index * 128 : index * 128 + len(encoded)] = encoded
        struct.pack_into("<HB", directory, index * 128 + 64, len(encoded) + 2, 5 if index == 0 else 2)
    table = struct.pack("<128I", 0xFFFFFFFE, 0xFFFFFFFD, *[0xFFFFFFFF] * 126)
    return bytes(header + directory) + table


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return buffer.getvalue()


MHT = b'From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
KINDS = {
    "docx": office(WORD_MAIN, "word"),
    "docm": office(b"application/vnd.ms-word.document.macroEnabled.main+xml", "word"),
    "dotx": office(b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "word"),
    "dotm": office(b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "word"),
    "xlsx": office(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xl"),
    "pptx": office(b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "ppt"),
    "package": office(b"application/vnd.ms-visio.drawing.main+xml", "visio"),
    "odt": zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
    "ods": zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "ofd": zipped(**{"OFD.xml": b"<x/>"}),
    "zip": zipped(**{"a.docx": b"x"}),
    "doc": ole("WordDocument", "1Table"),
    "xls": ole("Workbook"),
    "ppt": ole("PowerPoint Document"),
    "wps": ole("MatOST"),
    "encrypted": ole("EncryptionInfo", "EncryptedPackage"),
    "ole": ole("Catalog"),
    "rtf": rb"{\rtf1\ansi x}",
    "pdf": b"%PDF-1.7\n",
    "html": b"<!DOCTYPE html><html><body>x</body></html>",
    "mht": MHT,
    "wordml": b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
    "png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "jpg": b"\xff\xd8\xff\xe0" + bytes(20),
    "tif": b"II*\x00" + bytes(20),
    "bmp": b"BM\x3a\x00\x00\x00" + bytes(4) + b"6\x00\x00\x00",
    "gif": b"GIF89a" + bytes(20),
    "webp": b"RIFF\x00\x00\x00\x00WEBP",
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "rar": b"Rar!\x1a\x07\x00" + bytes(20),
    "gz": b"\x1f\x8b\x08" + bytes(20),
    "tar": tar(),
    "text": CHINESE,
    "binary": bytes(range(256)) * 4,
    "empty": b"",
}


@pytest.mark.parametrize(("kind", "data"), KINDS.items())
@pytest.mark.parametrize("name", ["", "绩效.pdf", "a.docx", "b.txt"])
def test_bytes_decide(kind, data, name):
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"junk\n" * 100 + b"%PDF-1.4", "pdf"),
        (b"x" * 2000 + b"%PDF-1.4", "text"),
        (b" \r\n\x00\x00" * 50, "empty"),
        (CHINESE.decode().encode("gb18030"), "text"),
        (b"\xef\xbb\xbf" + CHINESE, "text"),
        (CHINESE.decode().encode("utf-16"), "text"),
        (CHINESE.decode().encode("utf-16-le"), "text"),
        (CHINESE * 5000, "text"),
        (b"\xef\xbb\xbf<html><head><meta charset=utf-8></head>", "html"),
        ("<html><body>绩效</body></html>".encode("utf-16"), "html"),
        (b"<table><tr><td>\xbc\xa8\xff\xff</td></tr></table>" * 3, "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
        (b'<?xml version="1.0"?><rss><title>x</title></rss>', "text"),
        ("一段文字，其中提到 <table> 标签".encode(), "text"),
        (b'{"a": 1}', "text"),
        (zipped(**{"word__document.xml": b"x" * 100}), "docx"),
        (office(WORD_MAIN, "word")[:-40], "zip"),
        (zipped(**{"[Content_Types].xml": b"x", "word__document.xml": b"x" * 100})[:200], "docx"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text", x=b"")[:90], "odt"),
        (zipped(**{"word__2022.docx": b"x" * 100})[:100], "zip"),
        (ole("WordDocument")[:512] + b"\xec\xa5" + bytes(10), "doc"),
        (ole("WordDocument")[:100], "ole"),
    ],
)
def test_harder_cases(data, kind):
    assert detect(data) == kind


def test_the_name_only_breaks_ties():
    assert detect(KINDS["doc"], "绩效.wps") == "wps"
    assert detect(KINDS["docx"], "绩效.wps") == "docx"
    assert detect(b"text before <table><tr></table>", "a.htm") == "html"


def test_a_directory_that_goes_round_in_circles_ends():
    data = bytearray(ole("WordDocument"))
    struct.pack_into("<I", data, 1024, 0)  # sector 0 follows itself
    assert detect(bytes(data)) == "doc"


@pytest.mark.parametrize("kind", ["docx", "doc", "zip", "pdf", "mht", "tar", "odt"])
def test_every_cut_is_something(kind):
    data = KINDS[kind]
    assert all(detect(data[:end]) for end in range(len(data)))


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.DOCX", "docx"),
        ("1.车辆保险费", ""),
        ("v2.5", ""),
        ("x.7z", "7z"),
        ("a/b.c/d", ""),
        (r"a\b.txt", "txt"),
        (".pdf", "pdf"),
        ("a.", ""),
    ],
)
def test_extensions(name, ending):
    assert extension(name) == ending


@pytest.mark.parametrize(
    "name",
    [
        "绩效.docx",
        "a.DOC",
        "x.wps",
        "y.rtf",
        "z.odt",
        "a.pdf",
        "a.htm",
        "a.mht",
        "a.txt",
        "a.png",
        "a.JPEG",
        "a.tif",
        "locked.docm",
        "README.docx",
    ],
)
def test_a_name_claims(name):
    assert is_submission(name, b"")
    assert is_submission(f"deep/folder/{name}", b"\x00\x01\x02")


@pytest.mark.parametrize(
    "name",
    [
        "~$绩效.docx",
        ".hidden.docx",
        "._绩效.docx",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "__MACOSX/a.docx",
        "README.txt",
        "readme",
        "ReadMe_first.txt",
        "LICENSE",
        "CHANGELOG.md",
        "自述文件.txt",
        "data.json",
        "notes.md",
        "a.py",
        "Makefile",
        "a.zip",
    ],
)
def test_what_is_merely_listed(name):
    assert not is_submission(name, b"")
    assert not is_submission(name, CHINESE)


@pytest.mark.parametrize("kind", ["docx", "doc", "rtf", "pdf", "html", "mht", "png", "odt", "encrypted", "wordml", "xlsx", "xls", "ofd"])
@pytest.mark.parametrize("name", ["无后缀", "a.dat", "a.zip", "1.项目绩效", "a.json"])
def test_bytes_claim_whatever_the_name(kind, name):
    assert is_submission(name, KINDS[kind])


@pytest.mark.parametrize("kind", ["pptx", "zip", "7z", "rar", "binary", "empty", "ole"])
def test_bytes_that_claim_nothing_we_read(kind):
    assert not is_submission("a.dat", KINDS[kind])


def test_text_without_an_ending_was_handed_in_if_it_is_chinese():
    assert is_submission("绩效文本", CHINESE)
    assert is_submission("绩效文本", CHINESE.decode().encode("gb18030"))
    assert not is_submission("绩效文本.log", CHINESE)
    assert not is_submission("script", b"#!/bin/sh\necho hello\n")


def test_archives():
    assert is_archive("a.zip", KINDS["zip"])
    assert is_archive("a", KINDS["7z"])
    assert is_archive("a.rar", b"")
    assert not is_archive("a.zip", KINDS["docx"])
    assert not is_archive("a.docx", KINDS["docx"])


def test_a_source_knows_its_hash():
    source = Source.of("a.txt", b"abc")
    assert source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert source.format == "text"


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - READERS.keys() - LEGACY))
def test_what_has_no_reader_is_refused_with_a_reason(kind):
    with pytest.raises(ReadError) as caught:
        read(Source.of("x", KINDS[kind]))
    expected = {
        "empty": "empty",
        "encrypted": "encrypted",
        "binary": "not-a-document",
        "ole": "not-a-document",
        "package": "not-a-document",
    }
    expected |= dict.fromkeys(ARCHIVES, "not-a-document") | dict.fromkeys(IMAGES, "unsupported")
    assert caught.value.code == expected.get(kind, "unsupported")


@pytest.mark.parametrize("kind", sorted(LEGACY))
def test_without_libreoffice_old_word_says_what_to_install(kind, monkeypatch):
    monkeypatch.setattr("extractors.convert.find_office", lambda: None)
    with pytest.raises(ReadError) as caught:
        read(Source.of("x", KINDS[kind]))
    assert caught.value.code == "unsupported"
    assert "libreoffice-writer-nogui" in caught.value.message
    assert "libreoffice-writer-nogui" in caught.value.message_zh


@pytest.mark.parametrize("code", CODES)
def test_errors_are_sentences_in_both_languages(code):
    bare, detailed = ReadError(code), ReadError(code, "so it is", "如此")
    assert bare.message.endswith(".")
    assert bare.message_zh.endswith("。")
    assert detailed.message.endswith(": so it is.")
    assert detailed.message_zh.endswith("：如此。")
    assert str(bare) == f"{code}: {bare.message}"


def test_an_unknown_code_is_a_bug():
    with pytest.raises(ValueError, match="broken"):
        ReadError("broken")


def test_errors_survive_the_way_out_of_a_worker():
    import pickle

    error = pickle.loads(pickle.dumps(ReadError("corrupt", "a", "甲")))
    assert (error.code, error.message, error.message_zh) == (
        "corrupt",
        ReadError("corrupt", "a").message,
        ReadError("corrupt", "", "甲").message_zh,
    )


CUT = [(400, "a.doc", "doc"), (700, "a.wps", "wps"), (700, "a.dat", "ole"), (1536, "a", "doc")]


@pytest.mark.parametrize(("left", "name", "expected"), CUT)
def test_an_old_word_file_that_is_cut_before_its_directory_goes_by_its_name(left, name, expected):
    cut = bytearray(KINDS["doc"])
    cut[48:52] = (1).to_bytes(4, "little") if left < 1000 else cut[48:52]
    assert detect(bytes(cut[:left]), name) == expected
