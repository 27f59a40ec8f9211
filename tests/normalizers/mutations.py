"""Prints with one character more or less where the value stands: a sign, a digit, a negation, a letter of a unit.

A change that says the same in another way is no mutation: a sign printed beside the words that say it (≥95%以上), a last zero behind a
decimal point, a unit that a cell of its own prints again, a multiple of nothing (0万次).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from normalizers import Context, Value, normalize
from normalizers.printing import tidy
from normalizers.value import brief

from .corpora import all_lines

DIGITS = "123456789"
SIGNS = "≥≤><-±"
WORDS = ("不", "未", "负", "非", "半", "每", "万", "次", "年", "月", "日", "天", "公里", "吨", "亩", "倍", "‰", "小时")
_SIGNED = "≥≤><=＞＜＝-－"
_UNITS = "%％‰万亿千百次月日天元吨亩"
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_SIGN = re.compile(r"[≥≤><=＞＜＝]+ *$")


def prints() -> list[tuple[str, Context]]:
    """The prints of the corpora that hold one quantity or range or date, told by themselves alone."""
    found = []
    for value, context, raw in all_lines():
        told = (context.unit, context.sign) == (None, None) and not set("(（") & set(context.name or "") and not context.ocr
        if (
            told
            and normalize(raw, context).rule != "number behind a class"  # 4A级景区1个: a figure of the name is none of the value
            and not any(word in raw for word in ("含", "PM", "万5千", "千5百", "亿3千"))
            and value.split()[0] in ("quantity", "range", "date")
            and _NUMBER.search(raw)
            and not raw.startswith("1.")
        ):
            found.append((raw, context))
    return found


def mutations(seed: int, count: int) -> Iterator[tuple[str, str, str, Context]]:
    """`count` times a kind of change, a print, the changed print, their context; the same for one seed."""
    source, whole = random.Random(seed), prints()
    while count:
        raw, context = source.choice(whole)
        kind = source.choice(tuple(CHANGES))
        number = source.choice(list(_NUMBER.finditer(raw)))
        if len(number[0]) > 12 or not number[0].strip("0.０．"):
            continue
        changed = CHANGES[kind](raw, *number.span(), source)
        if changed is not None and tidy(changed) != tidy(raw) and _core(changed) != _core(raw):
            count -= 1
            yield kind, raw, changed, context


def _core(text: str) -> str:
    """A print without what may be printed in another way: zeros behind a decimal point or before a month, ≥ as >=."""
    text = re.sub(r"(\.[0-9]*?)0+(?![0-9])", r"\1", tidy(text)).replace(".%", "%")
    text = re.sub(r"(?<=20[0-9]{2}\.)0(?=[1-9])", "", text)
    for two, one in ((">=", "≥"), ("=>", "≥"), ("<=", "≤"), ("=<", "≤")):
        text = text.replace(two, one)
    return text


def _digit(raw: str, start: int, end: int, source: random.Random) -> str | None:
    at = source.randint(start, end)
    return raw[:at] + source.choice(DIGITS) + raw[at:]


def _sign(raw: str, start: int, end: int, source: random.Random) -> str | None:
    printed = _SIGN.search(raw[:start])
    if printed is None and normalize(raw).comparator is not None:
        return None
    return raw[: printed.start() if printed else start] + source.choice(SIGNS) + raw[start:]


def _word(raw: str, start: int, end: int, source: random.Random) -> str | None:
    at, word = source.choice((start, end)), source.choice(WORDS)
    if word in "年月日" and any(mark in raw for mark in "./-—~～至"):
        # 12.31前, 2022/12, 3-5年: the mark that a date in figures leaves out.
        return None
    twice = tidy(raw[at:]).startswith(word) or tidy(raw[:at]).endswith(word)
    return None if twice else raw[:at] + word + raw[at:]


def _drop(raw: str, start: int, end: int, source: random.Random) -> str | None:
    places = [*range(start, end), *(i for i in (start - 1,) if i >= 0 and raw[i] in _SIGNED and "以" not in raw)]
    places += [i for i in range(end, min(end + 2, len(raw))) if raw[i] in _UNITS and raw.count(raw[i]) == 1]
    gone = source.choice(places)
    return raw[:gone] + raw[gone + 1 :]


CHANGES = {"digit": _digit, "sign": _sign, "word": _word, "drop": _drop}


def facts(value: Value) -> tuple[object, ...]:
    """What a value says, and what is remarked about it."""
    return brief(replace(value, unit_inferred=None)), value.limit, tuple(note.code for note in value.notes)


def survives(raw: str, changed: str, context: Context) -> bool:
    """Whether a changed print reads as the print did, though it is no text."""
    after = normalize(changed, context)
    return after.kind != "text" and facts(normalize(raw, context)) == facts(after)
