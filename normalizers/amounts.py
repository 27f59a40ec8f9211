"""Money, percentages and plain numbers in cells of their own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from normalizers.notes import Note
from normalizers.numerals import ARABIC, MULTIPLIERS, arabic, canonical, residue, scaled
from normalizers.printing import tidy
from normalizers.tables import compiled
from normalizers.value import plain


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell of money in yuan; None where it is blank, unread, or no unit is printed anywhere (the notes say which)."""

    yuan: Decimal | None
    rule: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A cell of a plain number or percentage (as printed: 25 for 25%); None where blank or unread (then with a note)."""

    value: Decimal | None
    rule: str
    notes: tuple[Note, ...] = ()


# "/" and dashes in a cell of a number are null; 无 says the same there. ¥- is how spreadsheets print an empty amount.
_BLANK = compiled(r"[¥$]?(?:[/\\\-—_·…]*+|\.{2,}|无|不适用|[Nn]/?[Aa])(?:元|万元|%)?")
_SIGN = r"(?P<sign>[-−]|\(-?(?=[\d.,]++\)))?+"
_MONEY = compiled(
    rf"(?:人民币|共计?|合计)?[:：]?[¥$]?{_SIGN}[¥]?(?P<number>{ARABIC}|\.\d++)\)?\(?(?P<unit>(?:万亿|[百千十]?[万亿]|千|百)?(?:元|圆)?(?:整|人民币)?)\)?"
)
# 854万（其中：示范建设295万元）: a remark behind the amount.
_REMARK = compiled(r"\((?=[^()]*\p{Han})[^()]*+\)$")
_UNIT = compiled(r"(?:单位|金额单位)?[:：]?(?:人民币)?(?P<multiplier>万亿|[百千十]?[万亿]|千|百)?(?:元|圆)(?:人民币)?")
_PERCENT = compiled(rf"(?P<sign>-)?(?P<number>{ARABIC}|\.\d++)%*+")
_NUMBER = compiled(rf"\(?(?P<sign>-)?(?P<number>{ARABIC}|\.\d++)(?:分|%)?\)?")


def amount(raw: str, unit: str | None) -> Amount:
    """The money of a cell in yuan. `unit` is the form's amount unit (万元); a unit in the cell itself wins."""
    text = tidy(raw)
    if _BLANK.fullmatch(text):
        return Amount(None, "blank")
    found = _MONEY.fullmatch(text) or _MONEY.fullmatch(_REMARK.sub("", text))
    number = _decimal(found["number"]) if found else None
    if found is None or number is None:
        return Amount(None, "unread", (Note.of("amount.unread", raw=raw.strip()),))
    own = found["unit"].removesuffix("整").removesuffix("人民币")
    multiplier = money_unit(own if own.endswith(("元", "圆")) else own + "元") if own else money_unit(unit)
    if multiplier is None:
        # Nothing is nothing in any unit.
        return Amount(Decimal(0), "zero") if number == 0 else Amount(None, "no unit", (Note.of("amount.unit-missing", raw=raw.strip()),))
    notes: tuple[Note, ...] = ()
    meant = residue(found["number"])
    if meant is not None:
        notes += (Note.of("value.float-residue", printed=found["number"], value=plain(meant)),)
        number = meant
    result = scaled(-number if found["sign"] else number, multiplier)
    if result is None:
        return Amount(None, "unread", (Note.of("amount.unread", raw=raw.strip()),))
    yuan, lost = result
    if lost:
        notes += (Note.of("value.rounded", printed=found["number"], value=plain(yuan)),)
    return Amount(yuan, "own unit" if own else "form's unit", notes)


@lru_cache(maxsize=256)
def money_unit(text: str | None) -> Decimal | None:
    """How many yuan an amount unit is (万元 is 10000); None where the text is no unit of money."""
    found = _UNIT.search(tidy(text)) if text else None
    return MULTIPLIERS.get(found["multiplier"], Decimal(1)) if found else None


def percent(raw: str) -> Number:
    """A percentage as printed: 25 for `25%`, and for `25` under a label that says (%)."""
    return _plain(raw, _PERCENT)


def number(raw: str) -> Number:
    """A weight or score: 10 for `10`, `10.00` and `10分`."""
    return _plain(raw, _NUMBER)


def _plain(raw: str, pattern: regex.Pattern[str]) -> Number:
    text = tidy(raw)
    if _BLANK.fullmatch(text):
        return Number(None, "blank")
    found = pattern.fullmatch(text)
    value = _decimal(found["number"]) if found else None
    if found is None or value is None:
        return Number(None, "unread", (Note.of("number.unread", raw=raw.strip()),))
    meant = residue(found["number"])
    if meant is not None:
        return Number(
            -meant if found["sign"] else meant,
            "float residue",
            (Note.of("value.float-residue", printed=found["number"], value=plain(meant)),),
        )
    result = scaled(-value if found["sign"] else value, None)
    if result is None:
        return Number(None, "unread", (Note.of("number.unread", raw=raw.strip()),))
    notes = (Note.of("value.rounded", printed=found["number"], value=plain(result[0])),) if result[1] else ()
    return Number(canonical(result[0]), "number", notes)


def _decimal(text: str) -> Decimal | None:
    return arabic("0" + text if text.startswith(".") else text)
