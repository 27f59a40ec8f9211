"""Plain text and bytes that pretend to be: encodings with damage, control characters, lines and cells without end."""

from __future__ import annotations

import random
from typing import Final

FORM: Final = (
    "2022年度项目绩效目标表\n\n\t项目名称\t车辆保险费\n\n\t一级指标\t二级指标\t三级指标\t指标值\n\n"
    "\t产出指标\t数量指标\t投保车辆数\t≥5辆\n\n\t\t质量指标\t保单合格率\t≥95%\n\n"
)
CONTROLS: Final = "".join(map(chr, [*range(1, 9), 11, *range(14, 32), *range(127, 160)]))
BIDI: Final = "\u202e\u2066\u2069\u200f\u061c"


def noise(size: int) -> bytes:
    """Bytes without any order, the same each time."""
    return random.Random(5).randbytes(size)


def mangled(data: bytes) -> bytes:
    """What a transfer in text mode makes of bytes on its way to Windows."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def stripped(data: bytes) -> bytes:
    """The same on its way from Windows."""
    return data.replace(b"\r\n", b"\n")


def seven_bits(data: bytes) -> bytes:
    """A gateway that clears the eighth bit."""
    return bytes(byte & 0x7F for byte in data)


def damaged(data: bytes, every: int) -> bytes:
    """A byte lost now and then."""
    return bytes(byte for at, byte in enumerate(data, 1) if at % every)


def surrogates() -> bytes:
    """Halves of pairs, as a careless program writes them as UTF-8."""
    return (FORM * 8).encode() + "说明：\ud83d 与 \udc4d\n".encode("utf-8", "surrogatepass")


def lone_utf16() -> bytes:
    """Halves of pairs in UTF-16."""
    return b"\xff\xfe" + (FORM * 8 + "\ud83d与\udc4d\n").encode("utf-16-le", "surrogatepass")


def with_cell(printed: str) -> bytes:
    return (FORM + f"\t说明\t{printed}\n\n").encode()
