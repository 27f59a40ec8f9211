"""Every remark that a normaliser makes: its code, its arguments, what it means. The pipeline turns them into sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A kind of note: `args` are the names of its arguments."""

    code: str
    args: tuple[str, ...]
    meaning: str


REMARKS: tuple[Remark, ...] = (
    Remark("value.unread", (), "no rule reads the value; it is kept as text"),
    Remark("value.unsplit", (), "several numbers in one cell that cannot be parted safely; kept as text"),
    Remark("value.text", ("why",), "words, known to be no number: recurring, ratio, class, rank, standard, …; kept as text"),
    Remark("value.unit-missing", ("inferred", "value"), "a number without a printed unit; `inferred` is what the name suggests, or empty"),
    Remark("value.unit-conflict", ("cell", "printed"), "the value's own unit contradicts the one in its cell or name"),
    Remark("value.sign-conflict", ("cell", "printed"), "the value's own comparator contradicts the one in its cell or name"),
    Remark("value.sign-unread", ("sign",), "a sign cell that is no known sign"),
    Remark("value.open-end", ("end",), "an end of a range (lower, upper) that does not include its number"),
    Remark("value.repaired", ("repair", "to"), "text of a scan that was repaired before it was read"),
    Remark("value.float-residue", ("printed", "value"), "a binary fraction printed by a spreadsheet, read as the decimal that was meant"),
    Remark("value.rounded", ("printed", "value"), "more than six decimals, rounded half-even"),
    Remark("value.year-missing", (), "a month or day without a year, and no fiscal year known"),
    Remark(
        "value.ambiguous-month", ("value",), "a number under the unit 月 where the name asks for a time: months, or a month of the year"
    ),
    Remark("value.vague", ("printed",), "two numerals side by side (两三次): about the lower one"),
    Remark("value.no-such-date", ("date",), "a date that no calendar holds (2024年2月30日), or a year outside 1900 to 2099; kept as text"),
    Remark("value.further-category", ("category",), "a wording that names several states; the first is its category"),
    Remark("amount.unread", ("raw",), "a cell of money that is no amount"),
    Remark("amount.unit-missing", ("raw",), "a cell of money without a unit anywhere"),
    Remark("number.unread", ("raw",), "a cell of a weight, score or percentage that is no number"),
    Remark("code.region", ("by_code", "by_name"), "the region of a project code is not the one that the names say"),
)
