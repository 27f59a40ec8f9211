"""Folders as an officer drops them: mostly Word, some PDF, pages of the web and text, in sub-folders, with duplicates and broken files.

python -m benchmarks.folders DIR --files N [--small]

Every file is made from a sample with its name and its figures changed by its number, so that no two have the same bytes or the same
values. The same arguments give the same files. Small ones are a table of text, for questions about
number alone.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final
from zlib import crc32

from benchmarks.inputs import MAIN_PART, SAMPLES
from extractors.document import Block, Cell, Grid

COUNTIES, OFFICES = 7, 13
_FIGURE: Final = re.compile(r"(?<![\d.年])\d{2,6}(?![\d.年月日])")
_TEXT: Final = re.compile(r"(?<=>)[^<>]+(?=</w:t>)")
_SMALL: Final = "项目支出绩效目标表\n\n" + "".join(
    "".join(f"\t{cell}\n" for cell in row.split()) + "\n"
    for row in (
        "项目名称 第{number}个培训项目",
        "主管部门 县财政局第{office}科",
        "预算年度 {year}年",
        "项目资金（万元） {amount}",
        "一级指标 二级指标 三级指标 指标值",
        "产出指标 数量指标 培训人数 ≥{people}人次",
        "产出指标 质量指标 合格率 ≥{share}%",
        "效益指标 社会效益指标 知晓率 ≥{share}%",
    )
)


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the folder: where it stands below it, and its bytes."""

    path: str
    data: bytes


def make(folder: Path, files: int, *, samples: Path = SAMPLES, small: bool = False) -> int:
    """Write so many files below a folder; how many different contents they have."""
    contents = set()
    for made in small_files(files) if small else mixed_files(files, samples):
        path = folder / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
        contents.add(made.data)
    return len(contents)


def small_files(files: int) -> Iterator[Made]:
    """A table of text each; every fiftieth is a duplicate of the one before."""
    for number in range(files):
        told = number - (number % 50 == 49)
        text = _SMALL.format(
            number=told, year=2018 + told % 7, office=told % OFFICES, amount=f"{told / 7:.2f}", people=told + 20, share=60 + told % 40
        )
        yield Made(f"{_folder(number)}/{number:06}.txt", text.encode())


def mixed_files(files: int, samples: Path) -> Iterator[Made]:
    """Of twenty: thirteen Word files, four PDFs, a web page, a text, and one that is broken or, by turns, a duplicate."""
    sources = sorted(samples.glob("forms/*/*.docx"))
    before = b""
    for number in range(files):
        source = sources[crc32(str(number).encode()) % len(sources)]
        kind, maker = _KINDS[number % len(_KINDS)]
        data = before if number % (2 * len(_KINDS)) == _AGAIN else maker(source, number)
        yield Made(f"{_folder(number)}/{number:06}-{source.stem}.{kind}", data)
        before = data


def _folder(number: int) -> str:
    """A county's folder, and an office's in it, whatever the order of the files."""
    return f"{number % COUNTIES + 1}县/{number % OFFICES + 1}科"


def word(source: Path, number: int) -> bytes:
    """A Word file whose figures are told apart by a number."""
    package, body = _package(source)
    buffer = io.BytesIO(package)
    buffer.seek(0, io.SEEK_END)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo(MAIN_PART), _TEXT.sub(lambda found: _varied(found[0], number), body), zipfile.ZIP_DEFLATED)
        out.comment = b"%d" % number
    return buffer.getvalue()


@cache
def _package(source: Path) -> tuple[bytes, str]:
    """A Word file without its main part, and that part: the rest is the same in every copy and is packed once."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for member in package.infolist():
            if member.filename != MAIN_PART:
                out.writestr(member, package.read(member))
        return buffer.getvalue(), package.read(MAIN_PART).decode("utf-8")


def pdf(source: Path, number: int) -> bytes:
    """A sample's PDF with a comment after its end: the same pages, other bytes."""
    return source.with_suffix(".pdf").read_bytes() + b"%% %d\n" % number


def web(source: Path, number: int) -> bytes:
    """The same form as a page of the web."""
    body = "".join(_html(block, number) for block in _blocks(source))
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html><!-- {number} -->'.encode()


def plain(source: Path, number: int) -> bytes:
    """The same form as Tika prints it: cells begin with a TAB, a blank line ends a row, one more the table."""
    text = "".join(_tika(block) for block in _blocks(source))
    return f"{_varied(text, number)}编号{number}\n".encode()


def broken(source: Path, number: int) -> bytes:
    """A Word file that was cut short while it was copied."""
    return word(source, number)[: 30_000 - number % 20_000]  # lengths tell them apart: their figures stand in what is lost


_KINDS: Final[Sequence[tuple[str, Callable[[Path, int], bytes]]]] = (
    *[("docx", word)] * 13, *[("pdf", pdf)] * 4, ("html", web), ("txt", plain), ("docx", broken),
)  # fmt: skip
_AGAIN: Final = len(_KINDS) - 1


@cache
def _blocks(source: Path) -> tuple[Block, ...]:
    from extractors.readers.docx import read

    return tuple(read(source.read_bytes()).blocks)


def _rows(grid: Grid) -> list[list[Cell]]:
    """The cells that begin in each row."""
    return [[cell for cell in grid.cells if cell.row == row] for row in range(1, grid.rows + 1)]


def _tika(block: Block) -> str:
    if not isinstance(block, Grid):
        return f"{block.text}\n"
    rows = ([cell.text if cell.row == row else "" for cell in block.row_cells(row)] for row in range(1, block.rows + 1))
    return "".join("".join(f"\t{text}\n" for text in row) + "\n" for row in rows) + "\n"


def _html(block: Block, number: int) -> str:
    if not isinstance(block, Grid):
        return f"<p>{escape(_varied(block.text, number))}</p>"
    rows = ("".join(_cell(cell, number) for cell in row) for row in _rows(block))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(cell: Cell, number: int) -> str:
    return f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{escape(_varied(cell.text, number))}</td>'


def _varied(text: str, number: int) -> str:
    """The text with the last two digits of its figures changed; years, dates and single digits stay."""
    return _FIGURE.sub(lambda found: f"{found[0][:-2]}{(int(found[0][-2:]) + number) % 90 + 10}", text)


def main() -> int:
    """Write a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.folders", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--small", action="store_true")
    given = parser.parse_args()
    print(f"{make(given.folder, given.files, small=given.small)} different files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
