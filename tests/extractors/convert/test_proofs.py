"""With the LibreOffice of this machine: the same form from every container, nothing run, nothing fetched, everything bounded."""

from __future__ import annotations

import csv
import io
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from extractors.convert import convert_all, find_office, guard, profile
from extractors.convert.office import Office
from extractors.convert.ole import Ole
from extractors.convert.screen import screened
from extractors.document import Grid
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers import read
from extractors.source import Source
from pipeline.batch.jobs import Limits as Bounds
from pipeline.conversion import convert
from pipeline.schema import Row
from pipeline.submission import Options, Submission, process

from .conftest import lives

pytestmark = pytest.mark.prove

DATA = Path(__file__).parent / "data"
DOC, RTF, ODT, FODT = ((DATA / f"form.{ending}").read_bytes() for ending in ("doc", "rtf", "odt", "fodt"))
# name -> the fixture that it is
CONTAINERS = {
    **{
        name: name for name in ("form.doc", "form.rtf", "form.odt", "form.fodt", "form.docm", "form.dotx", "form.2003.xml", "form.flat.xml")
    },
    "form.wps": "form.doc",
    "form.wpt": "form.doc",
    "form.dot": "form.doc",
    "form.ott": "form.odt",
    "really rtf.doc": "form.rtf",
    "really docx.doc": "form.docx",
    "really doc.docx": "form.doc",
    "really odt.rtf": "form.odt",
    "really 2003.doc": "form.2003.xml",
}
FORMATS = {
    "form.wps": ("wps", "converted"),
    "really docx.doc": ("docx", "docx"),
    "form.docm": ("docm", "docx"),
    "form.dotx": ("dotx", "docx"),
}
PAGE = "<html><body><table><tr><td>项目名称</td><td>车辆保险费</td></tr><tr><td>一级指标</td><td>三级指标</td></tr></table></body></html>"
MHT = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}"


@pytest.fixture
def office() -> Office:
    found = find_office()
    assert found is not None, "install libreoffice-writer-nogui (make system)"
    return found


def rows(submission: Submission) -> dict[str, list[Row]]:
    """What a form says, without what says whose it is and where it stands."""
    own = submission.document["document_id"]
    told = {name: submission.rows[name] for name in ("sections", "projects", "funding", "goals", "indicators", "spending_plan")}
    return {
        name: [{key: value.removeprefix(str(own)) if isinstance(value, str) else value for key, value in row.items()} for row in table]
        for name, table in told.items()
    }


def submitted(name: str, data: bytes) -> Submission:
    return process(data, name, name, Options())


@pytest.mark.parametrize("name", CONTAINERS)
def test_each_container_gives_the_records_of_its_docx_twin(name: str) -> None:
    twin = submitted("form.docx", (DATA / "form.docx").read_bytes())
    found = submitted(name, (DATA / CONTAINERS[name]).read_bytes())
    assert len(twin.indicators) == 14
    assert twin.projects[0]["project_code"] == "410325230000000004713"
    assert {"‰", "㎡", "≥"} <= set("".join(str(row["raw"]) for row in twin.indicators))
    assert rows(found) == rows(twin)
    assert (found.document["status"], found.document["coverage"]) == ("ok", 1)
    if name in FORMATS:
        assert (found.document["format"], found.document["method"]) == FORMATS[name]


@pytest.mark.parametrize("name", ["form.doc", "form.rtf", "form.odt", "form.fodt"])
def test_every_merge_is_that_of_the_twin(name: str) -> None:
    def spans(file: str) -> list[tuple[int, int, int, int, str]]:
        document = read(Source.of(file, (DATA / file).read_bytes()))
        cells = (cell for grid in document.blocks if isinstance(grid, Grid) for cell in grid.cells)
        return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells]

    assert spans(name) == spans("form.docx")
    assert max(down for _, _, down, _, _ in spans(name)) > 1
    assert max(across for _, _, _, across, _ in spans(name)) > 1


@pytest.mark.parametrize(
    ("data", "kind"), [(PAGE.encode(), "html"), (MHT.encode(), "mht"), ("绩效目标：完成10次".encode("gb18030"), "text")]
)
def test_a_doc_that_is_something_else_is_read_for_what_it_is(data: bytes, kind: str) -> None:
    document = read(Source.of("form.doc", data))
    assert (document.format, document.method) == (kind, "text" if kind == "text" else "html")


