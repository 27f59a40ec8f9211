"""Files attached to a PDF are submissions of their own: in its list, by annotations, in a portfolio, inside an archive."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from extractors.limits import Limits
from extractors.readers import pdf as reader
from pipeline.batch.inspection import Finished, Inspect, inspected
from pipeline.intake.archives import Member, Refused, Shelf
from pipeline.intake.outcome import Content, Listed
from pipeline.intake.walk import Found, Kind
from tests.extractors.readers.drawn_pdf import DrawnPage, pdf, plain

from .test_archives import zipped

TEXT = "项目绩效目标\n指标值 95%\n".encode()
PAGE = "<html><body><table><tr><td>绩效目标</td></tr></table></body></html>".encode()


def attached(*files: tuple[str, bytes], portfolio: bool = False, by_annotation: bool = False, page: DrawnPage | None = None) -> bytes:
    """A PDF with files attached to it."""
    objects: dict[int, str] = {}
    numbers = []
    for at, (name, data) in enumerate(files):
        packed = zlib.compress(data).decode("latin-1")
        spec, stream = 200 + 2 * at, 201 + 2 * at
        title = name.encode("utf-16-be").hex()
        objects[stream] = f"<< /Type /EmbeddedFile /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed}\nendstream"
        objects[spec] = f"<< /Type /Filespec /F <FEFF{title}> /UF <FEFF{title}> /EF << /F {stream} 0 R >> >>"
        numbers.append(spec)
    page = page or plain()
    catalog = f"/Names << /EmbeddedFiles << /Names [{' '.join(f'(a{number:04d}) {number} 0 R' for number in numbers)}] >> >>"
    if by_annotation:
        for at, number in enumerate(numbers):
            objects[300 + at] = f"<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 20 20] /FS {number} 0 R >>"
        page.extra = f"/Annots [{' '.join(f'{300 + at} 0 R' for at in range(len(numbers)))}]"
        catalog = ""
    return pdf(page, objects=objects, catalog=catalog + (" /Collection << /View /D >>" if portfolio else ""))


def look(tmp_path: Path, data: bytes, name: str = "outer.pdf", limits: Limits | None = None) -> dict[str, str]:
    """What became of each name."""
    (tmp_path / name).write_bytes(data)
    told: dict[str, str] = {}
    found = Found(os.fsencode(tmp_path / name), name, Kind.FILE, len(data))
    for one in inspected(Inspect(found), limits or Limits()):
        if isinstance(one, Refused):
            told[one.label] = one.note.code
        elif isinstance(one, Member | Finished) and one.outcome is not None:
            label = one.label if isinstance(one, Member) else name
            kind = one.outcome
            told[label] = "content" if isinstance(kind, Content) else "listed" if isinstance(kind, Listed) else getattr(kind, "code", "?")
    return told


@pytest.mark.parametrize("how", ["list", "portfolio", "annotation"])
@pytest.mark.parametrize("inner", [("附件2：绩效目标表.txt", TEXT), ("表.html", PAGE), ("表.pdf", pdf(plain()))])
def test_an_attachment_is_a_submission_of_its_own(tmp_path: Path, how: str, inner: tuple[str, bytes]) -> None:
    data = attached(inner, portfolio=how == "portfolio", by_annotation=how == "annotation")
    assert look(tmp_path, data) == {f"outer.pdf/{inner[0]}": "content", "outer.pdf": "content"}
    assert Shelf().read(os.fsencode(tmp_path / "outer.pdf"), "0", Limits()) == inner[1]
    named = [(remark.note.code, dict(remark.note.args)) for remark in reader.read(data).remarks]
    assert named == [("part.attachment", {"raw": inner[0]})]


def test_a_pdf_without_attachments_is_a_document_and_nothing_more(tmp_path: Path) -> None:
    assert look(tmp_path, pdf(plain())) == {"outer.pdf": "content"}


def test_what_is_no_submission_is_listed(tmp_path: Path) -> None:
    data = attached(("程序.exe", b"MZ\x90\x00"), ("表.txt", TEXT))
    assert look(tmp_path, data) == {"outer.pdf/程序.exe": "listed", "outer.pdf/表.txt": "content", "outer.pdf": "content"}


def test_archives_and_pdfs_inside_are_opened(tmp_path: Path) -> None:
    data = attached(("包.zip", zipped(("表.txt", TEXT))), ("内.pdf", attached(("深.txt", TEXT))))
    assert look(tmp_path, data) == {
        "outer.pdf/包.zip/表.txt": "content",
        "outer.pdf/内.pdf/深.txt": "content",
        "outer.pdf/内.pdf": "content",
        "outer.pdf": "content",
    }
    assert Shelf().read(os.fsencode(tmp_path / "outer.pdf"), "1/0", Limits()) == TEXT


def test_a_pdf_in_an_archive(tmp_path: Path) -> None:
    data = zipped(("报送/目标.pdf", attached(("表.txt", TEXT))), ("说明.txt", TEXT))
    assert look(tmp_path, data, "upload.zip") == {
        "upload.zip/报送/目标.pdf/表.txt": "content",
        "upload.zip/报送/目标.pdf": "content",
        "upload.zip/说明.txt": "content",
    }


def test_a_name_leads_nowhere_and_names_that_repeat_are_told_apart(tmp_path: Path) -> None:
    data = attached(("../../etc/表.txt", TEXT), ("C:\\表.txt", PAGE), (" . ", TEXT))
    assert look(tmp_path, data) == {
        "outer.pdf/表.txt": "content",
        "outer.pdf/表.txt#2": "content",
        "outer.pdf/3": "content",
        "outer.pdf": "content",
    }


def test_a_large_attachment_is_refused_and_the_document_read(tmp_path: Path) -> None:
    data = attached(("大.txt", TEXT * 100_000))
    assert look(tmp_path, data, limits=Limits(bytes=1 << 20)) == {"outer.pdf/大.txt": "too-large", "outer.pdf": "content"}


def test_nesting_ends(tmp_path: Path) -> None:
    data = attached(("底.txt", TEXT))
    for _ in range(6):
        data = attached(("层.pdf", data))
    told = look(tmp_path, data)
    assert told["outer.pdf"] == "content"
    assert len(told) <= 5
