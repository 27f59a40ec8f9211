"""How sure a reading is: what the networks say of it, whether they say the same, and what the ink says.

The fast network reads everything. Where a mistake would be a wrong number, and it is not certain or reads what tempts it, it reads again,
the line stretched: what it only guessed comes out otherwise (of 1665 values on damaged scans it confirmed 1622, one of them wrongly:
是否 for 是/否, which is asked about since). Where it hesitates, says something else or has left ink unread, the careful one reads too;
where those differ, a third of another generation does. Two that agree are believed. A network's own probability is no proof: a dropped
character costs it nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

import cv2

from extractors.ocr.recognise import CAREFUL_READER, FAST_READER, OTHER_READER, Text
from extractors.ocr.shapes import dashes, ends_in_circle, equal_strokes, leans, parted, unread, wide_stroke
from extractors.ocr.signs import UNSURE, Reading, printed
from extractors.tables.pixels_ink import Pixels
from normalizers.text import fold

SURE: Final = 0.9  # the least likely character of a reading that needs no second
SURER: Final = 0.985  # the same on a poor page
POOR: Final = 0.2  # of the lines of a page are less than sure on the first reading: it was copied, stamped or badly lit
LIKELY: Final = 0.95  # both times, where the fast network confirms itself
STRETCH: Final = 1.2
CERTAIN: Final = 0.98  # of a good page's line, above which the fast network need not confirm itself: it denied none there that was wrong
# What tempts every network: a sign read as the first digit of a share, a slash between two words left out, a lone stroke.
RISKY: Final = re.compile(
    r"^[2-5ZzSs三二]\s?\d{2,3}(?:\.\d+)?\s?[%％]|^.{0,2}[1lI|/\\丨J一]$|^[-－—]|是否|有无|达否|[%％][0oO]|[oOlI]\d|\d[oOlI]"
)
# What it reads wrongly and is certain of, so that it is asked whatever it says: a ‰ as the last 0 of a number that no unit follows (≤5‰ as
# ≤50) or of a decimal, a point left out beside a slash (元/人·天), a sign alone (≥ as 二).
# No share of a hundred ‰ and more has decimals: that is an amount of money, and forms are full of them.
TEMPTING: Final = re.compile(
    r"(?<=\d)(?<!\d{3}\.\d)0(?![\w.%％‰])|\d0(?=以|之|左右|及|或)|(?<!\d{3})\.\d*0(?!\d)|\w\s?[/／∕]\s?\w|^[\W二三]+$"
)
OUTVOTED: Final = 0.85  # two of three: enough, but no more than this
ALONE: Final = 0.5  # no two agree
SHORT: Final = 3  # characters: 是, 优, / are values too, and one stroke decides them
LONG_SURE: Final = 0.97  # a long text with a number in it is not worth a second reading above this
LONG: Final = 16
UPRIGHT: Final = frozenset({"1", "l", "I", "|", "丨", "/", "∕", "J"})  # what a lone stroke is read as
CHOICES: Final = frozenset({"是否", "有无"})  # what the form prints between them is a slash
DASHES: Final = frozenset({"-", "－", "–", "―", "─"})
_LIKE_DASHES: Final = DASHES | frozenset("—一~")  # what the dash of a range is read as
_NUMBERED: Final = re.compile(r"[\d%％‰年月日号万亿元)）]")  # before the dash of a range; what follows it is a digit
SIGNS: Final = frozenset("≥≤><=≈±~～√×□☑%‰％／/—－-")


def readings(lines: Sequence[Pixels]) -> list[Reading]:
    """The reading of each line."""
    first = [unspaced(text) for text in FAST_READER.read(lines)]
    out = [Reading(text.text, text.least) for text in first]
    again = _doubted(lines, first)
    second = dict(zip(again, CAREFUL_READER.read([lines[at] for at in again]), strict=True))
    differ = [at for at in again if not same(first[at], second[at])]
    third = dict(zip(differ, OTHER_READER.read([lines[at] for at in differ]), strict=True))
    for at in again:
        out[at] = _weighed(lines[at], _judged(first[at], second[at], third.get(at)), second[at])
    return [printed(by_ink(line, reading)) for line, reading in zip(lines, out, strict=True)]


def _doubted(lines: Sequence[Pixels], first: Sequence[Text]) -> list[int]:
    """Which of the lines another network must read: where a mistake would tell, and the fast one is neither certain nor confirms itself."""
    poor = sum(text.least < SURE for text in first) > POOR * len(first)
    left = {at for at, (text, line) in enumerate(zip(first, lines, strict=True)) if unread(line, text.centres)}
    again = [at for at, text in enumerate(first) if at in left or _needs_second(text, SURER if poor else SURE)]
    again = [at for at in again if poor or at in left or not certain(first[at])]
    confirmed = _confirmed(lines, first, [at for at in again if at not in left])
    return [at for at in again if at not in confirmed]


def by_ink(line: Pixels, reading: Reading) -> Reading:
    """The reading with its dashes and last full stop as wide as they are printed, and a lone 二 as the = that its strokes make it."""
    if reading.text == "二" and equal_strokes(line):
        return Reading("=", min(reading.confidence, OUTVOTED))
    text = _dashed(line, reading.text)
    if text.endswith(".") and len(text) > SHORT and ends_in_circle(line):
        text = text[:-1] + "。"
    return Reading(text, reading.confidence)


def _dashed(line: Pixels, text: str) -> str:
    """The text with its dashes as long as they are printed: 5%—8% comes as 5%-8%, 1月—12月 as 1月一12月.

    Only where the line has as many flat strokes as its text has signs for them, so that each is known.
    """
    signs = [at for at, char in enumerate(text) if char in _LIKE_DASHES]
    if not any(_between_numbers(text, at) for at in signs):
        return text
    wide = dashes(line)
    if len(wide) != len(signs):
        return text
    long = {at for at, is_wide in zip(signs, wide, strict=True) if is_wide and _between_numbers(text, at)}
    return "".join("—" if at in long else char for at, char in enumerate(text))


def _between_numbers(text: str, at: int) -> bool:
    return _NUMBERED.match(text[:at][-1:]) is not None and text[at + 1 : at + 2].isdigit()


def _confirmed(lines: Sequence[Pixels], first: Sequence[Text], again: Sequence[int]) -> frozenset[int]:
    """Which of the lines to be read again the fast network reads the same when they are stretched."""
    asked = [at for at in again if _safe(first[at])]
    stretched = [cv2.resize(lines[at], None, fx=STRETCH, fy=1.0, interpolation=cv2.INTER_CUBIC) for at in asked]
    found = [unspaced(text) for text in FAST_READER.read(cast(list[Pixels], stretched))]
    return frozenset(at for at, text in zip(asked, found, strict=True) if text.least >= LIKELY and same(first[at], text))


def _safe(text: Text) -> bool:
    return text.least >= LIKELY and not RISKY.search(text.text)


def unspaced(text: Text) -> Text:
    """The reading without the spaces that a network puts where two kinds of characters meet: whether it does tells nothing of the others.

    Between two digits or letters one stays, with its probability: a point may be in its place. Ink under the others counts as unread.
    """
    kept = [at for at, char in enumerate(text.text) if not char.isspace() or _within_word(text.text, at)]
    if len(kept) == len(text.text):
        return text
    return Text("".join(text.text[at] for at in kept), tuple(text.chances[at] for at in kept), tuple(text.centres[at] for at in kept))


def _within_word(text: str, at: int) -> bool:
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and around.isascii() and around.isalnum()


def certain(text: Text) -> bool:
    """Whether a first reading on a good page is believed as it is."""
    return text.least >= CERTAIN and _safe(text) and not TEMPTING.search(text.text)


def _needs_second(text: Text, sure: float) -> bool:
    if text.least < sure or len(text.text) <= SHORT:
        return True
    value = any(char.isdigit() or char in SIGNS for char in text.text)
    return value and (len(text.text) <= LONG or text.least < LONG_SURE)


def _judged(fast: Text, careful: Text, other: Text | None) -> Reading:
    if other is None:
        return Reading(careful.text, max(fast.least, careful.least))
    if same(careful, other):
        return Reading(careful.text, min(max(careful.least, other.least), OUTVOTED))
    if same(fast, other):
        return Reading(fast.text, min(max(fast.least, other.least), OUTVOTED))
    best = careful if careful.text else other
    return Reading(best.text, min(best.least, ALONE))


def _weighed(line: Pixels, reading: Reading, careful: Text) -> Reading:
    """The reading as the ink allows it: a stroke that leans is no 1, and ink that nobody read leaves a doubt."""
    if reading.text in UPRIGHT and leans(line):
        return Reading("/", max(reading.confidence, OUTVOTED))
    if reading.text in CHOICES and same(Text(reading.text, ()), careful) and parted(line, careful.centres):
        return Reading("/".join(reading.text), min(reading.confidence, UNSURE))
    if reading.text in DASHES and wide_stroke(line):
        return Reading("—", reading.confidence)
    if reading.text == careful.text and unread(line, careful.centres):
        return Reading(reading.text, min(reading.confidence, ALONE))
    return reading


def same(one: Text, two: Text) -> bool:
    """Whether two readings say the same: widths and spaces are no difference."""
    return fold(one.text) == fold(two.text)
