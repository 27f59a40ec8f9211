"""Pages saved in one file (MIME, RFC 2557): the first page, and the parts of the archive by the addresses at which pages name them.

Word and Excel, browsers and content systems write them. A workbook is a set of frames: its sheets are the other pages.
"""

from __future__ import annotations

import email
import re
from email.message import Message
from typing import Final
from urllib.parse import unquote

from extractors.errors import ReadError

_MOST_PARTS: Final = 2_000
_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))
_MEDIA: Final = frozenset((*_PAGES, "text/css"))
_HIDDEN_SHEET: Final = re.compile(rb"<x:Visible>\s*Sheet(?:Very)?Hidden\s*</x:Visible>", re.I)
_FRAMES: Final = re.compile(rb"<frameset\b", re.I)
_SHEET: Final = re.compile(r"sheet\d{3,}\.html?$", re.I)


class Archive:
    """The pages and style sheets of a MIME message."""

    def __init__(self, data: bytes) -> None:
        """ReadError: corrupt, too-large."""
        self.pages: list[tuple[str, Message]] = []
        self._by_name: dict[str, Message] = {}
        for count, part in enumerate(_message(data).walk()):
            if count > _MOST_PARTS:
                raise ReadError("too-large", f"more than {_MOST_PARTS} MIME parts", f"超过 {_MOST_PARTS} 个 MIME 部件")
            kind = part.get_content_type()
            if kind in _MEDIA:
                location = str(part.get("Content-Location") or "")
                for name in (location, f"cid:{str(part.get('Content-ID') or '').strip('<> ')}"):
                    self._by_name.setdefault(_last(name), part)
                if kind in _PAGES:
                    self.pages.append((location, part))
        if not self.pages:
            raise ReadError("corrupt", "the web archive holds no page", "网页归档中没有网页")

    def first(self) -> tuple[bytes, str | None]:
        """The first page, with the charset that its header declares. ReadError("truncated") where it is empty."""
        part = self.pages[0][1]
        payload = _payload(part)
        if not payload.strip():
            raise ReadError("truncated", "the page in the web archive is empty", "网页归档中的网页为空")
        return payload, part.get_content_charset()

    def part(self, address: str) -> tuple[bytes, str | None, bool] | None:
        """The bytes of a part by an address of it, its charset, and whether it is a page; None where there is none."""
        part = self._by_name.get(_last(address)) if _last(address) else None
        return None if part is None else (_payload(part), part.get_content_charset(), part.get_content_type() in _PAGES)

    def sheets(self) -> list[tuple[str, bytes, str | None, bool]]:
        """The sheets of a workbook that no frame shows at first: address, bytes, charset, and whether the sheet is hidden."""
        if not _FRAMES.search(_payload(self.pages[0][1])):
            return []
        return [
            (name, data, part.get_content_charset(), _HIDDEN_SHEET.search(data) is not None)
            for name, part in self.pages[1:]
            if _SHEET.search(_last(name)) and (data := _payload(part)).strip()
        ]


def _message(data: bytes) -> Message:
    try:
        return email.message_from_bytes(data)
    except RecursionError:  # the standard parser goes down one call for each part inside a part
        raise ReadError("too-large", "its MIME parts are nested too deep", "MIME 部件嵌套过深") from None


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _last(address: str) -> str:
    """The last step of an address: archives write whole paths of the machine on which they were saved, pages relative ones."""
    if address.startswith("cid:"):
        return address
    return unquote(address).replace("\\", "/").split("?")[0].split("#")[0].rpartition("/")[2].lower()
