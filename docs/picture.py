"""Draws docs/first-result.svg: a row of the sample as it is printed, and the row of `indicators` that is made of it.

Every box, text and column of the picture comes from the sample's own tables (`provenance` has the boxes); nothing is typed in.
Run as `python docs/picture.py` after a change that moves it; a test says when.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from pipeline import read
from pipeline.display import cut, wide
from pipeline.schema import Row

SAMPLE = "shanhaiguan-fulian-2022.pdf"
PROJECT, INDICATORS = 3, (1, 2, 3)
SHOWN = ("level1", "level2", "level3", "description", "raw", "basis")
MADE = ("level3", "raw", "kind", "comparator", "value", "unit", "category")
WIDTH, LINE = 900, 26


def draw(samples: Path) -> str:
    """The picture as SVG."""
    found = read(samples / SAMPLE)
    keys = [f"{found.document['document_id']}-p{PROJECT:02}-i{number:02}" for number in INDICATORS]
    rows = [row for row in found.indicators if row["indicator_id"] in keys]
    cells = [p for p in found.provenance if p["row_id"] in keys and p["field"] in SHOWN]
    printed, height = _printed(cells)
    made, height = _made(rows, height + 34)
    title = _text(10, 20, f"{SAMPLE}, page {cells[0]['page']}, block {cells[0]['block']}", "note")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}">'
        "<style>text{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;font-size:13px;fill:#1c2430}"
        ".note{fill:#667;font-size:12px}.head{font-weight:bold}"
        ".cell{fill:#fff;stroke:#8a94a3}.hit{fill:#fff3c4;stroke:#b58900}.made{fill:#e9f3fb;stroke:#4b83b5}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/>{title}{printed}{made}</svg>\n'
    )


def _printed(cells: list[Row]) -> tuple[str, float]:
    """The cells where they stand on the page, and how far down they reach."""
    left, top = min(_edge(p, "x0") for p in cells), min(_edge(p, "y0") for p in cells)
    scale = (WIDTH - 20) / (max(_edge(p, "x1") for p in cells) - left)
    bottom = max(_edge(p, "y1") for p in cells if p["field"] == "raw")
    parts, seen = [], set()
    for cell in cells:
        box = tuple(_edge(cell, name) for name in ("x0", "y0", "x1", "y1"))
        if box in seen:
            continue
        seen.add(box)
        x, y = 10 + (box[0] - left) * scale, 30 + (box[1] - top) * scale
        width, height = (box[2] - box[0]) * scale, (min(box[3], bottom) - box[1]) * scale
        parts.append(_box(x, y, width, height, "hit" if cell["field"] == "raw" else "cell"))
        parts += [_text(x + 5, y + 18 + n * 16, line, "print") for n, line in enumerate(_wrapped(str(cell["text"]), width))]
    return "".join(parts), 30 + (bottom - top) * scale


def _made(rows: list[Row], top: float) -> tuple[str, float]:
    """The rows as columns and values, and how far down they reach."""
    column = (WIDTH - 20) / (len(MADE) + 1)
    parts = [_text(10, top - 8, "indicators", "note")]
    for number, row in enumerate([None, *rows]):
        x, y = 10.0, top + number * LINE
        for name in MADE:
            width = column * (2 if name == "level3" else 1)
            said = name if row is None else _said(row[name])
            parts += [_box(x, y, width, LINE, "made"), _text(x + 6, y + 18, cut(said, int(width / 7)), "head" if row is None else "value")]
            x += width
    return "".join(parts), top + LINE * (len(rows) + 1) + 10


def _box(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" class="{kind}"/>'


def _edge(row: Row, name: str) -> float:
    value = row[name]
    assert isinstance(value, float), f"{SAMPLE} has boxes"
    return value


def _said(value: object) -> str:
    from decimal import Decimal

    from normalizers.value import plain

    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _wrapped(text: str, width: float) -> list[str]:
    """The text in lines that fit a cell: a character of two columns takes 13 units."""
    lines = [""]
    for character in text:
        if (wide(lines[-1]) + wide(character)) * 6.6 > width - 8:
            lines.append("")
        lines[-1] += character
    return lines


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(text)}</text>'


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    (here / "first-result.svg").write_text(draw(here.parent / "samples"), encoding="utf-8")
