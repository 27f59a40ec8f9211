"""The sentences of a finding, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers.notes import Note
from normalizers.text import squeeze
from pipeline.findings.catalogue import CATALOGUE
from pipeline.schema import TABLES

SHOWN = 80
"""Characters of a print that a sentence repeats; the whole of it stands in `findings.raw`."""

_INNER = {ord("“"): "‘", ord("”"): "’"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Which project and indicator a finding is about, by name and number from 1; all None for the document itself.

    `unit` is the indicator's inferred unit.
    """

    table: str | None = None
    project: str | None = None
    ordinal: int | None = None
    indicator: str | None = None
    unit: str | None = None

    @property
    def zh(self) -> str:
        """项目“车辆保险费”第3项指标“按计划完成工作”."""
        owner = f"项目{quoted(self.project)}" if self.project else "本部门" if self.ordinal else "本材料"
        if self.ordinal is None:
            return owner
        return f"{owner}第{self.ordinal}项指标" + (quoted(self.indicator) if self.indicator else "")

    @property
    def en(self) -> str:
        """Project “车辆保险费”, indicator 3 “按计划完成工作”."""
        owner = f"Project {quoted(self.project)}" if self.project else "The department" if self.ordinal else "The document"
        if self.ordinal is None:
            return owner
        return f"{owner}, indicator {self.ordinal}" + (f" {quoted(self.indicator)}" if self.indicator else "")


def quoted(text: str | None) -> str:
    """The text in quotation marks."""
    return f"“{shown(text)}”"


def shown(text: str | None) -> str:
    """A print fit for a sentence: short, without white space (Latin words keep one space) and unprintable characters.

    Its double quotation marks are turned into single ones, since a sentence stands it in double ones (GB/T 15834).
    """
    words = text or ""
    joined = " ".join(words.split()) if words.isascii() else squeeze(words)
    solid = "".join(c for c in joined if c.isprintable()).translate(_INNER)
    return solid if len(solid) <= SHOWN else solid[: SHOWN - 1] + "…"


def sentences(note: Note, subject: Subject, field: str | None, raw: str | None, page: int | None = None) -> tuple[str, str]:
    """The Chinese and the English sentence of a note. KeyError for a code or slot that the catalogue does not know: a bug."""
    entry = CATALOGUE[note.code]
    slots = {name: shown(value) for name, value in note.args}
    slots.setdefault("raw", shown(raw))
    slots.setdefault("page", "?" if page is None else str(page))
    slots["hint"] = f"（疑为{quoted(subject.unit)}）" if subject.unit else ""
    slots["hint_en"] = f" (perhaps {quoted(subject.unit)})" if subject.unit else ""
    title_zh, title_en = _titles(subject.table, field)
    zh = entry.zh.format(**slots, subject=subject.zh, what=title_zh)
    en = entry.en.format(**slots, subject=subject.en, what=title_en)
    return zh, en


_WHAT = {"raw": ("指标值", "the target"), "actual_raw": ("实际完成值", "the actual value")}


def _titles(table: str | None, field: str | None) -> tuple[str, str]:
    if table == "indicators" and field in _WHAT:
        return _WHAT[field]
    if table in TABLES and field in TABLES[table].names:
        return TABLES[table].column(field).title, field.replace("_", " ")
    return "内容", "the text"
