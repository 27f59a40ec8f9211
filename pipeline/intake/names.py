"""Names of files as text: any bytes accepted, reported safely, and found again.

A name is reported as UTF-8. Bytes that are no UTF-8 are written `\\xNN`; a name that holds such a byte, or already reads like an
escape, has its backslashes doubled, so that two names never look alike and `original` finds the bytes again.
"""

from __future__ import annotations

import re
from typing import Final

_LOOKS_ESCAPED: Final = re.compile(r"\\(?:\\|x[0-9a-f]{2})")
_ESCAPE: Final = re.compile(r"\\(\\|x[0-9a-f]{2})")
# What a terminal would act on instead of showing: C0, DEL, C1, line and paragraph separators, bidi controls.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def reported(name: bytes) -> str:
    """A name or path of a file as valid Unicode text; `original` is its inverse."""
    text = name.decode("utf-8", "surrogateescape")
    broken = any("\udc80" <= c <= "\udcff" for c in text)
    if not broken and not _LOOKS_ESCAPED.search(text):
        return text
    doubled = text.replace("\\", "\\\\")
    return "".join(f"\\x{ord(c) - 0xDC00:02x}" if "\udc80" <= c <= "\udcff" else c for c in doubled)


def original(name: str) -> bytes:
    """The bytes of a reported name."""
    parts: list[bytes] = []
    end = 0
    for match in _ESCAPE.finditer(name):
        parts.append(name[end : match.start()].encode())
        parts.append(b"\\" if match[1] == "\\" else bytes.fromhex(match[1][1:]))
        end = match.end()
    return b"".join([*parts, name[end:].encode()])


def on_terminal(name: str) -> str:
    """A reported name on one line of a terminal: control and bidi characters shown as escapes, never acted on."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)
