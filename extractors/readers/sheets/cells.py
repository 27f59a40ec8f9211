"""What one cell shows: its stored value under its style, and what is to be said where the two differ.

value, style ──number format──> text  +  notes: a code whose digits are lost, a format that adds words, a text struck through
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation
from typing import Final, NamedTuple

from extractors.printing import HIDDEN, STRUCK, excerpt
from extractors.readers.sheets.number_format import DIGITS, LARGEST, shown, shown_text
from extractors.tables.lines import join_lines
from normalizers.notes import Note

MOST_SAID: Final = 1_000
"""Cells of a workbook of which it is said one by one that their format prints something else; further ones are counted."""
_MOST_KNOWN: Final = 10_000  # numbers whose print is remembered
_SHORT: Final = 11  # digits of an integer that prints as it is stored
_MOST_DIGITS: Final = 400  # of a number as stored: a double has 17, and 309 before the point
_PICTURE: Final = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.I)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAKS: Final = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")


class Style(NamedTuple):
    """What of a cell's style decides what is read: its format code, and how its text is set."""

    code: str = ""
    struck: bool = False
    unseen: bool = False
    """Whether its font has the colour of the paper."""
    raised: bool = False
    framed: bool = False


PLAIN: Final = Style()


class Printed(NamedTuple):
    """A cell's text and what is to be said of it."""

    text: str
    notes: tuple[Note, ...] = ()


BLANK: Final = Printed("")


@dataclass(slots=True)
class CellTexts:
    """Makes texts of the cells of one workbook; numbers under the same format are formatted once."""

    epoch_1904: bool = False
    zero_hidden: int = 0
    unsaid: int = 0
    _said: int = 0
    _known: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)

    def number(self, stored: str, style: Style = PLAIN) -> Printed:
        """What a stored number prints.

        Args:
            stored: its digits as the file has them.
            style: the cell's style.
        """
        if (
            not style.code
            and stored.isdecimal()
            and len(stored) < _SHORT
            and (stored[0] != "0" or stored == "0")
            and not style.struck
            and not style.unseen
        ):
            return Printed(stored)
        key = stored, style.code
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = _number(stored, style.code, self.epoch_1904)
        text, said, value = found
        if not said and not style.struck and not style.unseen:
            return Printed(text)
        return self._styled(text, style, self._notes(text, said, value))

    def text(self, text: str, style: Style = PLAIN) -> Printed:
        """What a stored text prints."""
        printed = printed_text(text)
        if _PICTURE.match(printed):  # WPS keeps a picture within a cell so
            return Printed("", (Note.of("part.pictures", count="1"),))
        if style.code and style.code != "@" and printed:
            printed = shown_text(printed, style.code)
            if not printed.strip():
                return Printed("", (Note.of(HIDDEN, raw=excerpt(one_line(printed_text(text)))),))
        return self._styled(printed, style, ()) if style.struck or style.unseen else Printed(printed)

    def error(self, code: str) -> Printed:
        """What a cell prints whose formula went wrong: #REF!, #N/A."""
        return Printed(code, (Note.of("cell.error", raw=code),))

    def boolean(self, stored: bool) -> Printed:
        """TRUE or FALSE."""
        return Printed("TRUE" if stored else "FALSE")

    def _styled(self, text: str, style: Style, notes: tuple[Note, ...]) -> Printed:
        if not text.strip():
            return Printed(text, notes)
        if style.struck:
            return Printed("", (Note.of(STRUCK, raw=excerpt(text)),))
        if style.unseen:
            return Printed("", (Note.of(HIDDEN, raw=excerpt(text)),))
        return Printed(text, notes)

    def _notes(self, text: str, said: str, value: str) -> tuple[Note, ...]:
        if said == "zero":
            self.zero_hidden += 1
            return ()
        if said == "lost":
            return (Note.of("code.precision-lost", raw=text, stored=value),)
        if said == "hidden":
            return (Note.of(HIDDEN, raw=value),)
        self._said += 1
        if self._said > MOST_SAID:
            self.unsaid += 1
            return ()
        return (Note.of("format.numeric-text", raw=text, stored=value),)


def _number(stored: str, code: str, epoch_1904: bool) -> tuple[str, str, str]:
    """The print of a number; what is to be said of it (zero, lost, hidden, other, or nothing); its value in plain digits."""
    solid = stored.strip()
    try:
        value = Decimal(solid) if len(solid) <= _MOST_DIGITS else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value.adjusted() > LARGEST:
        return solid, "", ""
    printed = shown(value, code, epoch_1904=epoch_1904)
    plain = _plain(value)
    if not value:
        return printed.text, "" if any(c.isdecimal() for c in printed.text) else "zero", plain
    if value.adjusted() >= DIGITS:
        return printed.text, "lost", plain
    if not printed.text:
        return "", "hidden", plain
    return printed.text, "" if printed.same else "other", plain


_KEPT: Final = Context(prec=DIGITS)


def _plain(value: Decimal) -> str:
    """A number in digits without the residue of floating point."""
    kept = _KEPT.plus(value)
    if abs(kept.adjusted()) > 2 * DIGITS:
        return str(kept)
    text = format(kept, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed_text(text: str) -> str:
    """A stored text as it is printed: line breaks as \\n, escapes of control characters resolved, control characters left out."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
    if _BREAKS.search(text):
        text = _BREAKS.sub("\n", text)
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text


def one_line(text: str) -> str:
    """A printed text with its lines joined, for a wrapped line is no fact."""
    return join_lines(text.split("\n")) if "\n" in text else text
