"""Lists to choose from: a cell left at the prompt of its list was not filled in (data validation, ECMA-376 part 1, 18.3.1.32)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from extractors.printing import PLACEHOLDER, excerpt
from extractors.readers.members import local
from extractors.readers.sheets.model import Area, Sheet, area_of
from normalizers.notes import Note

# What templates put into a cell that is to be chosen: 请选择, --请选择--, （下拉选择）, 点击选择单位.
_PROMPT: Final = re.compile(r"[\s\-—_=*<【\[（(]*(?:请(?:在?下拉)?选择|请选|下拉选择|点击选择|单击选择|点此选择|选择一?项)[^，。；]{0,12}")
_MOST_AREAS: Final = 1_000
_LONGEST: Final = 60  # characters of a prompt
_MOST_TRIED: Final = 5_000_000  # cells times lists: beyond, the prompts stay as they are printed


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from: the cells it is for, and its items where the file spells them out."""

    areas: tuple[Area, ...]
    items: frozenset[str]
    prompts: frozenset[str]


def choice_of(element: etree._Element) -> Choice | None:
    """The list of a dataValidation; None where it is of another kind."""
    if element.get("type") != "list":
        return None
    formula = next((part.text or "" for part in element if local(part) == "formula1"), "")
    items = formula[1:-1].split(",") if formula.startswith('"') and formula.endswith('"') else []
    reference = element.get("sqref") or " ".join(part.text or "" for part in element if local(part) == "sqref")
    areas = tuple(area for part in reference.split()[:_MOST_AREAS] if (area := area_of(part)) is not None)
    prompts = frozenset(text.strip() for text in (element.get("prompt"), element.get("promptTitle")) if text and text.strip())
    return Choice(areas, frozenset(item.strip() for item in items), prompts)


def leave_out_prompts(sheet: Sheet, choices: Sequence[Choice]) -> None:
    """Take out of a sheet the texts of cells that were left at the prompt of their list; each is named."""
    prompts = frozenset().union(*(choice.prompts for choice in choices))
    if not choices:
        return
    read_like = [
        (row, column, text.strip())
        for row, column, text in sheet.texts()
        if len(text) <= _LONGEST and (text.strip() in prompts or _PROMPT.fullmatch(text.strip()))
    ]
    if len(read_like) * sum(len(choice.areas) for choice in choices) > _MOST_TRIED:
        return
    for row, column, text in read_like:
        if any(_is_prompt(text, choice) and any(area.holds(row, column) for area in choice.areas) for choice in choices):
            del sheet.rows[row][column]
            sheet.say(Note.of(PLACEHOLDER, raw=excerpt(text)), row, column)


def _is_prompt(text: str, choice: Choice) -> bool:
    """Whether a text is a prompt; an item of the list that reads like one (请选择 as its first item) is one too."""
    return text in choice.prompts - choice.items or _PROMPT.fullmatch(text) is not None
