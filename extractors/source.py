"""What a file is: decided by its bytes; the name decides only where bytes leave it open.

    bytes ──detect──> format ──extractors.readers──> Document

Formats by family (`documents.format` holds these words):
    read            docx docm dotx dotm wordml (Word 2003 XML, flat packages) · pdf · html mht · text
    spreadsheets    xlsx xlsm xltx xltm xlsb · xls et · ods · sheetml (Excel 2003 XML) · csv (tab-separated too)
    pages           ofd
    converted       doc wps rtf odt (flat XML too)
    pictures        png jpg tif bmp gif webp
    folders         zip 7z rar gz tar
    not read        pptx ppt odp uof epub package ole binary · encrypted (an encrypted package) · empty
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from extractors.containers import OLE_MAGIC, ZIP_MAGIC, ole_is_cut, ole_streams, zip_member, zip_names
from extractors.encoding import decodable
from extractors.errors import ReadError

WORD: Final = frozenset({"docx", "docm", "dotx", "dotm"})
LEGACY: Final = frozenset({"doc", "wps", "rtf", "odt"})
WEB: Final = frozenset({"html", "mht"})
IMAGES: Final = frozenset({"png", "jpg", "tif", "bmp", "gif", "webp"})
WORKBOOKS: Final = frozenset({"xlsx", "xlsm", "xltx", "xltm", "xls", "et"})
SHEETS: Final = frozenset({"xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "et", "ods", "sheetml", "csv"})
ARCHIVES: Final = frozenset({"zip", "7z", "rar", "gz", "tar"})
SUBMISSIONS: Final = WORD | LEGACY | WEB | IMAGES | SHEETS | {"pdf", "ofd", "text", "wordml", "encrypted"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file in memory. `name` is for people and for ties, `format` is what `detect` made of the bytes."""

    name: str
    data: bytes
    sha256: str
    format: str

    @classmethod
    def of(cls, name: str, data: bytes) -> Source:
        """A source from a name and its bytes."""
        return cls(name, data, hashlib.sha256(data).hexdigest(), detect(data, name))


# Signatures that settle a format at once.
_MAGIC: Final = (
    (b"\x89PNG", "png"),  # the line ends after it are there to show a transfer in text mode: such a file is a damaged picture
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"II+\x00", "tif"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"{\\rt", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
)
_PDF_WITHIN: Final = 1024  # ISO 32000-1, implementation note 13: readers accept the header within the first 1024 bytes
_HEAD: Final = 4096
_SAMPLE: Final = 1 << 16
_SPACE: Final = b" \t\r\n\x0c\x00"
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|title|style|script|div|p|h[1-6]|span|center|font)[\s>/]", re.I)
_MHT: Final = re.compile(rb"^(?:mime-version|from|subject|date|content-type|x-[a-z-]+|message-id)\s*:", re.I | re.M)
_WORD_XML: Final = (b"<w:wordDocument", b"schemas.microsoft.com/office/word/2003/wordml", b"schemas.microsoft.com/office/2006/xmlPackage")
# The content type of the main part says what a package is, wherever that part lies and whatever it is called.
_MAIN_PARTS: Final = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docm"),
    (b"wordprocessingml.template.main+xml", "dotx"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "dotm"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xltx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroEnabled.main+xml", "xltm"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"ms-excel.", "xlsx"),
    (b"presentationml.", "pptx"),
)
_FOLDERS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
# A member's own header, for files cut off before the table of contents (or heads of files): 30 bytes, then its name.
_LOCAL_NAME: Final = re.compile(
    rb"PK\x03\x04.{26}(?:(word|xl|ppt)[/\\](?:document\.xml|workbook\.(?:xml|bin)|presentation\.xml|_rels|styles\.xml|theme|settings\.xml|media)"
    rb"|mimetype(application/vnd\.oasis\.opendocument\.(?:text|spreadsheet))|(OFD\.xml))",
    re.S,
)
_MIMETYPES: Final = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
_OLD_NAMES: Final = ("doc", "dot", "wps", "wpt")
_FLAT: Final = re.compile(rb"<office:document[\s>]")  # flat XML: the whole document in one element that names its media type
_STREAMS: Final = (
    ("EncryptedPackage", "encrypted"),  # [MS-OFFCRYPTO] 2.3: an encrypted package in an OLE2 file
    ("WordDocument", "doc"),
    ("MatOST", "wps"),  # Microsoft Works
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)