# ---------------------------------------------------------------- together and alone


def parts(package: bytes | ReadError) -> dict[str, bytes]:
    assert isinstance(package, bytes)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_a_file_becomes_the_same_whatever_is_converted_beside_it(office: Office) -> None:
    other = RTF.replace(b"\\par ", b"\\par x\\par ", 1)
    tickets = [screened(Source.of("x", data), Limits()) for data in (DOC, RTF, other, ODT, FODT)]
    together = {ticket.sha256: parts(made) for ticket, made in convert_all(tickets, office, Limits(), 60)}
    turned = {ticket.sha256: parts(made) for ticket, made in convert_all(tickets[::-1], office, Limits(), 60)}
    alone = {ticket.sha256: parts(next(convert_all([ticket], office, Limits(), 60))[1]) for ticket in tickets}
    assert together == turned == alone


def test_the_tables_are_the_same_whatever_the_number_of_workers_and_from_where_a_file_comes(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(8):
        (inbox / f"{number}.rtf").write_bytes(RTF.replace(b"\\par ", b"\\par " * (number + 1), 1))
    for name in ("form.doc", "form.odt", "form.fodt"):
        (inbox / name).write_bytes((DATA / name).read_bytes())
    for workers in (1, 2):
        convert(inbox, tmp_path / str(workers), formats=("csv",), workers=workers)
    convert(inbox, tmp_path / "2", formats=("csv",), workers=2, force=True)
    tables = [{path.name: path.read_bytes() for path in (tmp_path / name).glob("*.csv")} for name in ("1", "2")]
    assert tables[0] == tables[1]
    assert tables[0]["documents.csv"].count(b",converted,") == 11


# ---------------------------------------------------------------- nothing runs, nothing is fetched


def odt(changes: Mapping[str, bytes], data: bytes = ODT) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as form, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in ({info.filename: form.read(info) for info in form.infolist()} | dict(changes)).items():
            made.writestr(name, content)
    return buffer.getvalue()


def with_macro(marker: Path) -> bytes:
    """The form, with a Basic macro that writes a file as soon as the document is loaded."""
    kind = b'<!DOCTYPE library:%s PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "%s.dtd">'
    library = b'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
    basic = f'Sub Main\nOpen "{marker}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub'.replace('"', "&quot;").encode()
    listener = (
        b"<office:scripts><office:script script:language='ooo:Basic'/><office:event-listeners>"
        b"<script:event-listener script:language='ooo:script' "
        b"script:event-name='dom:load' xlink:href='vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document' "
        b"xlink:type='simple'/></office:event-listeners></office:scripts>"
    )
    entry = b'<manifest:file-entry manifest:full-path="%s" manifest:media-type="text/xml"/>'
    names = (b"Basic/Standard/Module1.xml", b"Basic/Standard/script-lb.xml", b"Basic/script-lc.xml")
    with zipfile.ZipFile(io.BytesIO(ODT)) as form:
        content, manifest = form.read("content.xml"), form.read("META-INF/manifest.xml")
    assert b"<office:scripts/>" in content
    return odt(
        {
            "content.xml": content.replace(b"<office:scripts/>", listener),
            "META-INF/manifest.xml": manifest.replace(
                b"</manifest:manifest>", b"".join(entry % name for name in names) + b"</manifest:manifest>"
            ),
            "Basic/script-lc.xml": kind % (b"libraries", b"libraries")
            + b"<library:libraries %s><library:library library:name='Standard' library:link='false'/></library:libraries>" % library,
            "Basic/Standard/script-lb.xml": kind % (b"library", b"library")
            + b"<library:library %s library:name='Standard' library:readonly='false' library:passwordprotected='false'>" % library
            + b"<library:element library:name='Module1'/></library:library>",
            "Basic/Standard/Module1.xml": b'<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
            b"<script:module xmlns:script='http://openoffice.org/2000/script' script:name='Module1' script:language='StarBasic'>"
            + basic
            + b"</script:module>",
        }
    )


def permissive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A profile that lets everything pass, and a guard that leaves the network: what the files below ask for does happen then."""
    settings = tuple(item for item in profile.SETTINGS if not item[0].endswith(("/Security/Scripting", "/Settings", "/Update")))
    lax = (f"{profile._COMMON}/Security/Scripting", "MacroSecurityLevel", "0")
    monkeypatch.setattr(profile, "SETTINGS", (*settings, lax))
    networked(monkeypatch, tmp_path)


def networked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A guard that leaves the network, so that it is the profile's word that counts."""
    copy = tmp_path / "guard.py"
    copy.write_text(Path(guard.__file__).read_text("utf-8").replace("libc.unshare(", "int("), "utf-8")
    monkeypatch.setattr(sys.modules["extractors.convert.call"], "_GUARD", copy)


def converted(name: str, data: bytes, office: Office) -> dict[str, bytes]:
    ticket = screened(Source.of(name, data), Limits())
    return parts(next(convert_all([ticket], office, Limits(), 60))[1])


def test_the_macro_does_run_where_the_file_is_opened_by_hand(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    permissive(monkeypatch, tmp_path)
    marker, form, settings = tmp_path / "ran", tmp_path / "form.odt", tmp_path / "profile" / "user" / "registrymodifications.xcu"
    form.write_bytes(with_macro(marker))
    settings.parent.mkdir(parents=True)
    settings.write_text(profile.registry(), "utf-8")
    command = [str(office.program), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore", str(form)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as opened:
        until = time.monotonic() + 60
        while not marker.exists() and time.monotonic() < until:
            time.sleep(0.1)
        os.killpg(opened.pid, signal.SIGKILL)
    assert marker.exists()


@pytest.mark.parametrize("lax", [True, False])
def test_a_macro_never_runs_whatever_the_profile(lax: bool, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = tmp_path / "ran"
    if lax:
        permissive(monkeypatch, tmp_path)
    assert converted("form.odt", with_macro(marker), office)
    assert not marker.exists()


@pytest.fixture
def asked() -> Iterator[tuple[str, list[bytes]]]:
    """An address of this machine that answers nobody, and what was asked of it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(100))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def linking(address: str, secret: Path) -> dict[str, bytes]:
    """Files that ask for pictures, texts and templates elsewhere."""
    odd = (
        f'<text:section text:name="S"><text:section-source xlink:href="{secret.as_uri()}" text:filter-name="Text"/></text:section>'
        f'<text:section text:name="T"><text:section-source xlink:href="{address}/s.txt" text:filter-name="Text"/></text:section>'
        f'<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}/p.png" xlink:type="simple" '
        'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    fields = (
        f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/p.png" \\\\d}}{{\\fldrslt x}}}}'
        f'{{\\field{{\\*\\fldinst INCLUDETEXT "{secret}"}}{{\\fldrslt y}}}}'
        f'{{\\field{{\\*\\fldinst INCLUDETEXT "{secret.as_uri()}"}}{{\\fldrslt y}}}}'
        f'{{\\field{{\\*\\fldinst LINK Word.Document.8 "{secret.as_uri()}"}}{{\\fldrslt z}}}}'
    )
    template = f"{{\\*\\template {address}/t.dot}}"
    return {
        "links.fodt": FODT.replace(b"</office:text>", odd.encode() + b"</office:text>"),
        "links.rtf": RTF.replace(b"{\\fonttbl", template.encode() + b"{\\fonttbl", 1)[: RTF.rindex(b"}") + len(template)]
        + fields.encode()
        + b"}",
    }


def test_the_listener_is_heard_where_we_let_a_file_ask(
    asked: tuple[str, list[bytes]], office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    permissive(monkeypatch, tmp_path)
    converted("links.fodt", linking(asked[0], tmp_path / "secret.txt")["links.fodt"], office)
    assert asked[1]


@pytest.mark.parametrize("name", ["links.fodt", "links.rtf"])
@pytest.mark.parametrize("network", [True, False])
def test_nothing_is_fetched_and_no_other_file_read(
    name: str, network: bool, asked: tuple[str, list[bytes]], office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET" * 3)
    if network:
        networked(monkeypatch, tmp_path)
    made = converted(name, linking(asked[0], secret)[name], office)
    assert asked[1] == []
    assert not any(b"SECRET" in part for part in made.values())


# ---------------------------------------------------------------- hostile files


def circular() -> bytes:
    """The form's Word stream, led back to its second sector."""
    first, table = Ole(DOC).entries["WordDocument"][0], struct.unpack_from("<I", DOC, 76)[0]
    broken = bytearray(DOC)
    struct.pack_into("<I", broken, (table + 1) * 512 + 4 * (first + 4), first + 1)
    return bytes(broken)


def locked() -> bytes:
    """The form's .doc, with the mark of a password."""
    start = (Ole(DOC).entries["WordDocument"][0] + 1) * 512
    marked = bytearray(DOC)
    marked[start + 11] |= 1
    return bytes(marked)


def hostile() -> Mapping[str, tuple[bytes, set[str | None]]]:
    """By name: the bytes, and the codes that are right (None: it is read)."""
    return {
        "encrypted.doc": (locked(), {"encrypted"}),
        "encrypted.odt": (odt({"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), {"encrypted"}),
        "circle.doc": (circular(), {"corrupt"}),
        **{f"cut{share}.doc": (DOC[: len(DOC) * share // 10], {"truncated"}) for share in (1, 3, 5, 7, 9)},
        **{f"cut{share}.rtf": (RTF[: len(RTF) * share // 10], {"truncated"}) for share in (1, 3, 5, 7, 9)},
        "nested.rtf": (b"{\\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000 + b"}", {"no-form"}),
        "lying-bin.rtf": (b"{\\rtf1 a{\\pict\\bin999999 xxx}}", {"truncated"}),
        "short-bin.rtf": (b"{\\rtf1 a{\\pict\\bin3 }}}\\par b}}", {"no-form", "corrupt"}),
        "bomb.odt": (odt({"Pictures/x.bmp": bytes(600 << 20)}), {"too-large"}),
        "deep.fodt": (
            FODT.replace(b"</office:text>", b"<text:section>" * 900 + b"</text:section>" * 900 + b"</office:text>"),
            {"too-large"},
        ),
        "million.fodt": (FODT.replace(b'columns-spanned="2"', b'columns-spanned="1000000"'), {None}),
        "spaces.rtf": (b"{\\rtf1 a" + b" " * (200 << 20) + b"b}", {"timeout", "corrupt", "crashed", "out-of-memory", "no-form"}),
    }


def test_each_hostile_file_has_its_code_in_bounded_time(tmp_path: Path) -> None:
    files = hostile()
    (tmp_path / "in").mkdir()
    for name, (data, _) in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "good.rtf").write_bytes(RTF)
    began = time.monotonic()
    convert(tmp_path / "in", tmp_path / "out", formats=("csv",), workers=2, limits=Bounds(seconds=20))
    assert time.monotonic() - began < 180
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        found = {row["path"]: row["error_code"] or None for row in csv.DictReader(file)}
    assert found.pop("good.rtf") is None
    assert {name: code for name, code in found.items() if code not in files[name][1]} == {}
    assert len(found) == len(files)


def test_an_embedded_object_is_named(office: Office) -> None:
    blob = b"{\\object\\objemb\\objw2000\\objh1000{\\*\\objclass Excel.Sheet.8}{\\*\\objdata 0105}{\\result {x}}}"
    document = read(Source.of("form.rtf", RTF[: RTF.rindex(b"}")] + blob + b"}"))
    assert [dict(remark.note.args) for remark in document.remarks if remark.note.code == "part.embedded"] == [
        {"kind": "object", "count": "1"}
    ]
    assert document.partial


def test_a_killed_run_leaves_neither_a_process_nor_a_folder(office: Office, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "scratch").mkdir()
    for number in range(30):
        (tmp_path / "in" / f"{number}.rtf").write_bytes(RTF.replace(b"\\par ", b"\\par " * (number + 1), 1))
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "convert", str(tmp_path / "in"), "-o", str(tmp_path / "out")],
        env={**os.environ, "TMPDIR": str(tmp_path / "scratch")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    sockets = set(Path("/tmp").glob("OSL_PIPE_*"))
    until = time.monotonic() + 60
    while not (begun := offices(tmp_path / "scratch")) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)
    begun |= offices(tmp_path / "scratch")
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert begun
    while (any(map(lives, begun)) or any((tmp_path / "scratch").iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(lives, begun))
    assert not any((tmp_path / "scratch").iterdir())
    assert set(Path("/tmp").glob("OSL_PIPE_*")) <= sockets


def offices(scratch: Path) -> set[int]:
    """The processes that work in a folder."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and str(scratch).encode() in (entry / "cmdline").read_bytes():
                found.add(int(entry.name))
        except OSError:
            continue
    return found
