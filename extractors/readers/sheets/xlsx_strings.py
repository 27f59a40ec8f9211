"""The texts of an Excel workbook: the table of shared strings, and texts set within a cell in runs of their own (ECMA-376 part 1, 18.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.printing import NOTE_MARK, STRUCK, excerpt, raised
from extractors.readers.members import Members, elements, local
from extractors.readers.sheets.cells import printed_text
from normalizers.notes import Note

_OFF: Final = frozenset({"0", "false", "none"})
WHITE: Final = frozenset({"FFFFFFFF", "00FFFFFF"})


class Text(NamedTuple):
    """A text and what of it is no print; `plain` is it whole."""

    text: str
    notes: tuple[Note, ...] = ()


class Run(NamedTuple):
    """A piece of a text in one font."""

    text: str
    struck: bool = False
    raised: bool = False
    unseen: bool = False


def shared_strings(members: Members, name: str, limits: Limits) -> list[Text]:
    """The shared strings in order. ReadError as `Members.open` and `elements`; "too-large" beyond the limits."""
    stream = members.open(name)
    if stream is None:
        return []
    found: list[Text] = []
    characters = 0
    for item in elements(stream, ("{*}si",)):
        text = text_of(item)
        characters += len(text.text) + 1
        if characters > limits.characters:
            raise ReadError("too-large", f"more than {limits.characters} characters of text", f"文字超过 {limits.characters} 字")
        found.append(text)
    return found


def text_of(item: etree._Element) -> Text:
    """The text of an element that holds one `t`, or runs; phonetic readings are left out."""
    if len(item) == 1 and local(item[0]) == "t":
        return Text(printed_text(item[0].text or ""))
    return printed_runs(_runs(item))


def _runs(item: etree._Element) -> Iterator[Run]:
    for child in item:
        kind = local(child)
        if kind == "t":
            yield Run(child.text or "")
        elif kind == "r":
            text = "".join(part.text or "" for part in child if local(part) == "t")
            properties = next((part for part in child if local(part) == "rPr"), None)
            yield Run(text) if properties is None else _run(text, properties)


def _run(text: str, properties: etree._Element) -> Run:
    struck = unseen = high = False
    for mark in properties:
        kind, value = local(mark), (mark.get("val") or "").lower()
        struck |= kind == "strike" and value not in _OFF
        high |= kind == "vertAlign" and value == "superscript"
        unseen |= kind == "color" and (mark.get("rgb") or "").upper() in WHITE
    return Run(text, struck, high, unseen)


def printed_runs(runs: Iterator[Run]) -> Text:
    """The runs as one text: what is struck through or a note's mark is left out and named.

    White runs count as print, for cells are often coloured.
    """
    out = ""
    notes: list[Note] = []
    for run in runs:
        text = printed_text(run.text)
        if run.struck and text.strip():
            notes.append(Note.of(STRUCK, raw=excerpt(text.strip())))
        elif run.raised and text.strip():
            said = raised(out, text)
            out += said.text
            if said.mark:
                notes.append(Note.of(NOTE_MARK, raw=said.mark))
            if said.unclear:
                notes.append(Note.of("text.raised-unclear", raw=excerpt(out)))
        else:
            out += text
    return Text(out, tuple(notes))