def detect(data: bytes, name: str = "") -> str:
    """What the bytes are, one of the words above."""
    if not data.strip(_SPACE):
        return "empty"
    if data.startswith(ZIP_MAGIC):
        return _zip_format(data, name)
    if data.startswith(OLE_MAGIC):
        return _ole_format(data, name)
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[257:262] == b"ustar":
        return "tar"
    return _text_format(data, name)


def _zip_format(data: bytes, name: str) -> str:
    names = zip_names(data)
    if names is None:
        return _zip_format_by_headers(data, name)
    lower = {n.lower() for n in names}
    if "[content_types].xml" in lower:
        return _package_format(zip_member(data, "[Content_Types].xml", 1 << 20), lower)
    if "mimetype" in lower:
        mimetype = zip_member(data, "mimetype", 200)
        return next((found for start, found in _MIMETYPES if mimetype.startswith(start)), "zip")
    if "ofd.xml" in lower:
        return "ofd"
    return "docx" if "word/document.xml" in lower else "zip"


def _zip_format_by_headers(data: bytes, name: str) -> str:
    match = _LOCAL_NAME.search(data)
    if match is None:  # too little is left to say more than its name does
        return ending if (ending := extension(name)) in WORD else "zip"
    if match.group(3):
        return "ofd"
    if match.group(2):
        return "ods" if match.group(2).endswith(b"sheet") else "odt"
    return dict(_FOLDERS)[f"{match.group(1).decode()}/"]


def _package_format(types: bytes, names: set[str]) -> str:
    for content_type, found in _MAIN_PARTS:
        if content_type in types:
            return found
    return next((found for folder, found in _FOLDERS if any(n.startswith(folder) for n in names)), "package")


def _ole_format(data: bytes, name: str) -> str:
    streams = set(ole_streams(data))
    found = next((found for stream, found in _STREAMS if stream in streams), "ole")
    # Where the directory is cut off, how a Word stream begins ([MS-DOC] 2.5.2) or else the name says what it was.
    if not streams and (data[512:514] == b"\xec\xa5" or (extension(name) in _OLD_NAMES and ole_is_cut(data))):
        found = "doc"
    if not streams and extension(name) in ("xls", "xlt", "et", "ett") and ole_is_cut(data):
        found = "xls"
    # Kingsoft's .wps and .et hold the very streams of a .doc and an .xls: only the name tells them apart.
    if found == "xls" and extension(name) in ("et", "ett"):
        return "et"
    return "wps" if found == "doc" and extension(name) in ("wps", "wpt") else found


def _text_format(data: bytes, name: str) -> str:
    text = _text_of(data)
    if text is None:  # pages with a damaged byte or two are still pages
        return "html" if _is_html(data[:_HEAD].lstrip(_SPACE), name) and b"\x00" not in data[:_HEAD] else "binary"
    head = text.lstrip("\ufeff \t\r\n\x0c")[:_HEAD].encode("utf-8")
    if head.startswith(b"<") and any(mark in head for mark in _WORD_XML):
        return "wordml"
    if head.startswith(b"{\\rt"):
        return "rtf"
    if head.startswith(b"<") and _FLAT.search(head) and (found := next((found for mimetype, found in _MIMETYPES if mimetype in head), "")):
        return found
    if head.startswith(b"<") and b"urn:schemas-microsoft-com:office:spreadsheet" in head and re.search(rb"<(?:\w+:)?Workbook[\s>]", head):
        return "sheetml"
    if b"uof:UOF" in head:
        return "uof"
    if _is_mht(head.lower(), name):
        return "mht"
    if _is_html(head, name):
        return "html"
    return "csv" if extension(name) in _SHEET_ENDINGS else "text"


def _text_of(data: bytes) -> str | None:
    try:
        return decodable(data[:_SAMPLE]).text
    except ReadError:
        return None


