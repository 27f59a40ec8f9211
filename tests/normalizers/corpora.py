"""How corpora are written: a value in one line, its context, its spellings; tab-separated, # begins a remark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from normalizers import Context

FOLDER = Path(__file__).parent / "corpora"


def context_of(text: str) -> Context:
    """`name=满意度;unit=%;ocr=1`; the fiscal year is 2022 unless `year=` says another (`year=-` for none)."""
    fields = dict(item.split("=", 1) for item in text.split(";") if item)
    year = fields.get("year", "2022")
    return Context(
        name=fields.get("name"),
        description=fields.get("description"),
        sign=fields.get("sign"),
        unit=fields.get("unit"),
        fiscal_year=None if year == "-" else int(year),
        ocr="ocr" in fields,
    )


def lines(path: Path) -> Iterator[tuple[str, Context, str]]:
    """Each spelling of a corpus with its context and the value it must become."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        value, context, *spellings = line.split("\t")
        for spelling in spellings:
            yield value, context_of(context), spelling


def all_lines() -> list[tuple[str, Context, str]]:
    """Every spelling of every corpus."""
    return [line for path in sorted(FOLDER.glob("*.tsv")) for line in lines(path)]
