"""HTML, mail archives of pages and pictures."""

from __future__ import annotations

import struct
import zlib
from typing import Final

_CELLS: Final = "".join(
    f"<tr>{''.join(f'<td>{text}</td>' for text in line.split())}</tr>"
    for line in (
        "项目名称 车辆保险费 预算数 3.5",
        "一级指标 二级指标 三级指标 指标值",
        "产出指标 数量指标 投保车辆数 ≥5辆",
        "产出指标 质量指标 保单合格率 ≥95%",
    )
)
FORM: Final = f"<p>2022年度项目绩效目标表</p><table>{_CELLS}</table>"


def html(body: str = FORM, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def spans(value: str) -> bytes:
    return html(
        FORM + f'<table><tr><td colspan="{value}" rowspan="{value}">跨</td><td rowspan="{value}">越</td></tr><tr><td>甲</td></tr></table>'
    )


def deep(tag: str, levels: int) -> bytes:
    opening = {"table": "<table><tr><td>"}.get(tag, f"<{tag}>")
    return html(FORM + opening * levels + "内")


def outside() -> bytes:
    """Everything that a browser would fetch or run."""
    away = "http://127.0.0.1:9/x"
    head = f'<base href="{away}"><meta http-equiv="refresh" content="0;url={away}"><script src="{away}"></script>'
    return html(f'<iframe src="file:///etc/passwd"></iframe><img src="{away}"><object data="{away}"></object>{FORM}', head)


def mail(body: bytes, boundary: str = "b", levels: int = 1) -> bytes:
    """A page in a mail, wrapped in as many parts as told."""
    opening = "".join(f'Content-Type: multipart/related; boundary="{boundary}{n}"\r\n\r\n--{boundary}{n}\r\n' for n in range(levels))
    return b"MIME-Version: 1.0\r\n" + opening.encode() + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A grey picture that says that it is of this size, whatever its rows hold."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def white(width: int, height: int) -> bytes:
    return png(width, height, (b"\0" + b"\xff" * width) * height)


def looped_tiff() -> bytes:
    """A picture file whose page is followed by itself."""
    fields = [(256, 8), (257, 8), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 8), (279, 64)]
    return (
        b"II*\0"
        + struct.pack("<IH", 8, len(fields))
        + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
        + struct.pack("<I", 8)
    )


def bitmap(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<I2HI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
