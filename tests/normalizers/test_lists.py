"""Facts listed in one cell: each becomes a part as it reads alone, or the cell is text; none is lost in another's name."""

from __future__ import annotations

import random
import re

import pytest

from normalizers import Context, normalize
from normalizers.value import brief

from .corpora import all_lines

CONTEXT = Context(fiscal_year=2022)
MARKS = set("，,；;、()（）")


def _facts() -> list[str]:
    """Prints of one fact each that a mark may stand between: with a unit, so that no comma joins their digits."""
    return [
        raw
        for value, context, raw in all_lines()
        if context == CONTEXT
        and value.split()[0] in ("quantity", "range", "date")
        and len(raw) < 14
        and not MARKS & set(raw)
        and normalize(raw, CONTEXT).kind == value.split()[0]
        and (value.startswith("date") or normalize(raw, CONTEXT).unit is not None)
        and not raw.startswith("PM")
    ]


def _lost(seed: int, count: int) -> list[str]:
    """Lists that read as something else than the facts they list."""
    source, facts, lost = random.Random(seed), _facts(), []
    for _ in range(count):
        listed = [source.choice(facts) for _ in range(source.choice((2, 2, 3)))]
        text = source.choice("，；、;").join(listed)
        value = normalize(text, CONTEXT)
        alone = [_plain(brief(normalize(fact, CONTEXT))) for fact in listed]
        bounds = (
            len(listed) == 2 and {fact.split()[1] for fact in alone} & {"ge", "gt"} and {fact.split()[1] for fact in alone} & {"le", "lt"}
        )
        done = value.kind == "qualitative" and all("完成" in fact for fact in listed)
        if value.kind == "text" or done or (value.kind == "range" and bounds):
            continue
        if [_plain(brief(part.value)) for part in value.parts] != alone:
            lost.append(f"{text!r}: {brief(value)}")
    return lost


def _plain(line: str) -> str:
    return re.sub(r" ~\S+", "", line)


def test_no_fact_of_a_list_is_lost() -> None:
    assert not _lost(seed=5, count=500)


@pytest.mark.prove
def test_no_fact_of_many_lists_is_lost() -> None:
    assert not _lost(seed=6, count=20_000)