def _is_mht(head: bytes, name: str) -> bool:
    if not _MHT.match(head) or b"content-type" not in head:
        return False
    return b"mime-version" in head or extension(name) in ("mht", "mhtml", "eml")


def _is_html(head: bytes, name: str) -> bool:
    """Markup from the first sign on; prose that merely mentions a tag is text unless its name says otherwise."""
    if head.startswith(b"<?xml"):
        return re.search(rb"<(?:[a-z]+:)?html[\s>]", head, re.I) is not None
    if head.startswith(b"<") or extension(name) in ("html", "htm", "xhtml"):
        return _HTML.search(head) is not None
    return False


# ---------------------------------------------------------------- what counts as a submission

_WORD_ENDINGS: Final = frozenset({"docx", "docm", "dotx", "dotm", "doc", "dot", "wps", "wpt", "rtf", "odt", "fodt"})
_PAGE_ENDINGS: Final = frozenset({"pdf", "html", "htm", "xhtml", "mht", "mhtml", "txt", "text", "ofd"})
_SHEET_ENDINGS: Final = frozenset({"xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "fods", "csv", "tsv"})
_IMAGE_ENDINGS: Final = frozenset({"png", "jpg", "jpeg", "jpe", "tif", "tiff", "bmp", "gif", "webp"})
_CLAIMS: Final = _WORD_ENDINGS | _PAGE_ENDINGS | _SHEET_ENDINGS | _IMAGE_ENDINGS
_ARCHIVE_CLAIMS: Final = frozenset({"zip", "7z", "rar", "gz", "tgz", "tar"})
# Names that a folder keeps for itself, whatever they hold.
_HOUSEKEEPING: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "autorun.inf", "icon\r"})
_ABOUT: Final = re.compile(
    r"(?:read[ _-]?me|licen[cs]e|copying|notice|changelog|changes|contributing|authors|requirements|makefile|dockerfile|自述文件|读我|自述)"
    r"(?:[ ._-].*)?$",
    re.I,
)
_PLAIN: Final = frozenset({"", "txt", "text", "md", "rst", "html", "htm"})
_EXTENSION: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def extension(name: str) -> str:
    """The ending of a name in lower case without its dot; "" where what follows the last dot is no ending (`1.车辆`, `v2.5`)."""
    match = _EXTENSION.search(base_name(name))
    ending = match.group(1).lower() if match else ""
    return ending if any(c.isalpha() for c in ending) or ending == "7z" else ""


def base_name(name: str) -> str:
    """The last part of a path, whatever separators it was written with."""
    return re.split(r"[/\\]", name)[-1]


def is_archive(name: str, head: bytes) -> bool:
    """Whether name or bytes say that the file is a folder of files. A word-processor package is none, whatever it is called."""
    if head.startswith(ZIP_MAGIC):
        return not _claimed_by_bytes(head, name)
    return detect(head, name) in ARCHIVES or extension(name) in _ARCHIVE_CLAIMS


def is_submission(name: str, head: bytes) -> bool:
    """Whether a file claims, by name or by its first bytes (64 KiB will do), a format that we read.

    Temporary, hidden and housekeeping files, and plain files about the folder (README, LICENSE), are never submissions.
    Bytes of plain text claim nothing where the name claims another kind of text (.json, .csv, .md); without an ending they
    do where they hold Chinese: source code and logs without an ending are not what a department hands in.
    """
    base, ending = base_name(name), extension(name)
    if _is_listed(name, base, ending):
        return False
    if ending in _CLAIMS:
        return True
    found = _claimed_by_bytes(head, name)
    if found == "text":
        return not ending and re.search(r"[一-鿿]", _text_of(head) or "") is not None
    return bool(found)


def _is_listed(name: str, base: str, ending: str) -> bool:
    if base.startswith((".", "~$", "~WRL", ".~")) or base.lower() in _HOUSEKEEPING:
        return True
    if "__MACOSX" in re.split(r"[/\\]", name)[:-1]:
        return True
    return ending in _PLAIN and _ABOUT.match(base) is not None


def _claimed_by_bytes(head: bytes, name: str) -> str:
    """The format that the first bytes claim, "" where it is none that we read."""
    found = detect(head, name)
    return found if found in SUBMISSIONS else ""
